package io.kehub.wire.operation;

import io.kehub.erp.access.Authenticated;
import io.kehub.erp.access.Caller;
import io.kehub.erp.access.SessionToken;

/**
 * The session that a request came with.
 *
 * @param caller who it belongs to
 * @param token the secret that proved it
 * @param byCookie whether it came as the browser's cookie
 */
public record ErpSession(Caller caller, SessionToken token, boolean byCookie) {

    /** The session of a request whose credential is valid. */
    public static ErpSession of(Authenticated request) {
        return new ErpSession(request.caller(), request.token(), request.byCookie());
    }
}
