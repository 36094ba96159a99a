package io.kehub.wire.http;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.TokenStreamFactory;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.json.JsonReadFeature;

/** Looks into a body for the names of its outermost object, however loosely that is written, before it is decoded. */
final class BodyHint {

    private static final JsonFactory LENIENT = JsonFactory.builder()
            .enable(JsonReadFeature.ALLOW_UNQUOTED_PROPERTY_NAMES)
            .enable(JsonReadFeature.ALLOW_SINGLE_QUOTES)
            .streamReadConstraints(
                    StreamReadConstraints.builder().maxNestingDepth(32).build())
            .disable(TokenStreamFactory.Feature.CANONICALIZE_PROPERTY_NAMES)
            .build();

    private BodyHint() {}

    /** @param name in lower case */
    static boolean names(String name, byte[] body) {
        var text = new String(body, StandardCharsets.UTF_8);
        // hardly any body holds the word at all
        if (!text.toLowerCase(Locale.ROOT).contains(name)) {
            return false;
        }
        try (var json = LENIENT.createParser(ObjectReadContext.empty(), text)) {
            return json.nextToken() == JsonToken.START_OBJECT && hasMember(name, json);
        } catch (JacksonException e) {
            return false; // whoever decodes the body will say what is wrong with it
        }
    }

    private static boolean hasMember(String name, JsonParser json) {
        while (json.nextToken() == JsonToken.PROPERTY_NAME) {
            if (json.currentName().equalsIgnoreCase(name)) {
                return true;
            }
            json.nextToken();
            json.skipChildren();
        }
        return false;
    }
}
