package io.kehub.api.web;

import io.kehub.kernel.FieldError;
import io.kehub.kernel.Text;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Names in JSON: {@code wxId} of the domain is {@code wx_id}, and enum constants are in lower case. */
public final class WireNames {

    private static final Pattern HUMP = Pattern.compile("([a-z0-9])([A-Z])");

    private WireNames() {}

    /** The JSON name of a field of the domain. */
    public static String of(String domainName) {
        return HUMP.matcher(domainName).replaceAll("$1_$2").toLowerCase(Locale.ROOT);
    }

    /** The errors with the JSON names of their fields. */
    public static List<FieldError> of(List<FieldError> errors) {
        return errors.stream()
                .map(error -> new FieldError(of(error.field()), error.message(), error.allowed()))
                .toList();
    }

    /** The JSON value of an enum constant. */
    public static String of(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }

    /** The enum constant with this JSON value, compared by {@link Text#key}; empty if there is none. */
    public static <E extends Enum<E>> Optional<E> find(Class<E> type, String written) {
        var key = Text.key(written);
        return Arrays.stream(type.getEnumConstants())
                .filter(value -> of(value).equals(key))
                .findFirst();
    }

    /** The JSON values of all constants, separated by {@code 、}. */
    public static <E extends Enum<E>> String all(Class<E> type) {
        return Arrays.stream(type.getEnumConstants()).map(WireNames::of).collect(Collectors.joining("、"));
    }
}
