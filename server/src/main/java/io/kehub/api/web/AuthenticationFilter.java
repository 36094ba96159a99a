package io.kehub.api.web;

import io.kehub.erp.access.Authenticated;
import io.kehub.erp.access.Authenticator;
import io.kehub.erp.access.Caller;
import io.kehub.erp.access.Credential;
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
 * Authenticates every request to {@code /api}, and lets only administrators into {@code /api/admin}. A filter, so that
 * callers without a session get 401 for every path and cannot probe paths.
 */
public final class AuthenticationFilter extends OncePerRequestFilter {

    /** Name of the request attribute that holds the {@link Caller}. */
    public static final String CALLER = "io.kehub.api.caller";

    /** Name of the request attribute that holds the {@link Authenticated} request. */
    public static final String SESSION = "io.kehub.api.session";

    private static final String ADMINISTRATION = "/api/admin";

    private final Authenticator authenticator;
    private final ApiExceptionHandler errors;

    AuthenticationFilter(Authenticator authenticator, ApiExceptionHandler errors) {
        this.authenticator = authenticator;
        this.errors = errors;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        response.setHeader("Cache-Control", "no-store");
        response.setHeader("X-Content-Type-Options", "nosniff");
        try {
            var authenticated = authenticate(request);
            request.setAttribute(CALLER, authenticated.caller());
            request.setAttribute(SESSION, authenticated);
            chain.doFilter(request, response);
        } catch (IOException | RuntimeException | ServletException exception) {
            errors.answer(request, response, exception);
        }
    }

    private Authenticated authenticate(HttpServletRequest request) {
        var cookie = WebUtils.getCookie(request, SessionCookie.NAME);
        var authenticated = authenticator.require(Credential.of(
                null, request.getHeader(Credential.TOKEN_HEADER), cookie == null ? null : cookie.getValue()));
        var path = request.getServletPath();
        if ((path.equals(ADMINISTRATION) || path.startsWith(ADMINISTRATION + "/"))
                && !authenticated.caller().isAdministrator()) {
            throw new ProblemException(new Problem.Forbidden("administrators_only", "只有管理员可以使用此接口"));
        }
        return authenticated;
    }
}
