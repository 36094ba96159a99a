package io.kehub.client.ov1;

import io.kehub.client.Customer;
import io.kehub.client.CustomerField;
import io.kehub.client.CustomerKind;
import io.kehub.client.CustomerStatus;
import io.kehub.client.ErpException;
import io.kehub.client.WireValues;
import io.kehub.client.wire.Rejections;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** The fields of a customer and their names in the form and in the list of ov1. */
final class Fields {

    /** The fields that are sent as the id of a choice. */
    static final Set<String> CHOSEN = Set.of("sort1", "ly", "area", "trade", "jz");

    private static final Map<CustomerField, String> NAMES = new EnumMap<>(Map.ofEntries(
            Map.entry(CustomerField.NAME, "name"),
            Map.entry(CustomerField.K_CODE, "khid"),
            Map.entry(CustomerField.LEVEL, "sort1"),
            Map.entry(CustomerField.SOURCE, "ly"),
            Map.entry(CustomerField.REGION, "area"),
            Map.entry(CustomerField.INDUSTRY, "trade"),
            Map.entry(CustomerField.WEBSITE, "url"),
            Map.entry(CustomerField.ADDRESS, "address"),
            Map.entry(CustomerField.POSTCODE, "zip"),
            Map.entry(CustomerField.KIND, "intsort"),
            Map.entry(CustomerField.CONTACT_PERSON, "person_name"),
            Map.entry(CustomerField.PHONE, "phone"),
            Map.entry(CustomerField.FAX, "fax"),
            Map.entry(CustomerField.MOBILE, "mobile"),
            Map.entry(CustomerField.EMAIL, "email"),
            Map.entry(CustomerField.REMARK, "intro")));

    /** A column of the list has another name than the field of the form, and lists show more. */
    private static final Map<String, CustomerField> COLUMNS = Map.ofEntries(
            Map.entry("name", CustomerField.NAME),
            Map.entry("catename", CustomerField.OWNER_NAME),
            Map.entry("cateid", CustomerField.OWNER_ID),
            Map.entry("sortname", CustomerField.LEVEL),
            Map.entry("personname", CustomerField.CONTACT_PERSON),
            Map.entry("phone", CustomerField.PHONE),
            Map.entry("mobile", CustomerField.MOBILE),
            Map.entry("telintro", CustomerField.REMARK),
            Map.entry("khid", CustomerField.K_CODE),
            Map.entry("ly", CustomerField.SOURCE),
            Map.entry("area", CustomerField.REGION),
            Map.entry("trade", CustomerField.INDUSTRY),
            Map.entry("fax", CustomerField.FAX),
            Map.entry("email", CustomerField.EMAIL),
            Map.entry("address", CustomerField.ADDRESS),
            Map.entry("zip", CustomerField.POSTCODE),
            Map.entry("website", CustomerField.WEBSITE),
            Map.entry("date1", CustomerField.ADDED_AT),
            Map.entry("lasttime", CustomerField.LAST_FOLLOWED_UP_AT),
            Map.entry("intsort", CustomerField.KIND),
            Map.entry("sp", CustomerField.STATUS),
            Map.entry("protect", CustomerField.PROTECTED),
            Map.entry("telname", CustomerField.SHORT_NAME),
            Map.entry("scale", CustomerField.SCALE));

    /** What an add can write; the owner is assigned by a call of its own. */
    static final Set<CustomerField> WRITABLE = writable();

    private static final Map<String, CustomerField> FIELDS = new HashMap<>();
    private static final Pattern CUSTOM = Pattern.compile("@?[A-Za-z_][A-Za-z0-9_]*");
    private static final Set<String> RESERVED = Set.of("ord", "session", "cmdkey", "datas", "edit");

    static {
        NAMES.forEach((field, name) -> FIELDS.put(name, field));
    }

    private Fields() {}

    /** The field with a name of the form, in any case. */
    static Optional<CustomerField> field(String name) {
        return Optional.ofNullable(FIELDS.get(name.toLowerCase(Locale.ROOT)));
    }

    static Optional<CustomerField> ofColumn(String column) {
        return Optional.ofNullable(COLUMNS.get(column.toLowerCase(Locale.ROOT)));
    }

    static String name(CustomerField field) {
        return Objects.requireNonNull(NAMES.get(field));
    }

    static boolean isInForm(CustomerField field) {
        return NAMES.containsKey(field);
    }

    /** The value of a kind on the wire. */
    static String wireValue(CustomerKind kind) {
        return kind == CustomerKind.COMPANY ? "1" : "2";
    }

    /** A value of a form or a list in the neutral text of its field. */
    static String neutral(CustomerField field, String text) {
        var value = WireValues.trimmed(text);
        return switch (field) {
            case KIND -> translated(text, value, "1", CustomerKind.COMPANY.key(), "2", CustomerKind.PERSON.key());
            case STATUS ->
                translated(text, value, "0", CustomerStatus.AWAITING_REVIEW.key(), "1", CustomerStatus.REVIEWED.key());
            case PROTECTED -> translated(text, value, "0", "false", "1", "true");
            default -> text;
        };
    }

    private static String translated(
            String text, String value, String one, String oneMeans, String other, String otherMeans) {
        return value.equals(one) ? oneMeans : value.equals(other) ? otherMeans : text;
    }

    /** @throws ErpException with Rejected if the dialect can't send one of the fields */
    static void checkWritable(Customer customer) {
        for (var field : customer.fields().keySet()) {
            if (!WRITABLE.contains(field)) {
                throw Rejections.unwritable("V1 接口", field, WRITABLE);
            }
        }
        for (var name : customer.customFields().keySet()) {
            if (!CUSTOM.matcher(name).matches()
                    || RESERVED.contains(name.toLowerCase(Locale.ROOT))
                    || field(name).isPresent()) {
                throw Rejections.invalidField(
                        null, name, "“" + name + "”不是 V1 接口的自定义字段", "客户表单中的其他字段，如 weixinAcc、@meju_1");
            }
        }
    }

    private static Set<CustomerField> writable() {
        var writable = EnumSet.copyOf(NAMES.keySet());
        writable.add(CustomerField.OWNER_ID);
        return Set.copyOf(writable);
    }
}
