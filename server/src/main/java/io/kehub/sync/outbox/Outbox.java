package io.kehub.sync.outbox;

import io.kehub.kernel.FieldError;
import io.kehub.kernel.Problem;
import io.kehub.kernel.ProblemException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Deliveries 投递 that must not be lost. A row is written in the transaction of the fact that causes it; any number of
 * workers in any number of processes lease rows and finish them.
 *
 * <p>Every change by a worker requires its lease and is one transaction. A worker whose lease is invalid gets a
 * {@link LeaseLostException} and has changed nothing. A worker that dies leaves the row in its last committed state; the row
 * is claimed again when the lease ends, or at once when the same owner restarts and calls {@link #releaseLeasesOf}.
 */
public final class Outbox {

    /** Maximum number of deliveries in one list. */
    public static final int MAX_LIST_SIZE = 500;

    /**
     * Maximum wait of a delivery for its next attempt or for the end of a lease. A longer wait was stored before the clock was
     * set back; such a delivery is due at once.
     */
    public static final Duration MAX_WAIT = Duration.ofMinutes(5);

    private final OutboxJdbc rows;
    private final AttemptsJdbc attempts;
    private final TransactionTemplate ownTransaction;
    private final TransactionTemplate callersTransaction;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    Outbox(
            OutboxJdbc rows,
            AttemptsJdbc attempts,
            PlatformTransactionManager transactions,
            ApplicationEventPublisher events,
            Clock clock) {
        this.attempts = attempts;
        this.rows = rows;
        this.ownTransaction = new TransactionTemplate(transactions);
        this.callersTransaction = new TransactionTemplate(transactions);
        this.callersTransaction.setPropagationBehavior(TransactionDefinition.PROPAGATION_MANDATORY);
        this.events = events;
        this.clock = clock;
    }

    /**
     * Adds a delivery in the caller's transaction; without one, throws an
     * {@link org.springframework.transaction.IllegalTransactionStateException}. Publishes {@link DeliveriesWaiting} after
     * the commit.
     *
     * @return false if the subject already has this operation; then nothing is changed
     */
    public boolean append(NewDelivery delivery) {
        return Boolean.TRUE.equals(callersTransaction.execute(transaction -> {
            var added = rows.insert(delivery, clock.instant());
            if (added) {
                afterCommit(() -> events.publishEvent(new DeliveriesWaiting()));
            }
            return added;
        }));
    }

    /**
     * Leases up to {@code limit} due deliveries, the longest due first. Concurrent callers never get the same one. A delivery
     * waits while an earlier one of its subject is not confirmed.
     *
     * @param duration shorter than {@link #MAX_WAIT}
     */
    public List<Lease> claim(int limit, String owner, Duration duration) {
        var now = clock.instant();
        return inOwnTransaction(() -> {
            rows.bringForward(now, now.plus(MAX_WAIT));
            return rows.claim(limit, owner, now, now.plus(duration));
        });
    }

    /**
     * Commits the intent to send and renews the lease. Nothing may be sent before this has returned.
     *
     * @param content what is about to be sent
     * @param attempts steps since the start of the lease, including the one that is about to begin
     * @return the lease with the current state of the delivery
     */
    public Lease markSending(Lease lease, Duration duration, Content content, List<Attempt> attempts) {
        var now = clock.instant();
        return inOwnTransaction(() -> {
            var sending = rows.markSending(lease, content, now, now.plus(duration), AttemptsJdbc.last(attempts))
                    .orElseThrow(() -> new LeaseLostException(lease));
            write(lease, attempts);
            return new Lease(sending, lease.owner(), lease.version());
        });
    }

    /**
     * Confirms: the record was read on the other side and agrees. Publishes {@link DeliveryConfirmed} in the same transaction.
     *
     * @param content what the record agrees with
     */
    public void confirm(Lease lease, String remoteId, Content content, List<Attempt> attempts) {
        inOwnTransaction(() -> {
            requireLease(lease, rows.confirm(lease, remoteId, content, clock.instant(), AttemptsJdbc.last(attempts)));
            write(lease, attempts);
            var delivery = lease.delivery();
            events.publishEvent(
                    new DeliveryConfirmed(delivery.subject(), delivery.operation(), delivery.naturalKey(), remoteId));
            return true;
        });
    }

    /**
     * Refuses: the delivery cannot succeed unchanged. It waits until a person calls {@link #retry}.
     *
     * @param reason for that person, in Chinese
     * @param remoteId the conflicting record on the other side; null if there is none
     */
    public void refuse(Lease lease, String reason, @Nullable String remoteId, List<Attempt> attempts) {
        end(lease, DeliveryState.REFUSED, reason, remoteId, clock.instant(), attempts);
    }

    /**
     * The outcome is unknown. From {@code dueAt} on, a worker looks for the record.
     *
     * @param remoteId the id from the other side's response; null keeps the stored one
     */
    public void unknown(Lease lease, String reason, @Nullable String remoteId, Instant dueAt, List<Attempt> attempts) {
        end(lease, DeliveryState.UNKNOWN, reason, remoteId, dueAt, attempts);
    }

    /** It certainly had no effect; the next attempt is at {@code dueAt}. */
    public void retryLater(Lease lease, String reason, Instant dueAt, List<Attempt> attempts) {
        end(lease, DeliveryState.PENDING, reason, null, dueAt, attempts);
    }

    /**
     * Releases leases left by a previous run of the owner; call once at start-up, before claiming.
     *
     * @return number of released deliveries
     */
    public int releaseLeasesOf(String owner) {
        return inOwnTransaction(() -> rows.releaseLeasesOf(owner, clock.instant()));
    }

    /**
     * Retries a refused delivery at the request of a person. As always, a worker looks for the record before sending.
     *
     * @throws ProblemException {@code NotFound}, or {@code Conflict} if it is not refused
     */
    public Delivery retry(long id) {
        var again = inOwnTransaction(() -> {
            var delivery = rows.retry(id, clock.instant());
            delivery.ifPresent(found -> afterCommit(() -> events.publishEvent(new DeliveriesWaiting())));
            return delivery;
        });
        return again.orElseThrow(() -> new ProblemException(whyNoRetry(id)));
    }

    private Problem whyNoRetry(long id) {
        return rows.find(id)
                .<Problem>map(delivery -> new Problem.Conflict(
                        "delivery_not_refused",
                        "只有“被拒绝”的投递可以重试，投递 " + id + " 当前状态为 " + delivery.state(),
                        List.of(new FieldError("state", "当前状态为 " + delivery.state(), "REFUSED"))))
                .orElseGet(() -> new Problem.NotFound(
                        "delivery_not_found",
                        "没有编号为 " + id + " 的投递",
                        List.of(new FieldError("id", "没有编号为 " + id + " 的投递", "投递列表中的编号"))));
    }

    public Optional<Delivery> find(long id) {
        return rows.find(id);
    }

    /**
     * Newest first.
     *
     * @param state null for all
     * @param before only ids below this one, for the next page; null for the first
     * @param limit 1 to {@value #MAX_LIST_SIZE}
     */
    public List<Delivery> list(@Nullable DeliveryState state, @Nullable Long before, int limit) {
        if (limit < 1 || limit > MAX_LIST_SIZE) {
            throw new IllegalArgumentException("limit must be 1 to " + MAX_LIST_SIZE + ", not " + limit);
        }
        return rows.list(state, before == null ? Long.MAX_VALUE : before, limit);
    }

    /** The last steps of a delivery, oldest first; at most {@value AttemptsJdbc#ATTEMPTS_KEPT}. */
    public List<Attempt> attempts(long id) {
        return attempts.list(id);
    }

    /** Exact number of deliveries by state, for every state. Cheap at any number of deliveries. */
    public Map<DeliveryState, Long> counts() {
        var counts = new EnumMap<DeliveryState, Long>(DeliveryState.class);
        for (var state : DeliveryState.values()) {
            counts.put(state, 0L);
        }
        counts.putAll(rows.counts());
        return counts;
    }

    /** Housekeeping that keeps {@link #counts} cheap; call it regularly, from any process. */
    public void compact() {
        inOwnTransaction(rows::mergeStateCounts);
    }

    private void end(
            Lease lease,
            DeliveryState state,
            String reason,
            @Nullable String remoteId,
            Instant dueAt,
            List<Attempt> attempts) {
        var latest = clock.instant().plus(MAX_WAIT);
        inOwnTransaction(() -> {
            var due = dueAt.isAfter(latest) ? latest : dueAt;
            requireLease(lease, rows.end(lease, state, reason, remoteId, due, AttemptsJdbc.last(attempts)));
            write(lease, attempts);
            return true;
        });
    }

    private void write(Lease lease, List<Attempt> attempts) {
        if (!attempts.isEmpty()) {
            this.attempts.write(lease.delivery().id(), attempts);
        }
    }

    private static void requireLease(Lease lease, boolean valid) {
        if (!valid) {
            throw new LeaseLostException(lease);
        }
    }

    private <T> T inOwnTransaction(Supplier<T> work) {
        return ownTransaction.execute(transaction -> work.get());
    }

    private static void afterCommit(Runnable work) {
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
            @Override
            public void afterCommit() {
                work.run();
            }
        });
    }
}
