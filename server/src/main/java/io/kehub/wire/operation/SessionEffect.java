package io.kehub.wire.operation;

import io.kehub.erp.access.SessionToken;

/** What an operation does to the session besides. */
public sealed interface SessionEffect {

    record None() implements SessionEffect {}

    /**
     * A session was opened. How the caller gets its secret is the front door's and the dialect's matter.
     *
     * @param token the only copy of the secret
     */
    record Opened(SessionToken token) implements SessionEffect {
        public String secret() {
            return token.secret();
        }
    }

    /**
     * The session of a browser goes on under another secret.
     *
     * @param token the only copy of the new secret
     */
    record Renewed(SessionToken token) implements SessionEffect {}

    record Ended() implements SessionEffect {}
}
