package io.kehub.client.quick;

import io.kehub.client.Customer;
import io.kehub.client.CustomerField;
import io.kehub.client.CustomerKind;
import io.kehub.client.CustomerStatus;
import io.kehub.client.ErpException;
import io.kehub.client.WireValues;
import io.kehub.client.wire.Json;
import io.kehub.client.wire.Rejections;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The fields of a customer and their names in the quick dialect, which the API reads without regard to case. */
final class QuickFields {
    private static final Pattern CUSTOM_FIELD = Pattern.compile("field[0-9]+");
    private static final Map<CustomerField, String> NAMES = new EnumMap<>(Map.ofEntries(
            Map.entry(CustomerField.NAME, "name"),
            Map.entry(CustomerField.SHORT_NAME, "telname"),
            Map.entry(CustomerField.KIND, "sort"),
            Map.entry(CustomerField.SOURCE, "source"),
            Map.entry(CustomerField.CONTACT_PERSON, "linkman"),
            Map.entry(CustomerField.PHONE, "tel"),
            Map.entry(CustomerField.MOBILE, "mobile"),
            Map.entry(CustomerField.EMAIL, "email"),
            Map.entry(CustomerField.ADDRESS, "address"),
            Map.entry(CustomerField.REMARK, "remark"),
            Map.entry(CustomerField.OWNER_ID, "charge"),
            Map.entry(CustomerField.OWNER_NAME, "chargename"),
            Map.entry(CustomerField.ADDED_AT, "addtime"),
            Map.entry(CustomerField.LAST_FOLLOWED_UP_AT, "lasttime"),
            Map.entry(CustomerField.STATUS, "status"),
            Map.entry(CustomerField.PROTECTED, "protect"),
            Map.entry(CustomerField.LEVEL, "level"),
            Map.entry(CustomerField.INDUSTRY, "industry"),
            Map.entry(CustomerField.SCALE, "scale"),
            Map.entry(CustomerField.REGION, "region"),
            Map.entry(CustomerField.WEBSITE, "website"),
            Map.entry(CustomerField.FAX, "fax"),
            Map.entry(CustomerField.POSTCODE, "zip"),
            Map.entry(CustomerField.K_CODE, "k_code")));
    private static final Map<String, CustomerField> FIELDS = new HashMap<>();

    static {
        NAMES.forEach((field, name) -> FIELDS.put(name, field));
    }

    /** What the quick reference lists for an add. */
    static final Set<CustomerField> WRITABLE = EnumSet.of(
            CustomerField.NAME,
            CustomerField.SHORT_NAME,
            CustomerField.KIND,
            CustomerField.SOURCE,
            CustomerField.CONTACT_PERSON,
            CustomerField.PHONE,
            CustomerField.MOBILE,
            CustomerField.EMAIL,
            CustomerField.ADDRESS,
            CustomerField.REMARK,
            CustomerField.OWNER_ID,
            CustomerField.LEVEL,
            CustomerField.INDUSTRY,
            CustomerField.REGION,
            CustomerField.K_CODE);

    private QuickFields() {}

    /** The field with a name of the dialect, in any case. */
    static Optional<CustomerField> field(String name) {
        return Optional.ofNullable(FIELDS.get(name.toLowerCase(Locale.ROOT)));
    }

    /** The value of a kind in a list request: 0 for all. */
    static int wireValue(CustomerKind kind) {
        return kind == CustomerKind.COMPANY ? 1 : 2;
    }

    static int wireValue(CustomerStatus status) {
        return status == CustomerStatus.AWAITING_REVIEW ? 0 : 1;
    }

    /**
     * A customer as it is sent: the kind as a number, everything else as text.
     *
     * @throws ErpException with Rejected if the dialect can't send one of the fields
     */
    static ObjectNode toWire(Customer customer) {
        var json = Json.object();
        customer.fields().forEach((field, text) -> {
            if (!WRITABLE.contains(field)) {
                throw Rejections.unwritable("常用接口", field, WRITABLE);
            }
            if (field == CustomerField.KIND && customer.kind().isPresent()) {
                json.put(name(field), wireValue(customer.kind().get()));
            } else {
                json.put(name(field), text);
            }
        });
        customer.customFields().forEach((name, text) -> {
            if (!isCustom(name)) {
                throw Rejections.invalidField(null, name, "常用接口没有自定义字段“" + name + "”", "field1、field2 …");
            }
            json.put(name, text);
        });
        return json;
    }

    /** A customer as the ERP answered it. Names that the dialect does not know are kept as custom fields. */
    static Customer toCustomer(String id, JsonNode row) {
        var customer = Customer.builder().id(id);
        row.forEachEntry((wireName, value) -> {
            var name = wireName.toLowerCase(Locale.ROOT);
            var field = FIELDS.get(name);
            if (field != null) {
                customer.set(field, neutral(field, Json.scalar(value)));
            } else if (!name.equals("id") && !name.isBlank()) {
                customer.customField(name, Json.scalar(value));
            }
        });
        return customer.build();
    }

    private static String neutral(CustomerField field, String text) {
        return switch (field) {
            case KIND -> translated(text, "1", CustomerKind.COMPANY.key(), "2", CustomerKind.PERSON.key());
            case STATUS ->
                translated(text, "0", CustomerStatus.AWAITING_REVIEW.key(), "1", CustomerStatus.REVIEWED.key());
            case PROTECTED -> translated(text, "0", "false", "1", "true");
            default -> text;
        };
    }

    private static String translated(String text, String one, String oneMeans, String other, String otherMeans) {
        var value = WireValues.trimmed(text);
        return value.equals(one) ? oneMeans : value.equals(other) ? otherMeans : text;
    }

    private static String name(CustomerField field) {
        return NAMES.getOrDefault(field, "");
    }

    private static boolean isCustom(String name) {
        return CUSTOM_FIELD.matcher(name.toLowerCase(Locale.ROOT)).matches();
    }
}
