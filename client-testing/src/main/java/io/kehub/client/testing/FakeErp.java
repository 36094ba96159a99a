package io.kehub.client.testing;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.kehub.client.Dialect;
import io.kehub.client.ErpClient;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import tools.jackson.databind.json.JsonMapper;

/**
 * An ERP that speaks the dialects quick, ov1 and v3 over real HTTP on a free local port, keeps its customers in memory, and fails
 * in every way that a test asks for. Any account can sign in. Thread-safe.
 *
 * <p>Customers are maps from the wire names of the quick reference ({@code name}, {@code telname}, {@code k_code} …) to
 * texts, whatever the dialect that wrote them; the native dialects write the K-code as {@code khid}. As in a live ERP, lists
 * show no K-codes and the keyword searches none. Unless told otherwise it does not reject a K-code that is in use, so that a
 * test shows whether the program under test avoids duplicates by itself.
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
        /** Reserve an id; ov1 alone. */
        RESERVE,
        /** Add a customer; in ov1 also when it is repeated under the same reserved id. */
        ADD,
        /** Change a customer; not in the quick dialect. */
        UPDATE,
        /** Detail of a customer. */
        DETAIL,
        /** What a field is chosen from; ov1 alone. */
        CHOICES,
        /** Assign an owner; ov1 alone. */
        ASSIGN,
        /** Add a follow-up; ov1 alone. */
        FOLLOW_UP,
        /** Anything else; answered as unknown. */
        OTHER
    }

    /**
     * How a call goes wrong. A fault that saves does so for {@link Call#ADD} and {@link Call#UPDATE}; other calls change
     * nothing.
     */
    public enum Fault {
        /** All goes well. */
        NONE,
        /** Answers success with an id that does not exist, and saves nothing. */
        SAVES_NOTHING_AND_SAYS_OK,
        /** Waits for half a second, then saves and answers. */
        DELAYS_BEFORE_SAVING,
        /** Saves, then waits for half a second and answers. */
        DELAYS_AFTER_SAVING,
        /** Saves, then closes the connection without an answer. */
        SAVES_AND_DROPS,
        /** Closes the connection; the customer appears after {@link FakeErp#LATENESS}. */
        SAVES_LATE_AND_DROPS,
        /** Saves, then does not answer for 20 seconds. */
        SAVES_AND_STALLS,
        /** Saves, then answers an HTML page with status 200. */
        SAVES_AND_ANSWERS_HTML,
        /** Saves, then answers status 200 without a body. */
        SAVES_AND_ANSWERS_NOTHING,
        /** Saves, then answers the first half of the JSON, correctly framed. */
        SAVES_AND_TRUNCATES,
        /** Saves, then answers with control characters inside the texts of the JSON. */
        ANSWERS_CONTROL_CHARACTERS,
        /** Saves, then sends the answer in ten pieces with pauses. */
        ANSWERS_SLOWLY,
        /** Saves, then answers status 500. */
        SAVES_AND_FAILS,
        /** Saves, then answers the id of another customer; in v3, whose answers have no id, all goes well. */
        ANSWERS_ANOTHERS_ID,
        /** Executes the request twice; only under a reserved id does that lead to one customer. */
        EXECUTES_TWICE,
        /** Closes the connection without an answer. */
        DROPS,
        /** Does not answer for 20 seconds. */
        STALLS,
        /** Answers an HTML page with status 200. */
        ANSWERS_HTML,
        /** Answers status 200 without a body. */
        ANSWERS_NOTHING,
        /** Answers status 500. */
        FAILS,
        /** Answers status 503 with a page, asking to wait for a second. */
        IS_UNAVAILABLE,
        /** Ends all sessions and answers in the dialect's words that the session is over. */
        LOSES_SESSION,
        /** Ends all sessions; from now on every sign-in demands a captcha, until {@link FakeErp#solveCaptcha}. */
        DEMANDS_CAPTCHA,
        /** Answers status 429. */
        IS_BUSY,
        /** Rejects an add because of its customer source, with the allowed ones. */
        REFUSES_SOURCE,
        /** A list holds every customer, whatever was asked for. */
        IGNORES_FILTERS,
        /** A list holds the rows of its first page, whichever page was asked for. */
        REPEATS_ROWS
    }

    /** How long after its request a customer of {@link Fault#SAVES_LATE_AND_DROPS} appears. */
    public static final Duration LATENESS = Duration.ofSeconds(25);

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final String LOGIN = "/webapi/v3/ov1/login";

    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final Clock clock;
    private final Store store;
    private final Speech quick;
    private final Speech ov1;
    private final Speech v3;
    private final Set<String> sessions = ConcurrentHashMap.newKeySet();
    private final AtomicInteger sessionNumber = new AtomicInteger();
    private final CountDownLatch closed = new CountDownLatch(1);
    private final Misbehaviour misbehaviour = new Misbehaviour(closed);
    private final Set<Integer> brokenPages = ConcurrentHashMap.newKeySet();
    private volatile boolean demandsCaptcha;

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
        this.store = new Store(clock);
        this.quick = new QuickSpeech(store);
        this.ov1 = new Ov1Speech(store);
        this.v3 = new V3Speech(store);
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
        return client(Dialect.QUICK, requestTimeout);
    }

    /**
     * A new client of this ERP.
     *
     * @param dialect the dialect that it speaks
     * @param requestTimeout the time limit of one request
     * @return the client; close it when done
     */
    public ErpClient client(Dialect dialect, Duration requestTimeout) {
        return ErpClient.builder(uri())
                .dialect(dialect)
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

    /**
     * Sets faults at random: the same seed gives the same faults to the same sequence of calls.
     *
     * @param seed of the random numbers
     * @param rate the share of calls that go wrong, from 0 to 1
     * @param possible the faults, all equally likely
     */
    public void randomly(long seed, double rate, Fault... possible) {
        var random = new Random(seed);
        var choice = possible.clone();
        faults = call -> {
            synchronized (random) {
                var goesWrong = random.nextDouble() < rate;
                var fault = choice[random.nextInt(choice.length)];
                return goesWrong ? fault : Fault.NONE;
            }
        };
    }

    /**
     * From now on a page of every list of customers fails with status 500, until {@link #behave}.
     *
     * @param pageIndex the number of the page, from 1
     */
    public void breakPage(int pageIndex) {
        brokenPages.add(pageIndex);
    }

    /** A person has solved the captcha: sign-ins go well again. */
    public void solveCaptcha() {
        demandsCaptcha = false;
    }

    /** From now on all calls go well. */
    public void behave() {
        faults = call -> Fault.NONE;
        brokenPages.clear();
        demandsCaptcha = false;
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

    /** From now on an add with a K-code that is in use is rejected. */
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
    public String put(Map<String, String> customer) {
        return store.save(0, customer);
    }

    /**
     * Changes a field of a customer, not through the API. Does nothing if there is no such customer.
     *
     * @param id the customer's id
     * @param field the wire name
     * @param value the new text
     */
    public void edit(String id, String field, String value) {
        store.edit(id, field, value);
    }

    /**
     * The customers that have a K-code, late ones that have appeared by now included.
     *
     * @param kCode the code
     * @return their ids, the oldest first
     */
    public List<String> idsOf(String kCode) {
        return store.idsOf(kCode);
    }

    /**
     * A customer as it is now.
     *
     * @param id the customer's id
     * @return wire name to text, a copy; empty if there is no such customer
     */
    public Map<String, String> customer(String id) {
        return store.customer(id);
    }

    /**
     * The number of customers, late ones that have appeared by now included.
     *
     * @return the number
     */
    public int size() {
        return store.size();
    }

    private void handle(HttpExchange exchange) throws IOException {
        calls.incrementAndGet();
        try (exchange) {
            var request = request(exchange);
            var speech = speech(request);
            if (request.path().equals(LOGIN)) {
                perform(exchange, faults.apply(Call.LOGIN), speech, Speech.Asked.of(Call.LOGIN), request);
                return;
            }
            var asked = speech.asked(request);
            if (asked.call() != Call.OTHER && !sessions.contains(speech.session(request))) {
                Misbehaviour.send(exchange, speech.sessionIsOver());
            } else {
                perform(exchange, faults.apply(asked.call()), speech, asked, request);
            }
        }
    }

    private static Request request(HttpExchange exchange) throws IOException {
        var body = exchange.getRequestBody().readAllBytes();
        var uri = exchange.getRequestURI();
        return new Request(
                uri.getPath().toLowerCase(Locale.ROOT),
                uri.getQuery() == null ? "" : uri.getQuery().toLowerCase(Locale.ROOT),
                JSON.readTree(body),
                exchange.getRequestHeaders().getFirst("ZBAPI-Token"),
                exchange.getRequestHeaders().getFirst("Cookie"));
    }

    private Speech speech(Request request) {
        if (request.path().startsWith("/sysa/") || request.body().has("datas")) {
            return ov1;
        }
        return request.token() != null || request.path().equals(V3Speech.EDIT) ? v3 : quick;
    }

    private void perform(HttpExchange exchange, Fault fault, Speech speech, Speech.Asked asked, Request request)
            throws IOException {
        var call = asked.call();
        if (call == Call.ADD) {
            adds.incrementAndGet();
        }
        var saves = call == Call.ADD || call == Call.UPDATE;
        if (saves && guardsKCodes && isTaken(asked)) {
            Misbehaviour.send(exchange, speech.kCodeTaken());
            return;
        }
        misbehaviour.perform(exchange, fault, new Misbehaviour.Work() {
            @Override
            public Call call() {
                return call;
            }

            @Override
            public Reply execute() {
                return answer(fault, speech, asked, request);
            }

            @Override
            public void executeLate() {
                store.saveAt(clock.instant().plus(LATENESS), asked.id(), asked.customer());
            }

            @Override
            public Reply pretend() {
                return speech.saved(asked.id() == 0 ? "999999" : Integer.toString(asked.id()));
            }

            @Override
            public Reply loseSessions(boolean thenDemandsCaptcha) {
                sessions.clear();
                demandsCaptcha |= thenDemandsCaptcha;
                return thenDemandsCaptcha && call == Call.LOGIN ? speech.captchaDemanded() : speech.sessionIsOver();
            }

            @Override
            public Reply busy() {
                return speech.busy();
            }

            @Override
            public Reply sourceRefused() {
                return speech.sourceRefused();
            }
        });
    }

    private Reply answer(Fault fault, Speech speech, Speech.Asked asked, Request request) {
        var call = asked.call();
        if (call == Call.LOGIN) {
            return signIn(speech);
        }
        if (call == Call.LIST && brokenPages.contains(pageIndex(request))) {
            return Misbehaviour.failure();
        }
        if (call != Call.ADD && call != Call.UPDATE) {
            return speech.read(
                    request, call, new Speech.ListFaults(fault == Fault.IGNORES_FILTERS, fault == Fault.REPEATS_ROWS));
        }
        beforeSaving.run();
        var id = store.save(asked.id(), asked.customer());
        if (fault == Fault.EXECUTES_TWICE) {
            store.save(asked.id(), asked.customer());
        }
        if (call == Call.ADD) {
            afterSaving.run();
        }
        return speech.saved(
                fault == Fault.ANSWERS_ANOTHERS_ID ? put(Map.of("name", "别人", "sort", "1", "k_code", "K0")) : id);
    }

    private Reply signIn(Speech speech) {
        if (demandsCaptcha) {
            return speech.captchaDemanded();
        }
        // as long as a live ERP's
        var session = String.format(Locale.ROOT, "%0176X", sessionNumber.incrementAndGet());
        sessions.add(session);
        return speech.signedIn(session);
    }

    private static int pageIndex(Request request) {
        var text = request.body().has("datas") ? request.data("pageindex") : request.text("pageindex");
        return text.isEmpty() ? request.body().path("pageindex").asInt(1) : Integer.parseInt(text);
    }

    /** An update may keep its K-code. */
    private boolean isTaken(Speech.Asked asked) {
        var kCode = asked.customer().getOrDefault("k_code", "");
        return !kCode.isEmpty() && store.idsOf(kCode).stream().anyMatch(id -> !id.equals(Integer.toString(asked.id())));
    }
}
