package io.kehub.wire.operation;

import io.kehub.kernel.FieldError;
import java.util.List;

/** What came of reading one value: the typed value, or what is wrong with it. */
public sealed interface Parsed<T> {

    record Ok<T>(T value) implements Parsed<T> {}

    /**
     * The value is not what the parameter takes.
     *
     * @param message what was wrong, in Chinese
     * @param allowed what is allowed instead, in Chinese
     */
    record Error<T>(String message, String allowed) implements Parsed<T> {}

    /** Parts of the value are wrong, each named by where it stands: {@code lines[2].num1}. */
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
