package io.kehub.wire.operation;

/**
 * One parameter of an operation, whatever the dialect.
 *
 * @param name the domain's name, such as {@code shortName}; the same name the module uses in its refusals
 * @param caption what people call it, in Chinese
 * @param type what it holds and what is allowed
 * @param required whether a call without it is refused; blank counts as missing
 * @param wireNames what each dialect calls it
 * @param <T> what the operation gets from it
 */
public record Parameter<T>(String name, String caption, InputType<T> type, boolean required, WireNames wireNames) {

    static <T> Parameter<T> required(String name, String caption, InputType<T> type, WireNames wireNames) {
        return new Parameter<>(name, caption, type, true, wireNames);
    }

    static <T> Parameter<T> optional(String name, String caption, InputType<T> type, WireNames wireNames) {
        return new Parameter<>(name, caption, type, false, wireNames);
    }
}
