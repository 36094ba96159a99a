package io.kehub.erp.customer;

import io.kehub.kernel.FieldError;
import io.kehub.kernel.Problem;
import io.kehub.kernel.ProblemException;
import io.kehub.kernel.Text;
import io.kehub.kernel.TextField;
import java.util.ArrayList;
import java.util.Map;

/** What a person must obey. */
final class PersonRules {

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
        FieldError.checkText("name", "联系人姓名", details.name(), 50, faults);
        FieldError.checkText("phone", "办公电话", details.phone(), 50, faults);
        FieldError.checkText("mobile", "手机", details.mobile(), 50, faults);
        FieldError.checkText("email", "电子邮件", details.email(), 100, faults);
        FieldError.checkText("fax", "传真", details.fax(), 50, faults);
        var fields = TextField.accept(PersonField.class, details.fields(), faults);
        ProblemException.refuse(faults);
        return new PersonDetails(
                details.name(), details.phone(), details.mobile(), details.email(), details.fax(), fields);
    }

    /** The filled ones of the rarer fields. Refuses as {@link #accept}. */
    static Map<PersonField, String> acceptFields(Map<PersonField, String> given) {
        var faults = new ArrayList<FieldError>();
        var fields = TextField.accept(PersonField.class, given, faults);
        ProblemException.refuse(faults);
        return fields;
    }
}
