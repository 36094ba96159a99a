package io.kehub.wire.http;

import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import java.io.IOException;
import java.util.Collections;
import java.util.Enumeration;
import org.jspecify.annotations.Nullable;
import org.springframework.web.filter.ForwardedHeaderFilter;

/**
 * Makes a request look as the client sent it to a reverse proxy: its scheme, host, port and address, as {@code Forwarded}
 * or {@code X-Forwarded-…} say. Only a trusted proxy is believed; from any other address these headers are removed.
 */
final class ProxyHeadersFilter implements Filter {

    /** Would change the context path. */
    private static final String PREFIX = "X-Forwarded-Prefix";

    private final TrustedProxies trusted;
    private final ForwardedHeaderFilter believing = new ForwardedHeaderFilter();
    private final ForwardedHeaderFilter removing = new ForwardedHeaderFilter();

    ProxyHeadersFilter(TrustedProxies trusted) {
        this.trusted = trusted;
        removing.setRemoveOnly(true);
    }

    @Override
    public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        if (trusted.contains(request.getRemoteAddr())) {
            believing.doFilter(new WithoutPrefix((HttpServletRequest) request), response, chain);
        } else {
            removing.doFilter(request, response, chain);
        }
    }

    private static final class WithoutPrefix extends HttpServletRequestWrapper {

        WithoutPrefix(HttpServletRequest request) {
            super(request);
        }

        @Override
        public @Nullable String getHeader(String name) {
            return PREFIX.equalsIgnoreCase(name) ? null : super.getHeader(name);
        }

        @Override
        public Enumeration<String> getHeaders(String name) {
            return PREFIX.equalsIgnoreCase(name) ? Collections.emptyEnumeration() : super.getHeaders(name);
        }

        @Override
        public Enumeration<String> getHeaderNames() {
            return Collections.enumeration(Collections.list(super.getHeaderNames()).stream()
                    .filter(name -> !PREFIX.equalsIgnoreCase(name))
                    .toList());
        }
    }
}
