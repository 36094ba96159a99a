package io.kehub.erp.access;

import io.kehub.kernel.Problem;
import io.kehub.kernel.ProblemException;
import java.util.List;
import java.util.Optional;

/** Authenticates requests, for every dialect, for {@code /api} and for the help pages. */
public final class Authenticator {

    private final Sessions sessions;

    Authenticator(Sessions sessions) {
        this.sessions = sessions;
    }

    /**
     * The authenticated caller; empty if its credential is not valid. If a request has several explicit secrets, all must be
     * valid and belong to the same user; the first is its session.
     */
    public Optional<Authenticated> authenticate(Credential presented) {
        return switch (presented) {
            case Credential.None none -> Optional.empty();
            case Credential.Cookie cookie -> find(cookie.secret(), true);
            case Credential.Explicit explicit -> agreed(explicit.secrets());
        };
    }

    /**
     * The authenticated caller.
     *
     * @throws ProblemException with {@link Problem.Unauthenticated} if its credential is not valid
     */
    public Authenticated require(Credential presented) {
        return authenticate(presented).orElseThrow(() -> new ProblemException(Problem.Unauthenticated.noSession()));
    }

    private Optional<Authenticated> agreed(List<String> secrets) {
        var found = secrets.stream().map(secret -> find(secret, false)).toList();
        var users = found.stream()
                .map(each -> each.map(valid -> valid.caller().user()))
                .distinct()
                .count();
        return users == 1 ? found.getFirst() : Optional.empty();
    }

    private Optional<Authenticated> find(String secret, boolean byCookie) {
        var token = new SessionToken(secret);
        return sessions.find(token).map(caller -> new Authenticated(caller, token, byCookie));
    }
}
