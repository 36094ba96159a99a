package io.kehub.wire.customer;

import io.kehub.erp.access.Permission;
import io.kehub.erp.access.Users;
import io.kehub.erp.customer.AdvancedCustomerFilter;
import io.kehub.erp.customer.AdvancedCustomerFilter.Choice;
import io.kehub.erp.customer.AdvancedCustomerFilter.Involvement;
import io.kehub.erp.customer.AdvancedCustomerFilter.Role;
import io.kehub.erp.customer.AdvancedCustomerFilter.Sharing;
import io.kehub.erp.customer.AdvancedCustomerFilter.Text;
import io.kehub.erp.customer.ContactPerson;
import io.kehub.erp.customer.ContactPersons;
import io.kehub.erp.customer.Customer;
import io.kehub.erp.customer.CustomerFilter;
import io.kehub.erp.customer.CustomerKind;
import io.kehub.erp.customer.Customers;
import io.kehub.erp.customer.Pool;
import io.kehub.erp.dictionary.DictionaryName;
import io.kehub.kernel.CustomerId;
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
import java.time.Instant;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The list of customers (quick reference, 客户管理 API; catalog: 客户管理). */
final class CustomerListOperations implements OperationGroup {

    private static final String[] NAVIGATION = {"销售栏目", "客户管理", "客户对接"};
    private static final String LIST = "salesmanage/custom/list";

    private static final Parameter<String> KEYWORD = Parameter.<String>named("keyword", "搜索关键词")
            .quick("keyword", Types.text(100))
            .ov1("searchKey", Types.text(100))
            .captioned(DialectId.OV1, "快速检索条件");
    private static final Parameter<Optional<CustomerKind>> KIND = Parameter.<Optional<CustomerKind>>named(
                    "kind", "客户类型")
            .quick(
                    "sort",
                    Types.numbered(List.of(
                            Types.option(0, "全部", Optional.empty()),
                            Types.option(1, "单位客户", Optional.of(CustomerKind.COMPANY)),
                            Types.option(2, "个人客户", Optional.of(CustomerKind.PERSON)))));
    private static final Parameter<List<String>> SOURCES = Parameter.<List<String>>named("source", "客户来源")
            .quick(
                    "source",
                    Types.entryFilterOrNone(DictionaryName.CUSTOMER_SOURCE).map(List::of))
            .ov1("ly", Types.entryIdsFilter(DictionaryName.CUSTOMER_SOURCE), "khly");
    private static final Parameter<UserId> OWNER = Parameter.<UserId>named("owner", "负责人")
            .quick("charge", Types.user(false))
            .ov1("cateid", Types.user(false), "a_cateid")
            .captioned(DialectId.OV1, "销售人员ID");
    private static final Parameter<Instant> ADDED_FROM = Parameter.<Instant>named("addedFrom", "开始时间")
            .quick("starttime", Types.periodStart())
            .ov1("date1_0", Types.periodStart(), "a_date_0")
            .captioned(DialectId.OV1, "添加时间");
    private static final Parameter<Instant> ADDED_BEFORE = Parameter.<Instant>named("addedBefore", "结束时间")
            .quick("endtime", Types.periodEnd())
            .ov1("date1_1", Types.periodEnd(), "a_date_1")
            .captioned(DialectId.OV1, "添加时间");
    private static final Parameter<Boolean> REVIEWED = Parameter.<Boolean>named("reviewed", "状态")
            .quick("status", Types.numbered(List.of(Types.option(0, "待审核", false), Types.option(1, "已审核", true))));
    private static final Parameter<String> NAME_PART =
            Parameter.<String>named("name", "客户名称").ov1("name", Types.text(100));
    private static final Parameter<String> NUMBER_PART =
            Parameter.<String>named("number", "客户编号").ov1("khid", Types.text(50));
    private static final Parameter<String> PHONE_PART =
            Parameter.<String>named("phone", "办公电话").ov1("phone", Types.text(50));
    private static final Parameter<String> ADDRESS_PART =
            Parameter.<String>named("address", "客户地址").ov1("address", Types.text(100));
    private static final Parameter<String> REMARK_PART =
            Parameter.<String>named("remark", "备注").ov1("intro", Types.text(100));
    private static final Parameter<String> FAX_PART =
            Parameter.<String>named("fax", "传真").ov1("fax", Types.text(50));
    private static final Parameter<String> WEBSITE_PART =
            Parameter.<String>named("website", "客户网址").ov1("url", Types.text(100));
    private static final Parameter<String> POSTCODE_PART =
            Parameter.<String>named("postcode", "邮编").ov1("zip", Types.text(20));
    private static final Parameter<String> PINYIN_PART =
            Parameter.<String>named("pinyin", "拼音码").ov1("pym", Types.text(100));
    private static final Parameter<List<String>> LEVELS =
            several("level", "客户分类").ov1("telsort", Types.entryIdsFilter(DictionaryName.CUSTOMER_CLASS), "sort1");
    private static final Parameter<List<String>> INDUSTRIES =
            several("industry", "客户行业").ov1("trade", Types.entryIdsFilter(DictionaryName.TRADE), "khhy");
    private static final Parameter<List<String>> REGIONS =
            several("region", "客户区域").ov1("area", Types.entryIdsFilter(DictionaryName.AREA));
    private static final Parameter<List<String>> VALUES =
            several("value", "价值评估").ov1("jz", Types.entryIdsFilter(DictionaryName.CUSTOMER_VALUE), "khjz");

    /** Which role {@code cateid} refers to. */
    private enum PersonType {
        OWNER,
        RETURNED,
        ADDED,
        ADDED_OR_OWNER,
        ADDED_OR_RETURNED,
        PROTECTED,
        UNPROTECTED
    }

    private static final Parameter<PersonType> PERSON_TYPE = Parameter.<PersonType>named("personType", "人员类型")
            .ov1(
                    "catetype",
                    Types.numbered(List.of(
                            Types.option(0, "领用人员", PersonType.OWNER),
                            Types.option(1, "领用人员", PersonType.OWNER),
                            Types.option(2, "放弃人员", PersonType.RETURNED),
                            Types.option(3, "添加人员", PersonType.ADDED),
                            Types.option(4, "添加人员和领用人员", PersonType.ADDED_OR_OWNER),
                            Types.option(5, "添加人员和放弃人员", PersonType.ADDED_OR_RETURNED),
                            Types.option(6, "保护人员", PersonType.PROTECTED),
                            Types.option(7, "未保护人员", PersonType.UNPROTECTED))));

    /** Which customers the list is about. */
    private enum Mode {
        ALL,
        POOL,
        TO_REVIEW,
        PROTECTED,
        SHARED_BY_ME,
        SHARED_WITH_ME
    }

    private static final Parameter<Mode> MODE = Parameter.<Mode>named("mode", "数据模式")
            .ov1(
                    "stype",
                    Types.numbered(List.of(
                            Types.option(0, "客户列表", Mode.ALL),
                            Types.option(1, "公海客户", Mode.POOL),
                            Types.option(2, "待审核客户", Mode.TO_REVIEW),
                            Types.option(3, "保护客户", Mode.PROTECTED),
                            Types.option(4, "我共享的客户", Mode.SHARED_BY_ME),
                            Types.option(5, "共享给我的客户", Mode.SHARED_WITH_ME))));
    private static final Parameter<Instant> CLAIMED_FROM =
            Parameter.<Instant>named("claimedFrom", "领用开始日期").ov1("tdate1", Types.periodStart());
    private static final Parameter<Instant> CLAIMED_BEFORE =
            Parameter.<Instant>named("claimedBefore", "领用结束日期").ov1("tdate2", Types.periodEnd());
    private static final Parameter<List<CustomerId>> IDS =
            Parameter.<List<CustomerId>>named("ids", "客户id").ov1("telord", Types.ids(CustomerId::new, 500));

    private static final Parameter<String> K_CODE =
            Parameter.<String>named("kCode", "K编码").quick("k_code", Types.text(50));

    private static final Map<Text, Parameter<String>> TEXTS = new EnumMap<>(Map.of(
            Text.NAME, NAME_PART,
            Text.NUMBER_START, NUMBER_PART,
            Text.PHONE, PHONE_PART,
            Text.ADDRESS, ADDRESS_PART,
            Text.REMARK, REMARK_PART,
            Text.FAX, FAX_PART,
            Text.WEBSITE, WEBSITE_PART,
            Text.POSTCODE, POSTCODE_PART,
            Text.PINYIN, PINYIN_PART,
            Text.K_CODE, K_CODE));

    private final Customers customers;
    private final ContactPersons persons;
    private final Users users;
    private final CustomerListFields fields;

    CustomerListOperations(Customers customers, ContactPersons persons, Users users, CustomerListFields fields) {
        this.customers = customers;
        this.persons = persons;
        this.users = users;
        this.fields = fields;
    }

    @Override
    public Stream<Operation<?>> operations() {
        return Stream.of(listing(), pool());
    }

    private Operation<Page<OwnedCustomer>> listing() {
        var order = Paging.sort(fields.ov1(), Customers.SORTED_BY);
        return declared("customer-list", "获取客户列表")
                .takes(order)
                .quick(Answer.paged("操作成功", fields.quick()), Route.at("/webapi/v3/ov1/salesmanage/custom/list"))
                .ov1(Answer.paged("操作成功", fields.ov1()), Route.ov1(LIST))
                .handledBy((given, call) -> list(filter(given, call), order, given, call));
    }

    /** The same list with other columns: the customers that came to the pool last. */
    private Operation<Page<OwnedCustomer>> pool() {
        var order = Paging.sort(fields.ov1Pool(), Customers.SORTED_BY);
        return declared("customer-pool-list", "公海客户列表（最新）")
                .takes(order)
                .ov1(Answer.paged("操作成功", fields.ov1Pool()), Route.ov1(LIST, "stype=1", "remind=147"))
                .handledBy((given, call) -> list(filter(given, call), order, given, call));
    }

    private static Operation.Builder<Page<OwnedCustomer>> declared(String id, String caption) {
        return Operation.<Page<OwnedCustomer>>declare(id, caption, NAVIGATION)
                .needs(Permission.READ_CUSTOMERS)
                .takes(
                        Paging.INDEX,
                        Paging.SIZE,
                        KEYWORD,
                        KIND,
                        SOURCES,
                        OWNER,
                        ADDED_FROM,
                        ADDED_BEFORE,
                        REVIEWED,
                        NAME_PART,
                        NUMBER_PART,
                        PHONE_PART,
                        ADDRESS_PART,
                        REMARK_PART,
                        FAX_PART,
                        WEBSITE_PART,
                        POSTCODE_PART,
                        PINYIN_PART,
                        LEVELS,
                        INDUSTRIES,
                        REGIONS,
                        VALUES,
                        PERSON_TYPE,
                        MODE,
                        CLAIMED_FROM,
                        CLAIMED_BEFORE,
                        IDS,
                        K_CODE)
                .rejects(DialectId.OV1, "datatype", "没有这种列表模式", "0", "tel", "addcontract")
                .rejects(DialectId.OV1, "checktype", "没有这种选择模式", "0", "radio", "redio", "checkbox", "check")
                .rejects(DialectId.OV1, "remind", "没有这种提醒；147 是公海的最新客户", "0", "147")
                .rejects(DialectId.OV1, "tjly", "没有统计报表", "0")
                .rejects(DialectId.OV1, "Ismode", "没有供应商总览", "0");
    }

    private static Parameter<List<String>> several(String name, String caption) {
        return Parameter.named(name, caption);
    }

    private CustomerFilter filter(Arguments given, ErpCall call) {
        var from = given.find(ADDED_FROM);
        var before = given.find(ADDED_BEFORE);
        checkPeriod(from, before, ADDED_FROM);
        checkPeriod(given.find(CLAIMED_FROM), given.find(CLAIMED_BEFORE), CLAIMED_FROM);
        var mode = given.orElse(MODE, Mode.ALL);
        var type = given.orElse(PERSON_TYPE, PersonType.OWNER);
        var user = given.find(OWNER);
        var owner = type == PersonType.OWNER || type == PersonType.PROTECTED || type == PersonType.UNPROTECTED
                ? user
                : null;
        var sources = given.orElse(SOURCES, List.of());
        var terms = new AdvancedCustomerFilter(
                texts(given, call.dialect()),
                Map.of(
                        Choice.LEVEL, given.orElse(LEVELS, List.of()),
                        Choice.INDUSTRY, given.orElse(INDUSTRIES, List.of()),
                        Choice.REGION, given.orElse(REGIONS, List.of()),
                        Choice.VALUE, given.orElse(VALUES, List.of()),
                        Choice.SOURCE, sources.size() > 1 ? sources : List.of()),
                isProtected(mode, type),
                given.orElse(IDS, List.of()),
                call.dialect() == DialectId.QUICK ? List.of() : users.withNamePart(given.text(KEYWORD)),
                new Involvement(
                        roles(type).isEmpty() ? null : user,
                        roles(type),
                        mode == Mode.POOL && owner != null,
                        sharing(mode),
                        sharing(mode) == null ? null : call.user(),
                        given.find(CLAIMED_FROM),
                        given.find(CLAIMED_BEFORE)));
        return new CustomerFilter(
                call.dialect() == DialectId.QUICK ? given.text(KEYWORD) : "",
                given.orElse(KIND, Optional.empty()).orElse(null),
                sources.size() == 1 ? sources.getFirst() : null,
                mode == Mode.POOL && owner == null ? Pool.OWNER : owner,
                mode == Mode.TO_REVIEW ? Boolean.FALSE : given.find(REVIEWED),
                from,
                before,
                terms);
    }

    private static Map<Text, String> texts(Arguments given, DialectId dialect) {
        var texts = new EnumMap<Text, String>(Text.class);
        TEXTS.forEach((text, parameter) -> texts.put(text, given.text(parameter)));
        if (dialect != DialectId.QUICK) {
            texts.put(Text.ANYWHERE, given.text(KEYWORD));
        }
        return texts;
    }

    static void checkPeriod(@Nullable Instant from, @Nullable Instant before, Parameter<Instant> start) {
        if (from != null && before != null && !from.isBefore(before)) {
            throw new ProblemException(Problem.Invalid.field(start.name(), "开始时间晚于结束时间", "不晚于结束时间的日期或时间"));
        }
    }

    private static Set<Role> roles(PersonType type) {
        return switch (type) {
            case OWNER, PROTECTED, UNPROTECTED -> Set.of();
            case RETURNED -> Set.of(Role.RETURNED);
            case ADDED -> Set.of(Role.ADDED);
            case ADDED_OR_OWNER -> Set.of(Role.ADDED, Role.OWNER);
            case ADDED_OR_RETURNED -> Set.of(Role.ADDED, Role.RETURNED);
        };
    }

    private static @Nullable Boolean isProtected(Mode mode, PersonType type) {
        if (mode == Mode.PROTECTED || type == PersonType.PROTECTED) {
            return true;
        }
        return type == PersonType.UNPROTECTED ? Boolean.FALSE : null;
    }

    private static @Nullable Sharing sharing(Mode mode) {
        return switch (mode) {
            case SHARED_BY_ME -> Sharing.BY_VIEWER;
            case SHARED_WITH_ME -> Sharing.WITH_VIEWER;
            default -> null;
        };
    }

    private Page<OwnedCustomer> list(CustomerFilter filter, Parameter<Sort> order, Arguments given, ErpCall call) {
        var found = Paging.read(
                given,
                call,
                order,
                page -> customers.list(filter, call.scope(), page),
                customer -> customer.id().value());
        var names = users.names(
                new HashSet<>(found.items().stream().map(Customer::owner).toList()));
        var mains = call.dialect() == DialectId.OV1
                ? persons.mainOf(found.items().stream().map(Customer::id).toList())
                : Map.<CustomerId, ContactPerson>of();
        return found.map(customer -> OwnedCustomer.of(customer, names).with(mains.get(customer.id())));
    }
}
