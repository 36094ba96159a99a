package io.kehub.client.quick;

import io.kehub.client.CustomerQuery;
import java.util.Objects;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** JSON as the quick dialect writes it. */
final class Json {
    private static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private Json() {}

    static ObjectNode object() {
        return MAPPER.createObjectNode();
    }

    /** What is asked of a list; an absent condition is the empty text, or 0 for the kind. */
    static ObjectNode listRequest(CustomerQuery query, int pageIndex, int pageSize) {
        var request = object().put("pageindex", pageIndex)
                .put("pagesize", pageSize)
                .put("keyword", query.keyword())
                .put("sort", query.kind() == null ? 0 : QuickFields.wireValue(query.kind()))
                .put("source", query.source())
                .put("charge", query.ownerId())
                .put("starttime", Objects.toString(query.addedFrom(), ""))
                .put("endtime", Objects.toString(query.addedTo(), ""));
        return query.status() == null
                ? request.put("status", "")
                : request.put("status", QuickFields.wireValue(query.status()));
    }

    static String text(JsonNode json) {
        return MAPPER.writeValueAsString(json);
    }

    static byte[] bytes(JsonNode json) {
        return MAPPER.writeValueAsBytes(json);
    }

    /** Reads a whole document. */
    static JsonNode parse(byte[] bytes) throws JacksonException {
        return MAPPER.readTree(bytes);
    }

    /** A value as text: null and missing as the empty text, a nested value as its JSON. */
    static String scalar(JsonNode value) {
        if (value.isNull() || value.isMissingNode()) {
            return "";
        }
        return value.isContainer() ? text(value) : value.asString();
    }
}
