package io.kehub.erp.access;

import io.kehub.kernel.Problem;
import io.kehub.kernel.ProblemException;
import java.text.Normalizer;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.security.crypto.argon2.Argon2PasswordEncoder;
import org.springframework.security.crypto.password.PasswordEncoder;

/**
 * Hashes and verifies passwords, a few at a time, because each one takes tens of milliseconds of a core and tens of
 * megabytes of memory: without a bound a burst of sign-ins would end the program for lack of memory.
 */
final class PasswordHashing {

    /*
     * Argon2id with 19 MiB, 3 passes, 1 lane: one pass more than the OWASP minimum (19 MiB, 2 passes, 1 lane). Took
     * 85–90 ms on one core of a plain 2-core server. More passes were chosen over more memory (46 MiB and 1 pass take as
     * long and count as equal to the minimum), because memory is what simultaneous sign-ins run out of first.
     */
    private static final int MEMORY_KIB = 19 * 1024;
    private static final int PASSES = 3;
    private static final int LANES = 1;
    private static final int SALT_BYTES = 16;
    private static final int HASH_BYTES = 32;

    /** Nobody's hash, as costly to verify as anybody's: 16 and 32 zero bytes in the encoding of Argon2. */
    private static final String NOBODY = "$argon2id$v=19$m=" + MEMORY_KIB + ",t=" + PASSES + ",p=" + LANES + "$"
            + "A".repeat(22) + "$" + "A".repeat(43);

    /** At most this many at once, whatever the number of cores: 4 of them hold 76 MiB. */
    private static final int MAX_AT_ONCE = 4;

    private static final Duration MAX_WAIT = Duration.ofSeconds(10);

    private final PasswordEncoder encoder;
    private final String nobody;
    private final Semaphore turns;

    private PasswordHashing(PasswordEncoder encoder, String nobody, int atOnce) {
        this.encoder = encoder;
        this.nobody = nobody;
        this.turns = new Semaphore(atOnce, true);
    }

    static PasswordHashing argon2() {
        return new PasswordHashing(
                new Argon2PasswordEncoder(SALT_BYTES, HASH_BYTES, LANES, MEMORY_KIB, PASSES),
                NOBODY,
                Math.min(MAX_AT_ONCE, Runtime.getRuntime().availableProcessors()));
    }

    /** Hashing by another encoder, which makes nobody's hash itself. */
    static PasswordHashing by(PasswordEncoder encoder, int atOnce) {
        return new PasswordHashing(encoder, encoder.encode("nobody's password"), atOnce);
    }

    /** The hash to verify against if there is no user's. */
    String nobody() {
        return nobody;
    }

    /**
     * Waits in line for a turn and does the work in it. Throws {@link Problem.TooManyRequests} with the code {@code busy}
     * when the line has not moved on for 10 seconds. Turns don't nest.
     */
    <T> T inTurn(Function<Turn, T> work) {
        try {
            if (!turns.tryAcquire(MAX_WAIT.toMillis(), TimeUnit.MILLISECONDS)) {
                throw busy();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw busy();
        }
        try {
            return work.apply(new Turn());
        } finally {
            turns.release();
        }
    }

    private static ProblemException busy() {
        return new ProblemException(
                new Problem.TooManyRequests("busy", "当前登录或修改密码的请求过多，请 5 秒后再试", Duration.ofSeconds(5)));
    }

    /** The right to hash: exists only within {@link #inTurn}. */
    final class Turn {

        private Turn() {}

        String hash(String password) {
            return encoder.encode(normalized(password));
        }

        /**
         * Whether the password belongs to the hash. Always costs one verification, also where the hash is null because
         * there is no such user, and where no password can be like the given one.
         */
        boolean matches(String password, @Nullable String hash) {
            var possible = isPossible(password);
            var same = encoder.matches(possible ? normalized(password) : "impossible", hash == null ? nobody() : hash);
            return same && possible && hash != null;
        }

        /** Whether the hash was made with weaker parameters than the ones of today. */
        boolean isOutdated(String hash) {
            return encoder.upgradeEncoding(hash);
        }

        /** The encoder refuses an empty text without hashing it and breaks on half a surrogate pair. */
        private static boolean isPossible(String password) {
            return UserRules.isPossiblePassword(password);
        }

        /** An input method gives full-width letters where another gives half-width ones; both are one password. */
        private static String normalized(String password) {
            return Normalizer.normalize(password, Normalizer.Form.NFKC);
        }
    }
}
