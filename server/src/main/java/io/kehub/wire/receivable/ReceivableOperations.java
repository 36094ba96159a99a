package io.kehub.wire.receivable;

import io.kehub.erp.access.Permission;
import io.kehub.erp.access.Users;
import io.kehub.erp.contract.Contracts;
import io.kehub.erp.customer.Customers;
import io.kehub.erp.dictionary.DictionaryName;
import io.kehub.erp.receivable.Receivable.State;
import io.kehub.erp.receivable.ReceivableFilter;
import io.kehub.erp.receivable.ReceivableFilter.Days;
import io.kehub.erp.receivable.ReceivableFilter.Moment;
import io.kehub.erp.receivable.ReceivableFilter.Period;
import io.kehub.erp.receivable.ReceivableFilter.Text;
import io.kehub.erp.receivable.Receivables;
import io.kehub.kernel.ContractId;
import io.kehub.kernel.CustomerId;
import io.kehub.kernel.FieldError;
import io.kehub.kernel.Page;
import io.kehub.kernel.Problem;
import io.kehub.kernel.ProblemException;
import io.kehub.kernel.ReceivableId;
import io.kehub.kernel.Sort;
import io.kehub.kernel.UserId;
import io.kehub.wire.operation.Answer;
import io.kehub.wire.operation.Arguments;
import io.kehub.wire.operation.ErpCall;
import io.kehub.wire.operation.Operation;
import io.kehub.wire.operation.OperationGroup;
import io.kehub.wire.operation.Paging;
import io.kehub.wire.operation.Parameter;
import io.kehub.wire.operation.Route;
import io.kehub.wire.operation.type.DialectId;
import io.kehub.wire.operation.type.InputType;
import io.kehub.wire.operation.type.Types;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The list of receivables and one of them (catalog: 应收账款列表, 收款计划详情). */
final class ReceivableOperations implements OperationGroup {

    static final String[] NAVIGATION = {"财务栏目", "收款管理", "应收账款"};

    private static final int MAX_IDS = 100;

    private static final Map<String, Moment> MOMENTS = Map.of(
            "stat35", Moment.PAID,
            "stat15", Moment.UNPAID,
            "adddate", Moment.NOT_ADDED,
            "jhdate", Moment.NOT_PLANNED,
            "skdate", Moment.NOT_PAID);

    private static final Parameter<String> KEYWORD = Parameter.<String>named("keyword", "快速检索条件")
            .quick("keyword", Types.text(100))
            .ov1("searchKey", Types.text(100));
    private static final Parameter<String> CUSTOMER_NAME = text("customerName", "客户名称", "name");
    private static final Parameter<String> CUSTOMER_NUMBER = text("customerNumber", "客户编号", "khid");
    private static final Parameter<String> CONTRACT_TITLE = text("contractTitle", "单据主题", "htname");
    private static final Parameter<String> CONTRACT_NUMBER = text("contractNumber", "单据编号", "htid");
    private static final Parameter<String> REMARK = text("remark", "备注", "intro");
    private static final Parameter<String> CONTRACT_PLAN = text("contractPlan", "收款计划", "hkjh");
    private static final Parameter<String> CONTRACT_KIND = text("contractKind", "收款类型", "hkmode");
    private static final Parameter<List<UserId>> OWNERS =
            Parameter.<List<UserId>>named("owner", "负责人ID").quick("charge", Types.ids(UserId::new, MAX_IDS));
    private static final Parameter<List<UserId>> SELLERS =
            Parameter.<List<UserId>>named("ownerName", "销售人员").ov1("a_cateid", Types.ids(UserId::new, MAX_IDS));
    private static final Parameter<State> STATE =
            Parameter.<State>named("state", "收款状态").quick("status", states()).ov1("hkzt", states());
    private static final Parameter<List<String>> METHODS = Parameter.<List<String>>named("method", "收款方式")
            .quick("paytype", Types.entryFilter(DictionaryName.PAYMENT_METHOD).map(List::of))
            .ov1("hktype", Types.entryIdsFilter(DictionaryName.PAYMENT_METHOD));
    private static final Parameter<List<String>> CURRENCIES = Parameter.<List<String>>named("currency", "币种")
            .quick("currency", Types.entryFilter(DictionaryName.CURRENCY).map(List::of))
            .ov1("bz", Types.entryIdsFilter(DictionaryName.CURRENCY));
    private static final Parameter<ContractId> CONTRACT =
            Parameter.<ContractId>named("contract", "合同ID").quick("contractid", Types.id(ContractId::new));
    private static final Parameter<CustomerId> CUSTOMER =
            Parameter.<CustomerId>named("customer", "客户ID").quick("custid", Types.id(CustomerId::new));
    private static final Parameter<LocalDate> PLANNED_FROM = Parameter.<LocalDate>named("plannedFrom", "起始日期")
            .quick("plandate1", Types.day())
            .ov1("a_date_0", Types.day());
    private static final Parameter<LocalDate> PLANNED_TO = Parameter.<LocalDate>named("plannedTo", "结束日期")
            .quick("plandate2", Types.day())
            .ov1("a_date_1", Types.day());

    /** 来源: what the period narrows; without it, the period is meaningless. */
    private static final Parameter<String> MOMENT = Parameter.<String>named("moment", "来源")
            .ov1(
                    "ly",
                    Types.pattern(
                            Pattern.compile("(?i)stat35|stat15|addDate|jhDate|skDate"),
                            "stat35（到账日期在期间内）、stat15（未收清、应收日期在期间内）、addDate、jhDate、skDate" + "（添加、计划、收款日期在期间外）"));

    private static final Parameter<LocalDate> PERIOD_FROM =
            Parameter.<LocalDate>named("periodFrom", "起始日期").ov1("tdate1", Types.day());
    private static final Parameter<LocalDate> PERIOD_TO =
            Parameter.<LocalDate>named("periodTo", "结束日期").ov1("tdate2", Types.day());
    private static final Parameter<String> DATA_TYPE = Parameter.<String>named("dataType", "列表模式")
            .ov1(
                    "datatype",
                    Types.pattern(
                            Pattern.compile("(?i)tel|contract"),
                            "tel（某个客户的应收账款，ord 为客户编号）、contract（某份合同的应收账款，ord 为合同编号）"));
    private static final Parameter<Long> OF_RECORD =
            Parameter.<Long>named("record", "列表数据检索条件").ov1("ord", Types.id(Long::valueOf));

    private static final Parameter<ReceivableId> RECORD = Parameter.<ReceivableId>named("id", "收款计划ID")
            .quick("id", Types.id(ReceivableId::new))
            .ov1("ord", Types.id(ReceivableId::new))
            .required();

    private final Receivables receivables;
    private final ReceivableViews views;
    private final ReceivableFields fields;
    private final Contracts contracts;
    private final Customers customers;
    private final Users users;
    private final ZoneId zone;

    ReceivableOperations(
            Receivables receivables,
            ReceivableViews views,
            Contracts contracts,
            Customers customers,
            Users users,
            ZoneId zone) {
        this.receivables = receivables;
        this.views = views;
        this.fields = new ReceivableFields(zone);
        this.contracts = contracts;
        this.customers = customers;
        this.users = users;
        this.zone = zone;
    }

    private static Parameter<String> text(String name, String caption, String ov1) {
        return Parameter.<String>named(name, caption).ov1(ov1, Types.text(100));
    }

    private static InputType<State> states() {
        return Types.choice(
                Types.option(1, State.OPEN.caption(), State.OPEN),
                Types.option(2, State.PART.caption(), State.PART),
                Types.option(3, State.ALL.caption(), State.ALL),
                Types.option(4, State.CANCELLED.caption(), State.CANCELLED));
    }

    @Override
    public Stream<Operation<?>> operations() {
        return Stream.of(listing(), detail());
    }

    private Operation<Page<ReceivableView>> listing() {
        var order = Paging.sort(fields.ov1Columns(), Receivables.SORTED_BY);
        return Operation.<Page<ReceivableView>>declare("receivable-list", "应收账款列表", NAVIGATION)
                .needs(Permission.READ_CONTRACTS)
                .takes(
                        Paging.INDEX,
                        Paging.SIZE,
                        KEYWORD,
                        CUSTOMER_NAME,
                        CUSTOMER_NUMBER,
                        CONTRACT_TITLE,
                        CONTRACT_NUMBER,
                        REMARK,
                        CONTRACT_PLAN,
                        CONTRACT_KIND,
                        OWNERS,
                        SELLERS,
                        STATE,
                        METHODS,
                        CURRENCIES,
                        CONTRACT,
                        CUSTOMER,
                        PLANNED_FROM,
                        PLANNED_TO,
                        MOMENT,
                        PERIOD_FROM,
                        PERIOD_TO,
                        DATA_TYPE,
                        OF_RECORD,
                        order)
                .rejects(DialectId.OV1, "remind", "没有这种提醒", "0")
                .quick(Answer.paged("操作成功", fields.quick()), Route.at("/webapi/v3/office/receivable/list"))
                .ov1(Answer.paged("操作成功", fields.ov1Columns()), Route.ov1("financemanage/moneyback/list"))
                .handledBy((given, call) -> list(order, given, call));
    }

    private Page<ReceivableView> list(Parameter<Sort> order, Arguments given, ErpCall call) {
        var ofRecord = ofRecord(given);
        var filter = new ReceivableFilter(
                Map.of(
                        Text.KEYWORD, given.text(KEYWORD),
                        Text.CUSTOMER_NAME, given.text(CUSTOMER_NAME),
                        Text.CUSTOMER_NUMBER, given.text(CUSTOMER_NUMBER),
                        Text.CONTRACT_TITLE, given.text(CONTRACT_TITLE),
                        Text.CONTRACT_NUMBER, given.text(CONTRACT_NUMBER),
                        Text.REMARK, given.text(REMARK),
                        Text.CONTRACT_PLAN, given.text(CONTRACT_PLAN),
                        Text.CONTRACT_KIND, given.text(CONTRACT_KIND)),
                given.orElse(OWNERS, given.orElse(SELLERS, List.of())),
                given.find(STATE),
                given.orElse(METHODS, List.of()),
                given.orElse(CURRENCIES, List.of()),
                ofRecord.contract(),
                ofRecord.customer(),
                new Days(given.find(PLANNED_FROM), given.find(PLANNED_TO)),
                period(given));
        checkKnown(filter, call);
        return views.rows(Paging.read(
                given,
                call,
                order,
                page -> receivables.list(filter, call.scope(), page),
                receivable -> receivable.id().value()));
    }

    /** The ERP documents the period only together with 来源; alone it would be ignored. */
    private @Nullable Period period(Arguments given) {
        var days = new Days(given.find(PERIOD_FROM), given.find(PERIOD_TO));
        var moment = given.find(MOMENT);
        if ((moment == null) != days.equals(Days.ALL)) {
            throw new ProblemException(Problem.Invalid.field(
                    moment == null ? MOMENT.name() : PERIOD_FROM.name(),
                    "ly 与 tdate1、tdate2 只能一起使用",
                    "ly 和至少一个日期都提交，或都不提交"));
        }
        return moment == null
                ? null
                : new Period(Objects.requireNonNull(MOMENTS.get(moment.toLowerCase(Locale.ROOT))), days, zone);
    }

    private record OfRecord(
            @Nullable ContractId contract, @Nullable CustomerId customer) {}

    private static OfRecord ofRecord(Arguments given) {
        var record = given.find(OF_RECORD);
        var kind = given.text(DATA_TYPE).toLowerCase(Locale.ROOT);
        if ((record == null) != kind.isEmpty()) {
            var missing = record == null ? OF_RECORD : DATA_TYPE;
            throw new ProblemException(Problem.Invalid.field(missing.name(), "datatype 和 ord 只能一起使用", "两个都提交，或都不提交"));
        }
        return record == null
                ? new OfRecord(given.find(CONTRACT), given.find(CUSTOMER))
                : kind.equals("tel")
                        ? new OfRecord(null, new CustomerId(record))
                        : new OfRecord(new ContractId(record), null);
    }

    /** An id that names no record is rejected, as every other invalid value of a filter is. */
    private void checkKnown(ReceivableFilter filter, ErpCall call) {
        var errors = new ArrayList<FieldError>();
        var isQuick = call.dialect() == DialectId.QUICK;
        var contract = filter.contract();
        if (contract != null && contracts.find(contract, call.scope()).isEmpty()) {
            errors.add(unknown(isQuick ? CONTRACT : OF_RECORD, contract.value(), "合同"));
        }
        var customer = filter.customer();
        if (customer != null && customers.find(customer, call.scope()).isEmpty()) {
            errors.add(unknown(isQuick ? CUSTOMER : OF_RECORD, customer.value(), "客户"));
        }
        filter.owners().stream()
                .filter(id -> users.find(id).isEmpty())
                .forEach(id -> errors.add(unknown(isQuick ? OWNERS : SELLERS, id.value(), "用户")));
        ProblemException.refuse(errors);
    }

    private static FieldError unknown(Parameter<?> parameter, long id, String subject) {
        return new FieldError(parameter.name(), "没有编号为 " + id + " 的" + subject, "已有" + subject + "的编号");
    }

    private Operation<ReceivableView> detail() {
        return Operation.<ReceivableView>declare("receivable-detail", "收款计划详情", NAVIGATION)
                .needs(Permission.READ_CONTRACTS)
                .takes(RECORD)
                .rejects(DialectId.OV1, "datatype", "收款计划只有一种详情", "0")
                .rejectsPageInternals(DialectId.OV1)
                .quick(Answer.single("操作成功", fields.quickDetail()), Route.at("/webapi/v3/office/receivable/detail"))
                .ov1(
                        Answer.form(
                                "操作成功",
                                "moneyback",
                                view -> view.receivable().contract().title(),
                                view -> view.receivable().id().value(),
                                fields.ov1Form()),
                        Route.ov1("financemanage/moneyback/content"))
                .handledBy((given, call) -> views.view(given.get(RECORD), call.scope()));
    }
}
