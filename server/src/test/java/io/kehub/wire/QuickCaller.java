package io.kehub.wire;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Somebody who calls the ERP over HTTP in the quick dialect, as a program in the field does. */
public final class QuickCaller {

    public static final String SIGN_IN = "/webapi/v3/ov1/login";
    public static final String SIGN_OUT = "/webapi/v3/ov1/logout";
    public static final String LIST = "/webapi/v3/ov1/salesmanage/custom/list";
    public static final String ADD = "/webapi/v3/sales/customer/add";
    public static final String DETAIL = "/webapi/v3/ov1/salesmanage/custom/add?edit=1&apihelptype=get";

    public static final JsonMapper JSON = new JsonMapper();

    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private final URI erp;
    private final Map<String, String> headers;

    private QuickCaller(URI erp, Map<String, String> headers) {
        this.erp = erp;
        this.headers = headers;
    }

    public static QuickCaller stranger(URI erp) {
        return new QuickCaller(erp, Map.of("Content-Type", "application/json"));
    }

    public static QuickCaller signedIn(URI erp, String user, String password) {
        var answer = stranger(erp).post(SIGN_IN, Map.of("user", user, "password", password));
        if (answer.status() != 200) {
            throw new IllegalStateException(answer.text());
        }
        return stranger(erp).with("Cookie", answer.cookie());
    }

    /** The secret of the session that this caller signed in to. */
    public String session() {
        return headers.getOrDefault("Cookie", "").replaceFirst("^KEHUB_SESSION=", "");
    }

    /** The same caller with one header more, or another value of it. */
    public QuickCaller with(String header, String value) {
        var more = new TreeMap<String, String>(String.CASE_INSENSITIVE_ORDER);
        more.putAll(headers);
        more.put(header, value);
        return new QuickCaller(erp, Map.copyOf(more));
    }

    public Answer post(String path, Object body) {
        return post(path, JSON.writeValueAsString(body));
    }

    public Answer post(String path, String body) {
        return post(path, body.getBytes(StandardCharsets.UTF_8));
    }

    public Answer post(String path, byte[] body) {
        return send("POST", path, BodyPublishers.ofByteArray(body));
    }

    public Answer send(String method, String path, HttpRequest.BodyPublisher body) {
        var request = HttpRequest.newBuilder(erp.resolve(path))
                .timeout(Duration.ofSeconds(60))
                .method(method, body);
        headers.forEach(request::setHeader);
        try {
            return new Answer(HTTP.send(request.build(), BodyHandlers.ofString(StandardCharsets.UTF_8)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** What the ERP answered. */
    public record Answer(HttpResponse<String> response) {

        public int status() {
            return response.statusCode();
        }

        public String text() {
            return response.body();
        }

        public JsonNode json() {
            return JSON.readTree(text());
        }

        public JsonNode data() {
            return json().path("data");
        }

        public String code() {
            return data().path("code").stringValue("");
        }

        public List<String> refusedFields() {
            return data().path("errors")
                    .valueStream()
                    .map(error -> error.path("field").stringValue(""))
                    .toList();
        }

        public String header(String name) {
            return response.headers().firstValue(name).orElse("");
        }

        public List<String> headers(String name) {
            return response.headers().allValues(name);
        }

        /** Name and value of the cookie that the answer sets. */
        public String cookie() {
            return header("Set-Cookie").replaceFirst(";.*", "");
        }
    }
}
