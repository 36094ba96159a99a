package io.kehub.sample;

import io.kehub.demo.SignedIn;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.core.ParameterizedTypeReference;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;

/** The ERP as seen from outside: its dialects and the administration, with the session of one user. */
final class ErpOverHttp {

    private static final ParameterizedTypeReference<Map<String, Object>> OBJECT = new ParameterizedTypeReference<>() {};
    private static final int PAGE = 500;

    private final SignedIn user;

    ErpOverHttp(SignedIn user) {
        this.user = user;
    }

    /** Calls the quick dialect below {@code webapi/v3/}. */
    AnswerObject quick(String path, Map<String, ?> fields) {
        return envelope(path, send(HttpMethod.POST, "webapi/v3/" + path, fields));
    }

    /** All rows of a list in the quick dialect. */
    List<AnswerObject> rows(String path) {
        var rows = new ArrayList<AnswerObject>();
        for (var page = 1; ; page++) {
            var data = quick(path, Map.of("pageindex", page, "pagesize", PAGE));
            rows.addAll(data.rows("list"));
            if (data.rows("list").size() < PAGE) {
                return rows;
            }
        }
    }

    /** All rows of a short list in the quick dialect, which has no pages. */
    List<AnswerObject> whole(String path) {
        return quick(path, Map.of()).rows("list");
    }

    /** Calls v3 below {@code webapi/v3/}. */
    void v3(String path, Map<String, ?> fields) {
        var answer = send(HttpMethod.POST, "webapi/v3/" + path, fields);
        if (!Objects.equals(answer.get("Code"), 200)) {
            throw refused(path, answer.get("Msg"));
        }
    }

    /** Calls ov1 below {@code webapi/v3/ov1/}; answers its {@code body}. */
    AnswerObject ov1(String path, Map<String, ?> fields) {
        var datas = new ArrayList<Map<String, Object>>();
        fields.forEach((id, value) -> datas.add(Map.of("id", id, "val", value)));
        var answer = new AnswerObject(send(
                HttpMethod.POST,
                "webapi/v3/ov1/" + path,
                Map.of("session", user.session(), "cmdkey", "", "datas", datas)));
        if (!answer.record("header").text("status").equals("0")) {
            throw refused(path, answer.record("header").text("message"));
        }
        return answer.record("body");
    }

    /** Reads below {@code api/}. */
    AnswerObject get(String path) {
        return envelope(path, send(HttpMethod.GET, "api/" + path, null));
    }

    /** Adds below {@code api/}. */
    AnswerObject post(String path, Map<String, ?> fields) {
        return envelope(path, send(HttpMethod.POST, "api/" + path, fields));
    }

    /** Changes a record below {@code api/}. */
    void patch(String path, Map<String, ?> fields) {
        envelope(path, send(HttpMethod.PATCH, "api/" + path, fields));
    }

    /** Changes settings below {@code api/}. */
    void put(String path, Map<String, ?> fields) {
        envelope(path, send(HttpMethod.PUT, "api/" + path, fields));
    }

    private static AnswerObject envelope(String path, Map<String, Object> answer) {
        if (!Boolean.TRUE.equals(answer.get("success"))) {
            throw refused(path, answer.get("message"));
        }
        return new AnswerObject(answer).record("data");
    }

    private Map<String, Object> send(HttpMethod method, String path, @Nullable Map<String, ?> body) {
        var request = user.http().method(method).uri(path);
        // v3 is known by the header; the other dialects take it as the session too
        if (path.startsWith("webapi/v3/") && body != null && !body.containsKey("datas") && isNative(path)) {
            request.header("ZBAPI-Token", user.session());
        }
        if (body != null) {
            request.contentType(MediaType.APPLICATION_JSON).body(body);
        }
        var answer = request.retrieve()
                .onStatus(HttpStatusCode::isError, (sent, received) -> {})
                .body(OBJECT);
        return Objects.requireNonNull(answer, path);
    }

    private static boolean isNative(String path) {
        return !path.contains("/ov1/") && !path.contains("/office/") && !path.endsWith("sales/customer/add");
    }

    private static IllegalStateException refused(String path, @Nullable Object message) {
        return new IllegalStateException(path + ": " + message);
    }

    /** A JSON object of an answer; what is missing is empty. */
    record AnswerObject(Map<String, Object> fields) {

        String text(String name) {
            return Objects.requireNonNullElse(fields.get(name), "").toString();
        }

        AnswerObject record(String name) {
            return of(fields.get(name));
        }

        List<AnswerObject> rows(String name) {
            return fields.get(name) instanceof List<?> rows
                    ? rows.stream().map(AnswerObject::of).toList()
                    : List.of();
        }

        private static AnswerObject of(@Nullable Object value) {
            var fields = new HashMap<String, Object>();
            if (value instanceof Map<?, ?> members) {
                members.forEach((name, member) -> {
                    if (member != null) {
                        fields.put(name.toString(), member);
                    }
                });
            }
            return new AnswerObject(fields);
        }
    }
}
