package io.kehub.erp.customer;

import io.kehub.kernel.FieldError;
import io.kehub.kernel.Problem;
import io.kehub.kernel.ProblemException;
import io.kehub.kernel.Text;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What a person must obey. */
final class PersonRules {

    private static final Set<PersonField> IDENTIFYING = EnumSet.of(
            PersonField.SECOND_MOBILE,
            PersonField.HOME_PHONE,
            PersonField.QQ,
            PersonField.WECHAT,
            PersonField.MSN,
            PersonField.POSTCODE,
            PersonField.RECEIVING_PHONE,
            PersonField.RECEIVING_MOBILE,
            PersonField.RECEIVING_POSTCODE);

    private PersonRules() {}

    /** The details as they are stored. Refuses with {@link Problem.Invalid} that names every fault. */
    static PersonDetails accept(PersonDetails given) {
        var details = new PersonDetails(
                given.name(),
                Text.withoutInvisible(given.phone()),
                Text.withoutInvisible(given.mobile()),
                Text.withoutInvisible(given.email()),
                Text.withoutInvisible(given.fax()),
                given.fields());
        var faults = new ArrayList<FieldError>();
        if (details.name().isEmpty()) {
            faults.add(new FieldError("name", "联系人姓名不能为空", "1 至 50 个字"));
        }
        check("name", "联系人姓名", details.name(), 50, faults);
        check("phone", "办公电话", details.phone(), 50, faults);
        check("mobile", "手机", details.mobile(), 50, faults);
        check("email", "电子邮件", details.email(), 100, faults);
        check("fax", "传真", details.fax(), 50, faults);
        var fields = accept(details.fields(), faults);
        ProblemException.refuse(faults);
        return new PersonDetails(
                details.name(), details.phone(), details.mobile(), details.email(), details.fax(), fields);
    }

    /** The filled ones of the rarer fields. Refuses as {@link #accept}. */
    static Map<PersonField, String> acceptFields(Map<PersonField, String> given) {
        var faults = new ArrayList<FieldError>();
        var fields = accept(given, faults);
        ProblemException.refuse(faults);
        return fields;
    }

    private static Map<PersonField, String> accept(Map<PersonField, String> given, List<FieldError> faults) {
        var accepted = new EnumMap<PersonField, String>(PersonField.class);
        given.forEach((field, value) -> {
            if (!value.isEmpty()) {
                check(field.domainName(), field.caption(), value, field.longest(), faults);
                accepted.put(field, IDENTIFYING.contains(field) ? Text.withoutInvisible(value) : value);
            }
        });
        return accepted;
    }

    private static void check(String field, String caption, String text, int longest, List<FieldError> faults) {
        var letters = Text.letters(text);
        if (letters > longest) {
            faults.add(new FieldError(field, caption + "太长：共 " + letters + " 个字", "最多 " + longest + " 个字"));
        } else {
            CustomerRules.forbiddenLetter(field, caption, text).ifPresent(faults::add);
        }
    }
}
