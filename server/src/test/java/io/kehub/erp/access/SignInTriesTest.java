package io.kehub.erp.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SignInTriesTest {

    private static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");
    private static final SignInTries NONE = new SignInTries(List.of(), List.of(), null);

    @Test
    void fiveWrongPasswordsWithinTheWindowCloseFromTheFifthOn() {
        var tries = NONE;
        for (var minute : List.of(0, 3, 6, 9)) {
            tries = wrongAt(tries, minutesPastNoon(minute));
            assertThat(tries.isClosed()).isFalse();
        }

        assertThat(wrongAt(tries, minutesPastNoon(14)).closedUntil()).isEqualTo(minutesPastNoon(29));
    }

    @Test
    void aWrongPasswordIsForgottenAfterTheWindow() {
        var tries = NONE;
        for (var minute : List.of(0, 3, 6, 9)) {
            tries = wrongAt(tries, minutesPastNoon(minute));
        }

        assertThat(tries.asOf(minutesPastNoon(15).minusNanos(1)).left()).isEqualTo(1);
        assertThat(tries.asOf(minutesPastNoon(15)).left()).isEqualTo(2);
        assertThat(wrongAt(tries, minutesPastNoon(15)).isClosed()).isFalse();
    }

    @Test
    void wrongPasswordsAreCountedInASlidingWindow() {
        var tries = NONE;
        for (var minute : List.of(14, 14, 15, 15, 15)) {
            tries = wrongAt(tries, minutesPastNoon(minute));
        }

        assertThat(tries.isClosed()).isTrue();
    }

    @Test
    void aClosedSignInOpensAgainWithAllTriesLeft() {
        var tries = NONE;
        for (var count = 0; count < 5; count++) {
            tries = wrongAt(tries, NOON);
        }

        assertThat(tries.asOf(minutesPastNoon(15).minusNanos(1)).isClosed()).isTrue();
        assertThat(tries.asOf(minutesPastNoon(15))).isEqualTo(NONE);
        assertThat(tries.asOf(minutesPastNoon(15)).left()).isEqualTo(5);
    }

    @Test
    void triesUnderWayCountAgainstTheFive() {
        var tries = wrongAt(wrongAt(NONE, NOON), NOON).begun(NOON).begun(NOON);

        assertThat(tries.isFull()).isFalse();
        assertThat(tries.begun(NOON).isFull()).isTrue();
        assertThat(tries.begun(NOON).wentRight(NOON).isFull()).isFalse();
    }

    @Test
    void aTryWithoutOutcomeCountsAsWrongAfterAMinute() {
        var tries = NONE.begun(NOON);

        assertThat(tries.asOf(NOON.plusSeconds(59)).left()).isEqualTo(5);
        assertThat(tries.asOf(NOON.plusSeconds(60)).left()).isEqualTo(4);
        assertThat(tries.asOf(NOON.plusSeconds(60)).underWay()).isEmpty();
    }

    @Test
    void fiveTriesWithoutOutcomeCloseTheSignIn() {
        var tries = IntStream.range(0, 5).boxed().reduce(NONE, (some, n) -> some.begun(NOON), (some, same) -> some);

        assertThat(tries.asOf(NOON.plusSeconds(60)).closedUntil()).isEqualTo(minutesPastNoon(15));
    }

    @Test
    void aRightPasswordLeavesOnlyTheOtherTriesUnderWay() {
        var tries = wrongAt(NONE, NOON).begun(NOON).begun(NOON.plusSeconds(1));

        assertThat(tries.wentRight(NOON)).isEqualTo(new SignInTries(List.of(), List.of(NOON.plusSeconds(1)), null));
    }

    @Test
    void itIsKeptForAsLongAsItCounts() {
        assertThat(NONE.begun(NOON).expiresAt()).isEqualTo(minutesPastNoon(15));
        assertThat(wrongAt(NONE, NOON).begun(minutesPastNoon(2)).expiresAt()).isEqualTo(minutesPastNoon(17));
        assertThat(new SignInTries(List.of(), List.of(), minutesPastNoon(40)).expiresAt())
                .isEqualTo(minutesPastNoon(40));
    }

    private static SignInTries wrongAt(SignInTries tries, Instant now) {
        return tries.asOf(now).begun(now).wentWrong(now, now);
    }

    private static Instant minutesPastNoon(int minutes) {
        return NOON.plus(Duration.ofMinutes(minutes));
    }

    @Test
    void noSignInIsLockedLongerThanTheLimitForAnyStoredTime() {
        var closed = new SignInTries(List.of(), List.of(), NOON.plus(Duration.ofDays(1)));

        assertThat(closed.asOf(NOON)).isEqualTo(NONE);
    }

    @Test
    void aClockSecondsBehindAnotherProcessKeepsTheSignInLocked() {
        var closed = new SignInTries(List.of(), List.of(), NOON.plus(SignInTries.CLOSED_FOR));

        assertThat(closed.asOf(NOON.minusSeconds(3)).isClosed()).isTrue();
    }

    @Test
    void wrongPasswordsFromTheFutureAreForgotten() {
        var tries = new SignInTries(List.of(NOON, NOON, NOON, NOON), List.of(), null);

        assertThat(tries.asOf(NOON.minus(Duration.ofDays(1))).left()).isEqualTo(SignInTries.MAX);
        assertThat(tries.asOf(NOON.minusSeconds(2)).left()).isEqualTo(1);
    }

    @Test
    void aTryUnderWaySinceTheFutureWasCutOff() {
        var tries = new SignInTries(List.of(), List.of(NOON, NOON, NOON, NOON, NOON), null);

        assertThat(tries.asOf(NOON.minus(Duration.ofHours(1))).isFull()).isFalse();
    }
}
