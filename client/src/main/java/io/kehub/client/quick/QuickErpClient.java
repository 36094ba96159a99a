package io.kehub.client.quick;

import io.kehub.client.CandidateSearch;
import io.kehub.client.Capabilities;
import io.kehub.client.Capability;
import io.kehub.client.Customer;
import io.kehub.client.CustomerPage;
import io.kehub.client.CustomerQuery;
import io.kehub.client.Dialect;
import io.kehub.client.ErpClient;
import io.kehub.client.ErpConnection;
import io.kehub.client.ErpException;
import io.kehub.client.ErpFailure;
import io.kehub.client.ErpResult;
import io.kehub.client.FollowUp;
import io.kehub.client.KCodeSearch;
import io.kehub.client.Matches;
import io.kehub.client.SharedSession;
import io.kehub.client.Transport;
import io.kehub.client.WireValues;
import io.kehub.client.wire.AbsenceWording;
import io.kehub.client.wire.HttpAnswer;
import io.kehub.client.wire.Json;
import io.kehub.client.wire.Rejections;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** An ERP that speaks the quick dialect. */
final class QuickErpClient implements ErpClient {
    private static final String SIGN_IN = "/webapi/v3/ov1/login";
    private static final String LIST = "/webapi/v3/ov1/salesmanage/custom/list";
    private static final String DETAIL = "/webapi/v3/ov1/salesmanage/custom/add?edit=1&apihelptype=get";
    private static final String ADD = "/webapi/v3/sales/customer/add";

    private static final Capabilities CAPABILITIES = new Capabilities(
            EnumSet.of(
                    Capability.FIND_BY_K_CODE,
                    Capability.FIND_BY_NAME,
                    Capability.FIND_BY_PHONE,
                    Capability.ADD,
                    Capability.READ,
                    Capability.LIST),
            QuickFields.WRITABLE);

    private final Transport transport;
    private final Clock clock;
    private final SharedSession<Session> sessions;
    private final AbsenceWording absence = new AbsenceWording(this::detail, this::anyId);

    QuickErpClient(ErpConnection connection) {
        this.transport = connection.transport();
        this.clock = connection.clock();
        this.sessions = new SharedSession<>(() -> open(connection.credentials()), clock);
    }

    @Override
    public Dialect dialect() {
        return Dialect.QUICK;
    }

    @Override
    public void retrySignIn() {
        sessions.endPause();
    }

    @Override
    public Capabilities capabilities() {
        return CAPABILITIES;
    }

    @Override
    public ErpResult<Matches> findByKCode(KCodeSearch wanted) {
        return ErpResult.of(() -> byKCode(wanted));
    }

    @Override
    public ErpResult<Matches> findByName(String name, @Nullable LocalDate addedSince) {
        return ErpResult.of(() -> search().among(
                        pages(CustomerQuery.keyword(name).addedBetween(addedSince, null)),
                        CandidateSearch.hasName(name))
                .matches(any -> true));
    }

    @Override
    public ErpResult<Matches> findByPhone(String phone) {
        return ErpResult.of(() -> search().among(pages(CustomerQuery.keyword(phone)), CandidateSearch.hasPhone(phone))
                .matches(any -> true));
    }

    @Override
    public ErpResult<String> reserveId() {
        return unsupported("常用接口不能预留客户编号");
    }

    @Override
    public ErpResult<String> addFollowUp(String id, FollowUp followUp) {
        return unsupported("常用接口不能添加洽谈进展");
    }

    @Override
    public ErpResult<String> add(Customer customer) {
        return ErpResult.of(() -> {
            var id = Json.word(call(ADD, QuickFields.toWire(customer)).path("id"));
            if (id.isBlank()) {
                throw HttpAnswer.incomplete("新客户的编号（data.id）");
            }
            return id;
        });
    }

    @Override
    public ErpResult<String> update(String id, Customer changes) {
        return unsupported("常用接口不能修改客户，请在 ERP 中修改");
    }

    @Override
    public ErpResult<Optional<Customer>> read(String id) {
        return ErpResult.of(() -> readOrLearn(id));
    }

    @Override
    public ErpResult<CustomerPage> list(CustomerQuery query, int pageIndex, int pageSize) {
        return ErpResult.of(() -> page(query, pageIndex, pageSize));
    }

    @Override
    public void close() {
        transport.close();
    }

    /** The ERP's address, and nothing secret. */
    @Override
    public String toString() {
        return "ErpClient[" + transport + "]";
    }

    private CustomerPage page(CustomerQuery query, int pageIndex, int pageSize) {
        var data = call(LIST, listRequest(query, pageIndex, pageSize));
        var total = WireValues.wholeNumber(Json.word(data.path("total")));
        if (!data.path("list").isArray() || total.isEmpty()) {
            throw HttpAnswer.incomplete("客户列表（data.list、data.total）");
        }
        var customers = new ArrayList<Customer>();
        for (var row : data.path("list")) {
            customers.add(customer(row, ""));
        }
        return CustomerPage.of(
                customers,
                query,
                total.getAsLong(),
                number(data, "pageindex", pageIndex),
                number(data, "pagesize", pageSize));
    }

    private Matches byKCode(KCodeSearch wanted) {
        var keyword = wanted.writtenAs().isEmpty() ? wanted.kCode() : wanted.writtenAs();
        var page = page(CustomerQuery.keyword(keyword), 1, CandidateSearch.MAX_CANDIDATES);
        return page.total() > page.customers().size()
                ? new Matches(List.of(), false)
                : search().among(pageIndex -> page, any -> true).matches(wanted::matches);
    }

    private CandidateSearch search() {
        return new CandidateSearch(this::readOrLearn);
    }

    private IntFunction<CustomerPage> pages(CustomerQuery query) {
        return pageIndex -> page(query, pageIndex, CandidateSearch.PAGE_SIZE);
    }

    private Optional<String> anyId() {
        return page(CustomerQuery.all(), 1, 1).customers().stream()
                .map(Customer::id)
                .findFirst();
    }

    private Optional<Customer> readOrLearn(String id) {
        try {
            return detail(id);
        } catch (ErpException failed) {
            if (absence.saysThereIsNone(id, failed.failure())) {
                return Optional.empty();
            }
            throw failed;
        }
    }

    private Optional<Customer> detail(String id) {
        JsonNode data;
        try {
            data = call(DETAIL, Json.object().put("id", id));
        } catch (ErpException failed) {
            if (saysThereIsNone(failed.failure())) {
                return Optional.empty();
            }
            throw failed;
        }
        if (holdsNothing(data)) {
            throw AbsenceWording.nothingAbout(id);
        }
        var customer = customer(data, id);
        if (!customer.id().equals(id)) {
            throw HttpAnswer.incomplete("编号为 " + id + " 的客户");
        }
        return Optional.of(customer);
    }

    /** No data, or nothing but blank fields. */
    private static boolean holdsNothing(JsonNode data) {
        return data.isNull()
                || data.isMissingNode()
                || (data.isContainer()
                        && data.valueStream()
                                .allMatch(value -> Json.scalar(value).isBlank()));
    }

    /* A 404 without the code may be about the address rather than the customer. */
    private static boolean saysThereIsNone(ErpFailure failure) {
        return failure instanceof ErpFailure.Rejected rejected
                && rejected.code().equals("not_found");
    }

    private static ErpResult<String> unsupported(String message) {
        return new ErpResult.Failed<>(Rejections.unsupported(message).failure());
    }

    private JsonNode call(String path, JsonNode request) {
        var session = sessions.current();
        var answer = post(path, request, session.header());
        if (answer.saysSessionIsOver()) {
            session = sessions.insteadOf(session);
            answer = post(path, request, session.header());
        }
        var data = answer.data();
        var changed = session.with(answer.setCookies());
        if (!changed.isEmpty()) {
            sessions.replace(session, changed);
        }
        return data;
    }

    private Answer post(String path, JsonNode request, String cookies) {
        var json = Map.of("Content-Type", "application/json; charset=utf-8", "Accept", "application/json");
        var headers = cookies.isEmpty()
                ? json
                : Map.of(
                        "Content-Type",
                        "application/json; charset=utf-8",
                        "Accept",
                        "application/json",
                        "Cookie",
                        cookies);
        return new Answer(transport.post(path, Json.bytes(request), headers), clock);
    }

    private Session open(ErpConnection.Credentials credentials) {
        if (credentials instanceof ErpConnection.Credentials.Account account) {
            return signIn(account);
        }
        var given = ((ErpConnection.Credentials.GivenSession) credentials).secret();
        var session = Session.ofHeader(given.get());
        if (session.isEmpty()) {
            throw new IllegalArgumentException("the session supplier gave no cookie NAME=value");
        }
        return session;
    }

    private Session signIn(ErpConnection.Credentials.Account account) {
        var request = Json.object().put("user", account.user()).put("password", account.password());
        var answer = post(SIGN_IN, request, "");
        answer.checkCaptcha();
        answer.data();
        var session = Session.ofSetCookies(answer.setCookies());
        if (session.isEmpty()) {
            throw HttpAnswer.incomplete("会话 Cookie（Set-Cookie）");
        }
        return session;
    }

    /** What is asked of a list; an absent condition is the empty text, or 0 for the kind. */
    private static ObjectNode listRequest(CustomerQuery query, int pageIndex, int pageSize) {
        var request = Json.object()
                .put("pageindex", pageIndex)
                .put("pagesize", pageSize)
                .put("keyword", query.keyword())
                .put("sort", query.kind() == null ? 0 : QuickFields.wireValue(query.kind()))
                .put("source", query.source())
                .put("charge", query.ownerId())
                .put("starttime", Objects.toString(query.addedFrom(), ""))
                .put("endtime", Objects.toString(query.addedTo(), ""));
        return query.status() == null
                ? request.put("status", "")
                : request.put("status", QuickFields.wireValue(query.status()));
    }

    private static Customer customer(JsonNode row, String defaultId) {
        var id = Json.word(row.path("id"));
        if (!row.isObject() || (id.isBlank() && defaultId.isEmpty())) {
            throw HttpAnswer.incomplete("客户的编号（id）");
        }
        return QuickFields.toCustomer(id.isBlank() ? defaultId : id, row);
    }

    private static int number(JsonNode data, String name, int otherwise) {
        var number = WireValues.wholeNumber(Json.word(data.path(name)));
        return number.isPresent() && number.getAsLong() == (int) number.getAsLong()
                ? (int) number.getAsLong()
                : otherwise;
    }
}
