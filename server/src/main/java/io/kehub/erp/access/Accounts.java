package io.kehub.erp.access;

import io.kehub.kernel.DepartmentId;
import io.kehub.kernel.FieldError;
import io.kehub.kernel.Page;
import io.kehub.kernel.PageRequest;
import io.kehub.kernel.Problem;
import io.kehub.kernel.ProblemException;
import io.kehub.kernel.TextField;
import io.kehub.kernel.UserId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.transaction.support.TransactionTemplate;

/** The accounts 账号 of people: users with a department. Callers check permissions. */
public final class Accounts {

    private final AccountsJdbc accounts;
    private final Users users;
    private final UsersJdbc rows;
    private final Departments departments;
    private final TransactionTemplate transaction;

    Accounts(
            AccountsJdbc accounts,
            Users users,
            UsersJdbc rows,
            Departments departments,
            TransactionTemplate transaction) {
        this.accounts = accounts;
        this.users = users;
        this.rows = rows;
        this.departments = departments;
        this.transaction = transaction;
    }

    /**
     * Which accounts a list shows; null and empty mean all.
     *
     * @param name part of the name
     * @param login part of the login
     * @param enabled 正常, or 冻结
     * @param department this department or one below it
     */
    public record Filter(
            String name,
            String login,
            @Nullable Boolean enabled,
            @Nullable DepartmentId department) {}

    /**
     * Adds an enabled account.
     *
     * @throws ProblemException as {@link Users#create}, and with {@link Problem.Invalid} about {@code department} and the
     *     fields
     */
    public UserId add(NewUser user, DepartmentId department, Map<AccountField, String> fields) {
        var accepted = accept(department, null, fields);
        return transaction.execute(status -> {
            var id = users.create(user).id();
            accounts.describe(id, department, accepted);
            return id;
        });
    }

    /**
     * Changes an account. Concurrent changes run one after another, each on the result of the previous one.
     *
     * @param change computes the new details from the current account
     * @param password null keeps the current one; a new one ends the account's sessions
     * @throws ProblemException with {@link Problem.NotFound} for an unknown id, with {@link Problem.Invalid} for
     *     all errors, including {@code role} if no enabled administrator would remain
     */
    public void change(UserId id, Function<Account, AccountDetails> change, @Nullable String password) {
        change(id, change, password, null);
    }

    /**
     * The same, except that a change of the password does not end one session.
     *
     * @param kept the session to keep, of a user who changes the own account; null ends all
     */
    public void change(
            UserId id,
            Function<Account, AccountDetails> change,
            @Nullable String password,
            @Nullable SessionToken kept) {
        transaction.executeWithoutResult(status -> {
            var administrators = rows.lockEnabledAdministrators();
            var account = find(id).orElseThrow(() -> Users.unknown(id));
            var changed = change.apply(account);
            var accepted = accept(changed.department(), account.department(), changed.fields());
            ProblemException.refuse(UserRules.errors(account.user().login(), changed.name()));
            if (changed.role() != Role.ADMINISTRATOR && administrators.equals(List.of(id))) {
                throw new ProblemException(Problem.Invalid.field("role", "不能改变最后一个管理员的角色", "先设置另一个管理员"));
            }
            accounts.rename(id, changed.name(), changed.role());
            accounts.describe(id, changed.department(), accepted);
            if (password != null && kept != null) {
                users.changePassword(id, password, kept);
            } else if (password != null) {
                users.changePassword(id, password);
            }
        });
    }

    /**
     * 账号删除: disables the account for sign-in and hides it from lists. The row and its login stay, because records refer to
     * it.
     *
     * @throws ProblemException with {@link Problem.NotFound} for an unknown id, with {@link Problem.Invalid} for the last
     *     enabled administrator
     */
    public void delete(UserId id) {
        transaction.executeWithoutResult(status -> {
            if (find(id).isEmpty()) {
                throw Users.unknown(id);
            }
            users.enable(id, false);
            accounts.delete(id);
        });
    }

    /** The account with this id; empty if there is none, and for internal users. */
    public Optional<Account> find(UserId id) {
        return accounts.find(id);
    }

    /** One page of the matching accounts, newest first, with their exact total. */
    public Page<Account> list(Filter filter, PageRequest page) {
        return accounts.list(filter, page);
    }

    /** @param present the account's current department, which it may keep even if disabled; null for a new account */
    private Map<AccountField, String> accept(
            DepartmentId department, @Nullable DepartmentId present, Map<AccountField, String> given) {
        var errors = new ArrayList<FieldError>();
        if (departments
                .find(department)
                .filter(each -> each.details().enabled() || department.equals(present))
                .isEmpty()) {
            errors.add(new FieldError("department", "没有编号为 " + department.value() + " 的启用部门", "已启用部门的编号"));
        }
        var accepted = TextField.accept(AccountField.class, given, errors);
        ProblemException.refuse(errors);
        return accepted;
    }
}
