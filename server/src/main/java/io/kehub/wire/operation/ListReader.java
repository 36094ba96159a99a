package io.kehub.wire.operation;

/**
 * What tells apart those who read one list in one session at the same time.
 *
 * @param name the name that the request gives its reader; empty if it gives none
 * @param client where the request came from and with which program, as far as it tells
 */
public record ListReader(String name, String client) {

    /** A reader of which nothing is known. */
    public static final ListReader UNKNOWN = new ListReader("", "");
}
