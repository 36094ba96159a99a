package io.kehub.kernel;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * The one parser for each kind of value that people and programs write as text, whatever dialect, address or file it
 * comes from. Blanks and invisible characters around a value, and full-width digits and signs, are accepted everywhere.
 */
public final class WrittenValue {

    /** Max digits before and after the decimal point, so that no number takes long to write out. */
    public static final int MAX_DIGITS = 30;

    /** The accepted form of a day, in Chinese. */
    public static final String ALLOWED_DAY = "yyyy-MM-dd 格式的文本，例如 2025-01-31";

    private static final Pattern DATE = Pattern.compile("([0-9]{4})[-/]([0-9]{1,2})[-/]([0-9]{1,2})"
            + "(?:[ T]+([0-9]{1,2}):([0-9]{1,2})(?::([0-9]{1,2})(?:\\.([0-9]{1,9}))?)?)?");
    private static final Pattern NUMBER =
            Pattern.compile("[+-]?(?:[0-9]{1,30}|[0-9]{1,3}(?:,[0-9]{3}){1,9})(?:\\.[0-9]{1,30})?");

    private WrittenValue() {}

    /**
     * A day or a time of day.
     *
     * @param time midnight if only the day is written
     * @param unit precision of the text: days, minutes or seconds
     */
    public record Date(LocalDate day, LocalTime time, ChronoUnit unit) {}

    /**
     * Reads {@code yyyy-MM-dd} or {@code yyyy/MM/dd}, with or without leading zeros, from year 1 on, optionally followed by
     * {@code HH:mm}, {@code HH:mm:ss} or a fraction of a second.
     *
     * @return empty if the text has another form
     * @throws DateTimeException if it has the form, but there is no such day or time
     */
    public static Optional<Date> date(String text) {
        var written = DATE.matcher(halfWidth(text));
        if (!written.matches()) {
            return Optional.empty();
        }
        var day = LocalDate.of(number(written, 1), number(written, 2), number(written, 3));
        if (day.getYear() < 1) {
            throw new DateTimeException("years count from 1");
        }
        if (written.group(4) == null) {
            return Optional.of(new Date(day, LocalTime.MIDNIGHT, ChronoUnit.DAYS));
        }
        var unit = written.group(6) == null ? ChronoUnit.MINUTES : ChronoUnit.SECONDS;
        return Optional.of(new Date(day, time(written), unit));
    }

    /** Reads the day of {@link #date}; empty if there is none. A time of day after it is checked and dropped. */
    public static Optional<LocalDate> day(String text) {
        try {
            return date(text).map(Date::day);
        } catch (DateTimeException impossible) {
            return Optional.empty();
        }
    }

    /**
     * Reads a decimal number of at most {@value #MAX_DIGITS} digits before and after the point: with a sign, with commas
     * between thousands. An exponent is not accepted in a text.
     *
     * @return empty if the text has another form
     */
    public static Optional<BigDecimal> number(String text) {
        var digits = halfWidth(text);
        return NUMBER.matcher(digits).matches()
                ? Optional.of(new BigDecimal(digits.replace(",", ""))).filter(WrittenValue::isShort)
                : Optional.empty();
    }

    /**
     * Reads a positive whole number that fits a {@code long}. Commas are not accepted: {@code 101,102} is a list of ids.
     *
     * @return empty if the text is none
     */
    public static Optional<Long> id(String text) {
        return text.indexOf(',') >= 0 || text.indexOf('\uFF0C') >= 0
                ? Optional.empty()
                : number(text).flatMap(WrittenValue::id);
    }

    /** The number as an id; empty if it is not whole, not positive, or too large. */
    public static Optional<Long> id(BigDecimal number) {
        return isWhole(number) && number.signum() > 0 && number.compareTo(BigDecimal.valueOf(Long.MAX_VALUE)) <= 0
                ? Optional.of(number.longValueExact())
                : Optional.empty();
    }

    /** Whether the number has no fraction; 1.0 has none. Safe for numbers of any exponent. */
    public static boolean isWhole(BigDecimal number) {
        return number.signum() == 0 || number.stripTrailingZeros().scale() <= 0;
    }

    /** Reads 1, {@code true} and 是 as true, 0, {@code false} and 否 as false; empty if the text is none of these. */
    public static Optional<Boolean> flag(String text) {
        return switch (Text.key(text)) {
            case "1", "true", "是" -> Optional.of(true);
            case "0", "false", "否" -> Optional.of(false);
            default -> Optional.empty();
        };
    }

    /** The number of a JSON document, which may have been written with an exponent; empty if it has too many digits. */
    public static Optional<BigDecimal> number(BigDecimal number) {
        return Optional.of(number).filter(WrittenValue::isShort);
    }

    private static boolean isShort(BigDecimal number) {
        return number.signum() == 0
                || (number.precision() - number.scale() <= MAX_DIGITS && number.scale() <= MAX_DIGITS);
    }

    private static LocalTime time(MatchResult written) {
        var second = written.group(6) == null ? 0 : number(written, 6);
        var fraction = written.group(7) == null ? 0 : Integer.parseInt((written.group(7) + "00000000").substring(0, 9));
        return LocalTime.of(number(written, 4), number(written, 5), second, fraction);
    }

    private static int number(MatchResult written, int group) {
        return Integer.parseInt(written.group(group));
    }

    /** Not NFKC, which would turn 10² into 102. */
    private static String halfWidth(String text) {
        var plain = new StringBuilder(text.length());
        Text.withoutInvisible(text)
                .codePoints()
                .map(codePoint -> switch (codePoint) {
                    case '\u3000', '\u00A0' -> ' ';
                    case '\u2212' -> '-';
                    default -> codePoint >= 0xFF01 && codePoint <= 0xFF5E ? codePoint - 0xFEE0 : codePoint;
                })
                .forEach(plain::appendCodePoint);
        return plain.toString();
    }
}
