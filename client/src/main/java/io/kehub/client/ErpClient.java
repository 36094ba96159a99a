package io.kehub.client;

import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Talks to one ERP in the quick dialect. Safe for use by many threads, which share one session.
 *
 * <p>The client signs in on the first call and again when the ERP says that the session is over; the call is then repeated
 * once, which is safe, since the ERP did nothing. A refused sign-in is not tried again for 5 minutes, or for as long as
 * the ERP asked: every call in that time fails at once with the same refusal, so that a wrong password doesn't lock the
 * account.
 *
 * <p>Every method that calls the ERP throws {@link ErpException.Refused} where the ERP said no,
 * {@link ErpException.Unknown} where nobody knows what became of the call, and {@link ErpException.Unreachable} where it
 * certainly took no effect. Calls that only read can be repeated after any of them. A thread that is interrupted keeps its
 * interrupt flag and gets the one of the last two that is true.
 *
 * <p>Answers larger than 32 MB are not read. Redirects are not followed.
 */
public final class ErpClient implements AutoCloseable {
    private static final String SIGN_IN = "/webapi/v3/ov1/login";
    private static final String LIST = "/webapi/v3/ov1/salesmanage/custom/list";
    private static final String DETAIL = "/webapi/v3/ov1/salesmanage/custom/add?edit=1&apihelptype=get";
    private static final String ADD = "/webapi/v3/sales/customer/add";
    private static final int STREAM_PAGE_SIZE = 200;
    private static final Duration LONGEST_TIMEOUT = Duration.ofDays(1);

    private final Transport transport;
    private final Clock clock;
    private final Sessions sessions;

    private ErpClient(Builder settings, Transport transport) {
        this.transport = transport;
        this.clock = settings.clock;
        this.sessions = new Sessions(opener(settings), clock);
    }

    /**
     * Begins to describe a client.
     *
     * @param erp the ERP's address, such as {@code http://erp.example:46088}; a path before {@code /webapi} is kept
     * @return a builder that still needs an account or a session
     * @throws IllegalArgumentException where the address isn't http or https with a host, or holds a user, query or
     *     fragment
     */
    public static Builder builder(URI erp) {
        return new Builder(erp);
    }

    /**
     * Reads one page of customers, newest first (quick reference: 获取客户列表).
     *
     * @param query which customers
     * @param pageIndex the page's number, from 1
     * @param pageSize how many customers a page holds; KeHub allows 1–500
     * @return the page; without customers past the end of the list
     */
    public CustomerPage customersPage(CustomerQuery query, int pageIndex, int pageSize) {
        var data = call(LIST, Json.listRequest(query, pageIndex, pageSize));
        var total = WireValues.wholeNumber(Json.scalar(data.path("total")));
        if (!data.path("list").isArray() || total.isEmpty()) {
            throw Answer.incomplete("客户列表（data.list、data.total）");
        }
        var customers = new ArrayList<ErpCustomer>();
        for (var row : data.path("list")) {
            customers.add(customer(row, ""));
        }
        return new CustomerPage(
                customers, total.getAsLong(), number(data, "pageindex", pageIndex), number(data, "pagesize", pageSize));
    }

    /**
     * Reads all customers page by page, newest first, fetching each page when the stream comes to it.
     *
     * <p>A customer that is there from the first page to the last and matches the query all the time is given exactly once,
     * even when others are added meanwhile; those are not given. The limit: when customers are deleted or stop matching
     * meanwhile, later ones move up, and as many of them can be missed. Memory stays small as long as the ERP's ids are
     * numbers that fall from newest to oldest, as KeHub's are; otherwise every id given is remembered.
     *
     * @param query which customers
     * @return a stream that fails with an {@link ErpException} in the middle where a page can't be read; it needs no closing
     */
    public Stream<ErpCustomer> customers(CustomerQuery query) {
        return StreamSupport.stream(
                new CustomerPages(pageIndex -> customersPage(query, pageIndex, STREAM_PAGE_SIZE)), false);
    }

    /**
     * Reads one customer with all fields (quick reference: 获取客户详情).
     *
     * @param id the ERP's id
     * @return empty where the ERP says that there is none, or that the caller may not see it
     */
    public Optional<ErpCustomer> customer(String id) {
        JsonNode data;
        try {
            data = call(DETAIL, Json.object().put("id", id));
        } catch (ErpException.Refused refused) {
            if (refused.code().equals("not_found")) {
                return Optional.empty();
            }
            throw refused;
        }
        var customer = customer(data, id);
        if (customer.fields().isEmpty() || !customer.id().equals(id)) {
            throw Answer.incomplete("编号为 " + id + " 的客户");
        }
        return Optional.of(customer);
    }

    /**
     * Adds a customer (quick reference: 添加客户). Not repeated by itself in any case but a dead session.
     *
     * <p>The id proves little: some ERPs answer one and save nothing. Read the customer back.
     *
     * @param draft the customer
     * @return the id that the ERP answered
     */
    public String addCustomer(CustomerDraft draft) {
        var id = Json.scalar(call(ADD, Json.customer(draft.fields())).path("id"));
        if (id.isBlank()) {
            throw Answer.incomplete("新客户的编号（data.id）");
        }
        return id;
    }

    /** Ends the client after the calls that are under way. The session is left to run out in the ERP. */
    @Override
    public void close() {
        transport.close();
    }

    /** The ERP's address, and nothing secret. */
    @Override
    public String toString() {
        return "ErpClient[" + transport + "]";
    }

    private JsonNode call(String path, JsonNode request) {
        var session = sessions.current();
        var answer = post(path, request, session);
        if (answer.saysSessionIsOver()) {
            session = sessions.insteadOf(session);
            answer = post(path, request, session);
        }
        var data = answer.data();
        sessions.update(session, answer.setCookies());
        return data;
    }

    private Answer post(String path, JsonNode request, Session session) {
        return new Answer(transport.post(path, request, session.header()), clock);
    }

    private Supplier<Session> opener(Builder settings) {
        var user = settings.user;
        var password = settings.password;
        var supplied = settings.session;
        return supplied == null ? () -> signIn(user, password) : () -> given(supplied);
    }

    private static Session given(Supplier<String> supplied) {
        var session = Session.ofHeader(supplied.get());
        if (session.isEmpty()) {
            throw new IllegalArgumentException("the session supplier gave no cookie NAME=value");
        }
        return session;
    }

    private Session signIn(String user, String password) {
        var request = Json.object().put("user", user).put("password", password);
        var answer = new Answer(transport.post(SIGN_IN, request, ""), clock);
        answer.data();
        var session = Session.ofSetCookies(answer.setCookies());
        if (session.isEmpty()) {
            throw Answer.incomplete("会话 Cookie（Set-Cookie）");
        }
        return session;
    }

    private static ErpCustomer customer(JsonNode row, String defaultId) {
        var id = Json.scalar(row.path("id"));
        if (!row.isObject() || (id.isBlank() && defaultId.isEmpty())) {
            throw Answer.incomplete("客户的编号（id）");
        }
        return new ErpCustomer(id.isBlank() ? defaultId : id, Json.fields(row));
    }

    private static int number(JsonNode data, String name, int otherwise) {
        var number = WireValues.wholeNumber(Json.scalar(data.path(name)));
        return number.isPresent() && number.getAsLong() == (int) number.getAsLong()
                ? (int) number.getAsLong()
                : otherwise;
    }

    /** Settings of a client. Not for use by several threads. */
    public static final class Builder {
        private final String erp;
        private String user = "";
        private String password = "";
        private @Nullable Supplier<String> session;
        private Duration connectTimeout = Duration.ofSeconds(5);
        private Duration requestTimeout = Duration.ofSeconds(30);
        private Clock clock = Clock.systemUTC();

        private Builder(URI erp) {
            this.erp = checked(erp);
        }

        /**
         * Signs in with an account of the ERP.
         *
         * @param user the user's name
         * @param password the password in clear
         * @return this builder
         */
        public Builder account(String user, String password) {
            this.user = user;
            this.password = password;
            return this;
        }

        /**
         * Uses a session that was opened elsewhere. The supplier is asked on the first call, and again when the ERP says
         * that the session is over; one thread at a time asks, on a thread of the client's own.
         *
         * @param session gives the whole cookie {@code NAME=value}; several are joined by semicolons
         * @return this builder
         */
        public Builder session(Supplier<String> session) {
            this.session = session;
            return this;
        }

        /**
         * Limits how long a connection may take to stand; 5 seconds where not set.
         *
         * @param timeout more than zero and at most a day
         * @return this builder
         */
        public Builder connectTimeout(Duration timeout) {
            this.connectTimeout = checked(timeout);
            return this;
        }

        /**
         * Limits how long one request may take from the connection to the last byte of the answer; 30 seconds where not
         * set. A call that must sign in first has this limit for each of its requests.
         *
         * @param timeout more than zero and at most a day
         * @return this builder
         */
        public Builder requestTimeout(Duration timeout) {
            this.requestTimeout = checked(timeout);
            return this;
        }

        /**
         * Tells the time, for how long a refused sign-in keeps the client quiet.
         *
         * @param clock the clock; the system's where not set
         * @return this builder
         */
        public Builder clock(Clock clock) {
            this.clock = clock;
            return this;
        }

        /**
         * Makes the client. Nothing is sent yet.
         *
         * @return the client; close it when done
         * @throws IllegalStateException unless either an account or a session was given
         */
        public ErpClient build() {
            if (user.isEmpty() == (session == null)) {
                throw new IllegalStateException("give the client either an account or a session");
            }
            return new ErpClient(this, new Transport(erp, connectTimeout, requestTimeout));
        }

        private static String checked(URI erp) {
            var scheme = String.valueOf(erp.getScheme()).toLowerCase(Locale.ROOT);
            if (!(scheme.equals("http") || scheme.equals("https")) || erp.getHost() == null) {
                throw new IllegalArgumentException("the ERP's address needs http or https and a host");
            }
            if (erp.getRawUserInfo() != null || erp.getRawQuery() != null || erp.getRawFragment() != null) {
                throw new IllegalArgumentException("the ERP's address holds a user, a query or a fragment");
            }
            var address = erp.toString();
            while (address.endsWith("/")) {
                address = address.substring(0, address.length() - 1);
            }
            return address;
        }

        private static Duration checked(Duration timeout) {
            if (!timeout.isPositive() || timeout.compareTo(LONGEST_TIMEOUT) > 0) {
                throw new IllegalArgumentException("a time limit is more than zero and at most a day: " + timeout);
            }
            return timeout;
        }
    }
}
