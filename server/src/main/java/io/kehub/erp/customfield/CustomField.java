package io.kehub.erp.customfield;

import java.util.List;

/**
 * A custom field 自定义字段 that an administrator has defined.
 *
 * @param name {@code field} and a number from 1, such as {@code field1}; assigned in order, never reused
 * @param options the allowed values of a {@link CustomFieldType#CHOICE}; empty for other types
 * @param enabled a disabled field is rejected in new records and omitted from responses; its values are kept
 */
public record CustomField(String name, String caption, CustomFieldType type, List<String> options, boolean enabled) {
    public CustomField {
        options = List.copyOf(options);
    }
}
