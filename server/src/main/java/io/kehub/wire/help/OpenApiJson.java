package io.kehub.wire.help;

import io.kehub.wire.json.JsonText;
import io.kehub.wire.operation.type.WireValue;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Builds JSON out of maps, lists, texts, numbers and booleans. */
final class OpenApiJson {

    private OpenApiJson() {}

    /** Names and values in turn, in their order; a value that is an empty map or list is kept. */
    static Map<String, Object> object(Object... namesAndValues) {
        var members = new LinkedHashMap<String, Object>();
        for (var index = 0; index < namesAndValues.length; index += 2) {
            members.put((String) namesAndValues[index], namesAndValues[index + 1]);
        }
        return members;
    }

    static Map<String, Object> ref(String kind, String name) {
        return object("$ref", "#/components/" + kind + "/" + name);
    }

    static String text(Map<String, Object> document) {
        return JsonText.of(value(document));
    }

    private static WireValue value(Object given) {
        return switch (given) {
            case WireValue value -> value;
            case String text -> new WireValue.Text(text);
            case Boolean flag -> new WireValue.Flag(flag);
            case Integer number -> WireValue.Number.of(number);
            case Long number -> WireValue.Number.of(number);
            case BigDecimal number -> new WireValue.Number(number);
            case List<?> items ->
                new WireValue.Array(
                        items.stream().<WireValue>map(OpenApiJson::value).toList());
            case Map<?, ?> members -> {
                var written = new LinkedHashMap<String, WireValue>();
                members.forEach((name, member) -> written.put((String) name, value(member)));
                yield new WireValue.Object(written);
            }
            default -> throw new IllegalArgumentException("no JSON: " + given.getClass());
        };
    }
}
