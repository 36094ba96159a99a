package io.kehub.erp.customer;

import io.kehub.kernel.FieldError;
import io.kehub.kernel.Problem;
import io.kehub.kernel.ProblemException;
import io.kehub.kernel.Text;
import io.kehub.kernel.TextField;
import io.kehub.kernel.TextRule;
import java.util.ArrayList;
import java.util.Map;

/** Validation rules of a contact person. */
final class ContactPersonRules {

    private ContactPersonRules() {}

    /** The details as they are stored. Throws {@link Problem.Invalid} with all errors. */
    static ContactPersonDetails accept(ContactPersonDetails given) {
        var details = new ContactPersonDetails(
                given.name(),
                Text.withoutInvisible(given.phone()),
                Text.withoutInvisible(given.mobile()),
                Text.withoutInvisible(given.email()),
                Text.withoutInvisible(given.fax()),
                given.fields());
        var errors = new ArrayList<FieldError>();
        new TextRule("name", "联系人姓名", 50).checkFilled(details.name(), errors);
        FieldError.checkText("phone", "办公电话", details.phone(), 50, errors);
        FieldError.checkText("mobile", "手机", details.mobile(), 50, errors);
        FieldError.checkText("email", "电子邮件", details.email(), 100, errors);
        FieldError.checkText("fax", "传真", details.fax(), 50, errors);
        var fields = TextField.accept(ContactPersonField.class, details.fields(), errors);
        ProblemException.refuse(errors);
        return new ContactPersonDetails(
                details.name(), details.phone(), details.mobile(), details.email(), details.fax(), fields);
    }

    /** The filled ones of the other fields. Throws as {@link #accept}. */
    static Map<ContactPersonField, String> acceptFields(Map<ContactPersonField, String> given) {
        var errors = new ArrayList<FieldError>();
        var fields = TextField.accept(ContactPersonField.class, given, errors);
        ProblemException.refuse(errors);
        return fields;
    }
}
