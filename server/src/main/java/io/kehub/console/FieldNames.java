package io.kehub.console;

import java.util.Locale;
import java.util.regex.Pattern;

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
}
