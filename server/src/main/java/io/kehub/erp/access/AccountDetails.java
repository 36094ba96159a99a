package io.kehub.erp.access;

import io.kehub.kernel.DepartmentId;
import java.util.Map;

/**
 * The editable data of an account 账号.
 *
 * @param fields only filled ones
 */
public record AccountDetails(String name, Role role, DepartmentId department, Map<AccountField, String> fields) {
    public AccountDetails {
        fields = Map.copyOf(fields);
    }
}
