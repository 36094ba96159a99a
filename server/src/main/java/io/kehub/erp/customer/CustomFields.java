package io.kehub.erp.customer;

import java.util.List;

public final class CustomFields {
    /** All fields, disabled ones included, by number. */
    public List<CustomField> all() {
        throw new UnsupportedOperationException();
    }

    public CustomField define(String caption, CustomFieldType type, List<String> options) {
        throw new UnsupportedOperationException();
    }

    public CustomField change(String name, String caption, List<String> options, boolean enabled) {
        throw new UnsupportedOperationException();
    }
}
