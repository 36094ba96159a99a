package io.kehub.erp.customer;

import java.util.Map;

/**
 * The editable data of a contact person 联系人. Every text is trimmed and never null; empty if not filled.
 *
 * @param fields the other fields; only filled ones
 */
public record ContactPersonDetails(
        String name, String phone, String mobile, String email, String fax, Map<ContactPersonField, String> fields) {

    /** Nothing is filled in. */
    public static final ContactPersonDetails NONE = new ContactPersonDetails("", "", "", "", "", Map.of());

    public ContactPersonDetails {
        fields = Map.copyOf(fields);
    }

    /** The value of another field; empty if it is not filled. */
    public String field(ContactPersonField field) {
        return fields.getOrDefault(field, "");
    }
}
