package io.kehub.kernel;

import java.text.Normalizer;
import java.util.Locale;
import java.util.OptionalInt;

/**
 * How text is treated at the border, once. What a person typed is kept as given where it is shown; only the blanks
 * around it go. Where texts are compared, both sides go through {@link #folded}.
 */
public final class Text {

    private Text() {}

    /** The text without blanks around it, full-width and no-break ones included; inner blanks stay as given. */
    public static String trimmed(String text) {
        var start = 0;
        var end = text.length();
        while (start < end && isBlank(text.charAt(start))) {
            start++;
        }
        while (end > start && isBlank(text.charAt(end - 1))) {
            end--;
        }
        return text.substring(start, end);
    }

    /** The form in which texts are compared: NFKC, trimmed, lower case. Full-width letters equal half-width ones. */
    public static String folded(String text) {
        return trimmed(Normalizer.normalize(text, Normalizer.Form.NFKC)).toLowerCase(Locale.ROOT);
    }

    /** Number of letters as a person counts them: a letter outside the basic plane is one. */
    public static int letters(String text) {
        return text.codePointCount(0, text.length());
    }

    /**
     * Where the first letter stands that no field may hold: a control letter other than tab and line ends, half a
     * surrogate pair, or a code point that is no character. Empty where the text is clean.
     */
    public static OptionalInt firstForbidden(String text) {
        for (var index = 0; index < text.length(); index += Character.charCount(text.codePointAt(index))) {
            if (isForbidden(text.codePointAt(index))) {
                return OptionalInt.of(index);
            }
        }
        return OptionalInt.empty();
    }

    private static boolean isForbidden(int letter) {
        if (letter == '\t' || letter == '\n' || letter == '\r') {
            return false;
        }
        return Character.isISOControl(letter)
                || (letter >= Character.MIN_SURROGATE && letter <= Character.MAX_SURROGATE)
                || (letter & 0xFFFE) == 0xFFFE
                || (letter >= 0xFDD0 && letter <= 0xFDEF);
    }

    private static boolean isBlank(char letter) {
        return letter <= ' ' || Character.isSpaceChar(letter) || letter == '\uFEFF' || letter == '\u200B';
    }
}
