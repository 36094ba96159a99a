package io.kehub.wire.operation;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The typed values of one call, each read and checked. */
final class Arguments {

    private final Map<String, Object> values;
    private final Map<String, String> customFields;

    Arguments(Map<String, Object> values, Map<String, String> customFields) {
        this.values = Map.copyOf(values);
        this.customFields = Map.copyOf(customFields);
    }

    /** The value given; null where none was. */
    @SuppressWarnings("unchecked") // the decoder put there what the parameter's own type has read
    <T> @Nullable T find(Parameter<T> parameter) {
        return (T) values.get(parameter.name());
    }

    <T> T orElse(Parameter<T> parameter, T fallback) {
        var value = find(parameter);
        return value == null ? fallback : value;
    }

    /** The text given; empty where none was. */
    String text(Parameter<String> parameter) {
        return orElse(parameter, "");
    }

    /** The value of a required parameter. */
    <T> T get(Parameter<T> parameter) {
        var value = find(parameter);
        if (value == null) {
            throw new IllegalStateException(parameter.name() + " is required and was let through without a value");
        }
        return value;
    }

    /** Name of a custom field to its text; only filled ones. */
    Map<String, String> customFields() {
        return customFields;
    }
}
