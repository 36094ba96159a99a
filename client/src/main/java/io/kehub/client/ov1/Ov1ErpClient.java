package io.kehub.client.ov1;

import io.kehub.client.CandidateSearch;
import io.kehub.client.Capabilities;
import io.kehub.client.Capability;
import io.kehub.client.Customer;
import io.kehub.client.CustomerField;
import io.kehub.client.CustomerKind;
import io.kehub.client.CustomerPage;
import io.kehub.client.CustomerQuery;
import io.kehub.client.CustomerStatus;
import io.kehub.client.Dialect;
import io.kehub.client.ErpClient;
import io.kehub.client.ErpConnection;
import io.kehub.client.ErpException;
import io.kehub.client.ErpFailure;
import io.kehub.client.ErpFailure.Reason;
import io.kehub.client.ErpResult;
import io.kehub.client.FollowUp;
import io.kehub.client.KCodeSearch;
import io.kehub.client.Matches;
import io.kehub.client.Transport;
import io.kehub.client.WireValues;
import io.kehub.client.wire.AbsenceWording;
import io.kehub.client.wire.HttpAnswer;
import io.kehub.client.wire.Json;
import io.kehub.client.wire.NativeSession;
import io.kehub.client.wire.NativeToken;
import io.kehub.client.wire.Rejections;
import java.time.LocalDate;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.IntFunction;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** An ERP that speaks ov1. */
final class Ov1ErpClient implements ErpClient, NativeSession {
    private static final String CUSTOMER = "/sysa/mobilephone/salesmanage/custom/add.asp";
    private static final String LIST = "/sysa/mobilephone/salesmanage/custom/list.asp";
    private static final String ASSIGN = "/sysa/mobilephone/systemmanage/order.asp?datatype=tel";
    private static final String FOLLOW_UP = "/sysa/mobilephone/systemmanage/reply.asp?datatype=tel";
    private static final String SAVE = "__sys_dosave";
    private static final String REFRESH = "refresh";

    private static final Capabilities CAPABILITIES = new Capabilities(EnumSet.allOf(Capability.class), Fields.WRITABLE);

    private final Transport transport;
    private final Calls calls;
    private final ChoiceLists choices;
    private final AbsenceWording absence = new AbsenceWording(id -> form(id).map(this::customer), this::anyId);

    /** @param form null for an id that was reserved earlier */
    private record Reserved(String id, @Nullable Form form) {}

    Ov1ErpClient(ErpConnection connection) {
        this.transport = connection.transport();
        this.calls = new Calls(connection);
        this.choices = new ChoiceLists(this::choices, connection.clock());
    }

    @Override
    public Dialect dialect() {
        return Dialect.OV1;
    }

    @Override
    public void retrySignIn() {
        calls.sessions().endPause();
    }

    @Override
    public NativeToken current() {
        return calls.sessions().current();
    }

    @Override
    public NativeToken insteadOf(NativeToken dead) {
        return calls.sessions().insteadOf(dead);
    }

    @Override
    public Capabilities capabilities() {
        return CAPABILITIES;
    }

    @Override
    public ErpResult<Matches> findByKCode(KCodeSearch wanted) {
        return ErpResult.of(() -> {
            var search = new CandidateSearch(this::readOrLearn);
            if (!wanted.kCode().isBlank()) {
                search.among(filtered(Map.of("khid", wanted.kCode())), row -> isCandidate(row, wanted));
            }
            if (!wanted.writtenAs().isBlank()) {
                search.among(filtered(Map.of("intro", wanted.writtenAs())), row -> isCandidate(row, wanted));
            }
            return search.matches(wanted::matches);
        });
    }

    /** A row that shows another K-code is none; most ERPs show no K-codes in lists. */
    private static boolean isCandidate(Customer row, KCodeSearch wanted) {
        var shown = WireValues.trimmed(row.kCode());
        return shown.isEmpty() || shown.equals(wanted.kCode());
    }

    @Override
    public ErpResult<Matches> findByName(String name, @Nullable LocalDate addedSince) {
        var filter = new LinkedHashMap<String, String>();
        filter.put("name", name);
        if (addedSince != null) {
            filter.put("date1_0", addedSince.toString());
        }
        return ErpResult.of(() -> new CandidateSearch(this::readOrLearn)
                .among(filtered(filter), CandidateSearch.hasName(name))
                .matches(any -> true));
    }

    @Override
    public ErpResult<Matches> findByPhone(String phone) {
        return ErpResult.of(() -> new CandidateSearch(this::readOrLearn)
                .among(filtered(Map.of("searchKey", phone)), CandidateSearch.hasPhone(phone))
                .matches(any -> true));
    }

    @Override
    public ErpResult<String> reserveId() {
        return ErpResult.of(() -> reserve(CustomerKind.COMPANY).id());
    }

    @Override
    public ErpResult<String> add(Customer customer) {
        Reserved reserved;
        Map<String, String> datas;
        try {
            Fields.checkWritable(customer);
            reserved = prepared(() -> customer.id().isBlank()
                    ? reserve(customer.kind().orElse(CustomerKind.COMPANY))
                    : new Reserved(customer.id(), null));
            datas = prepared(() -> newDatas(customer, reserved));
            save(reserved.id(), kindOf(datas), datas, customer, true);
        } catch (ErpException failed) {
            return new ErpResult.Failed<>(failed.failure());
        }
        return withOwner(reserved.id(), customer);
    }

    @Override
    public ErpResult<String> update(String id, Customer changes) {
        var saves = changes.fields().keySet().stream().anyMatch(Fields::isInForm)
                || !changes.customFields().isEmpty();
        try {
            Fields.checkWritable(changes);
            var form = prepared(() -> form(id)).orElseThrow(() -> Rejections.noSuchCustomer(id));
            var datas = prepared(() -> changedDatas(id, form, changes));
            if (saves) {
                save(id, kindOf(datas), datas, changes, false);
            }
        } catch (ErpException failed) {
            return new ErpResult.Failed<>(failed.failure());
        }
        var result = withOwner(id, changes);
        // with nothing saved before it, a failed assignment is the failure of the call
        return saves
                        || !(result instanceof ErpResult.Done<String> done)
                        || done.warnings().isEmpty()
                ? result
                : new ErpResult.Failed<>(done.warnings().get(0));
    }

    @Override
    public ErpResult<String> addFollowUp(String id, FollowUp followUp) {
        return ErpResult.of(() -> {
            var way = prepared(() -> followUp.channel().isBlank()
                    ? choices.first("way").orElse("")
                    : choices.idOf(null, "way", followUp.channel()));
            var datas = new LinkedHashMap<String, String>();
            datas.put("ord", id);
            datas.put("intro", followUp.text());
            datas.put("sort", way);
            datas.put("plantype", "0");
            confirmed(calls.send(FOLLOW_UP, "", datas));
            return id;
        });
    }

    @Override
    public ErpResult<Optional<Customer>> read(String id) {
        return ErpResult.of(() -> readOrLearn(id));
    }

    @Override
    public ErpResult<CustomerPage> list(CustomerQuery query, int pageIndex, int pageSize) {
        return ErpResult.of(() -> page(conditions(query), query, pageIndex, pageSize));
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

    private Reserved reserve(CustomerKind kind) {
        var intsort = Fields.wireValue(kind);
        var body = calls.send(CUSTOMER + "?intsort=" + intsort, "", Map.of("intsort", intsort))
                .body();
        var form = Form.of(body).orElseThrow(() -> HttpAnswer.incomplete("新客户的编号（body.bill.value）"));
        form.rememberChoices(choices);
        return new Reserved(form.id(), form);
    }

    private Map<String, String> newDatas(Customer customer, Reserved reserved) {
        var form = reserved.form();
        var datas = new LinkedHashMap<String, String>();
        datas.put("ord", reserved.id());
        put(datas, customer, form);
        if (form != null && !form.value("khid").isBlank()) {
            datas.putIfAbsent("khid", form.value("khid"));
        }
        datas.putIfAbsent("intsort", Fields.wireValue(CustomerKind.COMPANY));
        return datas;
    }

    /** All fields of the form, because a save can clear what it does not name. */
    private Map<String, String> changedDatas(String id, Form form, Customer changes) {
        var datas = new LinkedHashMap<String, String>();
        datas.put("ord", id);
        form.names().forEach(name -> datas.put(name, form.value(name)));
        put(datas, changes, form);
        return datas;
    }

    private void put(Map<String, String> datas, Customer customer, @Nullable Form form) {
        customer.fields().forEach((field, text) -> {
            if (Fields.isInForm(field)) {
                var name = Fields.name(field);
                datas.put(name, wireValue(field, name, text, customer, form));
            }
        });
        customer.customFields().forEach((name, text) -> {
            if (form != null && !form.names().contains(name)) {
                throw Rejections.invalidField(
                        null, name, "ERP 的客户表单没有“" + name + "”这个字段", String.join("、", form.names()));
            }
            datas.put(name, wireValue(null, name, text, customer, form));
        });
    }

    private String wireValue(
            @Nullable CustomerField field, String name, String text, Customer customer, @Nullable Form form) {
        if (field == CustomerField.KIND) {
            return customer.kind().map(Fields::wireValue).orElse(text);
        }
        var chosen = Fields.CHOSEN.contains(name) || (form != null && form.isChosen(name));
        return chosen && !text.isBlank() ? choices.idOf(field, name, text) : text;
    }

    private static String kindOf(Map<String, String> datas) {
        var kind = WireValues.trimmed(datas.getOrDefault("intsort", ""));
        return kind.isEmpty() ? Fields.wireValue(CustomerKind.COMPANY) : kind;
    }

    /**
     * Saves a customer under its id.
     *
     * @param isNew whether an id that is not there afterwards means that nothing was saved
     */
    private void save(String id, String kind, Map<String, String> datas, Customer sent, boolean isNew) {
        var path = CUSTOMER + (kind.equals("1") || kind.equals("2") ? "?intsort=" + kind : "");
        var answer = calls.send(path, SAVE, datas);
        if (!provesSave(answer.body(), answer.words(), id)) {
            settle(id, sent, answer.words(), isNew);
        }
    }

    private static boolean provesSave(JsonNode body, String words, String id) {
        var data = body.path("message").path("data");
        return Success.isIn(words)
                || Json.word(body.path("bill").path("value")).equals(id)
                || Json.word(data.isObject() ? data.path("ord") : data).equals(id);
    }

    /* The answer is neither a success nor a refusal: what the ERP holds decides. */
    private void settle(String id, Customer sent, String words, boolean isNew) {
        Optional<Customer> read;
        try {
            read = readOrLearn(id);
        } catch (ErpException unreadable) {
            throw unknown("ERP 的答复没有说明是否已保存，回读也失败：" + words + "；"
                    + unreadable.failure().message());
        }
        if (read.isPresent() && Agreement.of(sent, read.get())) {
            return;
        }
        if (words.isBlank() || (isNew && read.isPresent())) {
            throw unknown("ERP 的答复没有说明是否已保存，回读的内容与发送的不同：" + words);
        }
        throw new ErpException(new ErpFailure.Rejected(Reason.OTHER, "", words, List.of()));
    }

    private static void confirmed(Answer answer) {
        var words = answer.body().isMissingNode() ? "" : answer.words();
        if (!Success.isIn(words)) {
            throw unknown("ERP 的答复没有说明是否成功：" + words);
        }
    }

    /** The customer is saved whatever becomes of its owner. */
    private ErpResult<String> withOwner(String id, Customer customer) {
        var owner = WireValues.trimmed(customer.get(CustomerField.OWNER_ID));
        if (owner.isEmpty()) {
            return new ErpResult.Done<>(id);
        }
        var datas = new LinkedHashMap<String, String>();
        datas.put("ord", id);
        datas.put("member1", "0");
        datas.put("member2", owner);
        try {
            confirmed(calls.send(ASSIGN, "", datas));
            return new ErpResult.Done<>(id);
        } catch (ErpException failed) {
            return new ErpResult.Done<>(id, List.of(failed.failure()));
        }
    }

    private Map<String, String> conditions(CustomerQuery query) {
        if (query.kind() != null) {
            throw Rejections.unsupported("V1 接口的客户列表不能按客户类型筛选");
        }
        if (query.status() == CustomerStatus.REVIEWED) {
            throw Rejections.unsupported("V1 接口的客户列表不能筛选已审核的客户");
        }
        var datas = new LinkedHashMap<String, String>();
        put(datas, "searchKey", query.keyword());
        put(datas, "ly", query.source().isBlank() ? "" : choices.idOf(CustomerField.SOURCE, "ly", query.source()));
        if (!query.ownerId().isBlank()) {
            datas.put("catetype", "1");
            datas.put("cateid", query.ownerId());
        }
        put(datas, "date1_0", Objects.toString(query.addedFrom(), ""));
        put(datas, "date1_1", Objects.toString(query.addedTo(), ""));
        put(datas, "stype", query.status() == CustomerStatus.AWAITING_REVIEW ? "2" : "");
        return datas;
    }

    private static void put(Map<String, String> datas, String name, String value) {
        if (!value.isEmpty()) {
            datas.put(name, value);
        }
    }

    private IntFunction<CustomerPage> filtered(Map<String, String> conditions) {
        return pageIndex -> page(conditions, CustomerQuery.all(), pageIndex, CandidateSearch.PAGE_SIZE);
    }

    private CustomerPage page(Map<String, String> conditions, CustomerQuery query, int pageIndex, int pageSize) {
        var datas = new LinkedHashMap<>(conditions);
        datas.put("pagesize", Integer.toString(pageSize));
        datas.put("pageindex", Integer.toString(pageIndex));
        var table = new Table(calls.send(LIST, REFRESH, datas).body());
        return CustomerPage.of(
                table.customers(),
                query,
                table.total(),
                table.page("pageindex", pageIndex),
                table.page("pagesize", pageSize));
    }

    private Optional<String> anyId() {
        return page(Map.of(), CustomerQuery.all(), 1, 1).customers().stream()
                .map(Customer::id)
                .findFirst();
    }

    private Optional<Customer> readOrLearn(String id) {
        try {
            return form(id).map(this::customer);
        } catch (ErpException failed) {
            if (absence.saysThereIsNone(id, failed.failure())) {
                return Optional.empty();
            }
            throw failed;
        }
    }

    private Customer customer(Form form) {
        return form.customer(choices);
    }

    /** The form of a customer; empty if there is no such customer. */
    private Optional<Form> form(String id) {
        try {
            var answer = calls.send(CUSTOMER + "?edit=1", "", Map.of("ord", id));
            var form = form(answer.body(), answer.words(), id).filter(each -> !each.isBlank());
            if (form.isPresent() && !form.get().id().equals(id)) {
                throw HttpAnswer.incomplete("编号为 " + id + " 的客户");
            }
            if (form.isPresent() && form.get().hasNoFields()) {
                throw AbsenceWording.nothingAbout(id);
            }
            form.ifPresent(each -> each.rememberChoices(choices));
            return form;
        } catch (ErpException failed) {
            if (failed.failure() instanceof ErpFailure.Rejected rejected && rejected.reason() == Reason.NOT_FOUND) {
                return Optional.empty();
            }
            throw failed;
        }
    }

    /* A message instead of a form can be about anything: only its words tell. */
    private static Optional<Form> form(JsonNode body, String words, String id) {
        if (body.has("bill")) {
            return Form.of(body);
        }
        if (body.isMissingNode() || body.isNull() || body.isEmpty()) {
            return Optional.empty();
        }
        if (body.path("message").path("text").asString("").isBlank()) {
            throw HttpAnswer.incomplete("编号为 " + id + " 的客户（body.bill）");
        }
        throw new ErpException(new ErpFailure.Rejected(Reason.OTHER, "", words, List.of()));
    }

    private Choices choices(String path) {
        return Choices.of(calls.send(path, "", Map.of()).body().path("source"));
    }

    private static <T> T prepared(Supplier<T> step) {
        return Rejections.before("准备时出错，请求没有发出。", step);
    }

    private static ErpException unknown(String message) {
        return new ErpException(new ErpFailure.Unknown(message));
    }
}
