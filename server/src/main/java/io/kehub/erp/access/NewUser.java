package io.kehub.erp.access;

import io.kehub.kernel.FieldError;
import io.kehub.kernel.Text;
import java.util.List;

/** A user to be made. The password is in clear and is hashed before it is stored. */
public record NewUser(String login, String name, Role role, String password) {

    /** What is wrong with login, name and password; empty if they are valid. */
    public List<FieldError> errors() {
        var trimmedLogin = Text.trimmed(login);
        var errors = UserRules.errors(trimmedLogin, Text.trimmed(name));
        UserRules.error(password, trimmedLogin, "password").ifPresent(errors::add);
        return errors;
    }

    @Override
    public String toString() {
        return "NewUser[login=" + login + ", role=" + role + "]";
    }
}
