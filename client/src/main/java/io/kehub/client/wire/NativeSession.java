package io.kehub.client.wire;

import io.kehub.client.ErpException;

/** The session that ov1 opens and v3 uses too. */
public interface NativeSession {

    /**
     * The session to use now, opened on first use.
     *
     * @return the session
     * @throws ErpException if it could not be opened; the call itself was not sent
     */
    NativeToken current();

    /**
     * The session to use instead of one that is over.
     *
     * @param dead the session that the ERP called over
     * @return the session, opened again unless another thread has done so
     * @throws ErpException as {@link #current()}
     */
    NativeToken insteadOf(NativeToken dead);
}
