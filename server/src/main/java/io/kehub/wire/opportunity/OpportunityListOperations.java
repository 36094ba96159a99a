package io.kehub.wire.opportunity;

import io.kehub.erp.access.Permission;
import io.kehub.erp.access.Users;
import io.kehub.erp.contract.Contracts;
import io.kehub.erp.customer.ContactPersons;
import io.kehub.erp.customer.Customers;
import io.kehub.erp.opportunity.Opportunities;
import io.kehub.erp.opportunity.Opportunity.Approval;
import io.kehub.erp.opportunity.OpportunityField;
import io.kehub.erp.opportunity.OpportunityFilter;
import io.kehub.erp.opportunity.OpportunityFilter.Keyword;
import io.kehub.erp.opportunity.OpportunityFilter.Range;
import io.kehub.erp.opportunity.OpportunityFilter.Related;
import io.kehub.erp.opportunity.OpportunityFilter.Text;
import io.kehub.kernel.ContactPersonId;
import io.kehub.kernel.ContractId;
import io.kehub.kernel.CustomerId;
import io.kehub.kernel.OpportunityId;
import io.kehub.kernel.Page;
import io.kehub.kernel.Problem;
import io.kehub.kernel.ProblemException;
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
import io.kehub.wire.operation.type.Types;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Predicate;
import java.util.function.ToLongFunction;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** 项目列表 (catalog: 项目管理). */
final class OpportunityListOperations implements OperationGroup {

    private static final String[] NAVIGATION = {"销售栏目", "项目管理", "项目对接"};
    private static final int MAX_IDS = 500;

    private static final Parameter<String> KEYWORD = Parameter.<String>named("keyword", "快速检索条件")
            .quick("keyword", Types.text(100))
            .ov1("searchKey", Types.text(100));
    private static final Parameter<List<CustomerId>> CUSTOMERS = Parameter.<List<CustomerId>>named("customer", "客户ID")
            .quick("custid", Types.ids(CustomerId::new, MAX_IDS))
            .ov1("company", Types.ids(CustomerId::new, MAX_IDS));
    private static final Parameter<List<UserId>> OWNERS = Parameter.<List<UserId>>named("owner", "负责人ID")
            .quick("charge", Types.ids(UserId::new, MAX_IDS))
            .ov1("a_cateid", Types.ids(UserId::new, MAX_IDS), "cateid");
    private static final Map<OpportunityField, Parameter<List<String>>> CHOICES = choices();
    private static final Parameter<Approval> APPROVAL = Parameter.<Approval>named("approval", "审批状态")
            .quick(
                    "approval",
                    Types.choice(
                            Types.option(1, Approval.PENDING.caption(), Approval.PENDING),
                            Types.option(2, Approval.APPROVED.caption(), Approval.APPROVED),
                            Types.option(3, Approval.VETOED.caption(), Approval.VETOED)));

    private static final Parameter<String> TITLE =
            Parameter.<String>named("title", "项目主题").ov1("title", Types.text(100));
    private static final Parameter<String> NUMBER =
            Parameter.<String>named("number", "项目编号").ov1("xmid", Types.text(50));
    private static final Parameter<String> CUSTOMER_NAME =
            Parameter.<String>named("customerName", "客户名称").ov1("cName", Types.text(100));
    private static final Parameter<String> CUSTOMER_ADDRESS =
            Parameter.<String>named("customerAddress", "客户地址").ov1("cAddr", Types.text(100));
    private static final Parameter<String> CUSTOMER_PHONE =
            Parameter.<String>named("customerPhone", "办公电话").ov1("cPhone", Types.text(50));
    private static final Parameter<String> CUSTOMER_FAX =
            Parameter.<String>named("customerFax", "传真").ov1("cFax", Types.text(50));

    private static final Parameter<io.kehub.wire.operation.type.Range<LocalDate>> FOUND_ON =
            Parameter.<io.kehub.wire.operation.type.Range<LocalDate>>named("foundOn", "发现日期")
                    .ov1("tdate1", Types.days());
    private static final Parameter<io.kehub.wire.operation.type.Range<LocalDate>> EXPECTED_ON =
            Parameter.<io.kehub.wire.operation.type.Range<LocalDate>>named("expectedOn", "预计签单日期")
                    .ov1("tdate2", Types.days());
    private static final Parameter<LocalDate> FOUND_FROM = day("foundFrom", "发现日期-开始", "foundstart", "a_date_0");
    private static final Parameter<LocalDate> FOUND_TO = day("foundTo", "发现日期-结束", "foundend", "a_date_1");
    private static final Parameter<LocalDate> EXPECTED_FROM =
            day("expectedFrom", "预计签单日期-开始", "expectstart", "a_date2_0");
    private static final Parameter<LocalDate> EXPECTED_TO = day("expectedTo", "预计签单日期-结束", "expectend", "a_date2_1");
    private static final Parameter<BigDecimal> AMOUNT_FROM =
            Parameter.<BigDecimal>named("amountFrom", "预计金额-下限").quick("moneymin", Types.amount());
    private static final Parameter<BigDecimal> AMOUNT_TO =
            Parameter.<BigDecimal>named("amountTo", "预计金额-上限").quick("moneymax", Types.amount());

    /** The record whose opportunities are listed; {@link #OF_RECORD} is its id. */
    private static final Parameter<String> DATA_TYPE = Parameter.<String>named("dataType", "列表模式")
            .ov1(
                    "datatype",
                    Types.pattern(
                            Pattern.compile("(?i)tel|person|contract"),
                            "tel（某个客户的项目）、person（某个联系人的项目）、contract（某个合同的项目），编号写在 ord"));

    private static final Parameter<Long> OF_RECORD =
            Parameter.<Long>named("record", "列表数据检索条件").ov1("ord", Types.id(Long::valueOf));

    private final Opportunities opportunities;
    private final Customers customers;
    private final ContactPersons persons;
    private final Contracts contracts;
    private final Users users;
    private final OpportunityFields fields;
    private final Parameter<Sort> order;

    OpportunityListOperations(
            Opportunities opportunities,
            Customers customers,
            ContactPersons persons,
            Contracts contracts,
            Users users,
            OpportunityFields fields) {
        this.opportunities = opportunities;
        this.customers = customers;
        this.persons = persons;
        this.contracts = contracts;
        this.users = users;
        this.fields = fields;
        this.order = Paging.sort(fields.columns(), Opportunities.SORTED_BY);
    }

    private static Map<OpportunityField, Parameter<List<String>>> choices() {
        var all = new EnumMap<OpportunityField, Parameter<List<String>>>(OpportunityField.class);
        all.put(OpportunityField.STAGE, choice(OpportunityField.STAGE, "complete2"));
        all.put(OpportunityField.STATE, choice(OpportunityField.STATE, "complete1"));
        all.put(OpportunityField.SOURCE, choice(OpportunityField.SOURCE, "sorce"));
        all.put(OpportunityField.CATEGORY, choice(OpportunityField.CATEGORY, "trade"));
        all.put(OpportunityField.REGION, choice(OpportunityField.REGION, "area"));
        return all;
    }

    /** An entry by number or text in the quick dialect; several by number in ov1. */
    private static Parameter<List<String>> choice(OpportunityField field, String ov1) {
        var dictionary = OpportunityFields.dictionary(field);
        return Parameter.<List<String>>named(field.domainName(), field.caption())
                .quick(
                        OpportunityFields.quickName(field),
                        Types.entryFilter(dictionary).map(List::of))
                .ov1(ov1, Types.entryIdsFilter(dictionary));
    }

    private static Parameter<LocalDate> day(String name, String caption, String quick, String ov1) {
        return Parameter.<LocalDate>named(name, caption)
                .quick(quick, Types.day())
                .ov1(ov1, Types.day());
    }

    @Override
    public Stream<Operation<?>> operations() {
        return Stream.of(listing());
    }

    private Operation<Page<OpportunityRow>> listing() {
        return Operation.<Page<OpportunityRow>>declare("opportunity-list", "项目列表", NAVIGATION)
                .needs(Permission.READ_OPPORTUNITIES)
                .takes(Paging.INDEX, Paging.SIZE, KEYWORD, CUSTOMERS, OWNERS)
                .takes(new ArrayList<>(CHOICES.values()))
                .takes(
                        APPROVAL,
                        TITLE,
                        NUMBER,
                        CUSTOMER_NAME,
                        CUSTOMER_ADDRESS,
                        CUSTOMER_PHONE,
                        CUSTOMER_FAX,
                        FOUND_ON,
                        EXPECTED_ON,
                        FOUND_FROM,
                        FOUND_TO,
                        EXPECTED_FROM,
                        EXPECTED_TO,
                        AMOUNT_FROM,
                        AMOUNT_TO,
                        DATA_TYPE,
                        OF_RECORD,
                        order)
                .rejects(DialectId.OV1, "remind", "没有这种提醒", "0")
                .rejects(DialectId.OV1, "ly", "没有统计报表；项目来源为 sorce", "0")
                .rejects(DialectId.OV1, "stype", "文档没有说明项目的列表模式", "0")
                .rejects(DialectId.OV1, "isCanQA", "没有质检", "0")
                .rejects(DialectId.OV1, "checktype", "没有这种选择模式", "0", "radio", "redio", "checkbox", "check")
                .quick(Answer.paged("操作成功", fields.quick()), Route.at("/webapi/v3/office/opportunity/list"))
                .ov1(Answer.paged("操作成功", fields.columns()), Route.ov1("salesmanage/chance/list"))
                .handledBy(this::list);
    }

    private Page<OpportunityRow> list(Arguments given, ErpCall call) {
        var filter = filter(given, call);
        var found = Paging.read(
                given,
                call,
                order,
                page -> opportunities.list(filter, call.scope(), page),
                opportunity -> opportunity.id().value());
        if (found.total() == 0) {
            checkKnown(given, call);
        }
        return new Page<>(OpportunityRow.of(found.items(), users), found.total(), found.request());
    }

    private OpportunityFilter filter(Arguments given, ErpCall call) {
        var choices = new EnumMap<OpportunityField, List<String>>(OpportunityField.class);
        CHOICES.forEach((field, parameter) -> choices.put(field, given.orElse(parameter, List.of())));
        var keyword = given.text(KEYWORD);
        return new OpportunityFilter(
                Map.of(
                        Text.NUMBER, given.text(NUMBER),
                        Text.TITLE, given.text(TITLE),
                        Text.CUSTOMER_NAME, given.text(CUSTOMER_NAME),
                        Text.CUSTOMER_ADDRESS, given.text(CUSTOMER_ADDRESS),
                        Text.CUSTOMER_PHONE, given.text(CUSTOMER_PHONE),
                        Text.CUSTOMER_FAX, given.text(CUSTOMER_FAX)),
                choices,
                keyword.isEmpty() ? Keyword.NONE : new Keyword(keyword, users.withNamePart(keyword)),
                related(given, call),
                given.find(APPROVAL),
                new Range<>(given.find(AMOUNT_FROM), given.find(AMOUNT_TO)),
                days(given, FOUND_ON, FOUND_FROM, FOUND_TO),
                days(given, EXPECTED_ON, EXPECTED_FROM, EXPECTED_TO));
    }

    /** The days in both: a request may state a range in one field, in two, or in both ways. */
    private static Range<LocalDate> days(
            Arguments given,
            Parameter<io.kehub.wire.operation.type.Range<LocalDate>> inOne,
            Parameter<LocalDate> start,
            Parameter<LocalDate> end) {
        var from = given.find(start);
        var to = given.find(end);
        if (from != null && to != null && from.isAfter(to)) {
            throw new ProblemException(Problem.Invalid.field(start.name(), "开始日期晚于结束日期", "不晚于结束日期的日期"));
        }
        var range = given.find(inOne);
        return range == null
                ? new Range<>(from, to)
                : new Range<>(
                        range.from() == null || (from != null && from.isAfter(range.from())) ? from : range.from(),
                        range.to() == null || (to != null && to.isBefore(range.to())) ? to : range.to());
    }

    private Related related(Arguments given, ErpCall call) {
        var record = given.find(OF_RECORD);
        var type = given.text(DATA_TYPE).toLowerCase(Locale.ROOT);
        if ((record == null) != type.isEmpty()) {
            var missing = record == null ? OF_RECORD : DATA_TYPE;
            throw new ProblemException(Problem.Invalid.field(missing.name(), "datatype 和 ord 只能一起使用", "两个都提交，或都不提交"));
        }
        var customersOf = given.orElse(CUSTOMERS, List.of());
        var owners = given.orElse(OWNERS, List.of());
        if (record == null) {
            return new Related(customersOf, List.of(), owners, null);
        }
        return switch (type) {
            case "person" -> new Related(customersOf, List.of(new ContactPersonId(record)), owners, null);
            case "contract" -> new Related(customersOf, List.of(), owners, ofContract(record, call));
            default -> new Related(ofCustomer(record, customersOf), List.of(), owners, null);
        };
    }

    /** The customer if it is among the wanted ones; otherwise a list that matches none. */
    private static List<CustomerId> ofCustomer(long record, List<CustomerId> wanted) {
        var id = new CustomerId(record);
        if (!wanted.isEmpty() && !wanted.contains(id)) {
            throw new ProblemException(
                    Problem.Invalid.field(CUSTOMERS.name(), "与 ord 指定的客户不一致", "不提交 company，或包含 ord 的客户编号"));
        }
        return List.of(id);
    }

    private List<OpportunityId> ofContract(long record, ErpCall call) {
        var contract = contracts
                .find(new ContractId(record), call.scope())
                .orElseThrow(() -> unknown(OF_RECORD, record, "合同"));
        var opportunity = contract.terms().opportunity();
        return opportunity == null ? List.of() : List.of(opportunity);
    }

    /** An id that names no record is rejected, like any other invalid value; checked only if nothing was found. */
    private void checkKnown(Arguments given, ErpCall call) {
        requireKnown(
                given.orElse(CUSTOMERS, List.of()),
                CUSTOMERS,
                id -> customers.find(id, call.scope()).isPresent(),
                CustomerId::value,
                "客户");
        requireKnown(
                given.orElse(OWNERS, List.of()), OWNERS, id -> users.find(id).isPresent(), UserId::value, "用户");
        var record = given.find(OF_RECORD);
        switch (given.text(DATA_TYPE).toLowerCase(Locale.ROOT)) {
            case "tel" -> {
                if (record != null
                        && customers.find(new CustomerId(record), call.scope()).isEmpty()) {
                    throw unknown(OF_RECORD, record, "客户");
                }
            }
            case "person" -> {
                if (record != null
                        && persons.find(new ContactPersonId(record), call.scope())
                                .isEmpty()) {
                    throw unknown(OF_RECORD, record, "联系人");
                }
            }
            default -> {}
        }
    }

    private static <T> void requireKnown(
            List<T> ids, Parameter<?> parameter, Predicate<T> exists, ToLongFunction<T> number, String subject) {
        ids.stream().filter(exists.negate()).findFirst().ifPresent(id -> {
            throw unknown(parameter, number.applyAsLong(id), subject);
        });
    }

    private static ProblemException unknown(Parameter<?> parameter, long id, String subject) {
        return new ProblemException(
                Problem.Invalid.field(parameter.name(), "没有编号为 " + id + " 的" + subject, "已有" + subject + "的编号"));
    }
}
