package io.kehub.client.testing;

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
 * An ERP that speaks the quick dialect over real HTTP on a free local port, keeps its customers in memory, and fails in every
 * way that a test asks for. Any account can sign in. Thread-safe.
 *
 * <p>Customers are maps from the wire names of the quick reference ({@code name}, {@code telname}, {@code k_code} …) to
 * texts. As in a live ERP, lists show no K-codes and the keyword searches none. Unless told otherwise it does not reject
 * a K-code that is in use, so that a test shows whether the program under test avoids duplicates by itself.
 */
public final class FakeErp implements AutoCloseable {

    static {
        // Without it every kept-alive answer waits 40 ms for the other side's acknowledgement.
        System.setProperty("sun.net.httpserver.nodelay", "true");
    }

    /** The calls of the API. */
    public enum Call {
        /** Sign-in. */
        LOGIN,
        /** List of customers. */
        LIST,
        /** Add a customer. */
        ADD,
        /** Detail of a customer. */
        DETAIL
    }

    /** How a call goes wrong. A fault that saves does so for {@link Call#ADD} alone; other calls change nothing. */
    public enum Fault {
        /** All goes well. */
        NONE,
        /** Answers success with an id that does not exist, and saves nothing. */
        SAVES_NOTHING_AND_SAYS_OK,
        /** Saves, then closes the connection without an answer. */
        SAVES_AND_DROPS,
        /** Closes the connection; the customer appears after {@link FakeErp#LATENESS}. */
        SAVES_LATE_AND_DROPS,
        /** Saves, then does not answer for 20 seconds. */
        SAVES_AND_STALLS,
        /** Saves, then answers an HTML page with status 200. */
        SAVES_AND_ANSWERS_HTML,
        /** Saves, then answers status 500. */
        SAVES_AND_FAILS,
        /** Saves, then answers the id of another customer. */
        ANSWERS_ANOTHERS_ID,
        /** Closes the connection without an answer. */
        DROPS,
        /** Answers an HTML page with status 200. */
        ANSWERS_HTML,
        /** Answers status 500. */
        FAILS,
        /** Ends all sessions and answers status 401. */
        LOSES_SESSION,
        /** Answers status 429. */
        IS_BUSY,
        /** Rejects an add because of its customer source, with the allowed ones. */
        REFUSES_SOURCE
    }

    /** How long after its request a customer of {@link Fault#SAVES_LATE_AND_DROPS} appears. */
    public static final Duration LATENESS = Duration.ofSeconds(25);

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

    private volatile Function<Call, Fault> faults = call -> Fault.NONE;
    private volatile Runnable afterSaving = () -> {};
    private volatile boolean guardsKCodes;
    private final AtomicInteger calls = new AtomicInteger();
    private final AtomicInteger adds = new AtomicInteger();

    private volatile Runnable beforeSaving = () -> {};

    /** Starts an ERP without customers on the system's clock. */
    public FakeErp() {
        this(Clock.systemUTC());
    }

    /**
     * Starts an ERP without customers.
     *
     * @param clock tells when a customer is added, and when a late one appears
     */
    public FakeErp(Clock clock) {
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

    /**
     * The address.
     *
     * @return such as {@code http://127.0.0.1:40123}
     */
    public URI uri() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    /**
     * A new client of this ERP with a time limit of 10 seconds for a request.
     *
     * @return the client; close it when done
     */
    public ErpClient client() {
        return client(Duration.ofSeconds(10));
    }

    /**
     * A new client of this ERP.
     *
     * @param requestTimeout the time limit of one request
     * @return the client; close it when done
     */
    public ErpClient client(Duration requestTimeout) {
        return ErpClient.builder(uri())
                .account("sync", "secret")
                .connectTimeout(Duration.ofSeconds(5))
                .requestTimeout(requestTimeout)
                .clock(clock)
                .build();
    }

    /** Stops the server; calls in progress end without an answer. */
    @Override
    public void close() {
        closed.countDown();
        server.stop(0);
        threads.shutdownNow();
    }

    /**
     * Sets the fault of each call.
     *
     * @param faults asked once for each call, in any thread
     */
    public void faults(Function<Call, Fault> faults) {
        this.faults = faults;
    }

    /**
     * Sets a fault for the next call of one kind. All other calls go well.
     *
     * @param call the kind of call
     * @param fault the fault
     */
    public void once(Call call, Fault fault) {
        var left = new AtomicInteger(1);
        faults = each -> each == call && left.getAndDecrement() > 0 ? fault : Fault.NONE;
    }

    /**
     * Sets a fault for every call of one kind. All other calls go well.
     *
     * @param call the kind of call
     * @param fault the fault
     */
    public void always(Call call, Fault fault) {
        faults = each -> each == call ? fault : Fault.NONE;
    }

    /** From now on all calls go well. */
    public void behave() {
        faults = call -> Fault.NONE;
    }

    /**
     * Runs something when a customer has arrived, before it is saved.
     *
     * @param action runs in the thread of the call
     */
    public void beforeSaving(Runnable action) {
        beforeSaving = action;
    }

    /**
     * Runs something at the worst moment: after each add has saved its customer, before the answer leaves.
     *
     * @param action runs in the thread of the call
     */
    public void afterSaving(Runnable action) {
        afterSaving = action;
    }

    /** From now on an add with a K-code that is in use is rejected with status 409. */
    public void guardKCodes() {
        guardsKCodes = true;
    }

    /**
     * The number of calls so far, sign-ins included.
     *
     * @return the number
     */
    public int calls() {
        return calls.get();
    }

    /**
     * The number of adds so far, whatever became of them.
     *
     * @return the number
     */
    public int adds() {
        return adds.get();
    }

    /**
     * Adds a customer, not through the API.
     *
     * @param customer wire name to text
     * @return its id
     */
    public synchronized String put(Map<String, String> customer) {
        return Integer.toString(save(customer));
    }

    /**
     * Changes a field of a customer, not through the API. Does nothing if there is no such customer.
     *
     * @param id the customer's id
     * @param field the wire name
     * @param value the new text
     */
    public synchronized void edit(String id, String field, String value) {
        customers.computeIfPresent(Integer.parseInt(id), (key, customer) -> {
            customer.put(field, value);
            return customer;
        });
    }

    /**
     * The customers that have a K-code, late ones that have appeared by now included.
     *
     * @param kCode the code
     * @return their ids, the oldest first
     */
    public synchronized List<String> idsOf(String kCode) {
        letTheLateAppear();
        return customers.entrySet().stream()
                .filter(customer -> kCode.equals(customer.getValue().get("k_code")))
                .map(customer -> customer.getKey().toString())
                .toList();
    }

    /**
     * A customer as it is now.
     *
     * @param id the customer's id
     * @return wire name to text, a copy; empty if there is no such customer
     */
    public synchronized Map<String, String> customer(String id) {
        return new LinkedHashMap<>(customers.getOrDefault(Integer.parseInt(id), Map.of()));
    }

    /**
     * The number of customers, late ones that have appeared by now included.
     *
     * @return the number
     */
    public synchronized int size() {
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
                found.add(0, row);
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
