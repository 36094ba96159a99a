package io.kehub.client;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/** The fields of a customer by their wire names, which the API reads without regard to case. */
final class WireFields {
    private static final Pattern CUSTOM_FIELD = Pattern.compile("field[0-9]+");

    private WireFields() {}

    /** The same fields in the same order with lower-case names, as a copy that nobody can change. */
    static Map<String, String> lowerCase(Map<String, String> fields) {
        var lower = new LinkedHashMap<String, String>();
        fields.forEach((name, value) -> lower.put(name.toLowerCase(Locale.ROOT), value));
        return Collections.unmodifiableMap(lower);
    }

    static String text(Map<String, String> fields, String name) {
        return fields.getOrDefault(name.toLowerCase(Locale.ROOT), "");
    }

    static boolean isCustom(String name) {
        return CUSTOM_FIELD.matcher(name.toLowerCase(Locale.ROOT)).matches();
    }

    static Map<String, String> custom(Map<String, String> fields) {
        var custom = new LinkedHashMap<>(fields);
        custom.keySet().removeIf(name -> !isCustom(name));
        return Collections.unmodifiableMap(custom);
    }
}
