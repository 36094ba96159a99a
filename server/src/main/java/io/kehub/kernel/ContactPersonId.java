package io.kehub.kernel;

/** The id of a contact person 联系人 of a customer in the ERP; the ERP's native dialects call it {@code ord}. */
public record ContactPersonId(long value) {

    public ContactPersonId {
        if (value < 1) {
            throw new IllegalArgumentException("a person id is a positive number, not " + value);
        }
    }
}
