package io.kehub.wire.operation.type;

import io.kehub.kernel.FieldError;
import java.util.List;

/** Result of parsing one value: the typed value, or the validation errors. */
public sealed interface Parsed<T> {

    record Ok<T>(T value) implements Parsed<T> {}

    /**
     * The value is invalid.
     *
     * @param message what was wrong, in Chinese
     * @param allowed what is allowed instead, in Chinese
     */
    record Error<T>(String message, String allowed) implements Parsed<T> {}

    /** Parts of the value are invalid, each named by its path: {@code lines[2].num1}. */
    record Errors<T>(List<FieldError> errors) implements Parsed<T> {
        public Errors {
            errors = List.copyOf(errors);
        }
    }

    static <T> Parsed<T> ok(T value) {
        return new Ok<>(value);
    }

    static <T> Parsed<T> error(String message, String allowed) {
        return new Error<>(message, allowed);
    }
}
