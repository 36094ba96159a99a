package io.kehub.wire.customer;

import io.kehub.erp.access.Permission;
import io.kehub.erp.access.Users;
import io.kehub.erp.customer.AdvancedCustomerFilter.Choice;
import io.kehub.erp.customer.ContactPerson;
import io.kehub.erp.customer.ContactPersonField;
import io.kehub.erp.customer.ContactPersonFilter;
import io.kehub.erp.customer.ContactPersonFilter.Text;
import io.kehub.erp.customer.ContactPersons;
import io.kehub.erp.customer.Customers;
import io.kehub.erp.dictionary.DictionaryName;
import io.kehub.kernel.CustomerId;
import io.kehub.kernel.Page;
import io.kehub.wire.operation.Answer;
import io.kehub.wire.operation.AnswerField;
import io.kehub.wire.operation.Arguments;
import io.kehub.wire.operation.FilterIds;
import io.kehub.wire.operation.Operation;
import io.kehub.wire.operation.Paging;
import io.kehub.wire.operation.Parameter;
import io.kehub.wire.operation.Route;
import io.kehub.wire.operation.type.DialectId;
import io.kehub.wire.operation.type.Types;
import java.time.Instant;
import java.time.ZoneId;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** The list of contact persons (catalog: 联系人列表). */
final class ContactPersonList {

    private static final Parameter<CustomerId> OF_CUSTOMER =
            Parameter.<CustomerId>named("customer", "客户ID").ov1("company", Types.id(CustomerId::new));
    private static final Parameter<Instant> ADDED_FROM =
            Parameter.<Instant>named("addedFrom", "添加时间").ov1("date1_0", Types.periodStart());
    private static final Parameter<Instant> ADDED_BEFORE =
            Parameter.<Instant>named("addedBefore", "添加时间").ov1("date1_1", Types.periodEnd());

    private static final Map<Text, Parameter<String>> TEXTS = texts();
    private static final Map<Choice, Parameter<List<String>>> CHOICES = new EnumMap<>(Map.of(
            Choice.LEVEL, choice("level", "客户分类", "telsort", DictionaryName.CUSTOMER_CLASS),
            Choice.REGION, choice("region", "客户区域", "area", DictionaryName.AREA),
            Choice.INDUSTRY, choice("industry", "客户行业", "trade", DictionaryName.TRADE)));

    private final ContactPersons persons;
    private final Customers customers;
    private final Users users;
    private final ZoneId zone;

    ContactPersonList(ContactPersons persons, Customers customers, Users users, ZoneId zone) {
        this.persons = persons;
        this.customers = customers;
        this.users = users;
        this.zone = zone;
    }

    private static Map<Text, Parameter<String>> texts() {
        var all = new EnumMap<Text, Parameter<String>>(Text.class);
        all.put(Text.KEYWORD, text("keyword", "快速检索条件", "searchKey", 100));
        all.put(Text.NAME, text("name", "联系人姓名", "person_name", 50));
        all.put(Text.MOBILE, text("mobile", "手机", "mobile", 50));
        all.put(Text.PHONE, text("phone", "办公电话", "phone", 50));
        all.put(Text.EMAIL, text("email", "电子邮件", "email", 100));
        all.put(Text.FAX, text("fax", "传真", "fax", 50));
        all.put(Text.PINYIN, text("pinyin", "拼音码", "pym", 100));
        all.put(Text.DEPARTMENT, text("department", "部门", "part1", 50));
        all.put(Text.JOB, text("job", "职务", "job", 50));
        all.put(Text.QQ, text("qq", "QQ", "qq", 50));
        all.put(Text.HOBBIES, text("hobbies", "爱好特长", "joy", 200));
        all.put(Text.REMARK, text("remark", "备注", "intro", 100));
        all.put(Text.CUSTOMER_NAME, text("customerName", "客户名称", "name", 100));
        all.put(
                Text.SEX,
                Parameter.<String>named("sex", "性别").ov1("sex", Types.pattern(Pattern.compile("男|女"), "男、女")));
        return all;
    }

    private static Parameter<String> text(String name, String caption, String wireName, int maxLength) {
        return Parameter.<String>named(name, caption).ov1(wireName, Types.text(maxLength));
    }

    private static Parameter<List<String>> choice(
            String name, String caption, String wireName, DictionaryName dictionary) {
        return Parameter.<List<String>>named(name, caption).ov1(wireName, Types.entryIdsFilter(dictionary));
    }

    Operation<Page<ContactPerson>> operation() {
        var order = Paging.sort(columns(), ContactPersons.SORTED_BY);
        return Operation.<Page<ContactPerson>>declare("person-table", "联系人列表", ContactPersonOperations.NAVIGATION)
                .needs(Permission.READ_CUSTOMERS)
                .takes(Paging.INDEX, Paging.SIZE)
                .takes(List.copyOf(TEXTS.values()))
                .takes(OF_CUSTOMER)
                .takes(List.copyOf(CHOICES.values()))
                .takes(ADDED_FROM, ADDED_BEFORE, order)
                .rejects(DialectId.OV1, "stype", "没有这种列表模式", "0")
                .rejects(DialectId.OV1, "remind", "没有这种提醒", "0")
                .rejects(DialectId.OV1, "checktype", "没有这种选择模式", "0", "radio", "redio", "checkbox", "check")
                .ov1(Answer.paged("操作成功", columns()), Route.ov1("salesmanage/person/list"))
                .handledBy((given, call) -> {
                    var filter = filter(given);
                    var found = Paging.read(
                            given,
                            call,
                            order,
                            page -> persons.list(filter, call.scope(), page),
                            person -> person.id().value());
                    FilterIds.requireKnown(
                            found,
                            given,
                            OF_CUSTOMER,
                            id -> customers.find(id, call.scope()).isPresent(),
                            CustomerId::value,
                            "客户");
                    return found;
                });
    }

    private ContactPersonFilter filter(Arguments given) {
        var texts = new EnumMap<Text, String>(Text.class);
        TEXTS.forEach((text, parameter) -> texts.put(text, given.text(parameter)));
        var choices = new EnumMap<Choice, List<String>>(Choice.class);
        CHOICES.forEach((choice, parameter) -> choices.put(choice, given.orElse(parameter, List.of())));
        var from = given.find(ADDED_FROM);
        var before = given.find(ADDED_BEFORE);
        CustomerListOperations.checkPeriod(from, before, ADDED_FROM);
        return new ContactPersonFilter(
                texts,
                users.withNamePart(texts.getOrDefault(Text.KEYWORD, "")),
                given.find(OF_CUSTOMER),
                choices,
                from,
                before);
    }

    /** Old clients index rows by position: the order never changes, new columns go last. */
    private List<AnswerField<ContactPerson>> columns() {
        return List.of(
                AnswerField.id("id", "ord", "数据唯一标识", person -> person.id().value()),
                AnswerField.text(
                        "name",
                        "person_name",
                        "联系人姓名",
                        person -> person.details().name()),
                AnswerField.text("customerName", "name", "客户名称", ContactPerson::customerName),
                field(ContactPersonField.SEX, "sex"),
                field(ContactPersonField.DEPARTMENT, "part1"),
                field(ContactPersonField.JOB, "job"),
                AnswerField.text(
                        "phone", "phone", "办公电话", person -> person.details().phone()),
                AnswerField.text(
                        "mobile", "mobile", "手机", person -> person.details().mobile()),
                AnswerField.text(
                        "email", "email", "电子邮件", person -> person.details().email()),
                AnswerField.text("fax", "fax", "传真", person -> person.details().fax()),
                field(ContactPersonField.QQ, "qq"),
                field(ContactPersonField.WECHAT, "weixinAcc"),
                AnswerField.id(
                        "customer",
                        "company",
                        "客户ID",
                        person -> person.customer().value()),
                AnswerField.number("main", "ismain", "是否主联系人", person -> person.main() ? 1 : 0),
                AnswerField.time("addedAt", "date1", "添加时间", zone, ContactPerson::addedAt));
    }

    private static AnswerField<ContactPerson> field(ContactPersonField field, String wireName) {
        return AnswerField.text(
                field.domainName(),
                wireName,
                field.caption(),
                person -> person.details().field(field));
    }
}
