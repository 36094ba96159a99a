package io.kehub.wire.customer;

import io.kehub.erp.access.Permission;
import io.kehub.erp.access.Users;
import io.kehub.erp.customer.Customer;
import io.kehub.erp.customer.CustomerDetails;
import io.kehub.erp.customer.CustomerFilter;
import io.kehub.erp.customer.CustomerKind;
import io.kehub.erp.customer.CustomerTerms;
import io.kehub.erp.customer.Customers;
import io.kehub.erp.customer.PersonDetails;
import io.kehub.erp.customer.Persons;
import io.kehub.erp.customer.Pool;
import io.kehub.erp.customer.ProfileField;
import io.kehub.erp.dictionary.Dictionaries;
import io.kehub.erp.dictionary.DictionaryName;
import io.kehub.kernel.CustomerId;
import io.kehub.kernel.Page;
import io.kehub.kernel.Problem;
import io.kehub.kernel.ProblemException;
import io.kehub.kernel.UserId;
import io.kehub.wire.operation.Answer;
import io.kehub.wire.operation.AnswerField;
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
import java.time.ZoneId;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The customers' operations that only ov1 has: reserve an id, save under it, the form, the list (catalog: 客户管理). */
final class NativeCustomerOperations implements OperationGroup {

    private static final String[] NAVIGATION = {"销售栏目", "客户管理", "客户对接"};
    private static final String ADD = "salesmanage/custom/add";

    private static final Parameter<CustomerId> RECORD = Parameter.<CustomerId>named("id", "数据唯一标识")
            .ov1("ord", Types.id(CustomerId::new))
            .required();

    /** Left out, the save makes a new customer. */
    private static final Parameter<CustomerId> RESERVED =
            Parameter.<CustomerId>named("id", "数据唯一标识").ov1("ord", Types.id(CustomerId::new));

    private static final Parameter<String> KEYWORD =
            Parameter.<String>named("keyword", "快速检索条件").ov1("searchKey", Types.words(100));
    private static final Parameter<String> NAME_PART =
            Parameter.<String>named("name", "客户名称").ov1("name", Types.words(100));
    private static final Parameter<String> NUMBER_PART =
            Parameter.<String>named("number", "客户编号").ov1("khid", Types.words(50));
    private static final Parameter<String> PHONE_PART =
            Parameter.<String>named("phone", "办公电话").ov1("phone", Types.words(50));
    private static final Parameter<String> ADDRESS_PART =
            Parameter.<String>named("address", "客户地址").ov1("address", Types.words(100));
    private static final Parameter<String> REMARK_PART =
            Parameter.<String>named("remark", "备注").ov1("intro", Types.words(100));
    private static final Parameter<String> SOURCE = Parameter.<String>named("source", "客户来源")
            .ov1("ly", Types.entryIdFilter(DictionaryName.CUSTOMER_SOURCE), "khly");
    private static final Parameter<String> LEVEL = Parameter.<String>named("level", "客户分类")
            .ov1("telsort", Types.entryIdFilter(DictionaryName.CUSTOMER_CLASS), "sort1");
    private static final Parameter<String> INDUSTRY =
            Parameter.<String>named("industry", "客户行业").ov1("trade", Types.entryIdFilter(DictionaryName.TRADE), "khhy");
    private static final Parameter<String> REGION =
            Parameter.<String>named("region", "客户区域").ov1("area", Types.entryIdFilter(DictionaryName.AREA));
    private static final Parameter<String> VALUE = Parameter.<String>named("value", "价值评估")
            .ov1("jz", Types.entryIdFilter(DictionaryName.CUSTOMER_VALUE), "khjz");
    private static final Parameter<UserId> OWNER =
            Parameter.<UserId>named("owner", "销售人员").ov1("cateid", Types.user(false), "a_cateid");
    private static final Parameter<Boolean> SHIELDED = Parameter.<Boolean>named("shielded", "人员类型")
            .ov1("catetype", Types.numbered(List.of(Types.option(6, "保护人员", true), Types.option(7, "未保护人员", false))));
    private static final Parameter<Instant> ADDED_FROM =
            Parameter.<Instant>named("addedFrom", "添加时间").ov1("date1_0", Types.from(), "a_date_0");
    private static final Parameter<Instant> ADDED_BEFORE =
            Parameter.<Instant>named("addedBefore", "添加时间").ov1("date1_1", Types.through(), "a_date_1");
    private static final Parameter<List<CustomerId>> IDS =
            Parameter.<List<CustomerId>>named("ids", "客户id").ov1("telord", Types.ids(CustomerId::new, 500));

    /** A customer with the name of the user in charge; empty for the pool. */
    private record Row(Customer customer, String ownerName) {}

    private final Customers customers;
    private final Persons persons;
    private final Dictionaries dictionaries;
    private final Users users;
    private final ZoneId zone;

    NativeCustomerOperations(
            Customers customers, Persons persons, Dictionaries dictionaries, Users users, ZoneId zone) {
        this.customers = customers;
        this.persons = persons;
        this.dictionaries = dictionaries;
        this.users = users;
        this.zone = zone;
    }

    @Override
    public Stream<Operation<?>> operations() {
        return Stream.of(reserving(), saving(), form(), listing());
    }

    private Operation<CustomerForm> reserving() {
        return Operation.<CustomerForm>declare("customer-new", "分配新客户ID", NAVIGATION)
                .needs(Permission.WRITE_CUSTOMERS)
                .takes(CustomerFields.KIND)
                .ov1(
                        CustomerForm.answer(),
                        Route.ov1(ADD, "apihelptype=new"),
                        Route.ov1(ADD, "intsort=*"),
                        Route.ov1(ADD))
                .handledBy((given, call) -> {
                    var reserved = customers.reserve(call.user());
                    return CustomerForm.of(
                            reserved.id(),
                            kindOf(given.orElse(CustomerFields.KIND, CustomerKind.COMPANY), reserved.number()),
                            PersonDetails.NONE,
                            dictionaries);
                });
    }

    private static CustomerDetails kindOf(CustomerKind kind, String number) {
        return CustomerDetails.EMPTY.numberedAs(kind, number);
    }

    private Operation<CustomerId> saving() {
        return Operation.<CustomerId>declare("customer-save", "客户添加", NAVIGATION)
                .needs(Permission.WRITE_CUSTOMERS)
                .takes(RESERVED)
                .takes(CustomerFields.all())
                .takesCustomFields()
                .ov1(
                        Answer.saved("保存成功！", CustomerId::value),
                        Route.ov1(ADD, "apihelptype=save"),
                        Route.ov1(ADD, "cmdkey=__sys_dosave"))
                .keeps((given, call) -> Optional.ofNullable(given.find(RESERVED))
                        .flatMap(id -> customers.find(id, call.scope()))
                        .map(CustomerFields::chosen)
                        .orElseGet(Map::of))
                .handledBy(this::save);
    }

    private CustomerId save(Arguments given, ErpCall call) {
        UnaryOperator<CustomerDetails> change = present -> {
            var details = CustomerFields.details(given, present);
            NativeNeeds.check(details, DialectId.OV1);
            return details;
        };
        var id = given.find(RESERVED);
        if (id == null) {
            return customers.add(
                    change.apply(CustomerDetails.EMPTY), CustomerFields.person(given), call.user(), call.user());
        }
        return customers
                .save(id, change, CustomerFields.person(given), call.user(), call.user(), call.scope())
                .id();
    }

    private Operation<CustomerForm> form() {
        return Operation.<CustomerForm>declare("customer-form", "客户详情", NAVIGATION)
                .needs(Permission.READ_CUSTOMERS)
                .takes(RECORD)
                .ov1(
                        CustomerForm.answer(),
                        Route.ov1(ADD, "edit=1"),
                        Route.ov1(ADD, "edit=1", "intsort=*"),
                        Route.ov1(ADD, "apihelptype=get"),
                        Route.ov1(ADD, "edit=1", "apihelptype=get"))
                .handledBy(this::read);
    }

    private CustomerForm read(Arguments given, ErpCall call) {
        var id = given.get(RECORD);
        var customer = customers.find(id, call.scope()).orElseThrow(() -> CustomerOperations.noCustomer(id));
        var person = persons.mainOf(id).orElse(PersonDetails.NONE);
        return CustomerForm.of(id, customer.details(), person, dictionaries);
    }

    private Operation<Page<Row>> listing() {
        return Operation.<Page<Row>>declare("customer-table", "客户列表", NAVIGATION)
                .needs(Permission.READ_CUSTOMERS)
                .takes(
                        Paging.INDEX,
                        Paging.SIZE,
                        KEYWORD,
                        NAME_PART,
                        NUMBER_PART,
                        PHONE_PART,
                        ADDRESS_PART,
                        REMARK_PART,
                        SOURCE,
                        LEVEL,
                        INDUSTRY,
                        REGION,
                        VALUE,
                        OWNER,
                        SHIELDED,
                        ADDED_FROM,
                        ADDED_BEFORE,
                        IDS)
                .ov1(Answer.paged("操作成功", columns()), Route.ov1("salesmanage/custom/list"))
                .handledBy(this::list);
    }

    private Page<Row> list(Arguments given, ErpCall call) {
        var from = given.find(ADDED_FROM);
        var before = given.find(ADDED_BEFORE);
        if (from != null && before != null && !from.isBefore(before)) {
            throw new ProblemException(Problem.Invalid.field(ADDED_FROM.name(), "开始时间晚于结束时间", "不晚于结束时间的日期或时间"));
        }
        var terms = new CustomerTerms(
                given.text(NAME_PART),
                given.text(NUMBER_PART),
                given.text(PHONE_PART),
                given.text(ADDRESS_PART),
                given.text(REMARK_PART),
                oneOrAll(given.find(LEVEL)),
                given.find(INDUSTRY),
                oneOrAll(given.find(REGION)),
                given.find(VALUE),
                given.find(SHIELDED),
                given.orElse(IDS, List.of()));
        var filter = new CustomerFilter(
                given.text(KEYWORD), null, given.find(SOURCE), given.find(OWNER), null, from, before, terms);
        var found = Paging.through(
                given,
                call,
                page -> customers.list(filter, call.scope(), page),
                customer -> customer.id().value());
        var names = users.names(
                new HashSet<>(found.items().stream().map(Customer::owner).toList()));
        return found.map(customer ->
                new Row(customer, customer.owner().equals(Pool.OWNER) ? "" : names.getOrDefault(customer.owner(), "")));
    }

    /** Old clients index rows by position, {@code ord} at 7 among them: the order never changes, new columns go last. */
    private List<AnswerField<Row>> columns() {
        return List.of(
                text("name", "name", "客户名称", CustomerDetails::name),
                text("number", "khid", "客户编号", CustomerDetails::number),
                text("level", "sort1", "客户分类", CustomerDetails::level),
                text("source", "ly", "客户来源", CustomerDetails::source),
                text("region", "area", "客户区域", CustomerDetails::region),
                text("industry", "trade", "客户行业", CustomerDetails::industry),
                text("value", "jz", "价值评估", details -> details.profile(ProfileField.VALUE)),
                AnswerField.id("id", "ord", "数据唯一标识", row -> row.customer().id().value()),
                AnswerField.text("ownerName", "catename", "销售人员", Row::ownerName),
                text("contactPerson", "person_name", "联系人", CustomerDetails::contactPerson),
                text("phone", "phone", "办公电话", CustomerDetails::phone),
                text("mobile", "mobile", "手机", CustomerDetails::mobile),
                text("fax", "fax", "传真", CustomerDetails::fax),
                text("email", "email", "电子邮件", CustomerDetails::email),
                text("address", "address", "客户地址", CustomerDetails::address),
                text("postcode", "zip", "邮编", CustomerDetails::postcode),
                text("website", "url", "客户网址", CustomerDetails::website),
                AnswerField.time(
                        "addedAt", "date1", "添加时间", zone, row -> row.customer().addedAt()),
                AnswerField.time(
                        "lastFollowedUpAt",
                        "lasttime",
                        "最后跟进时间",
                        zone,
                        row -> row.customer().lastFollowedUpAt()),
                AnswerField.number(
                        "kind",
                        "intsort",
                        "客户类型",
                        row -> row.customer().details().kind().number()),
                AnswerField.number(
                        "reviewed", "sp", "审核状态", row -> row.customer().reviewed() ? 1 : 0),
                AnswerField.number(
                        "shielded", "protect", "是否保护", row -> row.customer().shielded() ? 1 : 0),
                AnswerField.optionalId(
                        "owner",
                        "cateid",
                        "销售人员ID",
                        row -> row.customer().owner().equals(Pool.OWNER)
                                ? null
                                : row.customer().owner().value()),
                text("remark", "intro", "备注", CustomerDetails::remark),
                text("shortName", "telname", "客户简称", CustomerDetails::shortName),
                text("scale", "scale", "企业规模", CustomerDetails::scale));
    }

    private static AnswerField<Row> text(
            String name, String wireName, String caption, Function<CustomerDetails, String> value) {
        return AnswerField.text(
                name, wireName, caption, row -> value.apply(row.customer().details()));
    }

    private static List<String> oneOrAll(@Nullable String text) {
        return text == null ? List.of() : List.of(text);
    }
}
