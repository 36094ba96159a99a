package io.kehub.client;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalLong;
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

    /** A customer as it is sent: the kind as a number, everything else as text. */
    static ObjectNode customer(Map<String, String> fields) {
        var customer = object();
        fields.forEach((name, value) -> {
            var number = name.equals("sort") ? WireValues.wholeNumber(value) : OptionalLong.empty();
            if (number.isPresent()) {
                customer.put(name, number.getAsLong());
            } else {
                customer.put(name, value);
            }
        });
        return customer;
    }

    /** What is asked of a list; an absent condition is the empty text, for the kind of customer 0. */
    static ObjectNode listRequest(CustomerQuery query, int pageIndex, int pageSize) {
        var request = object().put("pageindex", pageIndex)
                .put("pagesize", pageSize)
                .put("keyword", query.keyword())
                .put("sort", query.sort() == null ? 0 : query.sort().wireValue())
                .put("source", query.source())
                .put("charge", query.charge())
                .put("starttime", Objects.toString(query.startTime(), ""))
                .put("endtime", Objects.toString(query.endTime(), ""));
        return query.status() == null
                ? request.put("status", "")
                : request.put("status", query.status().wireValue());
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

    static Map<String, String> flatObject(String text) {
        JsonNode json;
        try {
            json = MAPPER.readTree(text);
        } catch (JacksonException noJson) {
            throw new IllegalArgumentException("no JSON", noJson);
        }
        if (!json.isObject() || json.valueStream().anyMatch(JsonNode::isContainer)) {
            throw new IllegalArgumentException("no flat JSON object");
        }
        return fields(json);
    }

    /** The fields of an object as texts; a nested value as its JSON. */
    static Map<String, String> fields(JsonNode object) {
        var fields = new LinkedHashMap<String, String>();
        object.forEachEntry((name, value) -> fields.put(name, scalar(value)));
        return fields;
    }

    /** A value as text: null and missing as the empty text, a nested value as its JSON. */
    static String scalar(JsonNode value) {
        if (value.isNull() || value.isMissingNode()) {
            return "";
        }
        return value.isContainer() ? text(value) : value.asString();
    }
}
