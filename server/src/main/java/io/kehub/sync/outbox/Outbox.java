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
 * Deliveries 投递 that must not be lost. A row is written in the transaction of the fact that asks for it; any number of
 * workers in any number of processes take rows under leases and bring them to an end.
 *
 * <p>Every change that a worker makes shows its lease and is one transaction: it is there as a whole or not at all,
 * and a worker whose lease is void gets a {@link LeaseLostException} and has changed nothing. A worker that dies leaves
 * the row in its last committed state; it is taken again when the lease ends, or at once when the same owner starts
 * again and calls {@link #releaseLeasesOf}.
 */
public final class Outbox {

    /** Maximum number of deliveries in one list. */
    public static final int MAX_LIST_SIZE = 500;

    /**
     * The longest that a delivery waits for its next attempt or for the end of a lease. One that would have to wait longer
     * was stored before the clock was set back, and is due at once.
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
     * Asks for a delivery. It commits with the caller's transaction, without which it throws an
     * {@link org.springframework.transaction.IllegalTransactionStateException}. After the commit
     * {@link DeliveriesWaiting} is published.
     *
     * @return false when the subject has this operation already; nothing is changed then
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
     * Takes up to {@code limit} deliveries that are due, the longest due first, each for {@code lease}. No two callers
     * get the same one. A delivery waits while an earlier one of its subject is not confirmed, and never longer than
     * {@link #MAX_WAIT}.
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
     * Commits the intent to send. Only after this has returned may a byte leave. The lease is renewed for
     * {@code lease}.
     *
     * @param content what is about to be sent
     * @param attempts steps taken since the lease, the one that is about to begin included
     * @return the lease with the delivery as it now stands
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
     * The record was read on the other side and agrees. Publishes {@link DeliveryConfirmed} in the same transaction.
     *
     * @param content what the record agrees with
     */
    public void confirm(Lease lease, String remoteId, Content content, List<Attempt> attempts) {
        inOwnTransaction(() -> {
            held(lease, rows.confirm(lease, remoteId, content, clock.instant(), AttemptsJdbc.last(attempts)));
            write(lease, attempts);
            var delivery = lease.delivery();
            events.publishEvent(
                    new DeliveryConfirmed(delivery.subject(), delivery.operation(), delivery.naturalKey(), remoteId));
            return true;
        });
    }

    /**
     * It cannot go as it is. It stays until a person asks for {@link #retry}.
     *
     * @param reason for that person, in Chinese
     * @param remoteId the record on the other side that stands in its way; null when there is none
     */
    public void refuse(Lease lease, String reason, @Nullable String remoteId, List<Attempt> attempts) {
        end(lease, DeliveryState.REFUSED, reason, remoteId, clock.instant(), attempts);
    }

    /**
     * It may have taken effect. From {@code dueAt} on it is looked for.
     *
     * @param remoteId the id that the other side answered; null keeps what is known
     */
    public void unknown(Lease lease, String reason, @Nullable String remoteId, Instant dueAt, List<Attempt> attempts) {
        end(lease, DeliveryState.UNKNOWN, reason, remoteId, dueAt, attempts);
    }

    /** It certainly took no effect and is tried again from {@code dueAt} on. */
    public void retryLater(Lease lease, String reason, Instant dueAt, List<Attempt> attempts) {
        end(lease, DeliveryState.PENDING, reason, null, dueAt, attempts);
    }

    /**
     * Frees what an earlier life of the owner held when it died; called once, before the owner claims anything.
     *
     * @return how many deliveries were freed
     */
    public int releaseLeasesOf(String owner) {
        return inOwnTransaction(() -> rows.releaseLeasesOf(owner, clock.instant()));
    }

    /**
     * A person asks for a refused delivery again. It is looked for before it is sent, as always.
     *
     * @throws ProblemException NotFound, or Taken when it is not refused
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
            throw new IllegalArgumentException("a list holds 1 to " + MAX_LIST_SIZE + " deliveries, not " + limit);
        }
        return rows.list(state, before == null ? Long.MAX_VALUE : before, limit);
    }

    /** The last steps that were taken for a delivery, oldest first; at most {@value AttemptsJdbc#ATTEMPTS_KEPT}. */
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

    /** Housekeeping that keeps {@link #counts} cheap; now and then, by any process. */
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
            held(lease, rows.end(lease, state, reason, remoteId, due, AttemptsJdbc.last(attempts)));
            write(lease, attempts);
            return true;
        });
    }

    private void write(Lease lease, List<Attempt> attempts) {
        if (!attempts.isEmpty()) {
            this.attempts.write(lease.delivery().id(), attempts);
        }
    }

    private static void held(Lease lease, boolean held) {
        if (!held) {
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
