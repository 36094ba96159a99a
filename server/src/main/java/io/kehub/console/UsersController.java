package io.kehub.console;

import io.kehub.erp.access.Caller;
import io.kehub.erp.access.NewUser;
import io.kehub.erp.access.Role;
import io.kehub.erp.access.User;
import io.kehub.erp.access.Users;
import io.kehub.kernel.PageRequest;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.List;
import java.util.Objects;
import org.springframework.http.ResponseEntity;
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

    private final Users users;

    UsersController(Users users) {
        this.users = users;
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
        var body = JsonBody.read(request, "login", "name", "role", "password");
        var user = new NewUser(
                body.requiredText("login"),
                body.requiredText("name"),
                Objects.requireNonNullElse(body.choice("role", Role.class), Role.SALES),
                body.requiredSecret("password"));
        body.refuseFaults();
        return Envelope.created(UserView.of(users.create(user)));
    }

    @PatchMapping("/{id}")
    ResponseEntity<Envelope> enable(
            @PathVariable String id, @RequestAttribute(ConsoleGate.CALLER) Caller caller, HttpServletRequest request)
            throws IOException {
        var user = Ids.user(id);
        var body = JsonBody.read(request, "enabled");
        var enabled = body.requiredFlag("enabled");
        if (!enabled && user.equals(caller.user())) {
            body.fault("enabled", "不能停用自己", "由另一位管理员停用");
        }
        body.refuseFaults();
        return Envelope.ok(UserView.of(users.enable(user, enabled)));
    }

    @PostMapping("/{id}/password")
    ResponseEntity<Envelope> setPassword(@PathVariable String id, HttpServletRequest request) throws IOException {
        var user = Ids.user(id);
        var body = JsonBody.read(request, "password");
        var password = body.requiredSecret("password");
        body.refuseFaults();
        users.changePassword(user, password);
        return Envelope.ok(null);
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
