package io.kehub.wire.customer;

import io.kehub.erp.access.Permission;
import io.kehub.erp.access.Users;
import io.kehub.erp.customer.AdvancedCustomerFilter;
import io.kehub.erp.customer.ContactPerson;
import io.kehub.erp.customer.ContactPersons;
import io.kehub.erp.customer.Customer;
import io.kehub.erp.customer.CustomerFilter;
import io.kehub.erp.customer.CustomerKind;
import io.kehub.erp.customer.Customers;
import io.kehub.erp.dictionary.DictionaryName;
import io.kehub.kernel.CustomerId;
import io.kehub.kernel.Page;
import io.kehub.kernel.Problem;
import io.kehub.kernel.ProblemException;
import io.kehub.kernel.UserId;
import io.kehub.wire.operation.Answer;
import io.kehub.wire.operation.Arguments;
import io.kehub.wire.operation.DialectId;
import io.kehub.wire.operation.ErpCall;
import io.kehub.wire.operation.Operation;
import io.kehub.wire.operation.OperationGroup;
import io.kehub.wire.operation.Paging;
import io.kehub.wire.operation.Parameter;
import io.kehub.wire.operation.Route;
import io.kehub.wire.operation.Types;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The list of customers (quick reference, 客户管理 API; catalog: 客户管理). */
final class CustomerListOperations implements OperationGroup {

    private static final String[] NAVIGATION = {"销售栏目", "客户管理", "客户对接"};
    private static final String LIST = "salesmanage/custom/list";

    private static final Parameter<String> KEYWORD = Parameter.<String>named("keyword", "搜索关键词")
            .quick("keyword", Types.text(100))
            .ov1("searchKey", Types.text(100));
    private static final Parameter<Optional<CustomerKind>> KIND = Parameter.<Optional<CustomerKind>>named(
                    "kind", "客户类型")
            .quick(
                    "sort",
                    Types.numbered(List.of(
                            Types.option(0, "全部", Optional.empty()),
                            Types.option(1, "单位客户", Optional.of(CustomerKind.COMPANY)),
                            Types.option(2, "个人客户", Optional.of(CustomerKind.PERSON)))));
    private static final Parameter<String> SOURCE = Parameter.<String>named("source", "客户来源")
            .quick("source", Types.entryFilter(DictionaryName.CUSTOMER_SOURCE))
            .ov1("ly", Types.entryIdFilter(DictionaryName.CUSTOMER_SOURCE), "khly");
    private static final Parameter<UserId> OWNER = Parameter.<UserId>named("owner", "负责人")
            .quick("charge", Types.user(false))
            .ov1("cateid", Types.user(false), "a_cateid");
    private static final Parameter<Instant> ADDED_FROM = Parameter.<Instant>named("addedFrom", "开始时间")
            .quick("starttime", Types.periodStart())
            .ov1("date1_0", Types.periodStart(), "a_date_0");
    private static final Parameter<Instant> ADDED_BEFORE = Parameter.<Instant>named("addedBefore", "结束时间")
            .quick("endtime", Types.periodEnd())
            .ov1("date1_1", Types.periodEnd(), "a_date_1");
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
    private static final Parameter<String> LEVEL = Parameter.<String>named("level", "客户分类")
            .ov1("telsort", Types.entryIdFilter(DictionaryName.CUSTOMER_CLASS), "sort1");
    private static final Parameter<String> INDUSTRY =
            Parameter.<String>named("industry", "客户行业").ov1("trade", Types.entryIdFilter(DictionaryName.TRADE), "khhy");
    private static final Parameter<String> REGION =
            Parameter.<String>named("region", "客户区域").ov1("area", Types.entryIdFilter(DictionaryName.AREA));
    private static final Parameter<String> VALUE = Parameter.<String>named("value", "价值评估")
            .ov1("jz", Types.entryIdFilter(DictionaryName.CUSTOMER_VALUE), "khjz");
    private static final Parameter<Boolean> PROTECTED = Parameter.<Boolean>named("shielded", "人员类型")
            .ov1("catetype", Types.numbered(List.of(Types.option(6, "保护人员", true), Types.option(7, "未保护人员", false))));
    private static final Parameter<List<CustomerId>> IDS =
            Parameter.<List<CustomerId>>named("ids", "客户id").ov1("telord", Types.ids(CustomerId::new, 500));

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
        return declared("customer-list", "获取客户列表")
                .quick(Answer.paged("操作成功", fields.quick()), Route.at("/webapi/v3/ov1/salesmanage/custom/list"))
                .ov1(Answer.paged("操作成功", fields.ov1()), Route.ov1(LIST))
                .handledBy((given, call) -> list(filter(given), given, call));
    }

    /** The same list with other columns: the customers that came to the pool last. */
    private Operation<Page<OwnedCustomer>> pool() {
        return declared("customer-pool-list", "公海客户列表（最新）")
                .ov1(Answer.paged("操作成功", fields.ov1Pool()), Route.ov1(LIST, "stype=1", "remind=147"))
                .handledBy((given, call) -> list(filter(given), given, call));
    }

    private static Operation.Builder<Page<OwnedCustomer>> declared(String id, String caption) {
        return Operation.<Page<OwnedCustomer>>declare(id, caption, NAVIGATION)
                .needs(Permission.READ_CUSTOMERS)
                .takes(
                        Paging.INDEX,
                        Paging.SIZE,
                        KEYWORD,
                        KIND,
                        SOURCE,
                        OWNER,
                        ADDED_FROM,
                        ADDED_BEFORE,
                        REVIEWED,
                        NAME_PART,
                        NUMBER_PART,
                        PHONE_PART,
                        ADDRESS_PART,
                        REMARK_PART,
                        LEVEL,
                        INDUSTRY,
                        REGION,
                        VALUE,
                        PROTECTED,
                        IDS);
    }

    private static CustomerFilter filter(Arguments given) {
        var from = given.find(ADDED_FROM);
        var before = given.find(ADDED_BEFORE);
        if (from != null && before != null && !from.isBefore(before)) {
            throw new ProblemException(Problem.Invalid.field(ADDED_FROM.name(), "开始时间晚于结束时间", "不晚于结束时间的日期或时间"));
        }
        var terms = new AdvancedCustomerFilter(
                given.text(NAME_PART),
                given.text(NUMBER_PART),
                given.text(PHONE_PART),
                given.text(ADDRESS_PART),
                given.text(REMARK_PART),
                oneOrAll(given.find(LEVEL)),
                given.find(INDUSTRY),
                oneOrAll(given.find(REGION)),
                given.find(VALUE),
                given.find(PROTECTED),
                given.orElse(IDS, List.of()));
        return new CustomerFilter(
                given.text(KEYWORD),
                given.orElse(KIND, Optional.empty()).orElse(null),
                given.find(SOURCE),
                given.find(OWNER),
                given.find(REVIEWED),
                from,
                before,
                terms);
    }

    private Page<OwnedCustomer> list(CustomerFilter filter, Arguments given, ErpCall call) {
        var found = Paging.read(
                given,
                call,
                page -> customers.list(filter, call.scope(), page),
                customer -> customer.id().value());
        var names = users.names(
                new HashSet<>(found.items().stream().map(Customer::owner).toList()));
        var mains = call.dialect() == DialectId.OV1
                ? persons.mainOf(found.items().stream().map(Customer::id).toList())
                : Map.<CustomerId, ContactPerson>of();
        return found.map(customer -> OwnedCustomer.of(customer, names).with(mains.get(customer.id())));
    }

    private static List<String> oneOrAll(@Nullable String text) {
        return text == null ? List.of() : List.of(text);
    }
}
