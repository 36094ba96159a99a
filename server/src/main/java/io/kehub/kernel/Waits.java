package io.kehub.kernel;

import java.time.Duration;
import java.time.Instant;

/**
 * Judges stored times by a clock that may have been set back since they were written, by a correction over the network or
 * when a virtual machine is resumed. No wait may become longer than it was meant to be.
 */
public final class Waits {

    /** How far apart the clocks of several processes on one database may be without being taken for a clock set back. */
    public static final Duration SKEW = Duration.ofSeconds(5);

    private Waits() {}

    /**
     * Whether a wait that ends at {@code until} is over. If more than {@code max} is left, the end was stored before the clock
     * was set back, and the wait is over too.
     *
     * @param max maximum length of such a wait
     */
    public static boolean isOver(Instant until, Instant now, Duration max) {
        return !until.isAfter(now) || until.isAfter(latestEnd(now, max));
    }

    /** The latest end that a wait of at most {@code max} can have now. */
    public static Instant latestEnd(Instant now, Duration max) {
        return now.plus(max).plus(SKEW);
    }

    /** Remaining time of the wait, from zero to {@code max}. */
    public static Duration left(Instant until, Instant now, Duration max) {
        var left = Duration.between(now, until);
        return left.isNegative() ? Duration.ZERO : left.compareTo(max) > 0 ? max : left;
    }

    /** Whether a time that was the present when it was stored lies in the future: the clock has been set back since. */
    public static boolean isAhead(Instant stored, Instant now) {
        return stored.isAfter(now.plus(SKEW));
    }
}
