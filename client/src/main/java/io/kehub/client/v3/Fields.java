package io.kehub.client.v3;

import io.kehub.client.Customer;
import io.kehub.client.CustomerField;
import io.kehub.client.CustomerKind;
import io.kehub.client.ErpException;
import io.kehub.client.ErpFailure;
import io.kehub.client.wire.Json;
import io.kehub.client.wire.Rejections;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** The fields of a customer and their names in v3; choices are sent as texts. */
final class Fields {
    private static final Map<CustomerField, String> NAMES = new EnumMap<>(Map.ofEntries(
            Map.entry(CustomerField.KIND, "sort2"),
            Map.entry(CustomerField.NAME, "name"),
            Map.entry(CustomerField.K_CODE, "khid"),
            Map.entry(CustomerField.LEVEL, "sort"),
            Map.entry(CustomerField.SOURCE, "ly"),
            Map.entry(CustomerField.REGION, "area"),
            Map.entry(CustomerField.INDUSTRY, "trade"),
            Map.entry(CustomerField.WEBSITE, "url"),
            Map.entry(CustomerField.ADDRESS, "address"),
            Map.entry(CustomerField.POSTCODE, "zip"),
            Map.entry(CustomerField.CONTACT_PERSON, "person_name"),
            Map.entry(CustomerField.PHONE, "phone"),
            Map.entry(CustomerField.FAX, "fax"),
            Map.entry(CustomerField.MOBILE, "mobile"),
            Map.entry(CustomerField.EMAIL, "email"),
            Map.entry(CustomerField.REMARK, "intro"),
            Map.entry(CustomerField.OWNER_NAME, "cateName")));
    private static final Map<String, CustomerField> FIELDS = new HashMap<>();

    /** How far the customer has come 跟进程度: required, and no field of every dialect. */
    private static final String PROGRESS = "sort1";

    /** The other documented fields. */
    private static final Set<String> CUSTOM = Set.of(
            PROGRESS,
            "jz",
            "credit",
            "hk_xz",
            "pernum1",
            "pernum2",
            "faren",
            "zijin",
            "product",
            "c2",
            "c3",
            "c4",
            "bank_1",
            "bank_2",
            "bank_3",
            "bank_4",
            "bank_5",
            "bank_6",
            "bank_7",
            "bank2_1",
            "bank2_2",
            "bank2_3",
            "bank2_4",
            "bank2_5",
            "bank2_6",
            "bank2_7",
            "fkdays",
            "fkdate",
            "sort98",
            "reply",
            "sex",
            "year1",
            "jg",
            "part1",
            "job",
            "role",
            "sphone",
            "smobile",
            "sarea",
            "saddress",
            "szip",
            "qq",
            "weixinAcc",
            "msn");

    static final Set<CustomerField> WRITABLE = Set.copyOf(NAMES.keySet());

    static {
        NAMES.forEach((field, name) -> FIELDS.put(name.toLowerCase(Locale.ROOT), field));
    }

    private Fields() {}

    /** The field with a name of the dialect, in any case. */
    static Optional<CustomerField> field(String name) {
        return Optional.ofNullable(FIELDS.get(name.toLowerCase(Locale.ROOT)));
    }

    /** @throws ErpException with Rejected if the dialect can't send one of the fields */
    static void checkWritable(Customer customer) {
        for (var field : customer.fields().keySet()) {
            if (!WRITABLE.contains(field)) {
                throw Rejections.unwritable("V3 接口", field, WRITABLE);
            }
        }
        for (var name : customer.customFields().keySet()) {
            if (!CUSTOM.contains(name)) {
                throw Rejections.invalidField(
                        null,
                        name,
                        "V3 接口没有自定义字段“" + name + "”",
                        CUSTOM.stream().sorted().collect(Collectors.joining("、")));
            }
        }
    }

    /** @throws ErpException with Rejected about every required field of a new customer that is blank */
    static void checkRequired(Customer customer) {
        var errors = new ArrayList<ErpFailure.FieldError>();
        for (var field :
                List.of(CustomerField.KIND, CustomerField.NAME, CustomerField.LEVEL, CustomerField.CONTACT_PERSON)) {
            if (customer.get(field).isBlank()) {
                errors.add(required(field, NAMES.getOrDefault(field, ""), field.caption()));
            }
        }
        if (customer.customFields().getOrDefault(PROGRESS, "").isBlank()) {
            errors.add(required(null, PROGRESS, "跟进程度"));
        }
        if (customer.kCode().isBlank()) {
            errors.add(required(CustomerField.K_CODE, "khid", "客户编号；V3 的保存不返回编号，保存后要靠它找回客户"));
        }
        if (!errors.isEmpty()) {
            var message = errors.stream().map(ErpFailure.FieldError::message).collect(Collectors.joining("；"));
            throw Rejections.invalidFields(message, errors);
        }
    }

    /** A customer as it is sent: the kind as a number, everything else as text. */
    static ObjectNode toWire(Customer customer) {
        var json = Json.object();
        customer.fields().forEach((field, text) -> {
            var name = NAMES.get(field);
            if (name == null) {
                throw new IllegalArgumentException(field.key());
            }
            if (field == CustomerField.KIND && customer.kind().isPresent()) {
                json.put(name, customer.kind().get() == CustomerKind.COMPANY ? 1 : 2);
            } else {
                json.put(name, text);
            }
        });
        customer.customFields().forEach(json::put);
        return json;
    }

    /** What a change sends: everything that is there, with the changes over it, because a change can clear what it omits. */
    static Customer merged(Customer present, Customer changes) {
        var merged = Customer.builder();
        present.fields().forEach((field, text) -> {
            if (WRITABLE.contains(field) && field != CustomerField.OWNER_NAME) {
                merged.set(field, text);
            }
        });
        present.customFields().forEach((name, text) -> {
            // in ov1, sort1 is the class; blank numbers and dates are refused by some ERPs
            if (CUSTOM.contains(name) && !name.equals(PROGRESS) && !text.isBlank()) {
                merged.customField(name, text);
            }
        });
        changes.fields().forEach(merged::set);
        changes.customFields().forEach(merged::customField);
        return merged.build();
    }

    private static ErpFailure.FieldError required(@Nullable CustomerField field, String name, String caption) {
        return new ErpFailure.FieldError(field, name, name + "：必填（" + caption + "）", "非空文本");
    }
}
