package io.kehub.kernel;

/** The id of a user 用户 of the ERP; {@code charge} in the quick reference holds one. */
public record UserId(long value) {

    public UserId {
        if (value < 1) {
            throw new IllegalArgumentException("a user id is a positive number, not " + value);
        }
    }
}
