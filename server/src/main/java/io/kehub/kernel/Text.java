package io.kehub.kernel;

import java.text.Normalizer;
import java.util.OptionalInt;
import java.util.function.IntPredicate;

/**
 * Normalises text once, when it enters the program. What a person typed is stored as given for display, without the blanks
 * and invisible characters around it. To compare texts, both sides go through {@link #folded}, or through {@link #key} if
 * the text identifies a record.
 *
 * <p>The database has the same two functions, {@code text_folded} and {@code text_key}, and computes every key that
 * is stored or indexed. Both sides share fixed lists of blanks and invisible characters and map letter case one code
 * point at a time, so they agree for every character that the Unicode versions of the JDK and of PostgreSQL both know.
 */
public final class Text {

    private Text() {}

    /**
     * The text without the blanks (full-width and no-break ones included) and the invisible characters around it, such as
     * the direction marks that phones paste around a number. Characters inside stay as given, and so does a variation selector
     * or tag that ends an emoji. Empty if no character is visible, exactly when {@link #folded} is empty.
     */
    public static String trimmed(String text) {
        var start = 0;
        while (start < text.length() && isUnseen(text.codePointAt(start))) {
            start += Character.charCount(text.codePointAt(start));
        }
        var end = text.length();
        while (end > start && isUnseen(text.codePointBefore(end)) && !endsEmoji(text.codePointBefore(end))) {
            end -= Character.charCount(text.codePointBefore(end));
        }
        return text.substring(start, end);
    }

    /**
     * The form in which a single-line text that identifies something is stored, such as a phone number or a code:
     * {@link #trimmed}, and without the invisible characters inside.
     */
    public static String withoutInvisible(String text) {
        return trimmed(visible(text));
    }

    /**
     * The form in which texts are compared: without invisible characters, in NFKC, trimmed and without letter case.
     * Full-width letters equal half-width ones. Never depends on the language; ß stays apart from ss.
     */
    public static String folded(String text) {
        var trimmed = trimmed(Normalizer.normalize(visible(text), Normalizer.Form.NFKC));
        var folded = new StringBuilder(trimmed.length());
        // upper case first, so that both small sigmas become one; H with a line below has a composed form in lower case
        // only
        trimmed.codePoints()
                .map(Character::toUpperCase)
                .map(Character::toLowerCase)
                .forEach(folded::appendCodePoint);
        return Normalizer.normalize(folded, Normalizer.Form.NFC);
    }

    /** The form in which texts that identify a record are compared: {@link #folded} without any blanks. */
    public static String key(String text) {
        return keep(folded(text), codePoint -> !isBlank(codePoint));
    }

    private static String visible(String text) {
        return keep(text, codePoint -> !isInvisible(codePoint));
    }

    private static String keep(String text, IntPredicate kept) {
        if (text.codePoints().allMatch(kept)) {
            return text;
        }
        var rest = new StringBuilder(text.length());
        text.codePoints().filter(kept).forEach(rest::appendCodePoint);
        return rest.toString();
    }

    /** Length in code points, which is how people count characters: 𠮷 is one, although Java stores it as two chars. */
    public static int length(String text) {
        return text.codePointCount(0, text.length());
    }

    /**
     * Index of the first disallowed code point: a control character other than tab, CR and LF, an unpaired surrogate, or a
     * non-character. Empty if there is none.
     */
    public static OptionalInt firstForbidden(String text) {
        for (var index = 0; index < text.length(); index += Character.charCount(text.codePointAt(index))) {
            if (isForbidden(text.codePointAt(index))) {
                return OptionalInt.of(index);
            }
        }
        return OptionalInt.empty();
    }

    static boolean isForbidden(int codePoint) {
        if (codePoint == '\t' || codePoint == '\n' || codePoint == '\r') {
            return false;
        }
        return Character.isISOControl(codePoint)
                || (codePoint >= Character.MIN_SURROGATE && codePoint <= Character.MAX_SURROGATE)
                || (codePoint & 0xFFFE) == 0xFFFE
                || (codePoint >= 0xFDD0 && codePoint <= 0xFDEF);
    }

    static boolean isUnseen(int codePoint) {
        return isBlank(codePoint) || isInvisible(codePoint);
    }

    /** The same list as {@code text_key} in the database; U+2800 is the blank of Braille. */
    private static boolean isBlank(int codePoint) {
        return codePoint <= ' '
                || codePoint == 0xA0
                || codePoint == 0x1680
                || (codePoint >= 0x2000 && codePoint <= 0x200A)
                || codePoint == 0x2028
                || codePoint == 0x2029
                || codePoint == 0x202F
                || codePoint == 0x205F
                || codePoint == 0x2800
                || codePoint == 0x3000;
    }

    /**
     * Whether the character is never seen by itself: Unicode's Default_Ignorable_Code_Point, and the format characters of
     * annotations and hieroglyphs. The same list as {@code text_folded} in the database.
     */
    private static boolean isInvisible(int codePoint) {
        return codePoint >= 0xAD
                && switch (codePoint) {
                    case 0xAD, 0x34F, 0x61C, 0x115F, 0x1160, 0x17B4, 0x17B5, 0x3164, 0xFEFF, 0xFFA0 -> true;
                    default ->
                        (codePoint >= 0x180B && codePoint <= 0x180F)
                                || (codePoint >= 0x200B && codePoint <= 0x200F)
                                || (codePoint >= 0x202A && codePoint <= 0x202E)
                                || (codePoint >= 0x2060 && codePoint <= 0x206F)
                                || (codePoint >= 0xFE00 && codePoint <= 0xFE0F)
                                || (codePoint >= 0xFFF0 && codePoint <= 0xFFFB)
                                || (codePoint >= 0x13430 && codePoint <= 0x1343F)
                                || (codePoint >= 0x1BCA0 && codePoint <= 0x1BCA3)
                                || (codePoint >= 0x1D173 && codePoint <= 0x1D17A)
                                || (codePoint >= 0xE0000 && codePoint <= 0xE0FFF);
                };
    }

    /** Variation selectors and tags belong to the character before them, such as a red heart or a flag. */
    private static boolean endsEmoji(int codePoint) {
        return (codePoint >= 0xFE00 && codePoint <= 0xFE0F) || (codePoint >= 0xE0000 && codePoint <= 0xE0FFF);
    }
}
