package io.kehub.erp.access;

import io.kehub.kernel.FieldError;
import io.kehub.kernel.Text;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What logins, names and passwords must be like. */
final class UserRules {

    static final int LONGEST_LOGIN = 50;
    static final int LONGEST_NAME = 50;
    static final int SHORTEST_PASSWORD = 8;
    static final int LONGEST_PASSWORD = 128;

    static final String ALLOWED_PASSWORD = SHORTEST_PASSWORD + " 到 " + LONGEST_PASSWORD + " 个字，且不能与登录名相同";
    private static final String ALLOWED_LOGIN = "1 到 " + LONGEST_LOGIN + " 个字，不含空白和不可见字符";
    private static final String ALLOWED_NAME = "1 到 " + LONGEST_NAME + " 个字";

    private UserRules() {}

    /** Everything that is wrong with a user's login and name, both trimmed; empty if nothing is. */
    static List<FieldError> faults(String login, String name) {
        var faults = new ArrayList<FieldError>();
        if (login.isEmpty()) {
            faults.add(new FieldError("login", "登录名不能为空", ALLOWED_LOGIN));
        } else if (Text.letters(login) > LONGEST_LOGIN) {
            faults.add(new FieldError("login", "登录名有 " + Text.letters(login) + " 个字，过长", ALLOWED_LOGIN));
        } else if (!login.equals(Text.withoutInvisible(login))
                || !login.codePoints().allMatch(UserRules::isVisible)) {
            faults.add(new FieldError("login", "登录名含有空白或不可见字符", ALLOWED_LOGIN));
        }
        if (name.isEmpty()) {
            faults.add(new FieldError("name", "姓名不能为空", ALLOWED_NAME));
        } else if (Text.letters(name) > LONGEST_NAME) {
            faults.add(new FieldError("name", "姓名有 " + Text.letters(name) + " 个字，过长", ALLOWED_NAME));
        } else if (!name.codePoints().allMatch(letter -> letter == ' ' || isVisible(letter))) {
            faults.add(new FieldError("name", "姓名含有换行或不可见字符", ALLOWED_NAME));
        }
        return faults;
    }

    /** What is wrong with the password of the user {@code login}, said about {@code field}. Never repeats it. */
    static Optional<FieldError> fault(String password, String login, String field) {
        var letters = Text.letters(password);
        if (letters < SHORTEST_PASSWORD) {
            return Optional.of(new FieldError(field, "密码只有 " + letters + " 个字，过短", ALLOWED_PASSWORD));
        }
        if (letters > LONGEST_PASSWORD) {
            return Optional.of(new FieldError(field, "密码有 " + letters + " 个字，过长", ALLOWED_PASSWORD));
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
