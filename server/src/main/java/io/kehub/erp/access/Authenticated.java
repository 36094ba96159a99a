package io.kehub.erp.access;

/**
 * A request whose credential is valid.
 *
 * @param token the session that the credential proves
 * @param byCookie whether the credential is the browser's cookie, which the server can replace
 */
public record Authenticated(Caller caller, SessionToken token, boolean byCookie) {}
