package io.kehub.wire.contract;

import io.kehub.erp.access.Permission;
import io.kehub.erp.access.Users;
import io.kehub.erp.contract.Contract;
import io.kehub.erp.contract.Contract.Approval;
import io.kehub.erp.contract.Contract.Progress;
import io.kehub.erp.contract.ContractField;
import io.kehub.erp.contract.ContractFilter;
import io.kehub.erp.contract.ContractFilter.Range;
import io.kehub.erp.contract.ContractFilter.Ranges;
import io.kehub.erp.contract.ContractFilter.Text;
import io.kehub.erp.contract.Contracts;
import io.kehub.erp.customer.Customers;
import io.kehub.erp.dictionary.DictionaryName;
import io.kehub.erp.opportunity.Opportunities;
import io.kehub.kernel.CustomerId;
import io.kehub.kernel.OpportunityId;
import io.kehub.kernel.Page;
import io.kehub.kernel.Problem;
import io.kehub.kernel.ProblemException;
import io.kehub.kernel.Sort;
import io.kehub.kernel.UserId;
import io.kehub.wire.operation.Answer;
import io.kehub.wire.operation.AnswerField;
import io.kehub.wire.operation.Arguments;
import io.kehub.wire.operation.ErpCall;
import io.kehub.wire.operation.FilterIds;
import io.kehub.wire.operation.Operation;
import io.kehub.wire.operation.OperationGroup;
import io.kehub.wire.operation.Paging;
import io.kehub.wire.operation.Parameter;
import io.kehub.wire.operation.Route;
import io.kehub.wire.operation.type.DialectId;
import io.kehub.wire.operation.type.Types;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The list of contracts (quick reference, 合同管理; catalog: 合同管理). */
final class ContractListOperations implements OperationGroup {

    private static final String[] NAVIGATION = {"销售栏目", "合同管理", "合同对接"};

    private static final Parameter<String> KEYWORD = Parameter.<String>named("keyword", "合同编号/名称")
            .quick("keyword", Types.text(100))
            .ov1("searchKey", Types.text(100));
    private static final Parameter<CustomerId> CUSTOMER =
            Parameter.<CustomerId>named("customer", "客户ID").quick("custid", Types.id(CustomerId::new));
    private static final Parameter<String> STATE = Parameter.<String>named("state", "合同状态")
            .quick("status", Types.entryFilter(DictionaryName.CONTRACT_STATE))
            .ov1("htzt", Types.entryIdFilter(DictionaryName.CONTRACT_STATE), "a_sort2");
    private static final Parameter<String> CATEGORY = Parameter.<String>named("category", "合同分类")
            .ov1("htfl", Types.entryIdFilter(DictionaryName.CONTRACT_CLASS), "a_sort3");
    private static final Parameter<String> TITLE =
            Parameter.<String>named("title", "合同主题").ov1("title", Types.text(100));
    private static final Parameter<String> NUMBER =
            Parameter.<String>named("number", "合同编号").ov1("htbh", Types.text(50));
    private static final Parameter<String> CUSTOMER_NAME =
            Parameter.<String>named("customerName", "客户名称").ov1("khmc", Types.text(100));
    private static final Parameter<UserId> OWNER =
            Parameter.<UserId>named("owner", "销售人员").ov1("cateid", Types.user(false), "a_cateid");
    private static final Parameter<BigDecimal> AMOUNT_FROM =
            Parameter.<BigDecimal>named("amountFrom", "优惠后金额").ov1("moneyall_0", Types.amount());
    private static final Parameter<BigDecimal> AMOUNT_TO =
            Parameter.<BigDecimal>named("amountTo", "优惠后金额").ov1("moneyall_1", Types.amount());
    private static final Parameter<LocalDate> SIGNED_FROM =
            Parameter.<LocalDate>named("signedFrom", "签订日期").ov1("dateQD_0", Types.day(), "a_date_0");
    private static final Parameter<LocalDate> SIGNED_TO =
            Parameter.<LocalDate>named("signedTo", "签订日期").ov1("dateQD_1", Types.day(), "a_date_1");
    private static final Parameter<BigDecimal> TOTAL_FROM =
            Parameter.<BigDecimal>named("totalFrom", "合同金额").ov1("htmoney_0", Types.amount());
    private static final Parameter<BigDecimal> TOTAL_TO =
            Parameter.<BigDecimal>named("totalTo", "合同金额").ov1("htmoney_1", Types.amount());
    private static final Parameter<LocalDate> STARTS_FROM =
            Parameter.<LocalDate>named("startsFrom", "开始日期").ov1("dateKS_0", Types.day());
    private static final Parameter<LocalDate> STARTS_TO =
            Parameter.<LocalDate>named("startsTo", "开始日期").ov1("dateKS_1", Types.day());
    private static final Parameter<LocalDate> ENDS_FROM =
            Parameter.<LocalDate>named("endsFrom", "终止日期").ov1("dateZZ_0", Types.day());
    private static final Parameter<LocalDate> ENDS_TO =
            Parameter.<LocalDate>named("endsTo", "终止日期").ov1("dateZZ_1", Types.day());
    private static final Parameter<Instant> ADDED_FROM =
            Parameter.<Instant>named("addedFrom", "添加时间").ov1("tdate1", Types.periodStart());
    private static final Parameter<Instant> ADDED_BEFORE =
            Parameter.<Instant>named("addedBefore", "添加时间").ov1("tdate2", Types.periodEnd());
    private static final Parameter<List<String>> CURRENCIES = Parameter.<List<String>>named("currency", "币种")
            .ov1("bz", Types.entryIdsFilter(DictionaryName.CURRENCY), "bzpara");

    /** Which role {@code cateid} refers to. */
    private enum PersonType {
        OWNER,
        ADDED
    }

    private static final Parameter<PersonType> PERSON_TYPE = Parameter.<PersonType>named("personType", "人员类型")
            .ov1(
                    "catetype",
                    Types.numbered(List.of(
                            Types.option(0, "销售人员", PersonType.OWNER),
                            Types.option(1, "销售人员", PersonType.OWNER),
                            Types.option(2, "创建人员", PersonType.ADDED))));

    private static final Parameter<Optional<Approval>> MODE = Parameter.<Optional<Approval>>named("mode", "列表模式")
            .ov1(
                    "stype",
                    Types.numbered(List.of(
                            Types.option(0, "合同列表", Optional.empty()),
                            Types.option(1, "待审批合同", Optional.of(Approval.PENDING)))));

    /** The contracts of one customer; the real ERP has more modes. */
    /** The record whose contracts are listed; {@link #OF_RECORD} is its id. The real ERP has more modes. */
    private static final Parameter<String> DATA_TYPE = Parameter.<String>named("dataType", "列表模式")
            .ov1("datatype", Types.pattern(Pattern.compile("(?i)tel|chance"), "tel（某个客户的合同）、chance（某个项目的合同），编号写在 ord"));

    private static final Parameter<Long> OF_RECORD =
            Parameter.<Long>named("record", "列表数据检索条件").ov1("ord", Types.id(Long::valueOf));

    private final Contracts contracts;
    private final Customers customers;
    private final Opportunities opportunities;
    private final Users users;
    private final ContractRows rows;
    private final ZoneId zone;

    ContractListOperations(
            Contracts contracts,
            Customers customers,
            Opportunities opportunities,
            Users users,
            ContractRows rows,
            ZoneId zone) {
        this.contracts = contracts;
        this.customers = customers;
        this.opportunities = opportunities;
        this.users = users;
        this.rows = rows;
        this.zone = zone;
    }

    @Override
    public Stream<Operation<?>> operations() {
        return Stream.of(listing());
    }

    private Operation<Page<ContractRow>> listing() {
        var order = Paging.sort(columns(), Contracts.SORTED_BY);
        return Operation.<Page<ContractRow>>declare("contract-list", "获取合同列表", NAVIGATION)
                .needs(Permission.READ_CONTRACTS)
                .takes(
                        Paging.INDEX,
                        Paging.SIZE,
                        KEYWORD,
                        CUSTOMER,
                        STATE,
                        CATEGORY,
                        TITLE,
                        NUMBER,
                        CUSTOMER_NAME,
                        OWNER,
                        AMOUNT_FROM,
                        AMOUNT_TO,
                        SIGNED_FROM,
                        SIGNED_TO,
                        TOTAL_FROM,
                        TOTAL_TO,
                        STARTS_FROM,
                        STARTS_TO,
                        ENDS_FROM,
                        ENDS_TO,
                        ADDED_FROM,
                        ADDED_BEFORE,
                        CURRENCIES,
                        PERSON_TYPE,
                        order,
                        MODE,
                        DATA_TYPE,
                        OF_RECORD)
                .rejects(DialectId.OV1, "remind", "没有这种提醒", "0")
                .rejects(DialectId.OV1, "ly", "没有统计报表", "0")
                .rejects(DialectId.OV1, "checktype", "没有这种选择模式", "0", "radio", "redio", "checkbox", "check")
                .rejects(DialectId.OV1, "a_sort1", "没有合同来源", "0")
                .quick(Answer.paged("操作成功", quickFields()), Route.at("/webapi/v3/ov1/salesmanage/contract/billlist"))
                .ov1(Answer.paged("操作成功", columns()), Route.ov1("salesmanage/contract/billlist"))
                .handledBy((given, call) -> list(order, given, call));
    }

    /** The id of the record whose contracts are listed; null if the list is not about a record of this type. */
    private static @Nullable Long record(Arguments given, String type) {
        var record = given.find(OF_RECORD);
        if ((record == null) != given.text(DATA_TYPE).isEmpty()) {
            var missing = record == null ? OF_RECORD : DATA_TYPE;
            throw new ProblemException(Problem.Invalid.field(missing.name(), "datatype 和 ord 只能一起使用", "两个都提交，或都不提交"));
        }
        return given.text(DATA_TYPE).equalsIgnoreCase(type) ? record : null;
    }

    private static @Nullable CustomerId customer(Arguments given) {
        var record = record(given, "tel");
        return record == null ? given.find(CUSTOMER) : new CustomerId(record);
    }

    private static @Nullable OpportunityId opportunity(Arguments given) {
        var record = record(given, "chance");
        return record == null ? null : new OpportunityId(record);
    }

    private ContractFilter filter(Arguments given, ErpCall call) {
        var quick = call.dialect() == DialectId.QUICK;
        var keyword = given.text(KEYWORD);
        var user = given.find(OWNER);
        var added = given.orElse(PERSON_TYPE, PersonType.OWNER) == PersonType.ADDED;
        return new ContractFilter(
                Map.of(
                        quick ? Text.KEYWORD : Text.ANYWHERE,
                        keyword,
                        Text.NUMBER,
                        given.text(NUMBER),
                        Text.TITLE,
                        given.text(TITLE),
                        Text.CUSTOMER_NAME,
                        given.text(CUSTOMER_NAME),
                        Text.STATE,
                        given.text(STATE),
                        Text.CATEGORY,
                        given.text(CATEGORY)),
                customer(given),
                opportunity(given),
                added ? null : user,
                added ? user : null,
                given.orElse(MODE, Optional.<Approval>empty()).orElse(null),
                given.orElse(CURRENCIES, List.of()),
                new Ranges(
                        range(given, AMOUNT_FROM, AMOUNT_TO),
                        range(given, TOTAL_FROM, TOTAL_TO),
                        range(given, SIGNED_FROM, SIGNED_TO),
                        range(given, STARTS_FROM, STARTS_TO),
                        range(given, ENDS_FROM, ENDS_TO),
                        period(given)),
                quick ? List.of() : users.withNamePart(keyword));
    }

    private static <T extends Comparable<? super T>> Range<T> range(
            Arguments given, Parameter<T> start, Parameter<T> end) {
        var from = given.find(start);
        var to = given.find(end);
        if (from != null && to != null && from.compareTo(to) > 0) {
            throw new ProblemException(Problem.Invalid.field(start.name(), "开始大于结束", "不大于结束的值"));
        }
        return new Range<>(from, to);
    }

    /** The end is the moment after the last. */
    private static Range<Instant> period(Arguments given) {
        var period = range(given, ADDED_FROM, ADDED_BEFORE);
        if (period.from() != null && period.from().equals(period.to())) {
            throw new ProblemException(Problem.Invalid.field(ADDED_FROM.name(), "开始大于结束", "不大于结束的值"));
        }
        return period;
    }

    private Page<ContractRow> list(Parameter<Sort> order, Arguments given, ErpCall call) {
        var filter = filter(given, call);
        var found = Paging.read(
                given,
                call,
                order,
                page -> contracts.list(filter, call.scope(), page),
                contract -> contract.id().value());
        FilterIds.requireKnown(
                found, given, CUSTOMER, id -> customers.find(id, call.scope()).isPresent(), CustomerId::value, "客户");
        checkOpportunity(found, filter.opportunity(), call);
        return new Page<>(rows.rows(found.items()), found.total(), found.request());
    }

    /** An id that names no opportunity is rejected, like any other invalid value; checked only if nothing was found. */
    private void checkOpportunity(Page<?> found, @Nullable OpportunityId id, ErpCall call) {
        if (id != null
                && found.total() == 0
                && opportunities.find(id, call.scope()).isEmpty()) {
            throw new ProblemException(
                    Problem.Invalid.field(OF_RECORD.name(), "没有编号为 " + id.value() + " 的项目", "已有项目的编号"));
        }
    }

    /** Like the customer list of the quick reference: lower case, each id followed by its name. */
    private List<AnswerField<ContractRow>> quickFields() {
        return List.of(
                AnswerField.id("id", "id", "合同ID", row -> row.contract().id().value()),
                text("number", "code", "合同编号", Contract::number),
                text("title", "title", "合同名称", contract -> contract.text(ContractField.TITLE)),
                AnswerField.id(
                        "customer",
                        "custid",
                        "客户ID",
                        row -> row.contract().customer().value()),
                text("customerName", "custname", "客户名称", Contract::customerName),
                AnswerField.id(
                        "owner",
                        "charge",
                        "负责人ID",
                        row -> row.contract().owner().value()),
                AnswerField.text("ownerName", "chargename", "负责人姓名", ContractRow::owner),
                text("category", "sort", "合同分类", contract -> contract.text(ContractField.CATEGORY)),
                text("state", "status", "合同状态", contract -> contract.text(ContractField.STATE)),
                text("currency", "currency", "币种", contract -> contract.text(ContractField.CURRENCY)),
                AnswerField.decimal(
                        "total",
                        "total",
                        "合同总额",
                        row -> row.contract().amounts().total()),
                AnswerField.decimal(
                        "concession",
                        "concession",
                        "优惠总额",
                        row -> row.contract().amounts().concession()),
                AnswerField.decimal(
                        "amount",
                        "money",
                        "优惠后总额",
                        row -> row.contract().amounts().amount()),
                AnswerField.decimal(
                        "paid", "paid", "到账总额", row -> row.contract().settled().paid()),
                AnswerField.day(
                        "signedOn",
                        "signdate",
                        "签订日期",
                        row -> row.contract().terms().dates().signedOn()),
                AnswerField.day(
                        "startsOn",
                        "startdate",
                        "开始日期",
                        row -> row.contract().terms().dates().startsOn()),
                AnswerField.day(
                        "endsOn",
                        "enddate",
                        "终止日期",
                        row -> row.contract().terms().dates().endsOn()),
                text(
                        "approval",
                        "approval",
                        "审批状态",
                        contract -> contract.approval().caption()),
                text("deliveryProgress", "ckjz", "出库进展", contract -> progress("出库", contract.deliveryProgress())),
                text("sending", "fhjz", "发货进展", contract -> progress("发货", contract.deliveryProgress())),
                text("paymentProgress", "skjz", "收款进展", contract -> progress("收款", contract.paymentProgress())),
                text("invoicingProgress", "kpjz", "开票进展", contract -> progress("开票", contract.invoicingProgress())),
                AnswerField.time(
                        "addedAt",
                        "addtime",
                        "添加时间",
                        zone,
                        row -> row.contract().addedAt()));
    }

    /** Old clients read rows by position, {@code ord} at 0 and {@code htid} at 1: the order must not change (wire.md). */
    private List<AnswerField<ContractRow>> columns() {
        return List.of(
                AnswerField.id("id", "ord", "数据唯一标识", row -> row.contract().id().value()),
                text("number", "htid", "合同编号", Contract::number),
                text("title", "title", "合同主题", contract -> contract.text(ContractField.TITLE)),
                text("customerName", "khmc", "客户名称", Contract::customerName),
                AnswerField.text("ownerName", "xsry", "销售人员", ContractRow::owner),
                text("category", "htfl", "合同分类", contract -> contract.text(ContractField.CATEGORY)),
                AnswerField.decimal(
                        "amount",
                        "moneyall",
                        "优惠后金额",
                        row -> row.contract().amounts().amount()),
                AnswerField.decimal(
                        "paid",
                        "hkmoney",
                        "到账金额",
                        row -> row.contract().settled().paid()),
                text("currency", "htbz", "币种", contract -> contract.text(ContractField.CURRENCY)),
                AnswerField.day(
                        "signedOn",
                        "dateQD",
                        "签订日期",
                        row -> row.contract().terms().dates().signedOn()),
                AnswerField.day(
                        "startsOn",
                        "dateKS",
                        "开始日期",
                        row -> row.contract().terms().dates().startsOn()),
                AnswerField.day(
                        "endsOn",
                        "dateZZ",
                        "终止日期",
                        row -> row.contract().terms().dates().endsOn()),
                text("approval", "spzt", "审批状态", contract -> contract.approval().caption()),
                AnswerField.text("approver", "spMan", "审批人", ContractRow::approver),
                text("deliveryProgress", "ckjz", "出库进展", contract -> nativeProgress("出库", contract.deliveryProgress())),
                text("sending", "fhjz", "发货进展", contract -> nativeProgress("发货", contract.deliveryProgress())),
                text("paymentProgress", "skjz", "收款进展", contract -> nativeProgress("收款", contract.paymentProgress())),
                text(
                        "invoicingProgress",
                        "kpjz",
                        "开票进展",
                        contract -> nativeProgress("开票", contract.invoicingProgress())),
                AnswerField.text("urgency", "UrgentType", "紧急程度", row -> ""),
                AnswerField.id(
                        "customer",
                        "company",
                        "客户ID",
                        row -> row.contract().customer().value()));
    }

    /** In the words of the real ERP, which clients compare. */
    static String nativeProgress(String what, Progress progress) {
        var ends = what.equals("出库") || what.equals("发货");
        return progress == Progress.ALL && ends ? what + "完毕" : progress(what, progress);
    }

    static String progress(String what, Progress progress) {
        return switch (progress) {
            case NONE -> "未" + what;
            case PART -> "部分" + what;
            case ALL -> "已" + what;
            case NOT_NEEDED -> "无需" + what;
        };
    }

    private static AnswerField<ContractRow> text(
            String name, String wireName, String caption, Function<Contract, String> value) {
        return AnswerField.text(name, wireName, caption, row -> value.apply(row.contract()));
    }
}
