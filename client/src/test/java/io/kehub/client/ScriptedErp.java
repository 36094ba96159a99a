package io.kehub.client;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;

/** A real HTTP server that answers each path as the test has written it, and remembers what it was asked. */
public final class ScriptedErp implements AutoCloseable {
    public static final String SIGN_IN = "/webapi/v3/ov1/login";
    public static final String LIST = "/webapi/v3/ov1/salesmanage/custom/list";
    public static final String DETAIL = "/webapi/v3/ov1/salesmanage/custom/add?edit=1&apihelptype=get";
    public static final String ADD = "/webapi/v3/sales/customer/add";
    public static final String NO_CUSTOMERS = "{\"success\":true,\"message\":\"\",\"data\":{\"list\":[],\"total\":0}}";

    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Map<String, Function<Request, Reply>> script = new ConcurrentHashMap<>();
    private final List<Request> requests = new CopyOnWriteArrayList<>();

    public record Request(String path, String body, String cookie, String contentType) {}

    public record Reply(int status, ByteBuffer body, Map<String, String> headers) {
        public static Reply json(String body) {
            return json(200, body);
        }

        public static Reply json(int status, String body) {
            return of(status, body, Map.of("Content-Type", "application/json; charset=utf-8"));
        }

        public static Reply of(int status, String body, Map<String, String> headers) {
            return new Reply(status, StandardCharsets.UTF_8.encode(body), headers);
        }

        public static Reply refusal(int status, String code, String message) {
            return json(status, """
                    {"success": false, "message": "%s", "data": {"code": "%s", "errors": []}}""".formatted(message, code));
        }

        public static Reply signedIn(String cookie) {
            return of(
                    200,
                    "{\"success\":true,\"message\":\"登录成功\",\"data\":{}}",
                    Map.of("Set-Cookie", cookie + "; Path=/; HttpOnly; SameSite=Lax"));
        }
    }

    public ScriptedErp() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/", this::handle);
        server.start();
    }

    public URI uri() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    public ScriptedErp on(String path, Function<Request, Reply> reply) {
        script.put(path, reply);
        return this;
    }

    /** Signs everybody in with the sessions {@code KEHUB_SESSION=s1}, {@code s2}, and so on. */
    public ScriptedErp signsInEverybody() {
        var count = new AtomicInteger();
        return on(SIGN_IN, request -> Reply.signedIn("KEHUB_SESSION=s" + count.incrementAndGet()));
    }

    public List<Request> requests(String path) {
        return requests.stream().filter(request -> request.path().equals(path)).toList();
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            var asked = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            var headers = exchange.getRequestHeaders();
            var request = new Request(
                    exchange.getRequestURI().toString(),
                    asked,
                    String.join("; ", headers.getOrDefault("Cookie", List.of())),
                    String.join("", headers.getOrDefault("Content-Type", List.of())));
            requests.add(request);
            var reply = script.getOrDefault(request.path(), any -> Reply.of(404, "nothing scripted", Map.of()))
                    .apply(request);
            reply.headers().forEach(exchange.getResponseHeaders()::set);
            var body = new byte[reply.body().remaining()];
            reply.body().duplicate().get(body);
            exchange.sendResponseHeaders(reply.status(), body.length == 0 ? -1 : body.length);
            exchange.getResponseBody().write(body);
        }
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
