package io.kehub.erp.access;

import java.util.List;

/**
 * The cookie that carries the session of a browser. Scripts cannot read it, requests of other sites do not carry it, and a
 * cookie that was set over TLS is never sent without TLS.
 */
public final class SessionCookie {

    public static final String NAME = "KEHUB_SESSION";

    /**
     * The names under which a request may carry a session, the deciding one first. The others are those of the real ERP:
     * a sign-in of a native dialect sets them too, because some clients keep only them.
     */
    public static final List<String> NAMES = List.of(NAME, "ZBCCSN", "ASP.NET_SessionId");

    private SessionCookie() {}

    /**
     * The value of a {@code Set-Cookie} header that gives a browser its session.
     *
     * @param secure whether the request came over TLS
     */
    public static String set(SessionToken token, boolean secure) {
        return set(NAME, token, secure);
    }

    /**
     * The same under another of the {@link #NAMES}.
     *
     * @param secure whether the request came over TLS
     */
    public static String set(String name, SessionToken token, boolean secure) {
        return name + "=" + token.secret() + "; Path=/" + attributes(secure);
    }

    /** The value of a {@code Set-Cookie} header that makes a browser forget its session. */
    public static String cleared(String name, boolean secure) {
        return name + "=; Path=/; Max-Age=0; Expires=Thu, 01 Jan 1970 00:00:00 GMT" + attributes(secure);
    }

    private static String attributes(boolean secure) {
        return (secure ? "; Secure" : "") + "; HttpOnly; SameSite=Lax";
    }
}
