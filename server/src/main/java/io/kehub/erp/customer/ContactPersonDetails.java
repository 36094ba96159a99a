package io.kehub.erp.customer;

import java.util.Map;

/**
 * What people write about a person 联系人. Every text is trimmed, never null, and empty if nothing was given.
 *
 * @param fields the rarer fields; only filled ones
 */
public record ContactPersonDetails(
        String name, String phone, String mobile, String email, String fax, Map<ContactPersonField, String> fields) {

    /** Nothing is known. */
    public static final ContactPersonDetails NONE = new ContactPersonDetails("", "", "", "", "", Map.of());

    public ContactPersonDetails {
        fields = Map.copyOf(fields);
    }

    /** The value of a rarer field; empty if it is not filled. */
    public String field(ContactPersonField field) {
        return fields.getOrDefault(field, "");
    }
}
