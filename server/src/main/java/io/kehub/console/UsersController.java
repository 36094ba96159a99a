package io.kehub.console;

import io.kehub.erp.access.AccountDetails;
import io.kehub.erp.access.Accounts;
import io.kehub.erp.access.Authenticated;
import io.kehub.erp.access.Caller;
import io.kehub.erp.access.NewUser;
import io.kehub.erp.access.Role;
import io.kehub.erp.access.User;
import io.kehub.erp.access.Users;
import io.kehub.kernel.DepartmentId;
import io.kehub.kernel.PageRequest;
import io.kehub.kernel.UserId;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestAttribute;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.annotation.JsonNaming;

@RestController
@RequestMapping("/api/admin/users")
class UsersController {

    private static final String[] CHANGEABLE = {"name", "role", "department", "enabled"};

    private final Users users;
    private final Accounts accounts;
    private final OwnPassword ownPassword;
    private final TransactionTemplate transaction;

    UsersController(Users users, Accounts accounts, OwnPassword ownPassword, TransactionTemplate transaction) {
        this.ownPassword = ownPassword;
        this.users = users;
        this.accounts = accounts;
        this.transaction = transaction;
    }

    @GetMapping
    ResponseEntity<Envelope> list(HttpServletRequest request) {
        var query = QueryValues.read(request, "page_index", "page_size");
        var index = query.number("page_index", 1, 1_000_000, 1);
        var size = query.number("page_size", 1, PageRequest.LARGEST_SIZE, PageRequest.DEFAULT_SIZE);
        query.refuseFaults();
        var page = users.list(new PageRequest(index, size));
        return Envelope.ok(new UserList(page.items().stream().map(UserView::of).toList(), page.total(), index, size));
    }

    @PostMapping
    ResponseEntity<Envelope> create(HttpServletRequest request) throws IOException {
        var body = JsonBody.read(request, "login", "name", "role", "department", "password");
        var user = new NewUser(
                body.requiredText("login"),
                body.requiredText("name"),
                Objects.requireNonNullElse(role(body), Role.SALES),
                body.requiredSecret("password"));
        var department = body.id("department");
        body.refuseFaults();
        if (department == null) {
            return Envelope.created(UserView.of(users.create(user)));
        }
        return Envelope.created(user(accounts.add(user, new DepartmentId(department), Map.of())));
    }

    @PatchMapping("/{id}")
    ResponseEntity<Envelope> change(
            @PathVariable String id, @RequestAttribute(ConsoleGate.CALLER) Caller caller, HttpServletRequest request)
            throws IOException {
        var user = Ids.user(id);
        var body = JsonBody.read(request, CHANGEABLE);
        var name = body.text("name");
        var role = role(body);
        var department = body.id("department");
        var enabled = body.flag("enabled");
        if (Boolean.FALSE.equals(enabled) && user.equals(caller.user())) {
            body.fault("enabled", "不能停用自己", "由另一位管理员停用");
        }
        body.refuseEmpty(CHANGEABLE);
        body.refuseFaults();
        transaction.executeWithoutResult(status -> {
            if (name != null || role != null || department != null) {
                describe(user, name, role, department);
            }
            if (enabled != null) {
                users.enable(user, enabled);
            }
        });
        return Envelope.ok(user(user));
    }

    private void describe(UserId id, @Nullable String name, @Nullable Role role, @Nullable Long department) {
        accounts.change(
                id,
                present -> new AccountDetails(
                        Objects.requireNonNullElse(name, present.user().name()),
                        Objects.requireNonNullElse(role, present.user().role()),
                        department == null ? present.department() : new DepartmentId(department),
                        present.fields()),
                null);
    }

    /** A role of people; parts of the program get theirs from the program. */
    private static @Nullable Role role(JsonBody body) {
        var role = body.choice("role", Role.class);
        if (role == Role.SERVICE) {
            body.fault("role", "服务账号由程序自己建立", "administrator、manager、sales、warehouse、reader");
        }
        return role;
    }

    private UserView user(UserId id) {
        return UserView.of(users.find(id).orElseThrow());
    }

    @PostMapping("/{id}/password")
    ResponseEntity<Envelope> setPassword(
            @PathVariable String id,
            @RequestAttribute(ConsoleGate.SESSION) Authenticated session,
            HttpServletRequest request,
            HttpServletResponse response)
            throws IOException {
        var user = Ids.user(id);
        var body = JsonBody.read(request, "password");
        var password = body.requiredSecret("password");
        body.refuseFaults();
        if (user.equals(session.caller().user())) {
            return ownPassword.change(session, password, request, response);
        }
        users.changePassword(user, password);
        return Envelope.ok("密码已修改，该用户的会话已全部退出", null);
    }

    @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
    private record UserList(List<UserView> list, long total, int pageIndex, int pageSize) {}

    private record UserView(String id, String login, String name, String role, boolean enabled) {
        static UserView of(User user) {
            return new UserView(
                    String.valueOf(user.id().value()),
                    user.login(),
                    user.name(),
                    FieldNames.shown(user.role()),
                    user.enabled());
        }
    }
}
