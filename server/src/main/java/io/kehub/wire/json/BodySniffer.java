package io.kehub.wire.json;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.json.JsonReadFeature;

/** Finds field names of a body's outermost object before it is decoded; tolerates lenient JSON. */
public final class BodySniffer {

    /** What any dialect accepts. */
    private static final JsonFactory LENIENT =
            JsonBody.lenientJson().enable(JsonReadFeature.ALLOW_JAVA_COMMENTS).build();

    private BodySniffer() {}

    /** @param names in lower case */
    public static boolean namesAny(byte[] body, String... names) {
        var text = new String(body, StandardCharsets.UTF_8);
        var lower = text.toLowerCase(Locale.ROOT);
        // fast path: most bodies of the quick dialect contain none of these names, so parsing is skipped
        if (Stream.of(names).noneMatch(lower::contains)) {
            return false;
        }
        try (var json = LENIENT.createParser(ObjectReadContext.empty(), text)) {
            return json.nextToken() == JsonToken.START_OBJECT && hasMember(Set.of(names), json);
        } catch (JacksonException e) {
            return false; // decoding the body reports the error
        }
    }

    private static boolean hasMember(Set<String> names, JsonParser json) {
        while (json.nextToken() == JsonToken.PROPERTY_NAME) {
            if (names.contains(json.currentName().toLowerCase(Locale.ROOT))) {
                return true;
            }
            json.nextToken();
            json.skipChildren();
        }
        return false;
    }
}
