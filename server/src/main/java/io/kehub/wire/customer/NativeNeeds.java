package io.kehub.wire.customer;

import io.kehub.erp.customer.CustomerDetails;
import io.kehub.erp.customer.CustomerField;
import io.kehub.erp.customer.CustomerKind;
import io.kehub.kernel.FieldError;
import io.kehub.kernel.Problem;
import io.kehub.kernel.ProblemException;
import io.kehub.wire.operation.type.DialectId;
import java.util.ArrayList;

/** The fields that the native dialects require in addition to the ERP's own rules (catalog: 必填). */
final class NativeNeeds {

    private NativeNeeds() {}

    /** @throws ProblemException with {@link Problem.Invalid} about every missing field */
    static void check(CustomerDetails details, DialectId dialect) {
        if (dialect == DialectId.QUICK) {
            return;
        }
        var errors = new ArrayList<FieldError>();
        if (details.name().isEmpty()) {
            errors.add(new FieldError(CustomerField.NAME.domainName(), "必填（客户名称）", "文本，最多 200 个字"));
        }
        if (details.text(CustomerField.LEVEL).isEmpty()) {
            errors.add(new FieldError(CustomerField.LEVEL.domainName(), "必填（客户分类）", "客户分类字典中的值"));
        }
        if (details.text(CustomerField.CONTACT_PERSON).isEmpty() && details.kind() == CustomerKind.COMPANY) {
            errors.add(new FieldError(CustomerField.CONTACT_PERSON.domainName(), "必填（联系人姓名）", "文本，最多 50 个字"));
        }
        ProblemException.refuse(errors);
    }
}
