package io.kehub.erp.access;

/** The secret of a session. Given to the caller once, stored only as a hash, never printed. */
public record SessionToken(String secret) {

    @Override
    public String toString() {
        return "SessionToken[…]";
    }
}
