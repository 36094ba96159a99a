package io.kehub.sync.outbox;

/** Cuts external texts to the limits of the tables. */
final class Limits {

    static final int LONGEST_REASON = 4000;
    static final int LONGEST_REMOTE_ID = 200;

    private Limits() {}

    /** At most {@code letters} code points, which is how PostgreSQL counts, and without NUL, which it cannot store. */
    static String cut(String text, int letters) {
        var clean = text.indexOf('\0') < 0 ? text : text.replace('\0', ' ');
        return clean.codePointCount(0, clean.length()) <= letters
                ? clean
                : clean.substring(0, clean.offsetByCodePoints(0, letters - 1)) + "…";
    }
}
