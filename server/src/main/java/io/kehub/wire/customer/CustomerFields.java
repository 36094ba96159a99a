package io.kehub.wire.customer;

import io.kehub.erp.customer.ContactPersonDetails;
import io.kehub.erp.customer.ContactPersonField;
import io.kehub.erp.customer.Customer;
import io.kehub.erp.customer.CustomerDetails;
import io.kehub.erp.customer.CustomerField;
import io.kehub.erp.customer.CustomerKind;
import io.kehub.erp.customer.ExtraField;
import io.kehub.erp.dictionary.DictionaryName;
import io.kehub.kernel.UserId;
import io.kehub.wire.operation.AnswerField;
import io.kehub.wire.operation.Arguments;
import io.kehub.wire.operation.Parameter;
import io.kehub.wire.operation.type.ChoiceType;
import io.kehub.wire.operation.type.DialectId;
import io.kehub.wire.operation.type.InputType;
import io.kehub.wire.operation.type.Types;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The fields by which customers are written, in every dialect (quick reference, 添加客户; catalog: 单位客户添加, 个人客户添加,
 * 客户添加, 客户修改). Enumerations come as ids in ov1 and as texts elsewhere.
 */
final class CustomerFields {

    static final Parameter<CustomerKind> KIND = Parameter.<CustomerKind>named("kind", "客户类型")
            .quick("sort", Types.numbered(kinds()))
            .ov1("intsort", Types.numbered(kinds()))
            .v3("sort2", Types.numbered(kinds()))
            .required(DialectId.QUICK, DialectId.V3);
    static final Parameter<UserId> OWNER = Parameter.<UserId>named("owner", "负责人")
            .quick("charge", Types.user(true))
            .v3("cateName", Types.userNamed(true));

    private static final String CLASS_AND_PROGRESS = "客户分类,跟进程度";

    /** What belongs to the contact in v3 (catalog: 联系人办公电话, 联系人传真, 联系人手机, 联系人电子邮件). */
    private static final Set<CustomerField> CONTACT_FIELDS =
            Set.of(CustomerField.PHONE, CustomerField.FAX, CustomerField.MOBILE, CustomerField.EMAIL);

    private static final Map<CustomerField, Parameter<String>> TEXTS = texts();

    /** The extra fields of a customer, in the order of the ERP's form. */
    static final Map<ExtraField, Parameter<String>> PROFILE = profile();

    /** The extra fields of the primary contact person, in the order of the ERP's form. */
    static final Map<ContactPersonField, Parameter<String>> PERSON = person();

    private CustomerFields() {}

    static Parameter<String> of(CustomerField field) {
        return Objects.requireNonNull(TEXTS.get(field));
    }

    static Parameter<String> of(ExtraField field) {
        return Objects.requireNonNull(PROFILE.get(field));
    }

    static Parameter<String> of(ContactPersonField field) {
        return Objects.requireNonNull(PERSON.get(field));
    }

    /**
     * The fields of a dialect that an answer does not place explicitly, in order. An answer shows them last, so that a
     * new field appears without moving another.
     *
     * @param placed domain names of the fields that the answer places
     */
    static Stream<CustomerField> remaining(DialectId dialect, Stream<String> placed) {
        var names = placed.collect(Collectors.toSet());
        return TEXTS.keySet().stream()
                .filter(field -> !names.contains(field.domainName()))
                .filter(field -> of(field).in(dialect).isPresent());
    }

    /** The field in an answer of a dialect, under the same name as in requests. */
    static <S> AnswerField<S> answered(CustomerField field, DialectId dialect, Function<S, CustomerDetails> details) {
        var wireName = of(field).in(dialect).orElseThrow().wireName();
        return AnswerField.text(
                field.domainName(),
                wireName,
                of(field).caption(dialect),
                source -> details.apply(source).text(field));
    }

    /** All parameters, in the order of the quick reference and then of the ERP's form. */
    static List<Parameter<?>> all() {
        var all = new ArrayList<Parameter<?>>();
        TEXTS.forEach((field, parameter) -> {
            if (field == CustomerField.SOURCE) {
                all.add(KIND);
            }
            if (field == CustomerField.LEVEL) {
                all.add(OWNER);
            }
            all.add(parameter);
        });
        all.addAll(PROFILE.values());
        all.addAll(PERSON.values());
        return all;
    }

    /** What a save of ov1 takes; the kind selects the form, too. */
    static List<Parameter<?>> saved() {
        return all().stream().filter(parameter -> !parameter.equals(KIND)).toList();
    }

    /** The present values of the fields that are chosen from lists, by the name of the parameter. */
    static Map<String, Object> chosen(Customer present) {
        var details = present.details();
        var chosen = new HashMap<String, Object>(details.customFields());
        chosen.put(OWNER.name(), present.owner());
        TEXTS.forEach((field, parameter) -> {
            if (field.dictionary().isPresent()) {
                chosen.put(parameter.name(), details.text(field));
            }
        });
        PROFILE.forEach((field, parameter) -> chosen.put(parameter.name(), details.profile(field)));
        return chosen;
    }

    /**
     * The details after a request: fields that it does not contain keep their value, blank ones are cleared. In v3 the
     * fields of the contact are saved only if the contact has a name, as the ERP does.
     */
    static CustomerDetails details(Arguments given, CustomerDetails present, DialectId dialect) {
        var texts = new EnumMap<CustomerField, String>(CustomerField.class);
        TEXTS.forEach((field, parameter) -> texts.put(field, given.text(parameter, present.text(field))));
        if (dialect == DialectId.V3
                && Objects.requireNonNull(texts.get(CustomerField.CONTACT_PERSON))
                        .isEmpty()) {
            CONTACT_FIELDS.forEach(field -> texts.put(field, present.text(field)));
        }
        var profile = new EnumMap<ExtraField, String>(ExtraField.class);
        PROFILE.forEach((field, parameter) -> profile.put(field, given.text(parameter, present.profile(field))));
        if (given.mentions(of(ExtraField.SETTLEMENT_DAY))
                && !given.text(of(ExtraField.SETTLEMENT_DAY)).isEmpty()) {
            profile.put(ExtraField.CREDIT_DAYS, ""); // a day of the month wins over a number of days
        }
        return new CustomerDetails(given.orElse(KIND, present.kind()), texts, given.customFields(), profile);
    }

    /** The other fields of the primary contact person in the request. */
    static ContactPersonDetails person(Arguments given) {
        var fields = new EnumMap<ContactPersonField, String>(ContactPersonField.class);
        PERSON.forEach((field, parameter) -> {
            if (given.mentions(parameter)) {
                fields.put(field, given.text(parameter));
            }
        });
        return new ContactPersonDetails("", "", "", "", "", fields);
    }

    private static List<ChoiceType.Option<CustomerKind>> kinds() {
        return List.of(Types.option(1, "单位客户", CustomerKind.COMPANY), Types.option(2, "个人客户", CustomerKind.PERSON));
    }

    /** The wire names of each text, by dialect. */
    private static Map<CustomerField, Parameter<String>> texts() {
        var all = new EnumMap<CustomerField, Parameter<String>>(CustomerField.class);
        for (var field : CustomerField.values()) {
            all.put(
                    field,
                    switch (field) {
                        case NAME ->
                            everywhere(field, "name", "name")
                                    .required(DialectId.QUICK, DialectId.V3)
                                    .requiredForNew(DialectId.OV1);
                        case SHORT_NAME -> quick(field, "telname");
                        case SOURCE ->
                            natives(
                                    named(field).quick("source", Types.entryText(DictionaryName.CUSTOMER_SOURCE)),
                                    field,
                                    "ly");
                        case CONTACT_PERSON ->
                            everywhere(field, "linkman", "person_name").requiredForNew(DialectId.OV1, DialectId.V3);
                        case PHONE -> everywhere(field, "tel", "phone").captioned(DialectId.OV1, "办公电话");
                        case MOBILE -> everywhere(field, "mobile", "mobile");
                        case EMAIL -> everywhere(field, "email", "email").captioned(DialectId.OV1, "电子邮件");
                        case ADDRESS -> everywhere(field, "address", "address").captioned(DialectId.OV1, "客户地址");
                        case REMARK -> everywhere(field, "remark", "intro");
                        case LEVEL ->
                            quick(field, "level")
                                    .ov1(
                                            "sort1",
                                            Types.upperPart(
                                                    Types.entryId(DictionaryName.CUSTOMER_CLASS), CLASS_AND_PROGRESS))
                                    .v3("sort", Types.entryText(DictionaryName.CUSTOMER_CLASS))
                                    .requiredForNew(DialectId.OV1, DialectId.V3);
                        case INDUSTRY ->
                            natives(quick(field, "industry"), field, "trade").captioned(DialectId.OV1, "客户行业");
                        case SCALE -> quick(field, "scale");
                        case REGION ->
                            natives(quick(field, "region"), field, "area").captioned(DialectId.OV1, "客户区域");
                        case WEBSITE -> everywhere(field, "website", "url").captioned(DialectId.OV1, "客户网址");
                        case FAX -> everywhere(field, "fax", "fax");
                        case POSTCODE -> everywhere(field, "zip", "zip");
                        case K_CODE -> quick(field, "k_code");
                        case NUMBER -> named(field).ov1("khid", text(field)).v3("khid", text(field));
                    });
        }
        return all;
    }

    private static Parameter<String> everywhere(CustomerField field, String quick, String nativeName) {
        return quick(field, quick).ov1(nativeName, text(field)).v3(nativeName, text(field));
    }

    private static Parameter<String> quick(CustomerField field, String wireName) {
        return named(field).quick(wireName, text(field));
    }

    /** An entry of the field's dictionary: its id in ov1, its text in v3. */
    private static Parameter<String> natives(Parameter<String> parameter, CustomerField field, String wireName) {
        var dictionary = field.dictionary().orElseThrow();
        return parameter.ov1(wireName, Types.entryId(dictionary)).v3(wireName, Types.entryText(dictionary));
    }

    private static InputType<String> text(CustomerField field) {
        return Types.text(field.maxLength());
    }

    private static Parameter<String> named(CustomerField field) {
        return Parameter.named(field.domainName(), field.caption());
    }

    private static Map<ExtraField, Parameter<String>> profile() {
        var all = new EnumMap<ExtraField, Parameter<String>>(ExtraField.class);
        profile(all, ExtraField.PINYIN, "pym");
        all.put(
                ExtraField.PROGRESS,
                named(ExtraField.PROGRESS)
                        .ov1(
                                "sort1",
                                Types.lowerPart(Types.entryId(DictionaryName.CUSTOMER_PROGRESS), CLASS_AND_PROGRESS))
                        .v3("sort1", Types.entryText(DictionaryName.CUSTOMER_PROGRESS)));
        all.put(
                ExtraField.VALUE,
                named(ExtraField.VALUE)
                        .ov1("jz", Types.entryId(DictionaryName.CUSTOMER_VALUE))
                        .v3("jz", Types.entryText(DictionaryName.CUSTOMER_VALUE)));
        all.put(
                ExtraField.EARNS_POINTS,
                named(ExtraField.EARNS_POINTS).ov1("jf2", Types.flag().map(flag -> flag ? "1" : "0")));
        profile(all, ExtraField.CREDIT, "credit");
        all.put(ExtraField.CURRENCY, named(ExtraField.CURRENCY).ov1("bz", Types.text(50)));
        profile(all, ExtraField.PAYMENT_LIMIT, "hk_xz");
        all.put(ExtraField.LONGITUDE, named(ExtraField.LONGITUDE).ov1("lng", Types.text(30)));
        all.put(ExtraField.LATITUDE, named(ExtraField.LATITUDE).ov1("lat", Types.text(30)));
        profile(all, ExtraField.LEGAL_REPRESENTATIVE, "faren");
        profile(all, ExtraField.REGISTERED_CAPITAL, "zijin");
        profile(all, ExtraField.SALES_STAFF, "pernum1");
        profile(all, ExtraField.TECHNICAL_STAFF, "pernum2");
        profile(all, ExtraField.INTRODUCTION, "product");
        profile(all, ExtraField.COOPERATION, "c2");
        profile(all, ExtraField.PROSPECT, "c3");
        profile(all, ExtraField.STRATEGY, "c4");
        profile(all, ExtraField.BANK, "bank_1");
        profile(all, ExtraField.BANK_ACCOUNT_NAME, "bank_2");
        profile(all, ExtraField.BANK_CODE, "bank_7");
        profile(all, ExtraField.BANK_ACCOUNT, "bank_3");
        profile(all, ExtraField.TAX_NUMBER, "bank_4");
        profile(all, ExtraField.INVOICE_ADDRESS, "bank_5");
        profile(all, ExtraField.INVOICE_PHONE, "bank_6");
        profile(all, ExtraField.SECOND_BANK, "bank2_1");
        profile(all, ExtraField.SECOND_BANK_ACCOUNT_NAME, "bank2_2");
        profile(all, ExtraField.SECOND_BANK_CODE, "bank2_7");
        profile(all, ExtraField.SECOND_BANK_ACCOUNT, "bank2_3");
        profile(all, ExtraField.SECOND_TAX_NUMBER, "bank2_4");
        profile(all, ExtraField.SECOND_INVOICE_ADDRESS, "bank2_5");
        profile(all, ExtraField.SECOND_INVOICE_PHONE, "bank2_6");
        profile(all, ExtraField.CREDIT_DAYS, "fkdays");
        profile(all, ExtraField.SETTLEMENT_DAY, "fkdate");
        return all;
    }

    private static void profile(Map<ExtraField, Parameter<String>> all, ExtraField field, String wireName) {
        InputType<String> type = switch (field.kind()) {
            case TEXT -> Types.text(field.maxLength());
            case AMOUNT -> Types.amount().map(BigDecimal::toPlainString);
            case COUNT -> Types.integer(0, pow(field.maxLength()) - 1).map(String::valueOf);
            case DAY_OF_MONTH -> Types.integer(1, 31).map(String::valueOf);
            case FLAG -> Types.flag().map(flag -> flag ? "1" : "0");
        };
        all.put(field, named(field).ov1(wireName, type).v3(wireName, type));
    }

    private static int pow(int digits) {
        return BigDecimal.TEN.pow(digits).intValueExact();
    }

    private static Parameter<String> named(ExtraField field) {
        return Parameter.named(field.domainName(), field.caption());
    }

    private static Map<ContactPersonField, Parameter<String>> person() {
        var all = new EnumMap<ContactPersonField, Parameter<String>>(ContactPersonField.class);
        all.put(
                ContactPersonField.SEX,
                person(ContactPersonField.SEX, "sex", Types.pattern(Pattern.compile("男|女"), "男、女")));
        all.put(
                ContactPersonField.AGE,
                named(ContactPersonField.AGE).ov1("age", Types.integer(0, 150).map(String::valueOf)));
        all.put(
                ContactPersonField.BIRTHDAY,
                person(ContactPersonField.BIRTHDAY, "year1", Types.day().map(Object::toString)));
        person(all, ContactPersonField.DEPARTMENT, "part1");
        person(all, ContactPersonField.JOB, "job");
        all.put(ContactPersonField.ROLE, named(ContactPersonField.ROLE).v3("role", Types.text(50)));
        all.put(
                ContactPersonField.HOME_PHONE,
                named(ContactPersonField.HOME_PHONE).ov1("phone2", Types.text(50)));
        person(all, ContactPersonField.QQ, "qq");
        person(all, ContactPersonField.WECHAT, "weixinAcc");
        all.put(ContactPersonField.GREETING, named(ContactPersonField.GREETING).ov1("XiQueIntro", Types.text(200)));
        person(all, ContactPersonField.MSN, "msn");
        person(all, ContactPersonField.NATIVE_PLACE, "jg");
        all.put(
                ContactPersonField.PINYIN,
                named(ContactPersonField.PINYIN).ov1("personpym", Types.text(100), "@personpym"));
        all.put(
                ContactPersonField.RECEIVING_PHONE,
                named(ContactPersonField.RECEIVING_PHONE).v3("sphone", Types.text(50)));
        all.put(
                ContactPersonField.RECEIVING_MOBILE,
                named(ContactPersonField.RECEIVING_MOBILE).v3("smobile", Types.text(50)));
        all.put(
                ContactPersonField.RECEIVING_AREA,
                named(ContactPersonField.RECEIVING_AREA).v3("sarea", Types.text(50)));
        all.put(
                ContactPersonField.RECEIVING_ADDRESS,
                named(ContactPersonField.RECEIVING_ADDRESS).v3("saddress", Types.text(500)));
        all.put(
                ContactPersonField.RECEIVING_POSTCODE,
                named(ContactPersonField.RECEIVING_POSTCODE).v3("szip", Types.text(20)));
        return all;
    }

    private static void person(
            Map<ContactPersonField, Parameter<String>> all, ContactPersonField field, String wireName) {
        all.put(field, person(field, wireName, Types.text(field.maxLength())));
    }

    private static Parameter<String> person(ContactPersonField field, String wireName, InputType<String> type) {
        return named(field).ov1(wireName, type).v3(wireName, type);
    }

    private static Parameter<String> named(ContactPersonField field) {
        return Parameter.named(field.domainName(), field.caption());
    }
}
