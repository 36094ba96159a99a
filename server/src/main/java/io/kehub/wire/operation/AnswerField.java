package io.kehub.wire.operation;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/**
 * One field of an answer.
 *
 * @param name the domain's name
 * @param caption what people call it, in Chinese
 * @param value takes the field's value from what is answered; texts are empty, never absent, where there is nothing
 * @param <S> what the value is taken from
 */
public record AnswerField<S>(
        String name, String caption, Type type, WireNames wireNames, Function<S, WireValue> value) {

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss");

    /** What a field holds; decides how a dialect writes it. */
    public enum Type {
        /** An id. The value is a number; some dialects write it as text. */
        ID,
        TEXT,
        /** A number that leaves as a number. */
        NUMBER,
        /** A time as text, {@code yyyy-MM-dd HH:mm:ss} in the ERP's zone; empty where there is none. */
        TIME
    }

    static <S> AnswerField<S> id(String name, String caption, WireNames names, ToLongFunction<S> value) {
        return new AnswerField<>(
                name, caption, Type.ID, names, source -> WireValue.Numeral.of(value.applyAsLong(source)));
    }

    static <S> AnswerField<S> text(String name, String caption, WireNames names, Function<S, String> value) {
        return new AnswerField<>(name, caption, Type.TEXT, names, source -> new WireValue.Text(value.apply(source)));
    }

    static <S> AnswerField<S> number(String name, String caption, WireNames names, ToLongFunction<S> value) {
        return new AnswerField<>(
                name, caption, Type.NUMBER, names, source -> WireValue.Numeral.of(value.applyAsLong(source)));
    }

    static <S> AnswerField<S> time(
            String name, String caption, WireNames names, ZoneId zone, Function<S, @Nullable Instant> value) {
        return new AnswerField<>(name, caption, Type.TIME, names, source -> {
            var moment = value.apply(source);
            return new WireValue.Text(moment == null ? "" : TIME.format(moment.atZone(zone)));
        });
    }

    /** The same field of something that holds what the value is taken from. */
    <W> AnswerField<W> within(Function<W, S> part) {
        return new AnswerField<>(name, caption, type, wireNames, value.compose(part));
    }

    Optional<Answer.Cell> cell(S source, DialectId dialect) {
        return wireNames.in(dialect).map(wireName -> new Answer.Cell(wireName, caption, type, value.apply(source)));
    }
}
