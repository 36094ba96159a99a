package io.kehub.sync.delivery;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.kehub.client.ErpClient;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * An ERP that speaks the quick dialect over real HTTP, keeps its customers in memory, and fails in every way that a test
 * asks for. It does not guard its K-codes unless told to, so that only the deliveries keep them unique.
 */
final class FakeErp implements AutoCloseable {

    static {
        // Without it every kept-alive answer waits 40 ms for the other side's acknowledgement.
        System.setProperty("sun.net.httpserver.nodelay", "true");
    }

    /** What a call asks for. */
    enum Call {
        LOGIN,
        LIST,
        ADD,
        DETAIL
    }

    /** How a call goes wrong. A fault that saves does so for an add and changes nothing in the other calls. */
    enum Fault {
        NONE,
        SAVES_NOTHING_AND_SAYS_OK,
        SAVES_AND_DROPS,
        SAVES_LATE_AND_DROPS,
        SAVES_AND_STALLS,
        SAVES_AND_ANSWERS_HTML,
        SAVES_AND_FAILS,
        ANSWERS_ANOTHERS_ID,
        DROPS,
        ANSWERS_HTML,
        FAILS,
        LOSES_SESSION,
        IS_BUSY,
        REFUSES_SOURCE
    }

    private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss");
    private static final List<String> SEARCHED = List.of("remark", "name", "telname", "tel", "mobile");
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private record Later(Instant at, Map<String, String> customer) {}

    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final Clock clock;
    private final Map<Integer, Map<String, String>> customers = new LinkedHashMap<>();
    private final List<Later> later = new ArrayList<>();
    private final Set<String> sessions = ConcurrentHashMap.newKeySet();
    private final AtomicInteger sessionNumber = new AtomicInteger();
    private final CountDownLatch closed = new CountDownLatch(1);
    private int lastId = 1000;

    /** Which fault a call meets. */
    volatile Function<Call, Fault> faults = call -> Fault.NONE;

    /** Runs when a customer has arrived and before it is saved. */
    volatile Runnable beforeSaving = () -> {};

    /** Runs after a customer was saved and before the answer leaves. */
    volatile Runnable afterSaving = () -> {};

    volatile boolean guardsKCodes;
    final AtomicInteger calls = new AtomicInteger();
    final AtomicInteger adds = new AtomicInteger();

    /** How long after its request a late customer appears. */
    static final Duration LATENESS = Duration.ofSeconds(25);

    FakeErp(Clock clock) {
        this.clock = clock;
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        server.setExecutor(threads);
        server.createContext("/", this::handle);
        server.start();
    }

    URI uri() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    ErpClient client() {
        return client(Duration.ofSeconds(10));
    }

    ErpClient client(Duration requestTimeout) {
        return ErpClient.builder(uri())
                .account("sync", "secret")
                .connectTimeout(Duration.ofSeconds(5))
                .requestTimeout(requestTimeout)
                .clock(clock)
                .build();
    }

    @Override
    public void close() {
        closed.countDown();
        server.stop(0);
        threads.shutdownNow();
    }

    /** Fault of the next call of this kind; all others go well. */
    void once(Call call, Fault fault) {
        var left = new AtomicInteger(1);
        faults = each -> each == call && left.getAndDecrement() > 0 ? fault : Fault.NONE;
    }

    void always(Call call, Fault fault) {
        faults = each -> each == call ? fault : Fault.NONE;
    }

    /** Adds a customer behind the API's back. */
    synchronized String put(Map<String, String> customer) {
        return Integer.toString(save(customer));
    }

    synchronized void edit(String id, String field, String value) {
        customers.computeIfPresent(Integer.parseInt(id), (key, customer) -> {
            customer.put(field, value);
            return customer;
        });
    }

    /** Ids of the customers that have a K-code, late ones that have appeared by now included. */
    synchronized List<String> idsOf(String kCode) {
        letTheLateAppear();
        return customers.entrySet().stream()
                .filter(customer -> kCode.equals(customer.getValue().get("k_code")))
                .map(customer -> customer.getKey().toString())
                .toList();
    }

    synchronized Map<String, String> customer(String id) {
        return customers.getOrDefault(Integer.parseInt(id), Map.of());
    }

    synchronized int size() {
        letTheLateAppear();
        return customers.size();
    }

    private void handle(HttpExchange exchange) throws IOException {
        calls.incrementAndGet();
        try (exchange) {
            var path = exchange.getRequestURI().getPath();
            var body = JSON.readTree(exchange.getRequestBody().readAllBytes());
            switch (path) {
                case "/webapi/v3/ov1/login" -> login(exchange);
                case "/webapi/v3/ov1/salesmanage/custom/list" -> signedIn(exchange, Call.LIST, body);
                case "/webapi/v3/sales/customer/add" -> signedIn(exchange, Call.ADD, body);
                case "/webapi/v3/ov1/salesmanage/custom/add" -> signedIn(exchange, Call.DETAIL, body);
                default -> refuse(exchange, 404, "not_found", "没有这个接口");
            }
        }
    }

    private void login(HttpExchange exchange) throws IOException {
        if (misbehaves(exchange, Call.LOGIN, faults.apply(Call.LOGIN))) {
            return;
        }
        var session = "s" + sessionNumber.incrementAndGet();
        sessions.add(session);
        exchange.getResponseHeaders().add("Set-Cookie", "KEHUBSESSION=" + session + "; HttpOnly; SameSite=Lax; Path=/");
        answer(exchange, Map.of("success", true, "message", "登录成功", "data", Map.of()));
    }

    private void signedIn(HttpExchange exchange, Call call, JsonNode body) throws IOException {
        var cookie = exchange.getRequestHeaders().getFirst("Cookie");
        if (cookie == null || sessions.stream().noneMatch(session -> cookie.contains("KEHUBSESSION=" + session))) {
            refuse(exchange, 401, "no_session", "未登录");
            return;
        }
        var fault = faults.apply(call);
        if (call == Call.ADD) {
            add(exchange, body, fault);
        } else if (!misbehaves(exchange, call, fault)) {
            if (call == Call.LIST) {
                list(exchange, body);
            } else {
                detail(exchange, body.path("id").asString());
            }
        }
    }

    private void add(HttpExchange exchange, JsonNode body, Fault fault) throws IOException {
        adds.incrementAndGet();
        var customer = new LinkedHashMap<String, String>();
        body.properties()
                .forEach(field -> customer.put(field.getKey(), field.getValue().asString()));
        if (guardsKCodes && !idsOf(customer.getOrDefault("k_code", "")).isEmpty()) {
            refuse(exchange, 409, "taken", "K编码已被占用");
            return;
        }
        switch (fault) {
            case SAVES_AND_DROPS,
                    SAVES_AND_STALLS,
                    SAVES_AND_ANSWERS_HTML,
                    SAVES_AND_FAILS,
                    ANSWERS_ANOTHERS_ID,
                    NONE -> {
                beforeSaving.run();
                var id = put(customer);
                afterSaving.run();
                if (fault == Fault.NONE) {
                    answerId(exchange, id);
                    return;
                }
            }
            case SAVES_LATE_AND_DROPS -> {
                synchronized (this) {
                    later.add(new Later(clock.instant().plus(LATENESS), customer));
                }
            }
            case SAVES_NOTHING_AND_SAYS_OK -> {
                answerId(exchange, "999999");
                return;
            }
            default -> {}
        }
        if (fault == Fault.ANSWERS_ANOTHERS_ID) {
            answerId(exchange, put(Map.of("name", "别人", "sort", "1", "k_code", "K0")));
            return;
        }
        misbehaves(exchange, Call.ADD, fault);
    }

    /** True when the call is over. */
    private boolean misbehaves(HttpExchange exchange, Call call, Fault fault) throws IOException {
        switch (fault) {
            case NONE, SAVES_NOTHING_AND_SAYS_OK, ANSWERS_ANOTHERS_ID -> {
                return false;
            }
            case REFUSES_SOURCE -> {
                if (call != Call.ADD) {
                    return false;
                }
                var error = Map.of("field", "source", "message", "客户来源不存在", "allowed", "网络、电话");
                send(
                        exchange,
                        400,
                        Map.of(
                                "success",
                                false,
                                "message",
                                "source：客户来源不存在",
                                "data",
                                Map.of("code", "invalid_field", "errors", List.of(error))));
            }
            case SAVES_AND_STALLS -> await();
            case DROPS, SAVES_AND_DROPS, SAVES_LATE_AND_DROPS -> {
                // closing the exchange without an answer drops the connection
            }
            case ANSWERS_HTML, SAVES_AND_ANSWERS_HTML ->
                write(exchange, 200, "text/html", "<html><body>系统维护中</body></html>");
            case FAILS, SAVES_AND_FAILS -> write(exchange, 500, "text/plain", "Internal Server Error");
            case LOSES_SESSION -> {
                sessions.clear();
                refuse(exchange, 401, "no_session", "会话已过期");
            }
            case IS_BUSY -> refuse(exchange, 429, "too_many", "请求过于频繁");
        }
        return true;
    }

    private void await() {
        try {
            closed.await(20, TimeUnit.SECONDS);
        } catch (InterruptedException over) {
            Thread.currentThread().interrupt();
        }
    }

    private synchronized int save(Map<String, String> fields) {
        var customer = new LinkedHashMap<>(fields);
        customer.put("addtime", TIME.format(clock.instant().atZone(ZONE)));
        customers.put(++lastId, customer);
        return lastId;
    }

    private synchronized void letTheLateAppear() {
        var arrived = later.stream()
                .filter(each -> !each.at().isAfter(clock.instant()))
                .toList();
        arrived.forEach(each -> save(each.customer()));
        later.removeAll(arrived);
    }

    private void list(HttpExchange exchange, JsonNode body) throws IOException {
        var keyword = body.path("keyword").asString("");
        var start = body.path("starttime").asString("");
        var index = body.path("pageindex").asInt(1);
        var size = body.path("pagesize").asInt(20);
        var found = matching(keyword, start.isEmpty() ? null : LocalDate.parse(start.substring(0, 10)));
        var page = found.stream().skip((index - 1L) * size).limit(size).toList();
        answer(
                exchange,
                Map.of(
                        "success",
                        true,
                        "message",
                        "操作成功",
                        "data",
                        Map.of("list", page, "total", found.size(), "pageindex", index, "pagesize", size)));
    }

    private synchronized List<Map<String, String>> matching(String keyword, @Nullable LocalDate start) {
        letTheLateAppear();
        var found = new ArrayList<Map<String, String>>();
        customers.forEach((id, customer) -> {
            if (mentions(customer, keyword) && (start == null || !day(customer).isBefore(start))) {
                var row = new LinkedHashMap<>(customer);
                row.remove("k_code");
                row.put("id", id.toString());
                found.addFirst(row);
            }
        });
        return found;
    }

    private static boolean mentions(Map<String, String> customer, String keyword) {
        for (var field : SEARCHED) {
            if (customer.getOrDefault(field, "").contains(keyword)) {
                return true;
            }
        }
        return false;
    }

    private static LocalDate day(Map<String, String> customer) {
        return LocalDate.parse(customer.getOrDefault("addtime", "").substring(0, 10));
    }

    private void detail(HttpExchange exchange, String id) throws IOException {
        Map<String, String> customer;
        synchronized (this) {
            letTheLateAppear();
            customer = customers.get(Integer.parseInt(id));
        }
        if (customer == null) {
            refuse(exchange, 404, "not_found", "没有这个客户");
            return;
        }
        var data = new LinkedHashMap<>(customer);
        data.put("id", id);
        answer(exchange, Map.of("success", true, "message", "操作成功", "data", data));
    }

    private void answerId(HttpExchange exchange, String id) throws IOException {
        answer(exchange, Map.of("success", true, "message", "添加成功", "data", Map.of("id", id)));
    }

    private void refuse(HttpExchange exchange, int status, String code, String message) throws IOException {
        send(
                exchange,
                status,
                Map.of("success", false, "message", message, "data", Map.of("code", code, "errors", List.of())));
    }

    private void answer(HttpExchange exchange, Map<String, ?> body) throws IOException {
        send(exchange, 200, body);
    }

    private void send(HttpExchange exchange, int status, Map<String, ?> body) throws IOException {
        write(exchange, status, "application/json; charset=utf-8", JSON.writeValueAsString(body));
    }

    private static void write(HttpExchange exchange, int status, String type, String body) throws IOException {
        var bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().add("Content-Type", type);
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
    }
}
