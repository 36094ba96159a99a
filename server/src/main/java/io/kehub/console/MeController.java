package io.kehub.console;

import io.kehub.erp.access.Authenticated;
import io.kehub.erp.access.Caller;
import io.kehub.erp.access.Sessions;
import io.kehub.erp.access.SignIn;
import io.kehub.kernel.Problem;
import io.kehub.kernel.ProblemException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestAttribute;
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
    ResponseEntity<Envelope> me(@RequestAttribute(ConsoleGate.CALLER) Caller caller) {
        return Envelope.ok(new Me(
                String.valueOf(caller.user().value()), caller.login(), caller.name(), FieldNames.shown(caller.role())));
    }

    private record Me(String id, String login, String name, String role) {}

    @PostMapping("/password")
    ResponseEntity<Envelope> changePassword(
            @RequestAttribute(ConsoleGate.SESSION) Authenticated session,
            HttpServletRequest request,
            HttpServletResponse response)
            throws IOException {
        var body = JsonBody.read(request, "old_password", "new_password");
        var oldPassword = body.requiredSecret("old_password");
        var newPassword = body.requiredSecret("new_password");
        body.refuseFaults();
        prove(session.caller(), oldPassword);
        return ownPassword.change(session, newPassword, request, response);
    }

    /** By a sign-in that is ended at once, so that guessing here is counted and closed like guessing at the door. */
    private void prove(Caller caller, String password) {
        try {
            sessions.close(signIn.signIn(caller.login(), password).token());
        } catch (ProblemException refused) {
            if (refused.problem() instanceof Problem.NotSignedIn) {
                throw new ProblemException(Problem.Invalid.field("oldPassword", "原密码不正确", "当前使用的密码"));
            }
            throw refused;
        }
    }
}
