package io.kehub.erp.access;

import io.kehub.kernel.Waits;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The recent sign-in attempts for one login: {@value #MAX} wrong passwords within 15 minutes lock the sign-in for 15 minutes.
 * An attempt is recorded before its password is verified, so at most {@value #MAX} concurrent attempts can be wrong or in
 * progress.
 *
 * @param wrong times of wrong passwords within the last 15 minutes
 * @param underWay start times of attempts whose password is being verified
 * @param closedUntil end of the lock; null if the sign-in is open
 */
record SignInTries(
        List<Instant> wrong,
        List<Instant> underWay,
        @Nullable Instant closedUntil) {

    static final int MAX = 5;
    static final int BEFORE_CAPTCHA = 3;
    static final Duration WINDOW = Duration.ofMinutes(15);
    static final Duration CLOSED_FOR = Duration.ofMinutes(15);

    /** After this time an attempt without a result belongs to a dead process and counts as wrong. */
    private static final Duration MAX_VERIFICATION_TIME = Duration.ofMinutes(1);

    SignInTries {
        wrong = List.copyOf(wrong);
        underWay = List.copyOf(underWay);
    }

    /** The attempts that still count at the given time. */
    SignInTries asOf(Instant now) {
        if (closedUntil != null) {
            return Waits.isOver(closedUntil, now, CLOSED_FOR)
                    ? new SignInTries(List.of(), stillUnderWay(now), null)
                    : this;
        }
        var cutOff = underWay.stream().filter(begun -> isCutOff(begun, now));
        var counting = Stream.concat(wrong.stream(), cutOff)
                .filter(then -> counts(then, now))
                .sorted()
                .toList();
        return new SignInTries(counting, stillUnderWay(now), null).closedIfTooMany();
    }

    /** Whether a captcha is required because of wrong passwords. */
    boolean needsCaptcha() {
        return wrong.size() >= BEFORE_CAPTCHA;
    }

    boolean isClosed() {
        return closedUntil != null;
    }

    /** Whether the attempts in progress must finish before another is admitted. */
    boolean isFull() {
        return wrong.size() + underWay.size() >= MAX;
    }

    /** Number of further wrong passwords until the sign-in is locked. */
    int left() {
        return MAX - wrong.size();
    }

    SignInTries begun(Instant at) {
        var more = new ArrayList<>(underWay);
        more.add(at);
        return new SignInTries(wrong, more, closedUntil);
    }

    SignInTries wentWrong(Instant begun, Instant now) {
        if (isClosed()) {
            return new SignInTries(wrong, without(begun), closedUntil);
        }
        var more = new ArrayList<>(wrong);
        more.add(now);
        return new SignInTries(more, without(begun), null).closedIfTooMany();
    }

    /** A correct password resets the wrong ones. */
    SignInTries wentRight(Instant begun) {
        return new SignInTries(List.of(), without(begun), null);
    }

    boolean isEmpty() {
        return wrong.isEmpty() && underWay.isEmpty() && closedUntil == null;
    }

    /** The time from which on none of this counts. */
    Instant expiresAt() {
        var tries = Stream.concat(wrong.stream(), underWay.stream()).map(then -> then.plus(WINDOW));
        return Stream.concat(tries, Stream.ofNullable(closedUntil))
                .max(Comparator.naturalOrder())
                .orElse(Instant.EPOCH);
    }

    private SignInTries closedIfTooMany() {
        return wrong.size() < MAX
                ? this
                : new SignInTries(wrong, underWay, wrong.getLast().plus(CLOSED_FOR));
    }

    private List<Instant> stillUnderWay(Instant now) {
        return underWay.stream().filter(begun -> !isCutOff(begun, now)).toList();
    }

    /** Drops wrong passwords from the future: they were recorded before the clock was set back, so their true time is unknown. */
    private static boolean counts(Instant then, Instant now) {
        return then.plus(WINDOW).isAfter(now) && !Waits.isAhead(then, now);
    }

    private static boolean isCutOff(Instant begun, Instant now) {
        return !begun.plus(MAX_VERIFICATION_TIME).isAfter(now) || Waits.isAhead(begun, now);
    }

    private List<Instant> without(Instant begun) {
        var others = new ArrayList<>(underWay);
        others.remove(begun);
        return others;
    }
}
