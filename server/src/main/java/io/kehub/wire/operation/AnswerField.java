package io.kehub.wire.operation;

import io.kehub.wire.operation.type.WireValue;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/**
 * One field of an answer in one dialect.
 *
 * @param name the domain's name
 * @param wireName the dialect's name
 * @param caption the name for people, in Chinese
 * @param value extracts the field's value from the result; a missing text is empty, never absent
 * @param <S> type of the result
 */
public record AnswerField<S>(String name, String wireName, String caption, Type type, Function<S, WireValue> value) {

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss");
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("uuuu-MM-dd");

    /** The kind of value, which decides how a dialect writes it. */
    public enum Type {
        /** An id: a number, or an empty text if there is none; some dialects write it as text. */
        ID,
        TEXT,
        /** A number, written as a number. */
        NUMBER,
        /** An amount or a quantity; a text of digits, never in exponent form. */
        DECIMAL,
        /** A time as text, {@code yyyy-MM-dd HH:mm:ss} in the ERP's zone; empty if there is none. */
        TIME,
        /** A day as text, {@code yyyy-MM-dd}; empty if there is none. */
        DAY,
        /** Nested records. */
        LIST
    }

    public static <S> AnswerField<S> id(String name, String wireName, String caption, ToLongFunction<S> value) {
        return new AnswerField<>(
                name, wireName, caption, Type.ID, source -> WireValue.Number.of(value.applyAsLong(source)));
    }

    /** An optional id; a missing one is written as an empty text. */
    public static <S> AnswerField<S> optionalId(
            String name, String wireName, String caption, Function<S, @Nullable Long> value) {
        return new AnswerField<>(name, wireName, caption, Type.ID, source -> {
            var id = value.apply(source);
            return id == null ? new WireValue.Text("") : WireValue.Number.of(id);
        });
    }

    public static <S> AnswerField<S> text(String name, String wireName, String caption, Function<S, String> value) {
        return new AnswerField<>(name, wireName, caption, Type.TEXT, source -> new WireValue.Text(value.apply(source)));
    }

    public static <S> AnswerField<S> number(String name, String wireName, String caption, ToLongFunction<S> value) {
        return new AnswerField<>(
                name, wireName, caption, Type.NUMBER, source -> WireValue.Number.of(value.applyAsLong(source)));
    }

    /** A decimal as a text of digits; empty if there is none. Zeros at the end of the fraction are left out. */
    public static <S> AnswerField<S> decimal(
            String name, String wireName, String caption, Function<S, @Nullable BigDecimal> value) {
        return new AnswerField<>(name, wireName, caption, Type.DECIMAL, source -> decimal(value.apply(source)));
    }

    /** A time as text in a zone. */
    public static <S> AnswerField<S> time(
            String name, String wireName, String caption, ZoneId zone, Function<S, @Nullable Instant> value) {
        return new AnswerField<>(name, wireName, caption, Type.TIME, source -> time(value.apply(source), zone));
    }

    /** A day as text. */
    public static <S> AnswerField<S> day(
            String name, String wireName, String caption, Function<S, @Nullable LocalDate> value) {
        return new AnswerField<>(name, wireName, caption, Type.DAY, source -> day(value.apply(source)));
    }

    /** Nested records that all have the same fields. */
    public static <S, P> AnswerField<S> list(
            String name, String wireName, String caption, Function<S, List<P>> parts, List<AnswerField<P>> fields) {
        return new AnswerField<>(
                name,
                wireName,
                caption,
                Type.LIST,
                source -> new WireValue.Array(parts.apply(source).stream()
                        .<WireValue>map(part -> members(part, fields))
                        .toList()));
    }

    /** Adapts the field to an object that contains its source. */
    public <W> AnswerField<W> within(Function<W, S> part) {
        return new AnswerField<>(name, wireName, caption, type, value.compose(part));
    }

    /** The same field under another wire name. */
    public AnswerField<S> as(String otherWireName) {
        return new AnswerField<>(name, otherWireName, caption, type, value);
    }

    /** How a decimal is written: plain digits without trailing zeros; empty if there is none. */
    public static WireValue decimal(@Nullable BigDecimal number) {
        if (number == null) {
            return new WireValue.Text("");
        }
        var plain = number.signum() == 0 ? BigDecimal.ZERO : number.stripTrailingZeros();
        return new WireValue.Text(plain.toPlainString());
    }

    /** How a time is written; empty if there is none. */
    public static WireValue time(@Nullable Instant moment, ZoneId zone) {
        return new WireValue.Text(moment == null ? "" : TIME.format(moment.atZone(zone)));
    }

    /** How a day is written; empty if there is none. */
    public static WireValue day(@Nullable LocalDate day) {
        return new WireValue.Text(day == null ? "" : DAY.format(day));
    }

    private static <P> WireValue.Object members(P part, List<AnswerField<P>> fields) {
        var members = new LinkedHashMap<String, WireValue>();
        fields.forEach(field -> members.put(field.wireName, field.value.apply(part)));
        return new WireValue.Object(members);
    }

    ResponseView.Field cell(S source) {
        return new ResponseView.Field(wireName, caption, type, value.apply(source));
    }

    ResponseView.Column column() {
        return new ResponseView.Column(wireName, caption, type);
    }

    Answer.Described described() {
        return new Answer.Described(name, wireName, caption, type);
    }
}
