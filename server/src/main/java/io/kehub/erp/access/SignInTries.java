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
 * The latest tries to sign in with one login: the rule that {@value #MAX} wrong passwords within 15 minutes close the
 * sign-in for 15 minutes. A try is noted before its password is verified, so however many arrive at once, no more than
 * {@value #MAX} can be wrong or still under way.
 *
 * @param wrong when a password turned out wrong, within the last 15 minutes
 * @param underWay when tries began whose password is being verified
 * @param closedUntil until when no try is let in; null while the sign-in is open
 */
record SignInTries(
        List<Instant> wrong,
        List<Instant> underWay,
        @Nullable Instant closedUntil) {

    static final int MAX = 5;
    static final int BEFORE_CAPTCHA = 3;
    static final Duration WINDOW = Duration.ofMinutes(15);
    static final Duration CLOSED_FOR = Duration.ofMinutes(15);

    /** A try whose outcome is still unknown after so long was cut off with its process, and counts as wrong. */
    private static final Duration MAX_VERIFICATION_TIME = Duration.ofMinutes(1);

    SignInTries {
        wrong = List.copyOf(wrong);
        underWay = List.copyOf(underWay);
    }

    /** The tries that still count at this moment. */
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

    /** Whether guessing has begun, so that a person must show that they are one. */
    boolean needsCaptcha() {
        return wrong.size() >= BEFORE_CAPTCHA;
    }

    boolean isClosed() {
        return closedUntil != null;
    }

    /** Whether the tries under way must be decided before another is let in. */
    boolean isFull() {
        return wrong.size() + underWay.size() >= MAX;
    }

    /** How many more wrong passwords close the sign-in. */
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

    /** A right password makes the earlier wrong ones forgotten. */
    SignInTries wentRight(Instant begun) {
        return new SignInTries(List.of(), without(begun), null);
    }

    boolean isEmpty() {
        return wrong.isEmpty() && underWay.isEmpty() && closedUntil == null;
    }

    /** From when on nothing of this counts any more. */
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

    /** A wrong password from the future was noted before the clock was set back; when is not known, so it is forgotten. */
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
