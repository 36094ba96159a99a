package io.kehub.wire.customer;

import io.kehub.erp.access.Permission;
import io.kehub.erp.access.Users;
import io.kehub.erp.customer.CustomField;
import io.kehub.erp.customer.CustomFields;
import io.kehub.erp.customer.Customer;
import io.kehub.erp.customer.CustomerCare;
import io.kehub.erp.customer.CustomerDetails;
import io.kehub.erp.customer.CustomerFilter;
import io.kehub.erp.customer.CustomerKind;
import io.kehub.erp.customer.Customers;
import io.kehub.erp.customer.FollowUp;
import io.kehub.erp.customer.FollowUps;
import io.kehub.erp.customer.Pool;
import io.kehub.erp.dictionary.DictionaryName;
import io.kehub.kernel.AccessScope;
import io.kehub.kernel.CustomerId;
import io.kehub.kernel.FieldError;
import io.kehub.kernel.Page;
import io.kehub.kernel.Problem;
import io.kehub.kernel.ProblemException;
import io.kehub.kernel.UserId;
import io.kehub.wire.operation.Answer;
import io.kehub.wire.operation.AnswerField;
import io.kehub.wire.operation.Arguments;
import io.kehub.wire.operation.ErpCall;
import io.kehub.wire.operation.Operation;
import io.kehub.wire.operation.OperationGroup;
import io.kehub.wire.operation.Paging;
import io.kehub.wire.operation.Parameter;
import io.kehub.wire.operation.Route;
import io.kehub.wire.operation.Types;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.springframework.transaction.support.TransactionTemplate;

/** 客户管理: the customers' operations of the quick reference (客户管理 API). */
final class CustomerOperations implements OperationGroup {

    private static final String[] NAVIGATION = {"销售栏目", "客户管理", "客户对接"};

    private static final Parameter<String> KEYWORD =
            Parameter.<String>named("keyword", "搜索关键词").quick("keyword", Types.words(100));
    private static final Parameter<Optional<CustomerKind>> KIND_FILTER = Parameter.<Optional<CustomerKind>>named(
                    "kind", "客户类型")
            .quick(
                    "sort",
                    Types.numbered(List.of(
                            Types.option(0, "全部", Optional.empty()),
                            Types.option(1, "单位客户", Optional.of(CustomerKind.COMPANY)),
                            Types.option(2, "个人客户", Optional.of(CustomerKind.PERSON)))));
    private static final Parameter<String> SOURCE_FILTER = Parameter.<String>named("source", "客户来源")
            .quick("source", Types.entryFilter(DictionaryName.CUSTOMER_SOURCE));
    private static final Parameter<UserId> OWNER_FILTER =
            Parameter.<UserId>named("owner", "负责人").quick("charge", Types.user(false));
    private static final Parameter<Instant> ADDED_FROM =
            Parameter.<Instant>named("addedFrom", "开始时间").quick("starttime", Types.from());
    private static final Parameter<Instant> ADDED_BEFORE =
            Parameter.<Instant>named("addedBefore", "结束时间").quick("endtime", Types.through());
    private static final Parameter<Boolean> REVIEWED = Parameter.<Boolean>named("reviewed", "状态")
            .quick("status", Types.numbered(List.of(Types.option(0, "待审核", false), Types.option(1, "已审核", true))));

    /** 客户ID of the detail. */
    private static final Parameter<CustomerId> ID = Parameter.<CustomerId>named("id", "客户ID")
            .quick("id", Types.id(CustomerId::new))
            .required();

    private static final Parameter<CustomerId> RECORD = Parameter.<CustomerId>named("id", "单据ID")
            .v3("ord", Types.id(CustomerId::new))
            .required();
    private static final Parameter<String> FOLLOW_UP =
            Parameter.<String>named("text", "洽谈进展").v3("reply", Types.words(2000));
    private static final Parameter<String> FOLLOW_UP_WAY =
            Parameter.<String>named("way", "跟进方式").v3("sort98", Types.entryText(DictionaryName.FOLLOW_UP_WAY));

    /** A customer with the name of the user in charge; the name is empty where that user is gone. */
    private record OwnedCustomer(Customer customer, String ownerName) {}

    /**
     * One customer, whole.
     *
     * @param customFields the fields that an answer shows, enabled ones only, by number
     */
    private record WholeCustomer(OwnedCustomer customer, List<CustomField> customFields) {}

    private final Customers customers;
    private final CustomerCare care;
    private final FollowUps followUps;
    private final CustomFields customFields;
    private final Users users;
    private final TransactionTemplate transaction;
    private final ZoneId zone;

    CustomerOperations(
            Customers customers,
            CustomerCare care,
            FollowUps followUps,
            CustomFields customFields,
            Users users,
            TransactionTemplate transaction,
            ZoneId zone) {
        this.customers = customers;
        this.care = care;
        this.followUps = followUps;
        this.transaction = transaction;
        this.customFields = customFields;
        this.users = users;
        this.zone = zone;
    }

    @Override
    public Stream<Operation<?>> operations() {
        return Stream.of(listing(), adding(), changing(), detail());
    }

    private Operation<Page<OwnedCustomer>> listing() {
        return Operation.<Page<OwnedCustomer>>declare("customer-list", "获取客户列表", NAVIGATION)
                .needs(Permission.READ_CUSTOMERS)
                .takes(
                        Paging.INDEX,
                        Paging.SIZE,
                        KEYWORD,
                        KIND_FILTER,
                        SOURCE_FILTER,
                        OWNER_FILTER,
                        ADDED_FROM,
                        ADDED_BEFORE,
                        REVIEWED)
                .quick(Answer.paged("操作成功", listFields()), Route.at("/webapi/v3/ov1/salesmanage/custom/list"))
                .handledBy(this::list);
    }

    private Page<OwnedCustomer> list(Arguments given, ErpCall call) {
        var from = given.find(ADDED_FROM);
        var before = given.find(ADDED_BEFORE);
        if (from != null && before != null && !from.isBefore(before)) {
            throw new ProblemException(Problem.Invalid.field(ADDED_FROM.name(), "开始时间晚于结束时间", "不晚于结束时间的日期或时间"));
        }
        var filter = new CustomerFilter(
                given.text(KEYWORD),
                given.orElse(KIND_FILTER, Optional.empty()).orElse(null),
                given.find(SOURCE_FILTER),
                given.find(OWNER_FILTER),
                given.find(REVIEWED),
                from,
                before);
        var found = Paging.through(
                given,
                call,
                page -> customers.list(filter, call.scope(), page),
                customer -> customer.id().value());
        var owners = new HashSet<>(found.items().stream().map(Customer::owner).toList());
        var names = users.names(owners);
        return found.map(customer -> owned(customer, names));
    }

    private Operation<CustomerId> adding() {
        return Operation.<CustomerId>declare("customer-add", "添加客户", NAVIGATION)
                .needs(Permission.WRITE_CUSTOMERS)
                .takes(CustomerFields.all())
                .takes(FOLLOW_UP, FOLLOW_UP_WAY)
                .takesCustomFields()
                .quick(
                        Answer.single("添加成功", List.of(AnswerField.id("id", "id", "客户ID", CustomerId::value))),
                        Route.at("/webapi/v3/sales/customer/add"))
                .v3(Answer.done("添加成功"), Route.at("/webapi/v3/sales/customer/add"))
                .handledBy(this::add);
    }

    private CustomerId add(Arguments given, ErpCall call) {
        var details = CustomerFields.details(given, CustomerDetails.EMPTY);
        NativeNeeds.check(details, call.dialect());
        var id = transaction.execute(status -> {
            var added = customers.add(
                    details,
                    CustomerFields.person(given),
                    given.orElse(CustomerFields.OWNER, call.user()),
                    call.user());
            followUp(added, given, call);
            return added;
        });
        return id;
    }

    /** A follow-up that comes along is kept with the same commit. */
    private void followUp(CustomerId customer, Arguments given, ErpCall call) {
        var text = given.text(FOLLOW_UP);
        if (!text.isEmpty()) {
            followUps.add(
                    new FollowUp(customer, null, null, text, given.text(FOLLOW_UP_WAY), FollowUp.Schedule.NONE),
                    call.user(),
                    AccessScope.everything(call.user()));
        }
    }

    private Operation<CustomerId> changing() {
        return Operation.<CustomerId>declare("customer-edit", "客户修改", NAVIGATION)
                .needs(Permission.WRITE_CUSTOMERS)
                .takes(RECORD)
                .takes(CustomerFields.all())
                .takes(FOLLOW_UP, FOLLOW_UP_WAY)
                .takesCustomFields()
                .v3(Answer.done("修改成功"), Route.at("/webapi/v3/sales/customer/edit"))
                .keeps((given, call) -> customers
                        .find(given.get(RECORD), call.scope())
                        .map(CustomerFields::chosen)
                        .orElseGet(Map::of))
                .handledBy(this::change);
    }

    private CustomerId change(Arguments given, ErpCall call) {
        return transaction.execute(status -> {
            var id = given.get(RECORD);
            customers.change(
                    id,
                    present -> {
                        var details = CustomerFields.details(given, present);
                        NativeNeeds.check(details, call.dialect());
                        return details;
                    },
                    CustomerFields.person(given),
                    call.user(),
                    call.scope());
            var owner = given.find(CustomerFields.OWNER);
            if (owner != null) {
                care.assign(List.of(id), owner, call.user(), call.scope());
            }
            followUp(id, given, call);
            return id;
        });
    }

    private Operation<WholeCustomer> detail() {
        var fields = new ArrayList<AnswerField<WholeCustomer>>();
        listFields().forEach(field -> fields.add(field.within(WholeCustomer::customer)));
        fields.add(text("kCode", "k_code", "K编码", CustomerDetails::kCode).within(WholeCustomer::customer));
        return Operation.<WholeCustomer>declare("customer-detail", "获取客户详情", NAVIGATION)
                .needs(Permission.READ_CUSTOMERS)
                .takes(ID)
                .quick(
                        Answer.single(
                                "操作成功",
                                fields,
                                read -> read.customFields().stream()
                                        .map(CustomerOperations::customField)
                                        .toList()),
                        Route.at("/webapi/v3/ov1/salesmanage/custom/add", "edit=1", "apihelptype=get"))
                .handledBy(this::read);
    }

    private WholeCustomer read(Arguments given, ErpCall call) {
        var id = given.get(ID);
        var customer = customers.find(id, call.scope()).orElseThrow(() -> noCustomer(id));
        var names = users.names(List.of(customer.owner()));
        var shown = customFields.all().stream().filter(CustomField::enabled).toList();
        return new WholeCustomer(owned(customer, names), shown);
    }

    private static OwnedCustomer owned(Customer customer, Map<UserId, String> names) {
        var pooled = customer.owner().equals(Pool.OWNER);
        return new OwnedCustomer(customer, pooled ? "" : names.getOrDefault(customer.owner(), ""));
    }

    static ProblemException noCustomer(CustomerId id) {
        var message = "没有编号为 " + id.value() + " 的客户";
        return new ProblemException(new Problem.NotFound(
                "not_found", ID.name() + "：" + message, List.of(new FieldError(ID.name(), message, "已有客户的编号"))));
    }

    /** What the quick reference lists, in its order. */
    private List<AnswerField<OwnedCustomer>> listFields() {
        return List.of(
                AnswerField.id("id", "id", "客户ID", row -> row.customer().id().value()),
                text("name", "name", "客户名称", CustomerDetails::name),
                text("shortName", "telname", "客户简称", CustomerDetails::shortName),
                AnswerField.number(
                        "kind",
                        "sort",
                        "客户类型",
                        row -> row.customer().details().kind().number()),
                text("source", "source", "客户来源", CustomerDetails::source),
                text("contactPerson", "linkman", "联系人", CustomerDetails::contactPerson),
                text("phone", "tel", "电话", CustomerDetails::phone),
                text("mobile", "mobile", "手机", CustomerDetails::mobile),
                text("email", "email", "邮箱", CustomerDetails::email),
                text("address", "address", "地址", CustomerDetails::address),
                text("remark", "remark", "备注", CustomerDetails::remark),
                AnswerField.id(
                        "owner",
                        "charge",
                        "负责人ID",
                        row -> row.customer().owner().value()),
                AnswerField.text("ownerName", "chargename", "负责人姓名", OwnedCustomer::ownerName),
                AnswerField.time(
                        "addedAt",
                        "addtime",
                        "添加时间",
                        zone,
                        row -> row.customer().addedAt()),
                AnswerField.time(
                        "lastFollowedUpAt",
                        "lasttime",
                        "最后跟进时间",
                        zone,
                        row -> row.customer().lastFollowedUpAt()),
                AnswerField.number(
                        "reviewed", "status", "状态", row -> flag(row.customer().reviewed())),
                AnswerField.number(
                        "shielded",
                        "protect",
                        "是否保护",
                        row -> flag(row.customer().shielded())),
                text("level", "level", "客户级别", CustomerDetails::level),
                text("industry", "industry", "所属行业", CustomerDetails::industry),
                text("scale", "scale", "企业规模", CustomerDetails::scale),
                text("region", "region", "所属区域", CustomerDetails::region),
                text("website", "website", "网址", CustomerDetails::website),
                text("fax", "fax", "传真", CustomerDetails::fax),
                text("postcode", "zip", "邮编", CustomerDetails::postcode));
    }

    private static AnswerField<OwnedCustomer> text(
            String name, String wireName, String caption, Function<CustomerDetails, String> value) {
        return AnswerField.text(
                name, wireName, caption, row -> value.apply(row.customer().details()));
    }

    private static AnswerField<WholeCustomer> customField(CustomField field) {
        return AnswerField.text(
                field.name(),
                field.name(),
                field.caption(),
                read -> read.customer().customer().details().customFields().getOrDefault(field.name(), ""));
    }

    private static int flag(boolean value) {
        return value ? 1 : 0;
    }
}
