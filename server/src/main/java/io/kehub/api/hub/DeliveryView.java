package io.kehub.api.hub;

import io.kehub.api.web.Inline;
import io.kehub.sync.outbox.Delivery;
import io.kehub.sync.outbox.DeliveryState;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A delivery as the REST shows it: without the fields to send, which are personal data; the contact has them. */
record DeliveryView(
        String id,
        String contactId,
        String kCode,
        DeliveryState state,
        String reason,
        @Nullable String erpId,
        @Inline Tries tries,
        @Inline Times times) {

    /** What has been tried. */
    record Tries(int failures, int attempts) {}

    /** When it is tried next, when it was made and when it was confirmed. */
    record Times(Instant dueAt, Instant createdAt, @Nullable Instant confirmedAt) {}

    static DeliveryView of(Delivery delivery) {
        var schedule = delivery.schedule();
        var result = delivery.result();
        return new DeliveryView(
                String.valueOf(delivery.id()),
                delivery.subject(),
                delivery.naturalKey(),
                delivery.state(),
                result.reason(),
                result.remoteId(),
                new Tries(schedule.failures(), schedule.attempts()),
                new Times(schedule.dueAt(), delivery.createdAt(), result.confirmedAt()));
    }
}
