package io.kehub.sync.outbox;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One thing that must reach another system, and how far it has come.
 *
 * @param subject whom it is about, a key that only the writer understands; a subject's deliveries go in order
 * @param operation what is to be done there, such as {@code customer.add}; once for each subject
 * @param naturalKey by what the other side's record is recognised, such as a K-code K编码
 * @param profile name of the mapping profile that makes the fields to send
 * @param content what was mapped last: for a delivery that may have taken effect, what was sent; for a confirmed one, what
 *     the other side was proven to hold. Never sent again as it is
 * @param dueAt when a worker takes it next; while one has it, the end of its lease; the last such time once it is final
 * @param failures tries that failed one after the other
 * @param attempts number of the last step written down, see {@link Outbox#attempts}
 * @param sentAt when it was last about to be sent; null when it never was
 * @param remoteId id of the record on the other side, as answered or found there; proven only when confirmed, null when
 *     nothing is known
 * @param reason why it waits or was refused, in Chinese; empty when all is well
 * @param confirmedAt when it was proven; null before
 */
public record Delivery(
        long id,
        String subject,
        String operation,
        String naturalKey,
        String profile,
        Content content,
        DeliveryState state,
        Instant dueAt,
        int failures,
        int attempts,
        @Nullable Instant sentAt,
        @Nullable String remoteId,
        String reason,
        Instant createdAt,
        @Nullable Instant confirmedAt) {

    /** Without the content, which is personal data. */
    @Override
    public String toString() {
        return "Delivery[" + id + " " + operation + " " + naturalKey + " " + state + "]";
    }
}
