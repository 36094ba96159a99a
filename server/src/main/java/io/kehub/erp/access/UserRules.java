package io.kehub.erp.access;

import io.kehub.kernel.FieldError;
import io.kehub.kernel.Text;
import io.kehub.kernel.TextRule;
import io.kehub.kernel.TextRule.Characters;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Validation of logins, names and passwords. */
final class UserRules {

    static final int MAX_LOGIN_LENGTH = 50;
    static final int MAX_NAME_LENGTH = 50;
    static final int MIN_PASSWORD_LENGTH = 8;
    static final int MAX_PASSWORD_LENGTH = 128;

    /** With invisible characters, two different logins could look the same. */
    private static final TextRule LOGIN = new TextRule("login", "登录名", 1, MAX_LOGIN_LENGTH, Characters.ID);

    private static final TextRule NAME = new TextRule("name", "姓名", 1, MAX_NAME_LENGTH, Characters.VISIBLE_LINE);

    private UserRules() {}

    /** All errors of a user's login and name, both trimmed; empty if they are valid. */
    static List<FieldError> errors(String login, String name) {
        var errors = new ArrayList<FieldError>();
        LOGIN.check(login, errors);
        NAME.check(name, errors);
        return errors;
    }

    /** The first error of the password of the user {@code login}, reported for {@code field}. Never repeats the password. */
    static Optional<FieldError> error(String password, String login, String field) {
        return passwordRule(field, MIN_PASSWORD_LENGTH)
                .check(password)
                .or(() -> Text.key(password).equals(Text.key(login))
                        ? Optional.of(new FieldError(field, "密码与登录名相同", "与登录名不同的密码"))
                        : Optional.empty());
    }

    /** Whether a user can have the login; lengths and control characters only. */
    static boolean isPossibleLogin(String login) {
        return new TextRule("login", "登录名", MAX_LOGIN_LENGTH).check(login).isEmpty();
    }

    /** Whether a user can have the password; shorter ones than allowed now may have been stored. */
    static boolean isPossiblePassword(String password) {
        return passwordRule("password", 1).check(password).isEmpty();
    }

    private static TextRule passwordRule(String field, int minLength) {
        return new TextRule(field, "密码", minLength, MAX_PASSWORD_LENGTH, Characters.TEXT);
    }
}
