package io.kehub.erp.access;

import io.kehub.kernel.FieldError;
import io.kehub.kernel.Text;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What logins, names and passwords must be like. */
final class UserRules {

    static final int MAX_LOGIN_LENGTH = 50;
    static final int MAX_NAME_LENGTH = 50;
    static final int MIN_PASSWORD_LENGTH = 8;
    static final int MAX_PASSWORD_LENGTH = 128;

    static final String ALLOWED_PASSWORD = MIN_PASSWORD_LENGTH + " 到 " + MAX_PASSWORD_LENGTH + " 个字，且不能与登录名相同";
    private static final String ALLOWED_LOGIN = "1 到 " + MAX_LOGIN_LENGTH + " 个字，不含空白和不可见字符";
    private static final String ALLOWED_NAME = "1 到 " + MAX_NAME_LENGTH + " 个字";

    private UserRules() {}

    /** Everything that is wrong with a user's login and name, both trimmed; empty if nothing is. */
    static List<FieldError> errors(String login, String name) {
        var errors = new ArrayList<FieldError>();
        if (login.isEmpty()) {
            errors.add(new FieldError("login", "登录名不能为空", ALLOWED_LOGIN));
        } else if (Text.length(login) > MAX_LOGIN_LENGTH) {
            errors.add(new FieldError("login", "登录名有 " + Text.length(login) + " 个字，过长", ALLOWED_LOGIN));
        } else if (!login.equals(Text.withoutInvisible(login))
                || !login.codePoints().allMatch(UserRules::isVisible)) {
            errors.add(new FieldError("login", "登录名含有空白或不可见字符", ALLOWED_LOGIN));
        }
        if (name.isEmpty()) {
            errors.add(new FieldError("name", "姓名不能为空", ALLOWED_NAME));
        } else if (Text.length(name) > MAX_NAME_LENGTH) {
            errors.add(new FieldError("name", "姓名有 " + Text.length(name) + " 个字，过长", ALLOWED_NAME));
        } else if (!name.codePoints().allMatch(letter -> letter == ' ' || isVisible(letter))) {
            errors.add(new FieldError("name", "姓名含有换行或不可见字符", ALLOWED_NAME));
        }
        return errors;
    }

    /** What is wrong with the password of the user {@code login}, said about {@code field}. Never repeats it. */
    static Optional<FieldError> error(String password, String login, String field) {
        var length = Text.length(password);
        if (length < MIN_PASSWORD_LENGTH) {
            return Optional.of(new FieldError(field, "密码只有 " + length + " 个字，过短", ALLOWED_PASSWORD));
        }
        if (length > MAX_PASSWORD_LENGTH) {
            return Optional.of(new FieldError(field, "密码有 " + length + " 个字，过长", ALLOWED_PASSWORD));
        }
        if (Text.firstForbidden(password).isPresent()) {
            return Optional.of(new FieldError(field, "密码含有控制字符", ALLOWED_PASSWORD));
        }
        if (Text.key(password).equals(Text.key(login))) {
            return Optional.of(new FieldError(field, "密码与登录名相同", ALLOWED_PASSWORD));
        }
        return Optional.empty();
    }

    /** With invisible characters, two different logins could look the same. */
    private static boolean isVisible(int letter) {
        return switch (Character.getType(letter)) {
            case Character.SPACE_SEPARATOR,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.UNASSIGNED -> false;
            default -> true;
        };
    }
}
