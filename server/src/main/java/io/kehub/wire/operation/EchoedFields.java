package io.kehub.wire.operation;

import io.kehub.kernel.FieldError;
import io.kehub.kernel.Text;
import io.kehub.kernel.WrittenValue;
import io.kehub.wire.operation.type.DialectId;
import io.kehub.wire.operation.type.Types;
import io.kehub.wire.operation.type.WireValue;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Fields of a record that a client sends back as it has read them, although the operation cannot change them. An equal value
 * changes nothing; a different one is an error that names the field and says what the record holds, because a client whose
 * value is ignored would believe that it took effect.
 *
 * @param <R> the record
 */
public final class EchoedFields<R> {

    private record Echo<R>(Parameter<WireValue> parameter, String reason, List<Function<R, WireValue>> held) {}

    /** Digits of a text such as a product code, which are not a number. */
    private static final Pattern LEADING_ZERO = Pattern.compile("0[0-9]");

    private final DialectId dialect;
    private final List<Echo<R>> echoes;

    private EchoedFields(DialectId dialect, List<Echo<R>> echoes) {
        this.dialect = dialect;
        this.echoes = List.copyOf(echoes);
    }

    /** No fields yet, of requests in one dialect. */
    public static <R> EchoedFields<R> in(DialectId dialect) {
        return new EchoedFields<>(dialect, List.of());
    }

    /**
     * Adds a field.
     *
     * @param caption the name for people, in Chinese
     * @param reason why it cannot be changed here, in Chinese
     * @param held what the record holds; several if clients may read it in several forms, such as an id and a name
     */
    @SafeVarargs
    public final EchoedFields<R> with(String wireName, String caption, String reason, Function<R, WireValue>... held) {
        var parameter = Parameter.<WireValue>named("echo." + wireName, caption)
                .with(dialect, new Parameter.Form<>(List.of(wireName), Types.echoed(), Parameter.Need.NEVER));
        return new EchoedFields<>(
                dialect,
                Stream.concat(echoes.stream(), Stream.of(new Echo<>(parameter, reason, List.of(held))))
                        .toList());
    }

    /** As {@link #with(String, String, String, Function[])} for a text. */
    public EchoedFields<R> withText(String wireName, String caption, String reason, Function<R, String> held) {
        return with(wireName, caption, reason, row -> new WireValue.Text(held.apply(row)));
    }

    /** The parameters, to be declared by the operation or as columns of nested rows. */
    public List<Parameter<?>> parameters() {
        return echoes.stream().<Parameter<?>>map(Echo::parameter).toList();
    }

    /**
     * Adds an error for each given value that differs from the record.
     *
     * @param place prefix of the fields in errors, such as {@code lines[2].}; empty for the request itself
     */
    public void check(Arguments given, R row, String place, List<FieldError> errors) {
        for (var echo : echoes) {
            var value = given.find(echo.parameter());
            if (value != null) {
                check(echo, value, row, place).ifPresent(errors::add);
            }
        }
    }

    private Optional<FieldError> check(Echo<R> echo, WireValue value, R row, String place) {
        var held = new ArrayList<String>();
        for (var each : echo.held()) {
            var text = text(each.apply(row));
            if (isSame(text(value), text)) {
                return Optional.empty();
            }
            if (!text.isEmpty() && !held.contains(text)) {
                held.add(text);
            }
        }
        return Optional.of(new FieldError(
                place + echo.parameter().name(),
                "不能修改" + echo.parameter().caption(dialect) + "：" + echo.reason(),
                held.isEmpty() ? "不提交这个字段，或留空" : "当前值 " + String.join(" 或 ", held) + "，或不提交这个字段"));
    }

    /** Whether both texts say the same: numbers by value, days and times by moment, other texts folded. */
    private static boolean isSame(String given, String held) {
        if (Text.folded(given).equals(Text.folded(held))) {
            return true;
        }
        var number = number(given);
        if (number.isPresent()
                && !LEADING_ZERO.matcher(given).lookingAt()
                && !LEADING_ZERO.matcher(held).lookingAt()) {
            return held.isEmpty()
                    ? number.get().signum() == 0
                    : number(held)
                            .filter(other -> other.compareTo(number.get()) == 0)
                            .isPresent();
        }
        return isSameDay(given, held);
    }

    private static Optional<BigDecimal> number(String text) {
        return WrittenValue.number(text);
    }

    /** A client may cut the time of day off. */
    private static boolean isSameDay(String given, String held) {
        try {
            var one = WrittenValue.date(given);
            var other = WrittenValue.date(held);
            return one.isPresent()
                    && other.isPresent()
                    && one.get().day().equals(other.get().day())
                    && (one.get().unit() == ChronoUnit.DAYS
                            || other.get().unit() == ChronoUnit.DAYS
                            || one.get().time().equals(other.get().time()));
        } catch (DateTimeException e) {
            return false;
        }
    }

    /** The value as a text; a list or an object says something only if it is not empty. */
    private static String text(WireValue value) {
        return switch (value) {
            case WireValue.Text text -> Text.trimmed(text.text());
            case WireValue.Number number ->
                Math.abs((long) number.number().scale()) > WrittenValue.MAX_DIGITS
                        ? "number"
                        : number.number().toPlainString();
            case WireValue.Flag flag -> flag.value() ? "1" : "0";
            case WireValue.Null nothing -> "";
            case WireValue.Array items -> items.items().isEmpty() ? "" : value.kind();
            case WireValue.Object members -> members.members().isEmpty() ? "" : value.kind();
        };
    }
}
