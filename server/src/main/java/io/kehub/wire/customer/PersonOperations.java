package io.kehub.wire.customer;

import io.kehub.erp.access.Permission;
import io.kehub.erp.customer.FollowUp;
import io.kehub.erp.customer.FollowUps;
import io.kehub.erp.customer.Person;
import io.kehub.erp.customer.PersonDetails;
import io.kehub.erp.customer.PersonField;
import io.kehub.erp.customer.PersonFilter;
import io.kehub.erp.customer.Persons;
import io.kehub.erp.dictionary.DictionaryName;
import io.kehub.kernel.CustomerId;
import io.kehub.kernel.FieldError;
import io.kehub.kernel.Page;
import io.kehub.kernel.PersonId;
import io.kehub.kernel.Problem;
import io.kehub.kernel.ProblemException;
import io.kehub.wire.operation.Answer;
import io.kehub.wire.operation.AnswerField;
import io.kehub.wire.operation.Arguments;
import io.kehub.wire.operation.BillField;
import io.kehub.wire.operation.BillGroup;
import io.kehub.wire.operation.ErpCall;
import io.kehub.wire.operation.Operation;
import io.kehub.wire.operation.OperationGroup;
import io.kehub.wire.operation.Paging;
import io.kehub.wire.operation.Parameter;
import io.kehub.wire.operation.Route;
import io.kehub.wire.operation.Types;
import io.kehub.wire.operation.WireValue;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** 客户联系人, and the follow-ups 洽谈进展 of customers and persons (catalog: 客户管理). */
final class PersonOperations implements OperationGroup {

    private static final String[] NAVIGATION = {"销售栏目", "客户管理", "联系人对接"};
    private static final String ADD = "salesmanage/person/add";

    private static final Parameter<PersonId> RECORD = Parameter.<PersonId>named("id", "数据唯一标识")
            .ov1("ord", Types.id(PersonId::new))
            .required();

    /** Left out, the save makes a new person. */
    private static final Parameter<PersonId> RESERVED =
            Parameter.<PersonId>named("id", "数据唯一标识").ov1("ord", Types.id(PersonId::new));

    private static final Parameter<CustomerId> CUSTOMER = Parameter.<CustomerId>named("customer", "关联客户")
            .ov1("company", Types.id(CustomerId::new))
            .required();
    private static final Parameter<String> NAME =
            words("name", "联系人姓名", "person_name", 50).required();
    private static final Parameter<String> PHONE = words("phone", "办公电话", "phone", 50);
    private static final Parameter<String> MOBILE = words("mobile", "手机", "mobile", 50);
    private static final Parameter<String> EMAIL = words("email", "电子邮件", "email", 100);
    private static final Parameter<String> FAX = words("fax", "传真", "fax", 50);
    private static final Map<PersonField, Parameter<String>> FIELDS = fields();

    private static final Parameter<CustomerId> OF_CUSTOMER =
            Parameter.<CustomerId>named("customer", "客户ID").ov1("company", Types.id(CustomerId::new));
    private static final Parameter<String> KEYWORD = words("keyword", "快速检索条件", "searchKey", 100);
    private static final Parameter<String> NAME_PART = words("name", "联系人姓名", "person_name", 50);
    private static final Parameter<Instant> ADDED_FROM =
            Parameter.<Instant>named("addedFrom", "添加时间").ov1("date1_0", Types.from());
    private static final Parameter<Instant> ADDED_BEFORE =
            Parameter.<Instant>named("addedBefore", "添加时间").ov1("date1_1", Types.through());

    private static final Parameter<CustomerId> FOLLOWED_CUSTOMER = Parameter.<CustomerId>named("customer", "客户")
            .ov1("ord", Types.id(CustomerId::new))
            .required();
    private static final Parameter<PersonId> FOLLOWED_PERSON = Parameter.<PersonId>named("person", "联系人")
            .ov1("ord", Types.id(PersonId::new))
            .required();
    private static final Parameter<PersonId> WITH =
            Parameter.<PersonId>named("person", "关联联系人").ov1("lead", Types.id(PersonId::new));
    private static final Parameter<String> TEXT =
            words("text", "洽谈进展", "intro", 2000).required();
    private static final Parameter<String> WAY = Parameter.<String>named("way", "跟进方式")
            .ov1("sort", Types.entryId(DictionaryName.FOLLOW_UP_WAY))
            .required();
    private static final Parameter<FollowUp.Plan> PLAN = Parameter.<FollowUp.Plan>named("plan", "日程类型")
            .ov1(
                    "plantype",
                    Types.numbered(List.of(
                            Types.option(0, "不生成", FollowUp.Plan.NONE),
                            Types.option(1, "待完成日程", FollowUp.Plan.TO_DO),
                            Types.option(2, "已完成日程", FollowUp.Plan.DONE))))
            .required();
    private static final Parameter<String> TO_DO = words("title", "日程内容", "title1", 200, "@title1");
    private static final Parameter<String> DONE = words("doneTitle", "日程内容", "title2", 200, "@title2");
    private static final Parameter<String> OUTCOME = words("outcome", "完成情况", "intro2", 2000, "@intro2");
    private static final Parameter<Instant> TO_DO_FROM = moment("from", "开始时间", "ret_0", "@ret_0");
    private static final Parameter<Instant> TO_DO_UNTIL = moment("until", "结束时间", "ret_1", "@ret_1");
    private static final Parameter<Instant> DONE_FROM = moment("doneFrom", "开始时间", "ret2_0", "@ret2_0");
    private static final Parameter<Instant> DONE_UNTIL = moment("doneUntil", "结束时间", "ret2_1", "@ret2_1");

    /** A person's form, new or filled. */
    private record Form(PersonId id, String customer, PersonDetails details) {}

    private final Persons persons;
    private final FollowUps followUps;
    private final ZoneId zone;

    PersonOperations(Persons persons, FollowUps followUps, ZoneId zone) {
        this.persons = persons;
        this.followUps = followUps;
        this.zone = zone;
    }

    @Override
    public Stream<Operation<?>> operations() {
        return Stream.of(reserving(), saving(), form(), listing(), followingCustomer(), followingPerson());
    }

    private Operation<Form> reserving() {
        return Operation.<Form>declare("person-new", "分配新联系人ID", NAVIGATION)
                .needs(Permission.WRITE_CUSTOMERS)
                .ov1(formAnswer(), Route.ov1(ADD, "apihelptype=new"), Route.ov1(ADD))
                .handledBy((given, call) -> new Form(persons.reserve(call.user()), "", PersonDetails.NONE));
    }

    private Operation<PersonId> saving() {
        var all = new ArrayList<Parameter<?>>(List.of(RESERVED, CUSTOMER, NAME, PHONE, MOBILE, EMAIL, FAX));
        all.addAll(FIELDS.values());
        return Operation.<PersonId>declare("person-save", "联系人添加", NAVIGATION)
                .needs(Permission.WRITE_CUSTOMERS)
                .takes(all)
                .ov1(
                        Answer.saved("保存成功！", PersonId::value),
                        Route.ov1(ADD, "apihelptype=save"),
                        Route.ov1(ADD, "cmdkey=__sys_dosave"))
                .handledBy(this::save);
    }

    private PersonId save(Arguments given, ErpCall call) {
        var id = given.find(RESERVED);
        return id == null
                ? persons.add(given.get(CUSTOMER), details(given, PersonDetails.NONE), call.user(), call.scope())
                : persons.save(id, given.get(CUSTOMER), present -> details(given, present), call.user(), call.scope());
    }

    private static PersonDetails details(Arguments given, PersonDetails present) {
        var fields = new EnumMap<PersonField, String>(PersonField.class);
        fields.putAll(present.fields());
        FIELDS.forEach((field, parameter) -> fields.put(field, given.text(parameter, present.field(field))));
        return new PersonDetails(
                given.text(NAME, present.name()),
                given.text(PHONE, present.phone()),
                given.text(MOBILE, present.mobile()),
                given.text(EMAIL, present.email()),
                given.text(FAX, present.fax()),
                fields);
    }

    private Operation<Form> form() {
        return Operation.<Form>declare("person-form", "联系人详情", NAVIGATION)
                .needs(Permission.READ_CUSTOMERS)
                .takes(RECORD)
                .ov1(formAnswer(), Route.ov1(ADD, "edit=1"), Route.ov1(ADD, "apihelptype=get"))
                .handledBy((given, call) -> {
                    var person = person(given.get(RECORD), RECORD.name(), call);
                    return new Form(person.id(), Long.toString(person.customer().value()), person.details());
                });
    }

    private Person person(PersonId id, String field, ErpCall call) {
        return persons.find(id, call.scope()).orElseThrow(() -> {
            var message = "没有编号为 " + id.value() + " 的联系人";
            return new ProblemException(new Problem.NotFound(
                    "not_found", field + "：" + message, List.of(new FieldError(field, message, "已有联系人的编号"))));
        });
    }

    private static Answer<Form> formAnswer() {
        var fields = new ArrayList<BillField<Form>>();
        fields.add(BillField.of(CUSTOMER, form -> new WireValue.Text(form.customer())));
        fields.add(shown(NAME, PersonDetails::name));
        fields.add(shown(PHONE, PersonDetails::phone));
        fields.add(shown(MOBILE, PersonDetails::mobile));
        fields.add(shown(EMAIL, PersonDetails::email));
        fields.add(shown(FAX, PersonDetails::fax));
        FIELDS.forEach((field, parameter) -> fields.add(shown(parameter, details -> details.field(field))));
        return Answer.bill(
                "操作成功",
                "person",
                form -> "联系人",
                form -> form.id().value(),
                List.of(new BillGroup<>("base", "基本信息", fields)));
    }

    private static BillField<Form> shown(Parameter<String> parameter, Function<PersonDetails, String> value) {
        return BillField.of(parameter, form -> new WireValue.Text(value.apply(form.details())));
    }

    private Operation<Page<Person>> listing() {
        return Operation.<Page<Person>>declare("person-table", "联系人列表", NAVIGATION)
                .needs(Permission.READ_CUSTOMERS)
                .takes(
                        Paging.INDEX,
                        Paging.SIZE,
                        KEYWORD,
                        OF_CUSTOMER,
                        NAME_PART,
                        MOBILE,
                        PHONE,
                        EMAIL,
                        ADDED_FROM,
                        ADDED_BEFORE)
                .ov1(Answer.paged("操作成功", columns()), Route.ov1("salesmanage/person/list"))
                .handledBy((given, call) -> {
                    var filter = new PersonFilter(
                            given.text(KEYWORD),
                            given.find(OF_CUSTOMER),
                            given.text(NAME_PART),
                            given.text(MOBILE),
                            given.text(PHONE),
                            given.text(EMAIL),
                            given.find(ADDED_FROM),
                            given.find(ADDED_BEFORE));
                    return Paging.through(
                            given,
                            call,
                            page -> persons.list(filter, call.scope(), page),
                            person -> person.id().value());
                });
    }

    /** Old clients index rows by position: the order never changes, new columns go last. */
    private List<AnswerField<Person>> columns() {
        return List.of(
                AnswerField.id("id", "ord", "数据唯一标识", person -> person.id().value()),
                AnswerField.text(
                        "name",
                        "person_name",
                        "联系人姓名",
                        person -> person.details().name()),
                AnswerField.text("customerName", "name", "客户名称", Person::customerName),
                field(PersonField.SEX, "sex"),
                field(PersonField.DEPARTMENT, "part1"),
                field(PersonField.JOB, "job"),
                AnswerField.text(
                        "phone", "phone", "办公电话", person -> person.details().phone()),
                AnswerField.text(
                        "mobile", "mobile", "手机", person -> person.details().mobile()),
                AnswerField.text(
                        "email", "email", "电子邮件", person -> person.details().email()),
                AnswerField.text("fax", "fax", "传真", person -> person.details().fax()),
                field(PersonField.QQ, "qq"),
                field(PersonField.WECHAT, "weixinAcc"),
                AnswerField.id(
                        "customer",
                        "company",
                        "客户ID",
                        person -> person.customer().value()),
                AnswerField.number("main", "ismain", "是否主联系人", person -> person.main() ? 1 : 0),
                AnswerField.time("addedAt", "date1", "添加时间", zone, Person::addedAt));
    }

    private static AnswerField<Person> field(PersonField field, String wireName) {
        return AnswerField.text(
                field.domainName(),
                wireName,
                field.caption(),
                person -> person.details().field(field));
    }

    private Operation<Long> followingCustomer() {
        return following("customer-follow-up", "客户洽谈进展", "datatype=tel", FOLLOWED_CUSTOMER, WITH)
                .handledBy((given, call) -> {
                    var with = given.find(WITH);
                    if (with != null) {
                        person(with, WITH.name(), call);
                    }
                    return note(given.get(FOLLOWED_CUSTOMER), with, given, call);
                });
    }

    private Operation<Long> followingPerson() {
        return following("person-follow-up", "联系人洽谈进展", "datatype=person", FOLLOWED_PERSON)
                .handledBy((given, call) -> {
                    var person = person(given.get(FOLLOWED_PERSON), FOLLOWED_PERSON.name(), call);
                    return note(person.customer(), person.id(), given, call);
                });
    }

    private static Operation.Builder<Long> following(String id, String caption, String query, Parameter<?>... subject) {
        return Operation.<Long>declare(id, caption, NAVIGATION)
                .needs(Permission.WRITE_CUSTOMERS)
                .takes(subject)
                .takes(TEXT, WAY, PLAN, TO_DO, DONE, OUTCOME, TO_DO_FROM, TO_DO_UNTIL, DONE_FROM, DONE_UNTIL)
                .ov1(Answer.saved("保存成功！", (Long followUp) -> followUp), Route.ov1("systemmanage/reply", query));
    }

    private long note(CustomerId customer, @Nullable PersonId person, Arguments given, ErpCall call) {
        var schedule = switch (given.get(PLAN)) {
            case NONE -> FollowUp.Schedule.NONE;
            case TO_DO ->
                new FollowUp.Schedule(
                        FollowUp.Plan.TO_DO, given.text(TO_DO), "", given.find(TO_DO_FROM), given.find(TO_DO_UNTIL));
            case DONE ->
                new FollowUp.Schedule(
                        FollowUp.Plan.DONE,
                        given.text(DONE),
                        given.text(OUTCOME),
                        given.find(DONE_FROM),
                        given.find(DONE_UNTIL));
        };
        return followUps.add(
                new FollowUp(customer, person, null, given.get(TEXT), given.get(WAY), schedule),
                call.user(),
                call.scope());
    }

    private static Parameter<String> words(
            String name, String caption, String wireName, int longest, String... alsoKnownAs) {
        return Parameter.<String>named(name, caption).ov1(wireName, Types.words(longest), alsoKnownAs);
    }

    private static Parameter<Instant> moment(String name, String caption, String wireName, String alsoKnownAs) {
        return Parameter.<Instant>named(name, caption).ov1(wireName, Types.from(), alsoKnownAs);
    }

    private static Map<PersonField, Parameter<String>> fields() {
        var all = new EnumMap<PersonField, Parameter<String>>(PersonField.class);
        Map.ofEntries(
                        Map.entry(PersonField.PINYIN, "pym"),
                        Map.entry(PersonField.DEPARTMENT, "part1"),
                        Map.entry(PersonField.JOB, "job"),
                        Map.entry(PersonField.SECOND_MOBILE, "mobile2"),
                        Map.entry(PersonField.HOME_PHONE, "phone2"),
                        Map.entry(PersonField.QQ, "qq"),
                        Map.entry(PersonField.WECHAT, "weixinAcc"),
                        Map.entry(PersonField.GREETING, "XiQueIntro"),
                        Map.entry(PersonField.MSN, "msn"),
                        Map.entry(PersonField.NATIVE_PLACE, "jg"),
                        Map.entry(PersonField.POSTCODE, "zip"),
                        Map.entry(PersonField.HOBBIES, "joy"),
                        Map.entry(PersonField.REMARK, "intro"))
                .forEach((field, wireName) ->
                        all.put(field, words(field.domainName(), field.caption(), wireName, field.longest())));
        all.put(PersonField.SEX, named(PersonField.SEX).ov1("sex", Types.shaped(Pattern.compile("男|女"), "男、女")));
        all.put(
                PersonField.AGE,
                named(PersonField.AGE).ov1("age", Types.whole(0, 150).map(String::valueOf)));
        all.put(
                PersonField.BIRTHDAY,
                named(PersonField.BIRTHDAY).ov1("year1", Types.day().map(Object::toString)));
        return all;
    }

    private static Parameter<String> named(PersonField field) {
        return Parameter.named(field.domainName(), field.caption());
    }
}
