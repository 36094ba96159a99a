package io.kehub.sync.mapping;

/** The subject cannot be mapped, and a retry would not help: a person has to correct it. */
public final class UnmappableException extends RuntimeException {

    /** @param reason for that person, in Chinese */
    public UnmappableException(String reason) {
        super(reason);
    }

    public String reason() {
        return String.valueOf(getMessage());
    }
}
