package io.kehub.sync.delivery;

import io.kehub.sync.outbox.Outbox;
import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * How long to leave an ERP alone after tries that failed: twice as long each time, 1 second to 5 minutes, spread at random
 * so that deliveries that failed together do not come back together.
 */
final class BackOff {

    static final Duration SHORTEST = Duration.ofSeconds(1);
    static final Duration LONGEST = Outbox.MAX_WAIT;

    private final RandomGenerator random;

    BackOff(RandomGenerator random) {
        this.random = random;
    }

    /** @param failures tries that failed before the one that has just failed */
    Duration after(int failures) {
        var ceiling = Math.min(LONGEST.toMillis(), SHORTEST.toMillis() << Math.min(failures + 1, 20));
        return Duration.ofMillis(random.nextLong(ceiling / 2, ceiling + 1));
    }
}
