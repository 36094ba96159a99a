package io.kehub.client.testing;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A request on its way to a dialect.
 *
 * @param path in lower case, without the query
 * @param query the query in lower case; empty if there is none
 * @param token the header {@code ZBAPI-Token}; null if there is none
 * @param cookie the header {@code Cookie}; null if there is none
 */
record Request(
        String path,
        String query,
        JsonNode body,
        @Nullable String token,
        @Nullable String cookie) {

    /** A page of a list after the faults of lists. */
    record Page(List<Map<String, String>> rows, int total, int index, int size) {}

    String text(String name) {
        return body.path(name).asString("");
    }

    /** A parameter of ov1. */
    String data(String id) {
        for (var data : body.path("datas")) {
            if (data.path("id").asString("").equals(id)) {
                return data.path("val").asString("");
            }
        }
        return "";
    }
}
