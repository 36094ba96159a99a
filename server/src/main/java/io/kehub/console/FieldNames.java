package io.kehub.console;

import io.kehub.kernel.Text;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The domain says {@code wxId}, the JSON of the console {@code wx_id}. */
final class FieldNames {

    private static final Pattern HUMP = Pattern.compile("([a-z0-9])([A-Z])");

    private FieldNames() {}

    /** The name by which a caller of the console knows a field of the domain. */
    static String shown(String domainName) {
        return HUMP.matcher(domainName).replaceAll("$1_$2").toLowerCase(Locale.ROOT);
    }

    /** How a value of an enum is written in JSON. */
    static String shown(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }

    /** The value that is written so, compared by {@link Text#key}; empty where none is. */
    static <E extends Enum<E>> Optional<E> find(Class<E> type, String written) {
        var key = Text.key(written);
        return Arrays.stream(type.getEnumConstants())
                .filter(value -> shown(value).equals(key))
                .findFirst();
    }

    /** All values as they are written, with {@code 、} between them. */
    static <E extends Enum<E>> String all(Class<E> type) {
        return Arrays.stream(type.getEnumConstants()).map(FieldNames::shown).collect(Collectors.joining("、"));
    }
}
