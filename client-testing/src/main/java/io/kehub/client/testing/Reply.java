package io.kehub.client.testing;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;

/** An answer before it leaves. */
record Reply(int status, String type, String body, Map<String, String> headers) {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    static Reply json(int status, Object body) {
        return new Reply(status, "application/json; charset=utf-8", JSON.writeValueAsString(body), Map.of());
    }

    static Reply html(int status) {
        return new Reply(status, "text/html", "<html><body>系统维护中</body></html>", Map.of());
    }

    Reply with(String header, String value) {
        return new Reply(status, type, body, Map.of(header, value));
    }

    Reply withBody(String other) {
        return new Reply(status, type, other, headers);
    }

    /** The first half of the bytes. */
    Reply truncated() {
        return withBody(body.substring(0, body.length() / 2));
    }

    /** With a control character at the beginning of every text. */
    Reply withControlCharacters() {
        return withBody(body.replace(":\"", ":\"\t\u0001\n").replace("\t\u0001\n\"", "\""));
    }

    byte[] bytes() {
        return body.getBytes(StandardCharsets.UTF_8);
    }
}
