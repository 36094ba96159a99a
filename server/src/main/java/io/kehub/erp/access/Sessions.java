package io.kehub.erp.access;

import io.kehub.kernel.Problem;
import io.kehub.kernel.UserId;
import io.kehub.kernel.Waits;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.random.RandomGenerator;

/**
 * The sessions 会话 of signed-in users. They are stored in the database, so they survive a restart and are shared by all its
 * processes. Only the SHA-256 of a token is stored; the token has 256 random bits, so a slower hash
 * would protect nothing more.
 */
public final class Sessions {

    /** Lifetime of a session after its last use. */
    public static final Duration LIFETIME = Duration.ofHours(2);

    /**
     * Minimum interval between writes of the last use, so that not every read causes a write. A session that
     * was used again within a minute of the last written use ends up to a minute early, never late.
     */
    private static final Duration BETWEEN_WRITES = Duration.ofMinutes(1);

    /**
     * How long an expired session stays in the table. If the clock was ahead by mistake, the sessions of everyone go on
     * when it is put right.
     */
    private static final Duration KEPT_AFTER_END = Duration.ofDays(2);

    private static final int TOKEN_BYTES = 32;
    private static final int TOKEN_LETTERS = 43;

    private final SessionsJdbc jdbc;
    private final Clock clock;
    private final RandomGenerator random;

    /** The latest time that this process has seen; at first a future one, because the clock may have been set back before. */
    private final AtomicReference<Instant> latest = new AtomicReference<>(Instant.MAX);

    Sessions(SessionsJdbc jdbc, Clock clock, RandomGenerator random) {
        this.jdbc = jdbc;
        this.clock = clock;
        this.random = random;
    }

    /**
     * Opens a session for a user, a service account too, and returns the only copy of its token. Throws
     * {@link Problem.NotFound} if there is no enabled user with this id.
     */
    public SessionToken open(UserId user) {
        var token = newToken();
        var now = now();
        jdbc.removeUnusedSince(now.minus(LIFETIME).minus(KEPT_AFTER_END));
        if (!jdbc.open(hash(token), user, now)) {
            throw Users.unknown(user);
        }
        return token;
    }

    /**
     * The user of the token; empty if the token is unknown, the session expired, or its user is disabled. Counts as a use of
     * the session. Tokens invented by clients are never accepted.
     */
    public Optional<Caller> find(SessionToken token) {
        if (token.secret().length() != TOKEN_LETTERS) {
            return Optional.empty();
        }
        var hash = hash(token);
        var now = now();
        var session = jdbc.find(hash, now.minus(LIFETIME));
        session.filter(found -> isDueForWriting(found.lastUsed(), now))
                .ifPresent(found -> jdbc.use(hash, found.lastUsed(), now));
        return session.map(SessionsJdbc.Session::caller);
    }

    private static boolean isDueForWriting(Instant lastUsed, Instant now) {
        return !lastUsed.isAfter(now.minus(BETWEEN_WRITES)) || Waits.isAhead(lastUsed, now);
    }

    /**
     * The current time. If the clock was set back, sessions with a last use in the future count as used now, so that they
     * continue and still expire.
     */
    private Instant now() {
        var now = clock.instant();
        var seen = latest.get();
        if (Waits.isAhead(seen, now)) {
            jdbc.usedNoLaterThan(now, now.plus(Waits.SKEW));
            latest.compareAndSet(seen, now);
        } else if (now.isAfter(seen)) {
            latest.compareAndSet(seen, now);
        }
        return now;
    }

    /** Ends the session; does nothing for an unknown token. */
    public void close(SessionToken token) {
        jdbc.close(hash(token));
    }

    /**
     * Replaces the token of the session and invalidates the old one; empty if the session has ended.
     */
    public Optional<SessionToken> renew(SessionToken token) {
        var renewed = newToken();
        return jdbc.renew(hash(token), hash(renewed)) ? Optional.of(renewed) : Optional.empty();
    }

    private SessionToken newToken() {
        var bytes = new byte[TOKEN_BYTES];
        random.nextBytes(bytes);
        return new SessionToken(Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));
    }

    static byte[] hash(SessionToken token) {
        return sha256(token.secret());
    }

    static byte[] sha256(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
