package io.kehub.client;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The one session that all threads of a client share. It is opened on first use and again when it is over; however many
 * threads need it, it is opened once.
 */
final class Sessions {
    /* ERPs lock an account after 5 wrong passwords in 15 minutes: at this pace, the client alone never locks one. */
    private static final Duration QUIET_AFTER_REFUSAL = Duration.ofMinutes(5);

    private final Supplier<Session> opener;
    private final Clock clock;
    private final ReentrantLock lock = new ReentrantLock();
    private @Nullable Session current;
    private @Nullable CompletableFuture<Session> opening;
    private @Nullable Refusal refusal;

    private record Refusal(ErpException.Refused refused, Instant until, Duration quiet) {}

    Sessions(Supplier<Session> opener, Clock clock) {
        this.opener = opener;
        this.clock = clock;
    }

    /**
     * The session to use now.
     *
     * @throws ErpException.Refused where the ERP refused the sign-in, now or a short while ago
     * @throws ErpException.Unreachable where it could not be opened
     */
    Session current() {
        CompletableFuture<Session> wanted;
        lock.lock();
        try {
            if (current != null) {
                return current;
            }
            if (opening == null) {
                refuseWhileQuiet();
                opening = open();
            }
            wanted = opening;
        } finally {
            lock.unlock();
        }
        return await(wanted);
    }

    /** The session to use instead of one that the ERP called over: opened anew, unless another thread has done so. */
    Session insteadOf(Session dead) {
        lock.lock();
        try {
            if (current == dead) {
                current = null;
            }
        } finally {
            lock.unlock();
        }
        return current();
    }

    /** Takes over the cookies that an answer changed. */
    void update(Session used, List<String> setCookies) {
        var changed = used.with(setCookies);
        lock.lock();
        try {
            if (current == used && !changed.isEmpty()) {
                current = changed;
            }
        } finally {
            lock.unlock();
        }
    }

    private void refuseWhileQuiet() {
        if (refusal == null) {
            return;
        }
        var left = Duration.between(clock.instant(), refusal.until());
        // longer than the whole: the clock was set back
        if (left.isPositive() && left.compareTo(refusal.quiet()) <= 0) {
            throw refusal.refused().ofSignIn(left);
        }
        refusal = null;
    }

    /* On a thread of its own, so that an interrupt of one caller doesn't fail the others that wait with it. */
    private CompletableFuture<Session> open() {
        var opened = new CompletableFuture<Session>();
        Thread.ofVirtual().name("kehub-client-sign-in").start(() -> {
            try {
                var session = opener.get();
                finish(session, null);
                opened.complete(session);
            } catch (Throwable failure) {
                finish(null, failure);
                opened.completeExceptionally(failure);
            }
        });
        return opened;
    }

    private void finish(@Nullable Session session, @Nullable Throwable failure) {
        lock.lock();
        try {
            current = session;
            opening = null;
            if (failure instanceof ErpException.Refused refused) {
                var quiet = quietAfter(refused);
                refusal = new Refusal(refused, clock.instant().plus(quiet), quiet);
            }
        } finally {
            lock.unlock();
        }
    }

    private static Duration quietAfter(ErpException.Refused refused) {
        return refused.status() == 429 ? refused.retryAfter().orElse(QUIET_AFTER_REFUSAL) : QUIET_AFTER_REFUSAL;
    }

    private static Session await(CompletableFuture<Session> opening) {
        try {
            return opening.get();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new ErpException.Unreachable("等待登录时线程被中断，请求没有发出", stopped, null);
        } catch (ExecutionException failed) {
            throw ofWaiting(failed.getCause());
        }
    }

    /* Whatever became of the sign-in: the call that waited for it has not been sent. */
    private static ErpException ofWaiting(@Nullable Throwable failure) {
        if (failure instanceof ErpException.Refused refused) {
            return refused.ofSignIn(quietAfter(refused));
        }
        if (failure instanceof ErpException other) {
            var retryAfter = other.retryAfter().orElse(null);
            return new ErpException.Unreachable("还没有登录，请求没有发出。" + other.getMessage(), other, retryAfter);
        }
        return new ErpException.Unreachable("取不到会话，请求没有发出：" + failure, failure, null);
    }
}
