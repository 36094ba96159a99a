package io.kehub.wire.operation;

import io.kehub.wire.operation.type.DecodingContext;
import io.kehub.wire.operation.type.DialectId;
import io.kehub.wire.operation.type.InputType;
import io.kehub.wire.operation.type.WireValue;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One field of a form: its current value and the values allowed.
 *
 * @param shown the value under its wire name
 * @param text the caption if the value is an id; empty otherwise
 * @param form the parameter that receives the field when the form is saved; null if the field is read-only
 * @param <O> type that the values are taken from
 */
public record FormField<O>(AnswerField<O> shown, Function<O, String> text, Parameter.@Nullable Form<?> form) {

    /** A read-only field. */
    public static <O> FormField<O> shown(AnswerField<O> field) {
        return new FormField<>(field, outcome -> "", null);
    }

    /** A field that ov1 clients send back under the parameter's name; the parameter defines what is allowed. */
    public static <O> FormField<O> of(Parameter<?> parameter, Function<O, WireValue> value) {
        return of(parameter, value, outcome -> "");
    }

    /** A field that ov1 clients send back under the parameter's name; its value is an id with a caption. */
    public static <O> FormField<O> of(Parameter<?> parameter, Function<O, WireValue> value, Function<O, String> text) {
        var form = parameter.in(DialectId.OV1).orElseThrow();
        var field = new AnswerField<>(
                parameter.name(), form.wireName(), parameter.caption(DialectId.OV1), AnswerField.Type.TEXT, value);
        return new FormField<>(field, text, form);
    }

    ResponseView.FormField show(O outcome, DecodingContext decoding) {
        var known = form;
        var value = shown.value().apply(outcome);
        return new ResponseView.FormField(
                shown.wireName(),
                shown.caption(),
                known == null ? "string" : known.type().kind(),
                value,
                text.apply(outcome),
                known != null && known.need() != Parameter.Need.NEVER,
                known == null ? 0 : known.type().maxLength(),
                known == null ? List.of() : options(known.type(), value, text.apply(outcome), decoding));
    }

    /** The selectable values, plus the record's current value even if it is disabled. */
    private static List<InputType.Option> options(
            InputType<?> type, WireValue value, String text, DecodingContext decoding) {
        var options = type.options(decoding);
        var present = switch (value) {
            case WireValue.Text given -> given.text();
            case WireValue.Number number -> number.number().toPlainString();
            default -> "";
        };
        if (!type.isChoice()
                || present.isEmpty()
                || options.stream().anyMatch(option -> option.id().equals(present))) {
            return options;
        }
        return Stream.concat(
                        options.stream(), Stream.of(new InputType.Option(present, text.isEmpty() ? present : text)))
                .toList();
    }

    Answer.Described described() {
        return shown.described();
    }
}
