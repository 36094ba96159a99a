package io.kehub.erp.access;

/**
 * The cookie that carries the session of a browser. Scripts cannot read it, requests of other sites do not carry it, and a
 * cookie that was set over TLS is never sent without TLS.
 */
public final class SessionCookie {

    public static final String NAME = "KEHUB_SESSION";

    private SessionCookie() {}

    /**
     * The value of a {@code Set-Cookie} header that gives a browser its session.
     *
     * @param secure whether the request came over TLS
     */
    public static String set(SessionToken token, boolean secure) {
        return NAME + "=" + token.secret() + "; Path=/" + attributes(secure);
    }

    /** The value of a {@code Set-Cookie} header that makes a browser forget its session. */
    public static String cleared(boolean secure) {
        return NAME + "=; Path=/; Max-Age=0; Expires=Thu, 01 Jan 1970 00:00:00 GMT" + attributes(secure);
    }

    private static String attributes(boolean secure) {
        return (secure ? "; Secure" : "") + "; HttpOnly; SameSite=Lax";
    }
}
