package io.kehub.api.me;

import io.kehub.api.web.Envelope;
import io.kehub.erp.access.Authenticated;
import io.kehub.erp.access.SessionCookie;
import io.kehub.erp.access.Sessions;
import io.kehub.erp.access.Users;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;

/** Changes the password of the current user. The session goes on, all others of the user end. */
public final class OwnPassword {

    private final Users users;
    private final Sessions sessions;

    OwnPassword(Users users, Sessions sessions) {
        this.users = users;
        this.sessions = sessions;
    }

    public ResponseEntity<Envelope> change(
            Authenticated session, String password, HttpServletRequest request, HttpServletResponse response) {
        users.changePassword(session.caller().user(), password, session.token());
        if (session.byCookie()) {
            sessions.renew(session.token())
                    .ifPresent(renewed ->
                            response.addHeader(HttpHeaders.SET_COOKIE, SessionCookie.set(renewed, request.isSecure())));
        }
        return Envelope.ok("密码已修改，当前会话继续有效，该用户的其他会话已全部退出", null);
    }
}
