package io.kehub.api.web;

/** A password in clear, as typed: surrounding blanks belong to it. Never printed. */
public record Password(String value) {

    @Override
    public String toString() {
        return "Password[…]";
    }
}
