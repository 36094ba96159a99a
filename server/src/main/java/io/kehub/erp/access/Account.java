package io.kehub.erp.access;

import io.kehub.kernel.DepartmentId;
import java.util.Map;

/**
 * An account 账号: a user with department and further fields.
 *
 * @param departmentName the department's name
 * @param fields only filled ones
 */
public record Account(User user, DepartmentId department, String departmentName, Map<AccountField, String> fields) {
    public Account {
        fields = Map.copyOf(fields);
    }

    /** The value of a field; empty if it is not filled. */
    public String field(AccountField field) {
        return fields.getOrDefault(field, "");
    }
}
