package io.kehub.client;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The one session that all threads of a client share. It is opened on first use and again when it is over, once for all
 * threads that need it. After a rejected sign-in it is not opened again for 5 minutes, or for as long as the ERP asked; after
 * one that demanded a captcha, not for a day.
 *
 * @param <S> how the dialect keeps a session; two sessions are the same only if they are the same object
 */
public final class SharedSession<S> {
    /* ERPs lock an account after 5 wrong passwords in 15 minutes: at this pace, the client alone never locks one. */
    private static final Duration PAUSE_AFTER_REJECTION = Duration.ofMinutes(5);

    /* Another attempt cannot succeed and may lock the account; a person ends the pause. */
    private static final Duration PAUSE_AFTER_CAPTCHA = Duration.ofDays(1);

    private final Supplier<S> opener;
    private final Clock clock;
    private final ReentrantLock lock = new ReentrantLock();
    private final AtomicReference<@Nullable S> current = new AtomicReference<>();
    private @Nullable CompletableFuture<S> opening;
    private @Nullable Rejection rejection;

    private record Rejection(ErpFailure.Rejected rejected, Instant until, Duration pause) {}

    /**
     * No session yet.
     *
     * @param opener signs in; throws an {@link ErpException} if that fails
     * @param clock measures the pause after a rejected sign-in
     */
    public SharedSession(Supplier<S> opener, Clock clock) {
        this.opener = opener;
        this.clock = clock;
    }

    /**
     * The session to use now.
     *
     * @return the session
     * @throws ErpException with {@link ErpFailure.Rejected} if the ERP rejected the sign-in, now or a short while ago; with
     *     {@link ErpFailure.Unreachable} if it could not be opened otherwise, because the call itself was not sent
     */
    public S current() {
        CompletableFuture<S> wanted;
        lock.lock();
        try {
            var session = current.get();
            if (session != null) {
                return session;
            }
            if (opening == null) {
                rejectDuringPause();
                opening = open();
            }
            wanted = opening;
        } finally {
            lock.unlock();
        }
        return await(wanted);
    }

    /**
     * The session to use instead of one that the ERP called over: opened again, unless another thread has done so.
     *
     * @param dead the session that is over
     * @return the session
     * @throws ErpException as {@link #current()}
     */
    public S insteadOf(S dead) {
        lock.lock();
        try {
            current.compareAndSet(dead, null);
        } finally {
            lock.unlock();
        }
        return current();
    }

    /**
     * Takes over what an answer changed in the session, unless another thread has replaced the session meanwhile.
     *
     * @param used the session that was sent
     * @param changed the session to use from now on
     */
    public void replace(S used, S changed) {
        current.compareAndSet(used, changed);
    }

    /** Ends the pause after a rejected sign-in, so that the next call signs in again. */
    public void endPause() {
        lock.lock();
        try {
            rejection = null;
        } finally {
            lock.unlock();
        }
    }

    private void rejectDuringPause() {
        if (rejection == null) {
            return;
        }
        var left = Duration.between(clock.instant(), rejection.until());
        // A remaining time longer than the pause itself means that the clock was set back.
        if (!left.isNegative() && !left.isZero() && left.compareTo(rejection.pause()) <= 0) {
            throw ofSignIn(rejection.rejected(), left);
        }
        rejection = null;
    }

    /* In a thread of its own, so that an interrupt of one caller does not fail the others that wait with it. */
    private CompletableFuture<S> open() {
        var opened = new CompletableFuture<S>();
        var thread = new Thread(
                () -> {
                    try {
                        var session = opener.get();
                        finish(session, null);
                        opened.complete(session);
                    } catch (Throwable failure) {
                        finish(null, failure);
                        opened.completeExceptionally(failure);
                    }
                },
                "kehub-client-sign-in");
        thread.setDaemon(true);
        thread.start();
        return opened;
    }

    private void finish(@Nullable S session, @Nullable Throwable failure) {
        lock.lock();
        try {
            current.set(session);
            opening = null;
            var rejected = rejectionIn(failure);
            if (rejected != null) {
                var pause = pauseAfter(rejected);
                rejection = new Rejection(rejected, clock.instant().plus(pause), pause);
            }
        } finally {
            lock.unlock();
        }
    }

    private static ErpFailure.@Nullable Rejected rejectionIn(@Nullable Throwable failure) {
        return failure instanceof ErpException failed && failed.failure() instanceof ErpFailure.Rejected rejected
                ? rejected
                : null;
    }

    private static Duration pauseAfter(ErpFailure.Rejected rejected) {
        if (rejected.reason() == ErpFailure.Reason.CAPTCHA_REQUIRED) {
            return PAUSE_AFTER_CAPTCHA;
        }
        return rejected.reason() == ErpFailure.Reason.TOO_MANY_REQUESTS
                        && !rejected.retryAfter().isZero()
                ? rejected.retryAfter()
                : PAUSE_AFTER_REJECTION;
    }

    /* For a call that waited for the sign-in. ERPs reject a wrong password in many ways; none is about the call. */
    private static ErpException ofSignIn(ErpFailure.Rejected rejected, Duration remaining) {
        var reason = switch (rejected.reason()) {
            case TOO_MANY_REQUESTS, CAPTCHA_REQUIRED, FORBIDDEN, UNSUPPORTED -> rejected.reason();
            default -> ErpFailure.Reason.UNAUTHENTICATED;
        };
        return new ErpException(
                new ErpFailure.Rejected(reason, rejected.code(), rejected.message(), rejected.fields(), remaining));
    }

    private static <S> S await(CompletableFuture<S> opening) {
        try {
            return opening.get();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new ErpException(new ErpFailure.Unreachable("等待登录时线程被中断，请求没有发出", stopped));
        } catch (ExecutionException failed) {
            throw ofWaiting(failed.getCause());
        }
    }

    /* Whatever became of the sign-in: the call that waited for it has not been sent. */
    private static ErpException ofWaiting(@Nullable Throwable failure) {
        var rejected = rejectionIn(failure);
        if (rejected != null) {
            return ofSignIn(rejected, pauseAfter(rejected));
        }
        if (failure instanceof ErpException other) {
            return new ErpException(new ErpFailure.Unreachable(
                    "还没有登录，请求没有发出。" + other.failure().message(), other.failure().retryAfter(), other));
        }
        return new ErpException(new ErpFailure.Unreachable("取不到会话，请求没有发出：" + failure, failure));
    }
}
