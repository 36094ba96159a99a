package io.kehub.wire.http;

import io.kehub.kernel.Problem;
import io.kehub.wire.operation.Dialect;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URI;
import java.util.Collections;
import java.util.Set;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Rejects requests that a page of another origin makes a browser send with our cookie. Browsers send the origin in
 * {@code Origin} or {@code Sec-Fetch-Site}, which pages cannot change; requests without both headers come from programs
 * and pass.
 */
final class CrossOriginFilter extends OncePerRequestFilter {

    private static final Set<String> READING = Set.of("GET", "HEAD", "OPTIONS");
    private static final Set<String> OWN_SITE = Set.of("same-origin", "none");
    private static final Problem FOREIGN =
            new Problem.Forbidden("foreign_origin", "拒绝来自其他网站页面的请求：Origin 或 Sec-Fetch-Site 表明它不是从本站发出的");

    private final Dialect dialect;

    /** @param dialect writes the error response */
    CrossOriginFilter(Dialect dialect) {
        this.dialect = dialect;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        if (!READING.contains(request.getMethod()) && isForeign(request)) {
            ResponseWriter.refuse(dialect, FOREIGN, null, response);
        } else {
            chain.doFilter(request, response);
        }
    }

    private static boolean isForeign(HttpServletRequest request) {
        return Collections.list(request.getHeaders("Sec-Fetch-Site")).stream()
                        .anyMatch(site -> !OWN_SITE.contains(site))
                || Collections.list(request.getHeaders("Origin")).stream().anyMatch(origin -> !isOwn(origin, request));
    }

    private static boolean isOwn(String origin, HttpServletRequest request) {
        try {
            var from = URI.create(origin);
            return request.getScheme().equalsIgnoreCase(from.getScheme())
                    && request.getServerName().equalsIgnoreCase(from.getHost())
                    && request.getServerPort() == port(from);
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private static int port(URI origin) {
        if (origin.getPort() >= 0) {
            return origin.getPort();
        }
        return "https".equalsIgnoreCase(origin.getScheme()) ? 443 : 80;
    }
}
