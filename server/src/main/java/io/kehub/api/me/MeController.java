package io.kehub.api.me;

import io.kehub.api.web.AuthenticationFilter;
import io.kehub.api.web.Documented;
import io.kehub.api.web.Envelope;
import io.kehub.api.web.Password;
import io.kehub.erp.access.Authenticated;
import io.kehub.erp.access.Caller;
import io.kehub.erp.access.RequiresPermission;
import io.kehub.erp.access.Role;
import io.kehub.erp.access.Sessions;
import io.kehub.erp.access.SignIn;
import io.kehub.kernel.Problem;
import io.kehub.kernel.ProblemException;
import io.kehub.kernel.UserId;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.validation.constraints.NotNull;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestAttribute;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/me")
class MeController {

    private final OwnPassword ownPassword;
    private final SignIn signIn;
    private final Sessions sessions;

    MeController(OwnPassword ownPassword, SignIn signIn, Sessions sessions) {
        this.ownPassword = ownPassword;
        this.signIn = signIn;
        this.sessions = sessions;
    }

    @GetMapping
    @Documented(value = "当前用户", answer = Me.class)
    @RequiresPermission({})
    ResponseEntity<Envelope> me(@RequestAttribute(AuthenticationFilter.CALLER) Caller caller) {
        return Envelope.ok(new Me(caller.user(), caller.login(), caller.name(), caller.role()));
    }

    private record Me(UserId id, String login, String name, Role role) {}

    record PasswordsBody(
            @NotNull Password oldPassword, @NotNull Password newPassword) {}

    @PostMapping("/password")
    @Documented(
            value = "修改自己的密码",
            data = Documented.Data.NOTHING,
            example = "{\"old_password\": \"correct horse battery\", \"new_password\": \"another battery horse\"}")
    @RequiresPermission({})
    ResponseEntity<Envelope> changePassword(
            @RequestAttribute(AuthenticationFilter.SESSION) Authenticated session,
            @RequestBody PasswordsBody body,
            HttpServletRequest request,
            HttpServletResponse response) {
        verify(session.caller(), body.oldPassword());
        return ownPassword.change(session, body.newPassword().value(), request, response);
    }

    /** Verifies the old password through the normal sign-in, so that rate limiting and lock-out apply here too. */
    private void verify(Caller caller, Password password) {
        try {
            sessions.close(signIn.signIn(caller.login(), password.value()).token());
        } catch (ProblemException refused) {
            if (refused.problem() instanceof Problem.Unauthenticated) {
                throw new ProblemException(Problem.Invalid.field("oldPassword", "原密码不正确", "当前使用的密码"));
            }
            throw refused;
        }
    }
}
