package io.kehub.console;

import io.kehub.erp.access.Authenticated;
import io.kehub.erp.access.Authenticator;
import io.kehub.erp.access.Caller;
import io.kehub.erp.access.SessionCookie;
import io.kehub.kernel.Problem;
import io.kehub.kernel.ProblemException;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.util.WebUtils;

/**
 * Stands before everything under {@code /api}: lets in who is signed in, and under {@code /api/admin} only
 * administrators. A filter and not a check in each controller, so that an address added later is closed from the start.
 */
final class ConsoleGate extends OncePerRequestFilter {

    /** Name of the request attribute that holds the {@link Caller}. */
    static final String CALLER = "io.kehub.console.caller";

    /** Name of the request attribute that holds the {@link Authenticated} request. */
    static final String SESSION = "io.kehub.console.session";

    /** The native dialects call it so. */
    private static final String TOKEN_HEADER = "ZBAPI-Token";

    private static final String ADMINISTRATION = "/api/admin";

    private final Authenticator authenticator;

    ConsoleGate(Authenticator authenticator) {
        this.authenticator = authenticator;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        response.setHeader("Cache-Control", "no-store");
        response.setHeader("X-Content-Type-Options", "nosniff");
        try {
            var admitted = admitted(request);
            request.setAttribute(CALLER, admitted.caller());
            request.setAttribute(SESSION, admitted);
            chain.doFilter(request, response);
        } catch (IOException | RuntimeException | ServletException exception) {
            Refusals.answer(request, response, exception);
        }
    }

    private Authenticated admitted(HttpServletRequest request) {
        var cookie = WebUtils.getCookie(request, SessionCookie.NAME);
        var admitted = authenticator.require(new Authenticator.Credentials(
                request.getHeader(TOKEN_HEADER), cookie == null ? null : cookie.getValue()));
        var path = request.getServletPath();
        if ((path.equals(ADMINISTRATION) || path.startsWith(ADMINISTRATION + "/"))
                && !admitted.caller().isAdministrator()) {
            throw new ProblemException(new Problem.Forbidden("administrators_only", "只有管理员可以使用此接口"));
        }
        return admitted;
    }
}
