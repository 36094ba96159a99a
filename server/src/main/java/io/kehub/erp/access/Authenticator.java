package io.kehub.erp.access;

import io.kehub.kernel.Problem;
import io.kehub.kernel.ProblemException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Finds out who sends a request, for every door of the program. */
public final class Authenticator {

    private final Sessions sessions;

    Authenticator(Sessions sessions) {
        this.sessions = sessions;
    }

    /**
     * What a request presents.
     *
     * @param explicit what the caller has put into the request itself: a session in the body or a token header; null or
     *     blank if there is none
     * @param cookie value of the cookie {@link SessionCookie#NAME}, which a browser sends by itself; null or blank if there
     *     is none
     */
    public record Credentials(
            @Nullable String explicit, @Nullable String cookie) {

        @Override
        public String toString() {
            return "Credentials[…]";
        }
    }

    /**
     * Who sends the request; empty if it presents no valid credential. An explicit credential decides alone: if it is
     * invalid, a valid cookie does not help.
     */
    public Optional<Authenticated> authenticate(Credentials presented) {
        var explicit = presented.explicit();
        return explicit != null && !explicit.isBlank()
                ? find(explicit.strip(), false)
                : Optional.ofNullable(presented.cookie()).flatMap(cookie -> find(cookie, true));
    }

    /**
     * Who sends the request.
     *
     * @throws ProblemException with {@link Problem.NotSignedIn} if it presents no valid credential
     */
    public Authenticated require(Credentials presented) {
        return authenticate(presented).orElseThrow(() -> new ProblemException(Problem.NotSignedIn.noSession()));
    }

    private Optional<Authenticated> find(String secret, boolean byCookie) {
        var token = new SessionToken(secret);
        return sessions.find(token).map(caller -> new Authenticated(caller, token, byCookie));
    }
}
