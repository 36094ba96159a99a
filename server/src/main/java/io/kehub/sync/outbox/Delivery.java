package io.kehub.sync.outbox;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One change that must reach another system, and its progress.
 *
 * @param subject key of the record that it is about, known to the writer only; the deliveries of a subject run in order
 * @param operation what to do there, such as {@code customer.add}; once per subject
 * @param naturalKey identifies the record on the other side, such as a K-code K编码
 * @param profile name of the mapping profile that makes the fields to send
 * @param content what was mapped last: for a delivery that may have taken effect, what was sent; for a confirmed one, what
 *     the other side was proven to have. Never sent again unchanged
 */
public record Delivery(
        long id,
        String subject,
        String operation,
        String naturalKey,
        String profile,
        Content content,
        DeliveryState state,
        Schedule schedule,
        Result result,
        Instant createdAt) {

    /**
     * When a worker takes it.
     *
     * @param dueAt when a worker takes it next; while it is leased, the end of the lease; once it is final, the last such time
     * @param failures consecutive failed tries
     * @param attempts number of the last recorded step, see {@link Outbox#attempts}
     */
    public record Schedule(Instant dueAt, int failures, int attempts) {}

    /**
     * What is known about its effect.
     *
     * @param sentAt when the last request was about to be sent; null if none ever was
     * @param remoteId id of the record on the other side, from a response or a search; proven only if confirmed, null if
     *     unknown
     * @param reason why it waits or was refused, in Chinese; empty if there is no problem
     * @param confirmedAt when it was proven; null before
     */
    public record Result(
            @Nullable Instant sentAt,
            @Nullable String remoteId,
            String reason,
            @Nullable Instant confirmedAt) {}

    /** Without the content, which is personal data. */
    @Override
    public String toString() {
        return "Delivery[" + id + " " + operation + " " + naturalKey + " " + state + "]";
    }
}
