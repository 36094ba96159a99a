package io.kehub.wire.operation;

import io.kehub.kernel.FieldError;
import java.util.List;

/** What came of reading one value: the typed value, or what is wrong with it. */
public sealed interface Reading<T> {

    record Good<T>(T value) implements Reading<T> {}

    /**
     * The value is not what the parameter takes.
     *
     * @param message what was wrong, in Chinese
     * @param allowed what is allowed instead, in Chinese
     */
    record Bad<T>(String message, String allowed) implements Reading<T> {}

    /** Parts of the value are wrong, each named by where it stands: {@code lines[2].num1}. */
    record BadParts<T>(List<FieldError> faults) implements Reading<T> {
        public BadParts {
            faults = List.copyOf(faults);
        }
    }

    static <T> Reading<T> good(T value) {
        return new Good<>(value);
    }

    static <T> Reading<T> bad(String message, String allowed) {
        return new Bad<>(message, allowed);
    }
}
