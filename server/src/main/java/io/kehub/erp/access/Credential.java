package io.kehub.erp.access;

import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The credential of a request. An explicit secret (body or header) takes precedence; the cookie, which browsers send
 * automatically, counts only without one.
 */
public sealed interface Credential {

    /** The header that carries a session in the native dialects and under {@code /api}. */
    String TOKEN_HEADER = "ZBAPI-Token";

    /** The value of {@link #TOKEN_HEADER} that our help pages send: it has no token and means the browser's cookie. */
    String MEANS_COOKIE = "cookie";

    /** Nothing. */
    record None() implements Credential {}

    /** The cookie {@link SessionCookie#NAME}. */
    record Cookie(String secret) implements Credential {
        @Override
        public String toString() {
            return "Cookie[…]";
        }
    }

    /**
     * A session in the body, a token header, or both.
     *
     * @param secrets different ones, the session of the body first; not empty
     */
    record Explicit(List<String> secrets) implements Credential {
        public Explicit {
            secrets = List.copyOf(secrets);
        }

        @Override
        public String toString() {
            return "Explicit[…]";
        }
    }

    /**
     * The credential of a request; null and blank values count as not sent.
     *
     * @param bodySession the session in the body
     * @param tokenHeader value of {@link #TOKEN_HEADER}
     * @param cookie value of the cookie {@link SessionCookie#NAME}
     */
    static Credential of(@Nullable String bodySession, @Nullable String tokenHeader, @Nullable String cookie) {
        var explicit = Stream.of(bodySession, tokenHeader)
                .filter(Objects::nonNull)
                .map(String::strip)
                .filter(secret -> !secret.isEmpty() && !secret.equals(MEANS_COOKIE))
                .distinct()
                .toList();
        if (!explicit.isEmpty()) {
            return new Explicit(explicit);
        }
        return cookie == null || cookie.isBlank() ? new None() : new Cookie(cookie);
    }
}
