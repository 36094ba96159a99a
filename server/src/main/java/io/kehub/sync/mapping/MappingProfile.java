package io.kehub.sync.mapping;

import io.kehub.client.Customer;
import io.kehub.client.CustomerField;
import io.kehub.client.CustomerKind;
import io.kehub.client.KCodeSearch;
import io.kehub.hub.contact.Contact;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * How a filed contact is mapped to a customer: one rule for each field to send. Data only; mapping is a pure function.
 *
 * @param name unique name by which deliveries refer to the profile; never reused for another one
 * @param version increases when the rules change
 * @param fields rules of the customer's fields
 * @param customFields rules of custom fields of the ERP, by the ERP's name
 */
public record MappingProfile(
        String name, int version, Map<CustomerField, Rule> fields, Map<String, Rule> customFields) {

    /** Fields that only the ERP sets. */
    private static final Set<CustomerField> SET_BY_ERP = EnumSet.of(
            CustomerField.OWNER_NAME,
            CustomerField.ADDED_AT,
            CustomerField.LAST_FOLLOWED_UP_AT,
            CustomerField.STATUS,
            CustomerField.PROTECTED);

    /** @throws IllegalArgumentException naming everything that is wrong with the profile, in Chinese */
    public MappingProfile {
        var errors = errors(name, version, fields);
        if (!errors.isEmpty()) {
            throw new IllegalArgumentException(String.join("；", errors));
        }
        fields = Collections.unmodifiableMap(new EnumMap<>(fields));
        customFields = Collections.unmodifiableMap(new LinkedHashMap<>(customFields));
    }

    private static List<String> errors(String name, int version, Map<CustomerField, Rule> fields) {
        var errors = new ArrayList<String>();
        if (!name.matches("[a-z0-9][a-z0-9_-]{0,63}")) {
            errors.add("name：“" + name + "”不是方案名称，应为 1–64 个小写字母、数字、- 或 _，以字母或数字开头");
        }
        if (version < 1) {
            errors.add("version：" + version + " 无效，应为大于 0 的整数");
        }
        for (var required : List.of(CustomerField.NAME, CustomerField.KIND, CustomerField.K_CODE)) {
            if (!fields.containsKey(required)) {
                errors.add("fields：缺少 " + required.key() + "（" + required.caption() + "），每个客户都必须有");
            }
        }
        fields.keySet().stream()
                .filter(SET_BY_ERP::contains)
                .forEach(field -> errors.add(field.key() + "：" + field.caption() + "由 ERP 自己填写，不能映射"));
        if (fields.get(CustomerField.KIND) instanceof Rule.Constant kind
                && CustomerKind.of(kind.text()).isEmpty()) {
            errors.add("kind：“" + kind.text() + "”不是客户类型，可用："
                    + Arrays.stream(CustomerKind.values())
                            .map(CustomerKind::key)
                            .collect(Collectors.joining("、")));
        }
        var kCode = fields.get(CustomerField.K_CODE);
        if (kCode != null && !kCode.equals(new Rule.FromField(List.of(ContactField.K_CODE)))) {
            errors.add("k_code：必须是 {from: k_code}，客户靠 K编码 识别");
        }
        return errors;
    }

    /**
     * Maps a filed contact. Deterministic: the same contact always gives the same customer.
     *
     * @throws IllegalArgumentException if the contact is not filed
     */
    public MappedCustomer map(Contact contact) {
        var kCode = contact.kCode();
        if (kCode == null) {
            throw new IllegalArgumentException("contact " + contact.id().value() + " is not filed");
        }
        var customer = Customer.builder();
        fields.forEach((field, rule) -> customer.set(field, rule.text(contact)));
        customFields.forEach((field, rule) -> customer.customField(field, rule.text(contact)));
        return new MappedCustomer(name, contact.version(), customer.build(), new KCodeSearch(kCode, writtenAs(kCode)));
    }

    private String writtenAs(String kCode) {
        return fields.get(CustomerField.REMARK) instanceof Template remark ? remark.startWith(kCode) : "";
    }
}
