package io.kehub.erp.access;

import io.kehub.kernel.FieldError;
import io.kehub.kernel.Page;
import io.kehub.kernel.PageRequest;
import io.kehub.kernel.Problem;
import io.kehub.kernel.ProblemException;
import io.kehub.kernel.Text;
import io.kehub.kernel.UserId;
import java.time.Clock;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The users 用户 of the ERP. They are disabled and never deleted, because records refer to them. Logins are compared
 * by their key ({@link Text#key}). Every write is one transaction and commits before it returns. Callers
 * check permissions.
 */
public final class Users {

    private final UsersJdbc jdbc;
    private final SessionsJdbc sessions;
    private final PasswordHashing hashing;
    private final TransactionTemplate transaction;
    private final Clock clock;

    Users(
            UsersJdbc jdbc,
            SessionsJdbc sessions,
            PasswordHashing hashing,
            TransactionTemplate transaction,
            Clock clock) {
        this.jdbc = jdbc;
        this.sessions = sessions;
        this.hashing = hashing;
        this.transaction = transaction;
        this.clock = clock;
    }

    /**
     * Creates an enabled user. The login has 1 to 50 characters without blanks, the name 1 to 50, the password 8 to 128 and is
     * not the login. Throws {@link Problem.Invalid} for all errors ({@code login}, {@code name}, {@code password}), and {@link Problem.Conflict} if the login is already used.
     */
    public User create(NewUser user) {
        var login = Text.trimmed(user.login());
        var name = Text.trimmed(user.name());
        ProblemException.refuse(user.errors());
        if (jdbc.hasLogin(login)) {
            // avoids the expensive hash; the unique index below decides
            throw taken(login);
        }
        var hash = hashing.inTurn(turn -> turn.hash(user.password()));
        return jdbc.add(login, name, user.role(), hash, clock.instant()).orElseThrow(() -> taken(login));
    }

    /** The user with this id, enabled or not; empty if there is none. */
    public Optional<User> find(UserId id) {
        return jdbc.find(id);
    }

    /** The users with these ids in one query, disabled ones included; unknown ids are omitted. */
    public List<User> findAll(Collection<UserId> ids) {
        return ids.isEmpty() ? List.of() : jdbc.findAll(ids);
    }

    /** All users, disabled ones and service accounts included, in the order of creation. */
    public Page<User> list(PageRequest page) {
        return new Page<>(jdbc.list(page), jdbc.count(), page);
    }

    /** The users of this name, compared by {@link Text#key}, disabled ones included, in the order of creation. */
    public List<User> named(String name) {
        return jdbc.named(name);
    }

    /** The users whose name contains the text, without regard to case and width, disabled ones included; none for an empty one. */
    public List<UserId> withNamePart(String part) {
        return part.isEmpty() ? List.of() : jdbc.withNamePart(part);
    }

    /** The names of the given users in one query; unknown ids are omitted. */
    public Map<UserId, String> names(Collection<UserId> ids) {
        return ids.isEmpty() ? Map.of() : jdbc.names(ids);
    }

    /**
     * Enables or disables the user. Disabling ends the user's sessions in the same transaction. Throws
     * {@link Problem.NotFound} for an unknown id, and {@link Problem.Invalid} instead of disabling the last enabled
     * administrator, because no one could undo that.
     */
    public User enable(UserId id, boolean enabled) {
        return transaction.execute(status -> {
            if (!enabled && jdbc.lockEnabledAdministrators().equals(List.of(id))) {
                throw new ProblemException(Problem.Invalid.field("enabled", "不能停用最后一个管理员", "先启用另一个管理员"));
            }
            var user = jdbc.enable(id, enabled).orElseThrow(() -> unknown(id));
            if (!enabled) {
                sessions.closeAll(id);
            }
            return user;
        });
    }

    /**
     * Changes the password and ends the user's sessions in the same transaction. Throws {@link Problem.NotFound}
     * for an unknown id, {@link Problem.Invalid} about {@code password}, and {@link Problem.Forbidden} for a service
     * account, which never has one.
     */
    public void changePassword(UserId id, String password) {
        changePassword(id, password, () -> sessions.closeAll(id));
    }

    /** The same, but keeps one session: that of a user who changes the own password. */
    public void changePassword(UserId id, String password, SessionToken kept) {
        changePassword(id, password, () -> sessions.closeOthers(id, Sessions.hash(kept)));
    }

    private void changePassword(UserId id, String password, Runnable endSessions) {
        var user = jdbc.find(id).orElseThrow(() -> unknown(id));
        UserRules.error(password, user.login(), "password").map(List::of).ifPresent(ProblemException::refuse);
        var hash = hashing.inTurn(turn -> turn.hash(password));
        transaction.executeWithoutResult(status -> {
            if (!jdbc.changeHash(id, hash)) {
                throw new ProblemException(new Problem.Forbidden("service_account", "服务账号没有密码，也不能设置密码"));
            }
            endSessions.run();
        });
    }

    /**
     * The service account of a part of the program; has no password, so sign-in is impossible. Created with the role
     * {@link Role#SERVICE} if missing; safe for concurrent calls. Throws {@link Problem.Conflict} if a person has the login.
     */
    public User serviceAccount(String login, String name) {
        ProblemException.refuse(UserRules.errors(login, name));
        return jdbc.add(login, name, Role.SERVICE, null, clock.instant())
                .or(() -> jdbc.serviceAccount(login))
                .orElseThrow(() -> taken(login));
    }

    static ProblemException taken(String login) {
        return new ProblemException(Problem.Conflict.field("login", "登录名“" + login + "”已被使用", "未被使用的登录名，不区分大小写和全角半角"));
    }

    static ProblemException unknown(UserId id) {
        var message = "没有编号为 " + id.value() + " 的用户";
        return new ProblemException(
                new Problem.NotFound("no_such_user", message, List.of(new FieldError("id", message, "用户列表中的编号"))));
    }
}
