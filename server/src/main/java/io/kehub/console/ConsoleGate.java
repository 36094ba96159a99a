package io.kehub.console;

import io.kehub.erp.access.Caller;
import io.kehub.erp.access.SessionToken;
import io.kehub.erp.access.Sessions;
import io.kehub.kernel.Problem;
import io.kehub.kernel.ProblemException;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.util.WebUtils;

/**
 * Stands before everything under {@code /api}: lets in who is signed in, and under {@code /api/admin} only
 * administrators. A filter and not a check in each controller, so that an address added later is closed from the start.
 */
final class ConsoleGate extends OncePerRequestFilter {

    /** Name of the request attribute that holds the {@link Caller}. */
    static final String CALLER = "io.kehub.console.caller";

    /** Set by the sign-in of the ERP. */
    static final String COOKIE = "KEHUB_SESSION";

    private static final String ADMINISTRATION = "/api/admin";

    private final Sessions sessions;

    ConsoleGate(Sessions sessions) {
        this.sessions = sessions;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        response.setHeader("Cache-Control", "no-store");
        response.setHeader("X-Content-Type-Options", "nosniff");
        try {
            request.setAttribute(CALLER, admitted(request));
            chain.doFilter(request, response);
        } catch (IOException | RuntimeException | ServletException exception) {
            Refusals.answer(request, response, exception);
        }
    }

    private Caller admitted(HttpServletRequest request) {
        var caller = session(request)
                .flatMap(sessions::find)
                .orElseThrow(() -> new ProblemException(Problem.NotSignedIn.noSession()));
        var path = request.getServletPath();
        if ((path.equals(ADMINISTRATION) || path.startsWith(ADMINISTRATION + "/")) && !caller.isAdministrator()) {
            throw new ProblemException(new Problem.Forbidden("administrators_only", "只有管理员可以使用此接口"));
        }
        return caller;
    }

    private static Optional<SessionToken> session(HttpServletRequest request) {
        return Optional.ofNullable(WebUtils.getCookie(request, COOKIE))
                .map(cookie -> new SessionToken(cookie.getValue()))
                .filter(token -> !token.secret().isEmpty());
    }
}
