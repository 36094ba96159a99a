package io.kehub.sync.outbox;

/** Cuts external texts to the limits of the tables. */
final class Limits {

    static final int MAX_REASON_LENGTH = 4000;
    static final int MAX_REMOTE_ID_LENGTH = 200;

    private Limits() {}

    /** At most {@code length} code points, which is how PostgreSQL counts, and without NUL, which it cannot store. */
    static String cut(String text, int length) {
        var clean = text.indexOf('\0') < 0 ? text : text.replace('\0', ' ');
        return clean.codePointCount(0, clean.length()) <= length
                ? clean
                : clean.substring(0, clean.offsetByCodePoints(0, length - 1)) + "…";
    }
}
