package io.kehub.wire.customer;

import io.kehub.erp.customer.Customer;
import io.kehub.erp.customer.CustomerDetails;
import io.kehub.erp.customer.CustomerKind;
import io.kehub.erp.customer.PersonDetails;
import io.kehub.erp.customer.PersonField;
import io.kehub.erp.customer.ProfileField;
import io.kehub.erp.dictionary.DictionaryName;
import io.kehub.kernel.UserId;
import io.kehub.wire.operation.Arguments;
import io.kehub.wire.operation.Choice;
import io.kehub.wire.operation.DialectId;
import io.kehub.wire.operation.InputType;
import io.kehub.wire.operation.Parameter;
import io.kehub.wire.operation.Types;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;

/**
 * The fields by which customers are written, in every dialect (quick reference, 添加客户; catalog: 单位客户添加, 个人客户添加,
 * 客户添加, 客户修改). Enumerations come as ids in ov1 and as texts elsewhere.
 */
final class CustomerFields {

    static final Parameter<String> NAME = Parameter.<String>named("name", "客户名称")
            .quick("name", Types.words(200))
            .ov1("name", Types.words(200))
            .v3("name", Types.words(200))
            .required(DialectId.QUICK, DialectId.V3)
            .requiredForNew(DialectId.OV1);
    static final Parameter<String> SHORT_NAME =
            Parameter.<String>named("shortName", "客户简称").quick("telname", Types.words(100));
    static final Parameter<CustomerKind> KIND = Parameter.<CustomerKind>named("kind", "客户类型")
            .quick("sort", Types.numbered(kinds()))
            .ov1("intsort", Types.numbered(kinds()))
            .v3("sort2", Types.numbered(kinds()))
            .required(DialectId.QUICK, DialectId.V3);
    static final Parameter<String> SOURCE = Parameter.<String>named("source", "客户来源")
            .quick("source", Types.entryText(DictionaryName.CUSTOMER_SOURCE))
            .ov1("ly", Types.entryId(DictionaryName.CUSTOMER_SOURCE))
            .v3("ly", Types.entryText(DictionaryName.CUSTOMER_SOURCE));
    static final Parameter<String> CONTACT_PERSON = Parameter.<String>named("contactPerson", "联系人")
            .quick("linkman", Types.words(50))
            .ov1("person_name", Types.words(50))
            .v3("person_name", Types.words(50))
            .requiredForNew(DialectId.OV1, DialectId.V3);
    static final Parameter<String> PHONE = everywhere("phone", "电话", "tel", "phone", 50);
    static final Parameter<String> MOBILE = everywhere("mobile", "手机", "mobile", "mobile", 50);
    static final Parameter<String> EMAIL = everywhere("email", "邮箱", "email", "email", 100);
    static final Parameter<String> ADDRESS = everywhere("address", "地址", "address", "address", 500);
    static final Parameter<String> REMARK = everywhere("remark", "备注", "remark", "intro", 2000);
    static final Parameter<UserId> OWNER = Parameter.<UserId>named("owner", "负责人")
            .quick("charge", Types.user(true))
            .v3("cateName", Types.userNamed(true));
    static final Parameter<String> LEVEL = Parameter.<String>named("level", "客户分类")
            .quick("level", Types.words(50))
            .ov1("sort1", Types.entryId(DictionaryName.CUSTOMER_CLASS))
            .v3("sort", Types.entryText(DictionaryName.CUSTOMER_CLASS))
            .requiredForNew(DialectId.OV1, DialectId.V3);
    static final Parameter<String> INDUSTRY = Parameter.<String>named("industry", "所属行业")
            .quick("industry", Types.words(50))
            .ov1("trade", Types.entryId(DictionaryName.TRADE))
            .v3("trade", Types.entryText(DictionaryName.TRADE));
    static final Parameter<String> SCALE =
            Parameter.<String>named("scale", "企业规模").quick("scale", Types.words(50));
    static final Parameter<String> REGION = Parameter.<String>named("region", "所属区域")
            .quick("region", Types.words(50))
            .ov1("area", Types.entryId(DictionaryName.AREA))
            .v3("area", Types.entryText(DictionaryName.AREA));
    static final Parameter<String> WEBSITE = everywhere("website", "网址", "website", "url", 200);
    static final Parameter<String> FAX = everywhere("fax", "传真", "fax", "fax", 50);
    static final Parameter<String> POSTCODE = everywhere("postcode", "邮编", "zip", "zip", 20);
    static final Parameter<String> K_CODE =
            Parameter.<String>named("kCode", "K编码").quick("k_code", Types.words(50));
    static final Parameter<String> NUMBER = Parameter.<String>named("number", "客户编号")
            .ov1("khid", Types.words(50))
            .v3("khid", Types.words(50));

    /** The rarer fields of a customer, in the order of the ERP's form. */
    static final Map<ProfileField, Parameter<String>> PROFILE = profile();

    /** The rarer fields of the main person, in the order of the ERP's form. */
    static final Map<PersonField, Parameter<String>> PERSON = person();

    private CustomerFields() {}

    static Parameter<String> of(ProfileField field) {
        return Objects.requireNonNull(PROFILE.get(field));
    }

    static Parameter<String> of(PersonField field) {
        return Objects.requireNonNull(PERSON.get(field));
    }

    /** All of them. */
    static List<Parameter<?>> all() {
        var all = new ArrayList<Parameter<?>>(List.of(
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
                K_CODE,
                NUMBER));
        all.addAll(PROFILE.values());
        all.addAll(PERSON.values());
        return all;
    }

    /** What a customer has of the fields that are chosen from lists, by the name of the parameter. */
    static Map<String, Object> chosen(Customer present) {
        var details = present.details();
        var chosen = new HashMap<String, Object>(details.customFields());
        chosen.put(SOURCE.name(), details.source());
        chosen.put(OWNER.name(), present.owner());
        chosen.put(LEVEL.name(), details.level());
        chosen.put(INDUSTRY.name(), details.industry());
        chosen.put(REGION.name(), details.region());
        PROFILE.forEach((field, parameter) -> chosen.put(parameter.name(), details.profile(field)));
        return chosen;
    }

    /** What the call makes of a customer: fields that it doesn't name stay as they are, a blank one is cleared. */
    static CustomerDetails details(Arguments given, CustomerDetails present) {
        var profile = new EnumMap<ProfileField, String>(ProfileField.class);
        PROFILE.forEach((field, parameter) -> profile.put(field, given.text(parameter, present.profile(field))));
        return new CustomerDetails(
                given.text(NAME, present.name()),
                given.text(SHORT_NAME, present.shortName()),
                given.orElse(KIND, present.kind()),
                given.text(SOURCE, present.source()),
                given.text(CONTACT_PERSON, present.contactPerson()),
                given.text(PHONE, present.phone()),
                given.text(MOBILE, present.mobile()),
                given.text(EMAIL, present.email()),
                given.text(ADDRESS, present.address()),
                given.text(REMARK, present.remark()),
                given.text(LEVEL, present.level()),
                given.text(INDUSTRY, present.industry()),
                given.text(SCALE, present.scale()),
                given.text(REGION, present.region()),
                given.text(WEBSITE, present.website()),
                given.text(FAX, present.fax()),
                given.text(POSTCODE, present.postcode()),
                given.text(K_CODE, present.kCode()),
                given.customFields(),
                given.text(NUMBER, present.number()),
                profile);
    }

    /** What else the call says of the main person. */
    static PersonDetails person(Arguments given) {
        var fields = new EnumMap<PersonField, String>(PersonField.class);
        PERSON.forEach((field, parameter) -> {
            if (given.mentions(parameter)) {
                fields.put(field, given.text(parameter));
            }
        });
        return new PersonDetails("", "", "", "", "", fields);
    }

    private static List<Choice.Option<CustomerKind>> kinds() {
        return List.of(Types.option(1, "单位客户", CustomerKind.COMPANY), Types.option(2, "个人客户", CustomerKind.PERSON));
    }

    private static Parameter<String> everywhere(
            String name, String caption, String quick, String nativeName, int longest) {
        return Parameter.<String>named(name, caption)
                .quick(quick, Types.words(longest))
                .ov1(nativeName, Types.words(longest))
                .v3(nativeName, Types.words(longest));
    }

    private static Map<ProfileField, Parameter<String>> profile() {
        var all = new EnumMap<ProfileField, Parameter<String>>(ProfileField.class);
        profile(all, ProfileField.PINYIN, "pym");
        all.put(
                ProfileField.PROGRESS,
                named(ProfileField.PROGRESS).v3("sort1", Types.entryText(DictionaryName.CUSTOMER_PROGRESS)));
        all.put(
                ProfileField.VALUE,
                named(ProfileField.VALUE)
                        .ov1("jz", Types.entryId(DictionaryName.CUSTOMER_VALUE))
                        .v3("jz", Types.entryText(DictionaryName.CUSTOMER_VALUE)));
        all.put(
                ProfileField.EARNS_POINTS,
                named(ProfileField.EARNS_POINTS).ov1("jf2", Types.flag().map(flag -> flag ? "1" : "0")));
        profile(all, ProfileField.CREDIT, "credit");
        all.put(ProfileField.CURRENCY, named(ProfileField.CURRENCY).ov1("bz", Types.words(50)));
        profile(all, ProfileField.PAYMENT_LIMIT, "hk_xz");
        all.put(ProfileField.LONGITUDE, named(ProfileField.LONGITUDE).ov1("lng", Types.words(30)));
        all.put(ProfileField.LATITUDE, named(ProfileField.LATITUDE).ov1("lat", Types.words(30)));
        profile(all, ProfileField.LEGAL_REPRESENTATIVE, "faren");
        profile(all, ProfileField.REGISTERED_CAPITAL, "zijin");
        profile(all, ProfileField.SALES_STAFF, "pernum1");
        profile(all, ProfileField.TECHNICAL_STAFF, "pernum2");
        profile(all, ProfileField.INTRODUCTION, "product");
        profile(all, ProfileField.COOPERATION, "c2");
        profile(all, ProfileField.PROSPECT, "c3");
        profile(all, ProfileField.STRATEGY, "c4");
        profile(all, ProfileField.BANK, "bank_1");
        profile(all, ProfileField.BANK_ACCOUNT_NAME, "bank_2");
        profile(all, ProfileField.BANK_CODE, "bank_7");
        profile(all, ProfileField.BANK_ACCOUNT, "bank_3");
        profile(all, ProfileField.TAX_NUMBER, "bank_4");
        profile(all, ProfileField.INVOICE_ADDRESS, "bank_5");
        profile(all, ProfileField.INVOICE_PHONE, "bank_6");
        profile(all, ProfileField.SECOND_BANK, "bank2_1");
        profile(all, ProfileField.SECOND_BANK_ACCOUNT_NAME, "bank2_2");
        profile(all, ProfileField.SECOND_BANK_CODE, "bank2_7");
        profile(all, ProfileField.SECOND_BANK_ACCOUNT, "bank2_3");
        profile(all, ProfileField.SECOND_TAX_NUMBER, "bank2_4");
        profile(all, ProfileField.SECOND_INVOICE_ADDRESS, "bank2_5");
        profile(all, ProfileField.SECOND_INVOICE_PHONE, "bank2_6");
        profile(all, ProfileField.CREDIT_DAYS, "fkdays");
        profile(all, ProfileField.SETTLEMENT_DAY, "fkdate");
        return all;
    }

    private static void profile(Map<ProfileField, Parameter<String>> all, ProfileField field, String wireName) {
        InputType<String> type = switch (field.kind()) {
            case TEXT -> Types.words(field.longest());
            case AMOUNT -> Types.amount().map(BigDecimal::toPlainString);
            case COUNT -> Types.whole(0, pow(field.longest()) - 1).map(String::valueOf);
            case DAY_OF_MONTH -> Types.whole(1, 31).map(String::valueOf);
            case FLAG -> Types.flag().map(flag -> flag ? "1" : "0");
        };
        all.put(field, named(field).ov1(wireName, type).v3(wireName, type));
    }

    private static int pow(int digits) {
        return BigDecimal.TEN.pow(digits).intValueExact();
    }

    private static Parameter<String> named(ProfileField field) {
        return Parameter.named(field.domainName(), field.caption());
    }

    private static Map<PersonField, Parameter<String>> person() {
        var all = new EnumMap<PersonField, Parameter<String>>(PersonField.class);
        all.put(PersonField.SEX, person(PersonField.SEX, "sex", Types.shaped(Pattern.compile("男|女"), "男、女")));
        all.put(
                PersonField.AGE,
                named(PersonField.AGE).ov1("age", Types.whole(0, 150).map(String::valueOf)));
        all.put(
                PersonField.BIRTHDAY,
                person(PersonField.BIRTHDAY, "year1", Types.day().map(Object::toString)));
        person(all, PersonField.DEPARTMENT, "part1");
        person(all, PersonField.JOB, "job");
        all.put(PersonField.ROLE, named(PersonField.ROLE).v3("role", Types.words(50)));
        all.put(PersonField.HOME_PHONE, named(PersonField.HOME_PHONE).ov1("phone2", Types.words(50)));
        person(all, PersonField.QQ, "qq");
        person(all, PersonField.WECHAT, "weixinAcc");
        all.put(PersonField.GREETING, named(PersonField.GREETING).ov1("XiQueIntro", Types.words(200)));
        person(all, PersonField.MSN, "msn");
        person(all, PersonField.NATIVE_PLACE, "jg");
        all.put(PersonField.PINYIN, named(PersonField.PINYIN).ov1("personpym", Types.words(100), "@personpym"));
        all.put(PersonField.RECEIVING_PHONE, named(PersonField.RECEIVING_PHONE).v3("sphone", Types.words(50)));
        all.put(
                PersonField.RECEIVING_MOBILE,
                named(PersonField.RECEIVING_MOBILE).v3("smobile", Types.words(50)));
        all.put(PersonField.RECEIVING_AREA, named(PersonField.RECEIVING_AREA).v3("sarea", Types.words(50)));
        all.put(
                PersonField.RECEIVING_ADDRESS,
                named(PersonField.RECEIVING_ADDRESS).v3("saddress", Types.words(500)));
        all.put(
                PersonField.RECEIVING_POSTCODE,
                named(PersonField.RECEIVING_POSTCODE).v3("szip", Types.words(20)));
        return all;
    }

    private static void person(Map<PersonField, Parameter<String>> all, PersonField field, String wireName) {
        all.put(field, person(field, wireName, Types.words(field.longest())));
    }

    private static Parameter<String> person(PersonField field, String wireName, InputType<String> type) {
        return named(field).ov1(wireName, type).v3(wireName, type);
    }

    private static Parameter<String> named(PersonField field) {
        return Parameter.named(field.domainName(), field.caption());
    }
}
