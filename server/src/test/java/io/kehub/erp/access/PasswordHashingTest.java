package io.kehub.erp.access;

import static org.assertj.core.api.Assertions.assertThat;

import io.kehub.kernel.Problem;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PasswordHashingTest {

    private final CountingEncoder encoder = new CountingEncoder();
    private final PasswordHashing hashing = PasswordHashing.by(encoder, 3);

    @Test
    void passwordsAreHashedByArgon2idAboveTheOwaspMinimum() {
        var argon2 = PasswordHashing.argon2();
        var hash = argon2.inTurn(turn -> turn.hash("客枢 password"));

        assertThat(hash).startsWith("$argon2id$v=19$m=19456,t=3,p=1$");
        assertThat(argon2.<Boolean>inTurn(turn -> turn.matches("客枢 password", hash)))
                .isTrue();
        assertThat(argon2.<Boolean>inTurn(turn -> turn.matches("客枢 passwort", hash)))
                .isFalse();
        assertThat(argon2.<Boolean>inTurn(turn -> turn.isOutdated(hash))).isFalse();
        assertThat(argon2.<Boolean>inTurn(
                        turn -> turn.isOutdated(AccessTestKit.cheapEncoder().encode("x"))))
                .isTrue();
    }

    @Test
    void theHashOfUnknownUsersCostsTheSameAsARealOne() {
        var seen = PasswordHashing.argon2();

        assertThat(seen.<Boolean>inTurn(turn -> turn.isOutdated(seen.nobody()))).isFalse();
        var real = seen.<String>inTurn(turn -> turn.hash("any"));
        assertThat(seen.nobody()).hasSize(real.length());
        assertThat(seen.nobody().split("\\$")[3]).isEqualTo("m=19456,t=3,p=1");
    }

    @Test
    void fullWidthAndHalfWidthCharactersAreTheSamePassword() {
        var hash = hashing.inTurn(turn -> turn.hash("ａｂｃ１２３！＠"));

        assertThat(hashing.<Boolean>inTurn(turn -> turn.matches("abc123!@", hash)))
                .isTrue();
    }

    @Test
    void aPasswordThatCannotBeIsVerifiedOnceAndWrong() {
        var hash = hashing.inTurn(turn -> turn.hash("impossible"));

        for (var impossible : new String[] {"", "\uD842 half a pair", "nul\0nul", "x".repeat(129)}) {
            var before = encoder.verifications();
            assertThat(hashing.<Boolean>inTurn(turn -> turn.matches(impossible, hash)))
                    .isFalse();
            assertThat(encoder.verifications() - before).isEqualTo(1);
        }
    }

    @Test
    void noPasswordMatchesAnUnknownUser() {
        assertThat(hashing.<Boolean>inTurn(turn -> turn.matches("nobody's password", null)))
                .isFalse();
        assertThat(encoder.verifications()).isEqualTo(1);
    }

    @Test
    void concurrentHashingIsLimited() throws Exception {
        var inside = new AtomicInteger();
        var most = new AtomicInteger();
        var three = new CountDownLatch(3);

        try (var threads = Executors.newFixedThreadPool(20)) {
            var running = IntStream.range(0, 20)
                    .mapToObj(number -> threads.submit(() -> hashing.inTurn(turn -> {
                        most.accumulateAndGet(inside.incrementAndGet(), Math::max);
                        three.countDown();
                        awaitQuietly(three);
                        return inside.decrementAndGet();
                    })))
                    .toList();
            for (var run : running) {
                run.get();
            }
        }

        assertThat(most).hasValue(3);
    }

    @Test
    void aTurnIsReleasedIfTheWorkFails() {
        var single = PasswordHashing.by(encoder, 1);

        assertThat(Problems.of(() -> single.inTurn(turn -> {
                    throw Users.taken("x");
                })))
                .isInstanceOf(Problem.Conflict.class);

        assertThat(single.<String>inTurn(turn -> "again")).isEqualTo("again");
    }

    @Test
    void whoIsInterruptedWhileWaitingIsToldThatItIsBusy() throws Exception {
        var single = PasswordHashing.by(encoder, 1);
        var answer = single.inTurn(held -> {
            try (var thread = Executors.newSingleThreadExecutor()) {
                var waiting = thread.submit(() -> {
                    Thread.currentThread().interrupt();
                    return Problems.of(() -> single.inTurn(turn -> "never"));
                });
                return waiting.get();
            } catch (InterruptedException | ExecutionException e) {
                throw new IllegalStateException(e);
            }
        });

        assertThat(answer.code()).isEqualTo("busy");
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
