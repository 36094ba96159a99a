package io.kehub.sync.mapping;

/** Nothing can be sent, and trying again would not help: a person has to look. */
public final class UnmappableException extends RuntimeException {

    /** @param reason for that person, in Chinese */
    public UnmappableException(String reason) {
        super(reason);
    }

    public String reason() {
        return String.valueOf(getMessage());
    }
}
