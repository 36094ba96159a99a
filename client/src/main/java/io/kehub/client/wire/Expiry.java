package io.kehub.client.wire;

import java.util.Locale;

/** The words by which the native dialects say that a session is over, on HTTP status 200. */
public final class Expiry {

    private Expiry() {}

    /**
     * Whether a message says so. Every client in the field takes these words for it.
     *
     * @param message the ERP's message
     * @return true if it contains {@code 会话过期}, or {@code session} in any case
     */
    public static boolean isIn(String message) {
        return message.contains("会话过期") || message.toLowerCase(Locale.ROOT).contains("session");
    }
}
