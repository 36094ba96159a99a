package io.kehub.wire.operation;

import io.kehub.erp.access.SessionToken;

/** Side effect of an operation on the caller's session. */
public sealed interface SessionEffect {

    record None() implements SessionEffect {}

    /**
     * A session was opened. The dispatcher and the dialect hand its secret to the caller.
     *
     * @param token the only copy of the secret
     */
    record Opened(SessionToken token) implements SessionEffect {
        public String secret() {
            return token.secret();
        }
    }

    /**
     * The session of a browser continues with a new secret.
     *
     * @param token the only copy of the new secret
     */
    record Renewed(SessionToken token) implements SessionEffect {}

    record Ended() implements SessionEffect {}
}
