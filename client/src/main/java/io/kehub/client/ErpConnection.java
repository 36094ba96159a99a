package io.kehub.client;

import java.time.Clock;
import java.util.function.Supplier;

/**
 * The way to one ERP, for a dialect.
 *
 * @param transport carries requests to the ERP
 * @param credentials how to sign in
 * @param device the name of the device that signs in
 * @param clock tells the time
 */
public record ErpConnection(Transport transport, Credentials credentials, String device, Clock clock) {

    /** How a client signs in. */
    public sealed interface Credentials {

        /**
         * An account of the ERP.
         *
         * @param user the user's name
         * @param password the password in clear
         */
        record Account(String user, String password) implements Credentials {
            /** Without the password. */
            @Override
            public String toString() {
                return "Account[" + user + "]";
            }
        }

        /**
         * A session that is opened elsewhere.
         *
         * @param secret returns the current session, in the form that the dialect sends
         */
        record GivenSession(Supplier<String> secret) implements Credentials {}
    }
}
