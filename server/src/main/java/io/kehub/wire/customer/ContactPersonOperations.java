package io.kehub.wire.customer;

import io.kehub.erp.access.Permission;
import io.kehub.erp.customer.ContactPerson;
import io.kehub.erp.customer.ContactPersonDetails;
import io.kehub.erp.customer.ContactPersonField;
import io.kehub.erp.customer.ContactPersons;
import io.kehub.erp.customer.FollowUp;
import io.kehub.erp.customer.FollowUps;
import io.kehub.kernel.ContactPersonId;
import io.kehub.kernel.CustomerId;
import io.kehub.kernel.FieldError;
import io.kehub.kernel.Problem;
import io.kehub.kernel.ProblemException;
import io.kehub.wire.operation.Answer;
import io.kehub.wire.operation.Arguments;
import io.kehub.wire.operation.ErpCall;
import io.kehub.wire.operation.FormField;
import io.kehub.wire.operation.FormGroup;
import io.kehub.wire.operation.Operation;
import io.kehub.wire.operation.OperationGroup;
import io.kehub.wire.operation.Parameter;
import io.kehub.wire.operation.Route;
import io.kehub.wire.operation.type.DialectId;
import io.kehub.wire.operation.type.Types;
import io.kehub.wire.operation.type.WireValue;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** 客户联系人, and the follow-ups 洽谈进展 of customers and persons (catalog: 客户管理). */
final class ContactPersonOperations implements OperationGroup {

    static final String[] NAVIGATION = {"销售栏目", "客户管理", "联系人对接"};
    private static final String ADD = "salesmanage/person/add";
    private static final String SAVES_ELSEWHERE = "这个请求只分配联系人编号；保存联系人时 cmdkey 写 __sys_dosave";

    private static final Parameter<ContactPersonId> RECORD = Parameter.<ContactPersonId>named("id", "数据唯一标识")
            .ov1("ord", Types.id(ContactPersonId::new))
            .required();

    /** If absent, the save creates a new person. */
    private static final Parameter<ContactPersonId> RESERVED =
            Parameter.<ContactPersonId>named("id", "数据唯一标识").ov1("ord", Types.id(ContactPersonId::new));

    private static final Parameter<CustomerId> CUSTOMER = Parameter.<CustomerId>named("customer", "关联客户")
            .ov1("company", Types.id(CustomerId::new))
            .required();
    private static final Parameter<String> NAME =
            words("name", "联系人姓名", "person_name", 50).required();
    private static final Parameter<String> PHONE = words("phone", "办公电话", "phone", 50);
    private static final Parameter<String> MOBILE = words("mobile", "手机", "mobile", 50);
    private static final Parameter<String> EMAIL = words("email", "电子邮件", "email", 100);
    private static final Parameter<String> FAX = words("fax", "传真", "fax", 50);
    private static final Map<ContactPersonField, Parameter<String>> FIELDS = fields();

    private static final Parameter<CustomerId> FOLLOWED_CUSTOMER = Parameter.<CustomerId>named("customer", "客户")
            .ov1("ord", Types.id(CustomerId::new))
            .required();
    private static final Parameter<ContactPersonId> FOLLOWED_PERSON = Parameter.<ContactPersonId>named("person", "联系人")
            .ov1("ord", Types.id(ContactPersonId::new))
            .required();
    private static final Parameter<ContactPersonId> WITH =
            Parameter.<ContactPersonId>named("person", "关联联系人").ov1("lead", Types.id(ContactPersonId::new));
    /** The form of a new or an existing person. */
    private record Form(ContactPersonId id, String customer, ContactPersonDetails details) {}

    private final ContactPersons persons;
    private final FollowUps followUps;
    private final ContactPersonList list;

    ContactPersonOperations(ContactPersons persons, FollowUps followUps, ContactPersonList list) {
        this.persons = persons;
        this.followUps = followUps;
        this.list = list;
    }

    @Override
    public Stream<Operation<?>> operations() {
        return Stream.of(reserving(), saving(), form(), list.operation(), followingCustomer(), followingPerson());
    }

    private Operation<Form> reserving() {
        return Operation.<Form>declare("person-new", "分配新联系人ID", NAVIGATION)
                .needs(Permission.WRITE_CUSTOMERS)
                .ov1(formAnswer(), Route.ov1(ADD, "apihelptype=new"), Route.ov1(ADD))
                .rejects(DialectId.OV1, "ord", SAVES_ELSEWHERE, "0")
                .rejects(DialectId.OV1, saved(), SAVES_ELSEWHERE)
                .handledBy((given, call) -> new Form(persons.reserve(call.user()), "", ContactPersonDetails.NONE));
    }

    private Operation<ContactPersonId> saving() {
        return Operation.<ContactPersonId>declare("person-save", "联系人添加", NAVIGATION)
                .needs(Permission.WRITE_CUSTOMERS)
                .takes(RESERVED)
                .takes(saved())
                .ov1(
                        Answer.saved("保存成功！", ContactPersonId::value),
                        Route.ov1(ADD, "apihelptype=save"),
                        Route.ov1(ADD, "cmdkey=__sys_dosave"))
                .handledBy(this::save);
    }

    private static List<Parameter<?>> saved() {
        var all = new ArrayList<Parameter<?>>(List.of(CUSTOMER, NAME, PHONE, MOBILE, EMAIL, FAX));
        all.addAll(FIELDS.values());
        return all;
    }

    private ContactPersonId save(Arguments given, ErpCall call) {
        var id = given.find(RESERVED);
        return id == null
                ? persons.add(given.get(CUSTOMER), details(given, ContactPersonDetails.NONE), call.user(), call.scope())
                : persons.save(id, given.get(CUSTOMER), present -> details(given, present), call.user(), call.scope());
    }

    private static ContactPersonDetails details(Arguments given, ContactPersonDetails present) {
        var fields = new EnumMap<ContactPersonField, String>(ContactPersonField.class);
        fields.putAll(present.fields());
        FIELDS.forEach((field, parameter) -> fields.put(field, given.text(parameter, present.field(field))));
        return new ContactPersonDetails(
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
                .rejectsPageInternals(DialectId.OV1)
                .handledBy((given, call) -> {
                    var person = person(given.get(RECORD), RECORD.name(), call);
                    return new Form(person.id(), Long.toString(person.customer().value()), person.details());
                });
    }

    private ContactPerson person(ContactPersonId id, String field, ErpCall call) {
        return persons.find(id, call.scope()).orElseThrow(() -> {
            var message = "没有编号为 " + id.value() + " 的联系人";
            return new ProblemException(new Problem.NotFound(
                    "not_found", field + "：" + message, List.of(new FieldError(field, message, "已有联系人的编号"))));
        });
    }

    private static Answer<Form> formAnswer() {
        var fields = new ArrayList<FormField<Form>>();
        fields.add(FormField.of(CUSTOMER, form -> new WireValue.Text(form.customer())));
        fields.add(shown(NAME, ContactPersonDetails::name));
        fields.add(shown(PHONE, ContactPersonDetails::phone));
        fields.add(shown(MOBILE, ContactPersonDetails::mobile));
        fields.add(shown(EMAIL, ContactPersonDetails::email));
        fields.add(shown(FAX, ContactPersonDetails::fax));
        FIELDS.forEach((field, parameter) -> fields.add(shown(parameter, details -> details.field(field))));
        return Answer.form(
                "操作成功",
                "person",
                form -> "联系人",
                form -> form.id().value(),
                List.of(new FormGroup<>("base", "基本信息", fields)));
    }

    private static FormField<Form> shown(Parameter<String> parameter, Function<ContactPersonDetails, String> value) {
        return FormField.of(parameter, form -> new WireValue.Text(value.apply(form.details())));
    }

    private Operation<Long> followingCustomer() {
        return following("customer-follow-up", "客户洽谈进展", "datatype=tel", FOLLOWED_CUSTOMER, WITH)
                .handledBy((given, call) -> {
                    var with = given.find(WITH);
                    if (with != null) {
                        person(with, WITH.name(), call);
                    }
                    return record(given.get(FOLLOWED_CUSTOMER), with, given, call);
                });
    }

    private Operation<Long> followingPerson() {
        return following("person-follow-up", "联系人洽谈进展", "datatype=person", FOLLOWED_PERSON)
                .handledBy((given, call) -> {
                    var person = person(given.get(FOLLOWED_PERSON), FOLLOWED_PERSON.name(), call);
                    return record(person.customer(), person.id(), given, call);
                });
    }

    private static Operation.Builder<Long> following(String id, String caption, String query, Parameter<?>... subject) {
        return FollowUpParameters.declare(id, caption, NAVIGATION, subject)
                .needs(Permission.WRITE_CUSTOMERS)
                .ov1(Answer.saved("保存成功！", (Long followUp) -> followUp), Route.ov1("systemmanage/reply", query));
    }

    private long record(CustomerId customer, @Nullable ContactPersonId person, Arguments given, ErpCall call) {
        return followUps.add(
                new FollowUp(
                        customer,
                        person,
                        FollowUp.About.CUSTOMER,
                        FollowUpParameters.text(given),
                        FollowUpParameters.channel(given),
                        FollowUpParameters.schedule(given, call)),
                call.user(),
                call.scope());
    }

    private static Parameter<String> words(
            String name, String caption, String wireName, int maxLength, String... alsoKnownAs) {
        return Parameter.<String>named(name, caption).ov1(wireName, Types.text(maxLength), alsoKnownAs);
    }

    private static Map<ContactPersonField, Parameter<String>> fields() {
        var all = new EnumMap<ContactPersonField, Parameter<String>>(ContactPersonField.class);
        Map.ofEntries(
                        Map.entry(ContactPersonField.PINYIN, "pym"),
                        Map.entry(ContactPersonField.DEPARTMENT, "part1"),
                        Map.entry(ContactPersonField.JOB, "job"),
                        Map.entry(ContactPersonField.SECOND_MOBILE, "mobile2"),
                        Map.entry(ContactPersonField.HOME_PHONE, "phone2"),
                        Map.entry(ContactPersonField.QQ, "qq"),
                        Map.entry(ContactPersonField.WECHAT, "weixinAcc"),
                        Map.entry(ContactPersonField.GREETING, "XiQueIntro"),
                        Map.entry(ContactPersonField.MSN, "msn"),
                        Map.entry(ContactPersonField.NATIVE_PLACE, "jg"),
                        Map.entry(ContactPersonField.POSTCODE, "zip"),
                        Map.entry(ContactPersonField.HOBBIES, "joy"),
                        Map.entry(ContactPersonField.REMARK, "intro"))
                .forEach((field, wireName) ->
                        all.put(field, words(field.domainName(), field.caption(), wireName, field.maxLength())));
        all.put(
                ContactPersonField.SEX,
                named(ContactPersonField.SEX).ov1("sex", Types.pattern(Pattern.compile("男|女"), "男、女")));
        all.put(
                ContactPersonField.AGE,
                named(ContactPersonField.AGE).ov1("age", Types.integer(0, 150).map(String::valueOf)));
        all.put(
                ContactPersonField.BIRTHDAY,
                named(ContactPersonField.BIRTHDAY).ov1("year1", Types.day().map(Object::toString)));
        return all;
    }

    private static Parameter<String> named(ContactPersonField field) {
        return Parameter.named(field.domainName(), field.caption());
    }
}
