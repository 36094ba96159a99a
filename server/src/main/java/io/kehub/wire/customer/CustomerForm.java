package io.kehub.wire.customer;

import io.kehub.erp.customer.ContactPersonDetails;
import io.kehub.erp.customer.ContactPersonField;
import io.kehub.erp.customer.CustomerDetails;
import io.kehub.erp.customer.CustomerField;
import io.kehub.erp.customer.ExtraField;
import io.kehub.erp.dictionary.Dictionaries;
import io.kehub.erp.dictionary.DictionaryName;
import io.kehub.erp.dictionary.Entry;
import io.kehub.kernel.CustomerId;
import io.kehub.wire.operation.Answer;
import io.kehub.wire.operation.FormField;
import io.kehub.wire.operation.FormGroup;
import io.kehub.wire.operation.Parameter;
import io.kehub.wire.operation.type.DialectId;
import io.kehub.wire.operation.type.WireValue;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The ov1 form of a new or an existing customer. The order of the fields is part of the contract: old clients read the
 * customer number as the third field of the first group.
 *
 * @param person the primary contact person
 * @param ids per dictionary, text to id
 */
record CustomerForm(
        CustomerId id,
        CustomerDetails details,
        ContactPersonDetails person,
        Map<DictionaryName, Map<String, Long>> ids) {

    private static final List<DictionaryName> LISTS = List.of(
            DictionaryName.CUSTOMER_SOURCE,
            DictionaryName.CUSTOMER_CLASS,
            DictionaryName.CUSTOMER_PROGRESS,
            DictionaryName.CUSTOMER_VALUE,
            DictionaryName.TRADE,
            DictionaryName.AREA);

    static CustomerForm of(
            CustomerId id, CustomerDetails details, ContactPersonDetails person, Dictionaries dictionaries) {
        var ids = new EnumMap<DictionaryName, Map<String, Long>>(DictionaryName.class);
        LISTS.forEach(list -> ids.put(
                list,
                dictionaries.entries(list).stream()
                        .filter(entry -> !entry.text().isEmpty())
                        .collect(Collectors.toMap(Entry::text, Entry::id))));
        return new CustomerForm(id, details, person, ids);
    }

    static Answer<CustomerForm> answer() {
        return Answer.form("操作成功", "customer", form -> "客户", form -> form.id().value(), groups());
    }

    private static List<FormGroup<CustomerForm>> groups() {
        return List.of(
                new FormGroup<>(
                        "base",
                        "基本信息",
                        Stream.concat(base().stream(), remaining()).toList()),
                new FormGroup<>("person", "联系人", personFields()),
                new FormGroup<>("intro", "客户情况", introduction()),
                new FormGroup<>("bank", "账户信息", bank()));
    }

    private static List<FormField<CustomerForm>> base() {
        return List.of(
                text(CustomerField.NAME),
                profile(ExtraField.PINYIN),
                text(CustomerField.NUMBER),
                classAndProgress(),
                entry(CustomerField.SOURCE),
                profile(ExtraField.EARNS_POINTS),
                entry(CustomerField.REGION),
                entry(CustomerField.INDUSTRY),
                entry(
                        CustomerFields.of(ExtraField.VALUE),
                        DictionaryName.CUSTOMER_VALUE,
                        details -> details.profile(ExtraField.VALUE)),
                profile(ExtraField.CREDIT),
                text(CustomerField.WEBSITE),
                profile(ExtraField.CURRENCY),
                profile(ExtraField.PAYMENT_LIMIT),
                text(CustomerField.ADDRESS),
                profile(ExtraField.LONGITUDE),
                profile(ExtraField.LATITUDE),
                text(CustomerField.POSTCODE),
                profile(ExtraField.LEGAL_REPRESENTATIVE),
                profile(ExtraField.REGISTERED_CAPITAL),
                profile(ExtraField.SALES_STAFF),
                profile(ExtraField.TECHNICAL_STAFF),
                FormField.of(
                        CustomerFields.KIND,
                        form -> WireValue.Number.of(form.details().kind().number())));
    }

    /** The fields that belong to no group. */
    private static Stream<FormField<CustomerForm>> remaining() {
        var placed = Stream.of(base(), personFields(), introduction(), bank())
                .flatMap(List::stream)
                .map(field -> field.shown().name());
        return CustomerFields.remaining(DialectId.OV1, placed)
                .map(field -> field.dictionary().isPresent() ? entry(field) : text(field));
    }

    private static List<FormField<CustomerForm>> personFields() {
        return List.of(
                text(CustomerField.CONTACT_PERSON),
                person(ContactPersonField.PINYIN),
                person(ContactPersonField.SEX),
                person(ContactPersonField.AGE),
                person(ContactPersonField.BIRTHDAY),
                person(ContactPersonField.DEPARTMENT),
                person(ContactPersonField.JOB),
                text(CustomerField.PHONE),
                text(CustomerField.FAX),
                text(CustomerField.MOBILE),
                person(ContactPersonField.HOME_PHONE),
                text(CustomerField.EMAIL),
                person(ContactPersonField.QQ),
                person(ContactPersonField.WECHAT),
                person(ContactPersonField.GREETING),
                person(ContactPersonField.MSN),
                person(ContactPersonField.NATIVE_PLACE));
    }

    private static List<FormField<CustomerForm>> introduction() {
        return List.of(
                profile(ExtraField.INTRODUCTION),
                profile(ExtraField.COOPERATION),
                profile(ExtraField.PROSPECT),
                profile(ExtraField.STRATEGY),
                text(CustomerField.REMARK));
    }

    private static List<FormField<CustomerForm>> bank() {
        return Stream.of(ExtraField.values())
                .filter(field -> field.group() == ExtraField.Group.BANK)
                .map(CustomerForm::profile)
                .toList();
    }

    private static FormField<CustomerForm> text(Parameter<String> parameter, Function<CustomerDetails, String> value) {
        return FormField.of(parameter, form -> new WireValue.Text(value.apply(form.details())));
    }

    private static FormField<CustomerForm> text(CustomerField field) {
        return text(CustomerFields.of(field), details -> details.text(field));
    }

    private static FormField<CustomerForm> entry(CustomerField field) {
        return entry(CustomerFields.of(field), field.dictionary().orElseThrow(), details -> details.text(field));
    }

    /** The class, and the progress behind a comma if there is one; both are ids. */
    private static FormField<CustomerForm> classAndProgress() {
        var level = entry(CustomerField.LEVEL);
        return FormField.of(
                CustomerFields.of(CustomerField.LEVEL),
                form -> {
                    var value = level.shown().value().apply(form);
                    var progress = form.ids()
                            .getOrDefault(DictionaryName.CUSTOMER_PROGRESS, Map.of())
                            .get(form.details().profile(ExtraField.PROGRESS));
                    return progress == null
                            ? value
                            : new WireValue.Text(switch (value) {
                                        case WireValue.Number id -> id.number().toPlainString();
                                        case WireValue.Text text -> text.text();
                                        default -> "";
                                    }
                                    + "," + progress);
                },
                form -> form.details().text(CustomerField.LEVEL));
    }

    private static FormField<CustomerForm> profile(ExtraField field) {
        return text(CustomerFields.of(field), details -> details.profile(field));
    }

    private static FormField<CustomerForm> person(ContactPersonField field) {
        return FormField.of(
                CustomerFields.of(field),
                form -> new WireValue.Text(form.person().field(field)));
    }

    /** The value is the entry's id, or the text itself if it is not an entry. */
    private static FormField<CustomerForm> entry(
            Parameter<String> parameter, DictionaryName list, Function<CustomerDetails, String> value) {
        return FormField.of(
                parameter,
                form -> {
                    var id = form.ids().getOrDefault(list, Map.of()).get(value.apply(form.details()));
                    return id == null ? new WireValue.Text(value.apply(form.details())) : WireValue.Number.of(id);
                },
                form -> value.apply(form.details()));
    }
}
