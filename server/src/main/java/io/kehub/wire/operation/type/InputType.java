package io.kehub.wire.operation.type;

import io.kehub.kernel.FieldError;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The type of a parameter: converts a wire value to a typed value and describes, in Chinese, what is allowed. Absent
 * values and values with disallowed characters are handled before. Instances come from {@link Types}.
 *
 * @param <T> type of the operation's argument
 */
public interface InputType<T> {

    /** What is allowed, in Chinese. */
    String allowed();

    /**
     * Name of the type in the ERP's forms: {@code string}, {@code int}, {@code decimal}, {@code datetime}, {@code list}.
     */
    default String kind() {
        return shape().kind();
    }

    /** What is allowed, for the documentation. */
    ValueShape shape();

    /** Parses a value. */
    Parsed<T> read(WireValue value, Context context);

    /**
     * Selectable values keyed by what callers send; empty if the type is not an enumeration. Reads the current
     * dictionaries.
     */
    default List<Option> options(DecodingContext decoding) {
        return List.of();
    }

    /** Whether a value is chosen from a list that an administrator edits. */
    default boolean isChoice() {
        return false;
    }

    /** Maximum length of a text in code points; 0 if unlimited. */
    default int maxLength() {
        return switch (shape()) {
            case ValueShape.Text text -> text.maxLength();
            case ValueShape.Secret secret -> secret.maxLength();
            default -> 0;
        };
    }

    /** Whether a text of blanks counts as a value instead of absent. */
    default boolean keepsBlanks() {
        return false;
    }

    /** Whether {@code 0} counts as absent in the native dialects, whose clients send it for "none chosen". */
    default boolean zeroIsAbsent() {
        return false;
    }

    /** Whether another parameter has the same wire name, and this one reads a further part of the value. */
    default boolean sharesName() {
        return false;
    }

    /** Why the parameter is not supported, in Chinese; empty if it is. */
    default Optional<String> rejection() {
        return Optional.empty();
    }

    /** Same wire format, mapped to another Java type. */
    default <R> InputType<R> map(Function<T, R> translation) {
        return new MappedType<>(this, translation);
    }

    /**
     * A selectable value.
     *
     * @param id what callers send; never changes
     * @param text the caption
     */
    record Option(String id, String text) {}

    /**
     * The context of a value.
     *
     * @param field the wire name of the parameter, for error messages of the modules
     * @param parameter the domain's name of the parameter
     * @param old collects values that are valid only if the record already has them; null if no record is updated
     */
    record Context(
            String field,
            String parameter,
            DialectId dialect,
            DecodingContext decoding,
            @Nullable OldValues old) {

        /** Accepts a value only if the record already has it. */
        public <T> Parsed<T> old(T value, String message, String allowed) {
            return old(List.of(value), null, message, allowed);
        }

        /**
         * Accepts an ambiguous value, resolved to the candidate that the record already has.
         *
         * @param candidates the possible meanings; not empty
         * @param otherwise the meaning if the record has none of the candidates; null rejects the value then
         */
        public <T> Parsed<T> old(List<T> candidates, @Nullable T otherwise, String message, String allowed) {
            if (old == null) {
                return otherwise == null ? Parsed.error(message, allowed) : Parsed.ok(otherwise);
            }
            old.add(parameter, candidates, otherwise, new FieldError(field, message, allowed));
            return Parsed.ok(candidates.getFirst());
        }
    }
}
