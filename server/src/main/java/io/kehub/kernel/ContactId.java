package io.kehub.kernel;

/** The id of a WeChat contact 联系人 in the hub. */
public record ContactId(long value) {

    public ContactId {
        if (value < 1) {
            throw new IllegalArgumentException("a contact id is a positive number, not " + value);
        }
    }
}
