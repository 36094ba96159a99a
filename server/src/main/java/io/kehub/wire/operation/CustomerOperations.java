package io.kehub.wire.operation;

import static io.kehub.wire.operation.Parameter.optional;
import static io.kehub.wire.operation.Parameter.required;
import static io.kehub.wire.operation.WireNames.quick;

import io.kehub.erp.customer.CustomField;
import io.kehub.erp.customer.CustomerDetails;
import io.kehub.erp.customer.CustomerFilter;
import io.kehub.erp.customer.CustomerKind;
import io.kehub.erp.dictionary.DictionaryName;
import io.kehub.kernel.CustomerId;
import io.kehub.kernel.PageRequest;
import io.kehub.kernel.Problem;
import io.kehub.kernel.ProblemException;
import io.kehub.kernel.UserId;
import io.kehub.wire.operation.InputType.Choice;
import io.kehub.wire.operation.InputType.Choice.Option;
import io.kehub.wire.operation.InputType.Identifier;
import io.kehub.wire.operation.InputType.Whole;
import io.kehub.wire.operation.InputType.Words;
import io.kehub.wire.operation.Outcome.OwnedCustomer;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/** 客户管理: the customers' operations (quick reference, 客户管理 API). */
final class CustomerOperations {

    private static final String GROUP = "客户管理";

    private static final Parameter<Integer> PAGE_INDEX =
            optional("pageIndex", "页码", new Whole(1, Integer.MAX_VALUE), quick("pageindex"));
    private static final Parameter<Integer> PAGE_SIZE =
            optional("pageSize", "每页数量", new Whole(1, PageRequest.LARGEST_SIZE), quick("pagesize"));
    private static final Parameter<String> KEYWORD = optional("keyword", "搜索关键词", new Words(100), quick("keyword"));
    private static final Parameter<Optional<CustomerKind>> KIND_FILTER = optional(
            "kind",
            "客户类型",
            new Choice<>(List.of(
                    new Option<>(0, "全部", Optional.empty()),
                    new Option<>(1, "单位客户", Optional.of(CustomerKind.COMPANY)),
                    new Option<>(2, "个人客户", Optional.of(CustomerKind.PERSON)))),
            quick("sort"));
    private static final Parameter<String> SOURCE_FILTER =
            optional("source", "客户来源", new DictionaryText(DictionaryName.CUSTOMER_SOURCE, true), quick("source"));
    private static final Parameter<UserId> OWNER_FILTER =
            optional("owner", "负责人", new UserReference(false), quick("charge"));
    private static final Parameter<Instant> ADDED_FROM =
            optional("addedFrom", "开始时间", new Moment(Moment.Edge.FIRST), quick("starttime"));
    private static final Parameter<Instant> ADDED_BEFORE =
            optional("addedBefore", "结束时间", new Moment(Moment.Edge.AFTER_LAST), quick("endtime"));
    private static final Parameter<Boolean> REVIEWED = optional(
            "reviewed",
            "状态",
            new Choice<>(List.of(new Option<>(0, "待审核", false), new Option<>(1, "已审核", true))),
            quick("status"));

    private static final Parameter<String> NAME = required("name", "客户名称", new Words(200), quick("name"));
    private static final Parameter<String> SHORT_NAME = optional("shortName", "客户简称", new Words(100), quick("telname"));
    private static final Parameter<CustomerKind> KIND = required(
            "kind",
            "客户类型",
            new Choice<>(List.of(
                    new Option<>(1, "单位客户", CustomerKind.COMPANY), new Option<>(2, "个人客户", CustomerKind.PERSON))),
            quick("sort"));
    private static final Parameter<String> SOURCE =
            optional("source", "客户来源", new DictionaryText(DictionaryName.CUSTOMER_SOURCE, false), quick("source"));
    private static final Parameter<String> CONTACT_PERSON =
            optional("contactPerson", "联系人", new Words(50), quick("linkman"));
    private static final Parameter<String> PHONE = optional("phone", "电话", new Words(50), quick("tel"));
    private static final Parameter<String> MOBILE = optional("mobile", "手机", new Words(50), quick("mobile"));
    private static final Parameter<String> EMAIL = optional("email", "邮箱", new Words(100), quick("email"));
    private static final Parameter<String> ADDRESS = optional("address", "地址", new Words(500), quick("address"));
    private static final Parameter<String> REMARK = optional("remark", "备注", new Words(2000), quick("remark"));
    private static final Parameter<UserId> OWNER = optional("owner", "负责人", new UserReference(true), quick("charge"));
    private static final Parameter<String> LEVEL = optional("level", "客户级别", new Words(50), quick("level"));
    private static final Parameter<String> INDUSTRY = optional("industry", "所属行业", new Words(50), quick("industry"));
    private static final Parameter<String> SCALE = optional("scale", "企业规模", new Words(50), quick("scale"));
    private static final Parameter<String> REGION = optional("region", "所属区域", new Words(50), quick("region"));
    private static final Parameter<String> WEBSITE = optional("website", "网址", new Words(200), quick("website"));
    private static final Parameter<String> FAX = optional("fax", "传真", new Words(50), quick("fax"));
    private static final Parameter<String> POSTCODE = optional("postcode", "邮编", new Words(20), quick("zip"));
    private static final Parameter<String> K_CODE = optional("kCode", "K编码", new Words(50), quick("k_code"));

    /** 客户ID of the detail. */
    static final Parameter<CustomerId> ID = required("id", "客户ID", new Identifier<>(CustomerId::new), quick("id"));

    private final ZoneId zone;

    CustomerOperations(ZoneId zone) {
        this.zone = zone;
    }

    Stream<Operation> all() {
        return Stream.of(list(), add(), detail());
    }

    private Operation list() {
        return new Operation(
                "customer-list",
                GROUP,
                "获取客户列表",
                List.of(Route.quick("/webapi/v3/ov1/salesmanage/custom/list")),
                true,
                List.of(
                        PAGE_INDEX,
                        PAGE_SIZE,
                        KEYWORD,
                        KIND_FILTER,
                        SOURCE_FILTER,
                        OWNER_FILTER,
                        ADDED_FROM,
                        ADDED_BEFORE,
                        REVIEWED),
                false,
                new Answer.Paged<>(
                        "操作成功", Outcome.CustomersListed.class, Outcome.CustomersListed::page, customerFields()),
                CustomerOperations::listRequest);
    }

    private static Request listRequest(Arguments given) {
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
        var page = new PageRequest(given.orElse(PAGE_INDEX, 1), given.orElse(PAGE_SIZE, PageRequest.DEFAULT_SIZE));
        return new Request.ListCustomers(filter, page);
    }

    private static Operation add() {
        return new Operation(
                "customer-add",
                GROUP,
                "添加客户",
                List.of(Route.quick("/webapi/v3/sales/customer/add")),
                true,
                List.of(
                        NAME,
                        SHORT_NAME,
                        KIND,
                        SOURCE,
                        CONTACT_PERSON,
                        PHONE,
                        MOBILE,
                        EMAIL,
                        ADDRESS,
                        REMARK,
                        OWNER,
                        LEVEL,
                        INDUSTRY,
                        SCALE,
                        REGION,
                        WEBSITE,
                        FAX,
                        POSTCODE,
                        K_CODE),
                true,
                new Answer.Single<>(
                        "添加成功",
                        Outcome.CustomerAdded.class,
                        List.of(AnswerField.id(
                                "id", "客户ID", quick("id"), added -> added.id().value())),
                        added -> List.of()),
                CustomerOperations::addRequest);
    }

    private static Request addRequest(Arguments given) {
        var details = new CustomerDetails(
                given.get(NAME),
                given.text(SHORT_NAME),
                given.get(KIND),
                given.text(SOURCE),
                given.text(CONTACT_PERSON),
                given.text(PHONE),
                given.text(MOBILE),
                given.text(EMAIL),
                given.text(ADDRESS),
                given.text(REMARK),
                given.text(LEVEL),
                given.text(INDUSTRY),
                given.text(SCALE),
                given.text(REGION),
                given.text(WEBSITE),
                given.text(FAX),
                given.text(POSTCODE),
                given.text(K_CODE),
                given.customFields());
        return new Request.AddCustomer(details, given.find(OWNER));
    }

    private Operation detail() {
        var fields = new ArrayList<AnswerField<Outcome.CustomerRead>>();
        customerFields().forEach(field -> fields.add(field.within(Outcome.CustomerRead::customer)));
        fields.add(detailText("kCode", "K编码", "k_code", CustomerDetails::kCode).within(Outcome.CustomerRead::customer));
        return new Operation(
                "customer-detail",
                GROUP,
                "获取客户详情",
                List.of(new Route(
                        DialectId.QUICK,
                        "/webapi/v3/ov1/salesmanage/custom/add",
                        Map.of("edit", "1", "apihelptype", "get"))),
                true,
                List.of(ID),
                false,
                new Answer.Single<>(
                        "操作成功",
                        Outcome.CustomerRead.class,
                        fields,
                        read -> read.customFields().stream()
                                .map(CustomerOperations::customField)
                                .toList()),
                given -> new Request.ReadCustomer(given.get(ID)));
    }

    /** What the quick reference lists, in its order. */
    private List<AnswerField<OwnedCustomer>> customerFields() {
        return List.of(
                AnswerField.id(
                        "id", "客户ID", quick("id"), row -> row.customer().id().value()),
                detailText("name", "客户名称", "name", CustomerDetails::name),
                detailText("shortName", "客户简称", "telname", CustomerDetails::shortName),
                AnswerField.number(
                        "kind",
                        "客户类型",
                        quick("sort"),
                        row -> row.customer().details().kind().number()),
                detailText("source", "客户来源", "source", CustomerDetails::source),
                detailText("contactPerson", "联系人", "linkman", CustomerDetails::contactPerson),
                detailText("phone", "电话", "tel", CustomerDetails::phone),
                detailText("mobile", "手机", "mobile", CustomerDetails::mobile),
                detailText("email", "邮箱", "email", CustomerDetails::email),
                detailText("address", "地址", "address", CustomerDetails::address),
                detailText("remark", "备注", "remark", CustomerDetails::remark),
                AnswerField.id(
                        "owner",
                        "负责人ID",
                        quick("charge"),
                        row -> row.customer().owner().value()),
                AnswerField.text("ownerName", "负责人姓名", quick("chargename"), OwnedCustomer::ownerName),
                AnswerField.time(
                        "addedAt",
                        "添加时间",
                        quick("addtime"),
                        zone,
                        row -> row.customer().addedAt()),
                AnswerField.time(
                        "lastFollowedUpAt",
                        "最后跟进时间",
                        quick("lasttime"),
                        zone,
                        row -> row.customer().lastFollowedUpAt()),
                AnswerField.number(
                        "reviewed",
                        "状态",
                        quick("status"),
                        row -> flag(row.customer().reviewed())),
                AnswerField.number(
                        "shielded",
                        "是否保护",
                        quick("protect"),
                        row -> flag(row.customer().shielded())),
                detailText("level", "客户级别", "level", CustomerDetails::level),
                detailText("industry", "所属行业", "industry", CustomerDetails::industry),
                detailText("scale", "企业规模", "scale", CustomerDetails::scale),
                detailText("region", "所属区域", "region", CustomerDetails::region),
                detailText("website", "网址", "website", CustomerDetails::website),
                detailText("fax", "传真", "fax", CustomerDetails::fax),
                detailText("postcode", "邮编", "zip", CustomerDetails::postcode));
    }

    private static AnswerField<OwnedCustomer> detailText(
            String name, String caption, String wireName, Function<CustomerDetails, String> value) {
        return AnswerField.text(
                name,
                caption,
                quick(wireName),
                row -> value.apply(row.customer().details()));
    }

    private static AnswerField<Outcome.CustomerRead> customField(CustomField field) {
        return AnswerField.text(
                field.name(),
                field.caption(),
                quick(field.name()),
                read -> read.customer().customer().details().customFields().getOrDefault(field.name(), ""));
    }

    private static int flag(boolean value) {
        return value ? 1 : 0;
    }
}
