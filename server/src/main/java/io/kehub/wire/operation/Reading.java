package io.kehub.wire.operation;

/** What came of reading one value: the typed value, or what is wrong with it. */
sealed interface Reading<T> {

    record Good<T>(T value) implements Reading<T> {}

    /**
     * The value is not what the parameter takes.
     *
     * @param message what was wrong, in Chinese
     * @param allowed what is allowed instead, in Chinese
     */
    record Bad<T>(String message, String allowed) implements Reading<T> {}

    static <T> Reading<T> good(T value) {
        return new Good<>(value);
    }

    static <T> Reading<T> bad(String message, String allowed) {
        return new Bad<>(message, allowed);
    }
}
