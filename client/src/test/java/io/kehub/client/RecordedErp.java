package io.kehub.client;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A real HTTP server that plays recorded conversations: JSON arrays of {@code {"request": {"path", "body"}, "answer":
 * {"status", "headers", "body" or "text"}}}. Requests must come in the recorded order and be equal to the recorded ones. The
 * answer {@code "drop"} closes the connection.
 */
final class RecordedErp implements AutoCloseable {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final HttpServer server;
    private final Queue<JsonNode> recorded = new ConcurrentLinkedQueue<>();
    private final List<String> unexpected = Collections.synchronizedList(new ArrayList<>());

    RecordedErp() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::handle);
        server.start();
    }

    /** Plays a conversation after the ones before it. */
    void play(Class<?> dialect, String conversation) throws IOException {
        try (var file = dialect.getResourceAsStream(conversation)) {
            JSON.readTree(Objects.requireNonNull(file, conversation)).forEach(recorded::add);
        }
    }

    URI uri() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    /** Everything recorded was asked for, and nothing else. */
    void verify() {
        assertThat(unexpected).as("requests that were not recorded").isEmpty();
        assertThat(recorded).as("recorded exchanges that did not happen").isEmpty();
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            var path = exchange.getRequestURI().toString();
            var body = exchange.getRequestBody().readAllBytes();
            var next = recorded.poll();
            if (next == null || !next.at("/request/path").asString().equals(path) || !matches(next, body)) {
                unexpected.add(path + " " + new String(body, StandardCharsets.UTF_8) + " instead of " + next);
            } else if (next.path("answer").isObject()) {
                answer(exchange, next.path("answer"));
            }
            // no answer: closing the exchange drops the connection
        }
    }

    private static boolean matches(JsonNode exchange, byte[] body) {
        return exchange.at("/request/body").equals(JSON.readTree(body));
    }

    private static void answer(HttpExchange exchange, JsonNode answer) throws IOException {
        answer.path("headers")
                .forEachEntry((name, value) -> exchange.getResponseHeaders().add(name, value.asString()));
        var body = answer.has("text")
                ? answer.path("text").asString().getBytes(StandardCharsets.UTF_8)
                : JSON.writeValueAsBytes(answer.path("body"));
        exchange.sendResponseHeaders(answer.path("status").asInt(200), body.length);
        exchange.getResponseBody().write(body);
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
