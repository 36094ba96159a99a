package io.kehub.sync.delivery;

import io.kehub.sync.outbox.Outbox;
import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * Exponential back-off after failed attempts: from 1 second, doubled each time, to 5 minutes, with jitter so that deliveries
 * that failed together are not retried together.
 */
final class BackOff {

    static final Duration SHORTEST = Duration.ofSeconds(1);
    static final Duration MAX_WAIT = Outbox.MAX_WAIT;

    private final RandomGenerator random;

    BackOff(RandomGenerator random) {
        this.random = random;
    }

    /** @param failures number of consecutive failures before the latest one */
    Duration after(int failures) {
        var ceiling = Math.min(MAX_WAIT.toMillis(), SHORTEST.toMillis() << Math.min(failures + 1, 20));
        return Duration.ofMillis(random.nextLong(ceiling / 2, ceiling + 1));
    }
}
