package io.kehub.client.wire;

import io.kehub.client.WireValues;
import tools.jackson.core.JacksonException;
import tools.jackson.core.json.JsonReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** JSON as ERPs write it, control characters inside strings included. */
public final class Json {
    private static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(JsonReadFeature.ALLOW_UNESCAPED_CONTROL_CHARS)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private Json() {}

    /**
     * A new object.
     *
     * @return an empty object
     */
    public static ObjectNode object() {
        return MAPPER.createObjectNode();
    }

    /**
     * No value.
     *
     * @return a missing node
     */
    public static JsonNode missing() {
        return MAPPER.missingNode();
    }

    /**
     * A value as JSON.
     *
     * @param json the value
     * @return its JSON in one line
     */
    public static String text(JsonNode json) {
        return MAPPER.writeValueAsString(json);
    }

    /**
     * A value as JSON in UTF-8.
     *
     * @param json the value
     * @return its bytes
     */
    public static byte[] bytes(JsonNode json) {
        return MAPPER.writeValueAsBytes(json);
    }

    /**
     * Reads a whole document.
     *
     * @param bytes the document in UTF-8
     * @return its value; a missing node if there is no byte
     * @throws JacksonException if it is no JSON, ends too early, or goes on after its end
     */
    public static JsonNode parse(byte[] bytes) throws JacksonException {
        return MAPPER.readTree(bytes);
    }

    /**
     * A value as text.
     *
     * @param value any value
     * @return empty for null and a missing value; the JSON of a nested value
     */
    public static String scalar(JsonNode value) {
        if (value.isNull() || value.isMissingNode()) {
            return "";
        }
        return value.isContainer() ? text(value) : value.asString();
    }

    /**
     * A value as an id, a session or another word of the protocol: some ERPs put blanks and control characters around it.
     *
     * @param value any value
     * @return its text without them
     */
    public static String word(JsonNode value) {
        return WireValues.trimmed(scalar(value));
    }
}
