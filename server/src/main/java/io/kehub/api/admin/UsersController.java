package io.kehub.api.admin;

import static java.util.Objects.requireNonNullElse;

import io.kehub.api.me.OwnPassword;
import io.kehub.api.web.AuthenticationFilter;
import io.kehub.api.web.ChangeBody;
import io.kehub.api.web.CheckedBody;
import io.kehub.api.web.Documented;
import io.kehub.api.web.Envelope;
import io.kehub.api.web.Password;
import io.kehub.erp.access.Account;
import io.kehub.erp.access.AccountDetails;
import io.kehub.erp.access.Accounts;
import io.kehub.erp.access.Authenticated;
import io.kehub.erp.access.Caller;
import io.kehub.erp.access.NewUser;
import io.kehub.erp.access.Permission;
import io.kehub.erp.access.RequiresPermission;
import io.kehub.erp.access.Role;
import io.kehub.erp.access.User;
import io.kehub.erp.access.Users;
import io.kehub.kernel.DepartmentId;
import io.kehub.kernel.FieldError;
import io.kehub.kernel.PageRequest;
import io.kehub.kernel.Problem;
import io.kehub.kernel.ProblemException;
import io.kehub.kernel.UserId;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.validation.constraints.NotNull;
import java.util.List;
import java.util.Map;
import org.hibernate.validator.constraints.Range;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestAttribute;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/admin/users")
class UsersController {

    private final Users users;
    private final Accounts accounts;
    private final OwnPassword ownPassword;
    private final TransactionTemplate transaction;

    UsersController(Users users, Accounts accounts, OwnPassword ownPassword, TransactionTemplate transaction) {
        this.users = users;
        this.accounts = accounts;
        this.ownPassword = ownPassword;
        this.transaction = transaction;
    }

    /** The roles that a person may have; {@link Role#SERVICE} is for parts of the program. */
    enum PersonRole {
        ADMINISTRATOR,
        MANAGER,
        SALES,
        WAREHOUSE,
        READER;

        Role role() {
            return Role.valueOf(name());
        }
    }

    record PageQuery(
            @Range(min = 1, max = 1_000_000) @Nullable Integer pageIndex,

            @Range(min = 1, max = PageRequest.MAX_SIZE) @Nullable
            Integer pageSize) {

        PageRequest page() {
            return new PageRequest(
                    requireNonNullElse(pageIndex, 1), requireNonNullElse(pageSize, PageRequest.DEFAULT_SIZE));
        }
    }

    @GetMapping
    @Documented(value = "用户列表", answer = UserList.class)
    @RequiresPermission(Permission.ADMINISTER)
    ResponseEntity<Envelope> list(@ModelAttribute PageQuery query) {
        var page = users.list(query.page());
        return Envelope.ok(new UserList(
                page.items().stream().map(UserView::of).toList(),
                page.total(),
                page.request().index(),
                page.request().size()));
    }

    record UserBody(
            @NotNull String login,
            @NotNull String name,
            @Nullable PersonRole role,
            @Nullable DepartmentId department,
            @NotNull Password password)
            implements CheckedBody {

        NewUser user() {
            return new NewUser(
                    requireNonNullElse(login, ""),
                    requireNonNullElse(name, ""),
                    requireNonNullElse(role, PersonRole.SALES).role(),
                    requireNonNullElse(password, new Password("")).value());
        }

        @Override
        public List<FieldError> errors() {
            return user().errors();
        }
    }

    @PostMapping
    @Documented(
            value = "添加用户",
            answer = UserView.class,
            creates = true,
            example =
                    "{\"login\": \"wang\", \"name\": \"王销售\", \"role\": \"sales\", \"password\": \"correct horse battery\"}")
    @RequiresPermission(Permission.ADMINISTER)
    ResponseEntity<Envelope> create(@RequestBody UserBody body) {
        var department = body.department();
        return Envelope.created(
                department == null
                        ? UserView.of(users.create(body.user()))
                        : user(accounts.add(body.user(), department, Map.of())));
    }

    record UserChangeBody(
            @Nullable String name,
            @Nullable PersonRole role,
            @Nullable DepartmentId department,
            @Nullable Boolean enabled)
            implements ChangeBody {

        boolean changesDetails() {
            return name != null || role != null || department != null;
        }

        AccountDetails appliedTo(Account account) {
            return new AccountDetails(
                    requireNonNullElse(name, account.user().name()),
                    role == null ? account.user().role() : role.role(),
                    requireNonNullElse(department, account.department()),
                    account.fields());
        }
    }

    @PatchMapping("/{id}")
    @Documented(value = "修改用户", answer = UserView.class, example = "{\"enabled\": true}")
    @RequiresPermission(Permission.ADMINISTER)
    ResponseEntity<Envelope> change(
            @PathVariable UserId id,
            @RequestAttribute(AuthenticationFilter.CALLER) Caller caller,
            @RequestBody UserChangeBody body) {
        var enabled = body.enabled();
        if (Boolean.FALSE.equals(enabled) && id.equals(caller.user())) {
            throw new ProblemException(Problem.Invalid.field("enabled", "不能停用自己", "由另一位管理员停用"));
        }
        transaction.executeWithoutResult(status -> {
            if (body.changesDetails()) {
                accounts.change(id, body::appliedTo, null);
            }
            if (enabled != null) {
                users.enable(id, enabled);
            }
        });
        return Envelope.ok(user(id));
    }

    record PasswordBody(@NotNull Password password) {}

    @PostMapping("/{id}/password")
    @Documented(
            value = "设置用户的密码",
            data = Documented.Data.NOTHING,
            example = "{\"password\": \"correct horse battery\"}")
    @RequiresPermission(Permission.ADMINISTER)
    ResponseEntity<Envelope> setPassword(
            @PathVariable UserId id,
            @RequestAttribute(AuthenticationFilter.SESSION) Authenticated session,
            @RequestBody PasswordBody body,
            HttpServletRequest request,
            HttpServletResponse response) {
        var password = body.password().value();
        if (id.equals(session.caller().user())) {
            return ownPassword.change(session, password, request, response);
        }
        users.changePassword(id, password);
        return Envelope.ok("密码已修改，该用户的会话已全部退出", null);
    }

    private UserView user(UserId id) {
        return UserView.of(users.find(id).orElseThrow());
    }

    private record UserList(List<UserView> list, long total, int pageIndex, int pageSize) {}

    private record UserView(UserId id, String login, String name, Role role, boolean enabled) {
        static UserView of(User user) {
            return new UserView(user.id(), user.login(), user.name(), user.role(), user.enabled());
        }
    }
}
