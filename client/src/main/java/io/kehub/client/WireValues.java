package io.kehub.client;

import java.text.Normalizer;
import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads and compares values as ERPs in the field write them: thousands separators, dates with or without zeros, odd blanks. */
public final class WireValues {
    private static final Pattern WHOLE = Pattern.compile("[+-]?[0-9]{1,18}");
    private static final Pattern TIME = Pattern.compile("([0-9]{4})[-/]([0-9]{1,2})[-/]([0-9]{1,2})"
            + "(?:[ T]+([0-9]{1,2}):([0-9]{1,2})(?::([0-9]{1,2})(?:\\.[0-9]+)?)?)?");

    private WireValues() {}

    /**
     * Reads a whole number.
     *
     * @param text such as {@code 1,234}
     * @return empty if the text is no whole number of at most 18 digits
     */
    public static OptionalLong wholeNumber(String text) {
        var digits = trimmed(text).replace(",", "");
        return WHOLE.matcher(digits).matches() ? OptionalLong.of(Long.parseLong(digits)) : OptionalLong.empty();
    }

    /**
     * Reads a time.
     *
     * @param text such as {@code 2025-1-8} or {@code 2025-01-08 09:30:00}
     * @return empty if the text is no time
     */
    public static Optional<LocalDateTime> time(String text) {
        var parts = TIME.matcher(trimmed(text));
        if (!parts.matches()) {
            return Optional.empty();
        }
        try {
            return Optional.of(LocalDateTime.of(
                    number(parts.group(1)),
                    number(parts.group(2)),
                    number(parts.group(3)),
                    number(parts.group(4)),
                    number(parts.group(5)),
                    number(parts.group(6))));
        } catch (DateTimeException noSuchDay) {
            return Optional.empty();
        }
    }

    /**
     * Removes the blanks around a text, full-width and no-break ones included.
     *
     * @param text any text
     * @return the text without them; blanks inside stay
     */
    public static String trimmed(String text) {
        int start = 0;
        int end = text.length();
        while (start < end && isBlank(text.charAt(start))) {
            start++;
        }
        while (end > start && isBlank(text.charAt(end - 1))) {
            end--;
        }
        return text.substring(start, end);
    }

    /**
     * The form in which two texts are compared: NFKC, lower case, without blanks around it.
     *
     * @param text any text
     * @return equal for texts that differ only in case, full-width forms and blanks around them
     */
    public static String folded(String text) {
        return trimmed(Normalizer.normalize(text, Normalizer.Form.NFKC)).toLowerCase(Locale.ROOT);
    }

    private static boolean isBlank(char character) {
        return character <= ' ' || Character.isSpaceChar(character) || character == '\uFEFF' || character == '\u200B';
    }

    private static int number(@Nullable String digits) {
        return digits == null ? 0 : Integer.parseInt(digits);
    }
}
