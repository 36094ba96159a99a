package io.kehub.wire.operation;

import io.kehub.erp.access.Authenticated;
import io.kehub.erp.access.Caller;
import io.kehub.erp.access.SessionToken;

/**
 * The session of a request.
 *
 * @param caller the session's user
 * @param token the session's secret
 * @param byCookie whether the secret came as a cookie
 */
public record ErpSession(Caller caller, SessionToken token, boolean byCookie) {

    /** The session of a request whose credential is valid. */
    public static ErpSession of(Authenticated request) {
        return new ErpSession(request.caller(), request.token(), request.byCookie());
    }
}
