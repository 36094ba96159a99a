package io.kehub.wire.operation;

import io.kehub.kernel.FieldError;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What a parameter holds: how a value on the wire becomes a typed one, and what is allowed, said in Chinese for
 * refusals and help pages. Values that are absent or hold forbidden letters never get here. The types are made by
 * {@link Types}.
 *
 * @param <T> what the operation gets
 */
public interface InputType<T> {

    /** What is allowed, in Chinese. */
    String allowed();

    /** What a document calls the type: {@code string}, {@code int}, {@code decimal}, {@code datetime}, {@code list}. */
    default String kind() {
        return "string";
    }

    /** The typed value, or what is wrong with it. */
    Parsed<T> read(WireValue value, Context context);

    /** The values to choose from, by what callers send; empty if anything of the type goes. Reads the lists of now. */
    default List<Option> options(DecodingContext decoding) {
        return List.of();
    }

    /** Whether a value is chosen from a list that an administrator edits. */
    default boolean isChoice() {
        return false;
    }

    /** The most letters that a text may have; 0 if it has no such limit. */
    default int maxLength() {
        return 0;
    }

    /** Whether a text of blanks is a value. It is absent otherwise. */
    default boolean keepsBlanks() {
        return false;
    }

    /** Why the parameter is not supported, in Chinese; empty if it is. */
    default Optional<String> rejection() {
        return Optional.empty();
    }

    /** The parameters of each row; empty if the value has no rows. */
    default List<Parameter<?>> columns() {
        return List.of();
    }

    /** The same on the wire, something else for the operation. */
    default <R> InputType<R> map(Function<T, R> translation) {
        return new MappedType<>(this, translation);
    }

    /**
     * Something to choose.
     *
     * @param id what callers send; never changes
     * @param text what people read
     */
    record Option(String id, String text) {}

    /**
     * Where a value stands.
     *
     * @param field the wire name of the parameter, for the refusals of the modules that are asked
     * @param parameter the domain's name of the parameter
     * @param old takes values that only a record that has them may keep; null if there can be no such record
     */
    record Context(
            String field,
            String parameter,
            DialectId dialect,
            DecodingContext decoding,
            @Nullable OldValues old) {

        /** A value that is refused unless the record has it already. */
        <T> Parsed<T> old(T value, String message, String allowed) {
            return old(List.of(value), null, message, allowed);
        }

        /**
         * A value that stands for what the record has already.
         *
         * @param candidates what the value may stand for; not empty
         * @param otherwise what it stands for if the record has none of them; null refuses it then
         */
        <T> Parsed<T> old(List<T> candidates, @Nullable T otherwise, String message, String allowed) {
            if (old == null) {
                return otherwise == null ? Parsed.error(message, allowed) : Parsed.ok(otherwise);
            }
            old.add(parameter, candidates, otherwise, new FieldError(field, message, allowed));
            return Parsed.ok(candidates.getFirst());
        }
    }
}
