package io.kehub.kernel;

import org.jspecify.annotations.Nullable;

/**
 * The bounds of a filter; null leaves an end open.
 *
 * @param from the first value that matches
 * @param to the last value that matches; of a period of time, the first moment after it
 */
public record Bounds<T>(@Nullable T from, @Nullable T to) {

    /** Bounds that match every value. */
    public static <T> Bounds<T> none() {
        return new Bounds<>(null, null);
    }

    public boolean isOpen() {
        return from == null && to == null;
    }
}
