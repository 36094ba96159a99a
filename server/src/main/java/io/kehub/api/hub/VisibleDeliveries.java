package io.kehub.api.hub;

import io.kehub.api.web.KeysetPage;
import io.kehub.hub.contact.ContactScope;
import io.kehub.hub.contact.Contacts;
import io.kehub.kernel.ContactId;
import io.kehub.sync.outbox.Delivery;
import io.kehub.sync.outbox.DeliveryState;
import io.kehub.sync.outbox.Outbox;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The deliveries of contacts in a scope. The outbox knows no contacts, so no join can filter them: pages are filled by
 * reading on, in steps of {@value Outbox#MAX_LIST_SIZE} rows of the primary key or of the state's index.
 */
final class VisibleDeliveries {

    /** A page ends, possibly early, after this many rows, so that a request takes bounded time. */
    private static final int MAX_STEPS = 20;

    private final Outbox outbox;
    private final Contacts contacts;
    private final ContactScope scope;

    VisibleDeliveries(Outbox outbox, Contacts contacts, ContactScope scope) {
        this.outbox = outbox;
        this.contacts = contacts;
        this.scope = scope;
    }

    /** @param before the page goes on below this id; null starts at the newest */
    KeysetPage<Delivery> page(@Nullable DeliveryState state, @Nullable Long before, int limit) {
        var found = new ArrayList<Delivery>();
        var size = scope.equals(ContactScope.EVERYTHING)
                ? Math.min(limit + 1, Outbox.MAX_LIST_SIZE)
                : Outbox.MAX_LIST_SIZE;
        var last = before;
        for (var step = 0; step < MAX_STEPS; step++) {
            var read = outbox.list(state, last, size);
            found.addAll(shown(read));
            if (found.size() > limit || read.size() < size) {
                return KeysetPage.of(found.subList(0, Math.min(found.size(), limit + 1)), limit, Delivery::id);
            }
            last = read.getLast().id();
        }
        return new KeysetPage<>(found, String.valueOf(last));
    }

    boolean shows(Delivery delivery) {
        return !shown(List.of(delivery)).isEmpty();
    }

    private List<Delivery> shown(List<Delivery> deliveries) {
        var ids = deliveries.stream().flatMap(each -> contact(each).stream()).toList();
        var hidden = contacts.hidden(ids, scope);
        return deliveries.stream()
                .filter(each -> contact(each).filter(hidden::contains).isEmpty())
                .toList();
    }

    /** The contact that is delivered; empty if the subject is none. */
    private static Optional<ContactId> contact(Delivery delivery) {
        try {
            return Optional.of(new ContactId(Long.parseLong(delivery.subject())));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
