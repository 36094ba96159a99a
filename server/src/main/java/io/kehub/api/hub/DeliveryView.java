package io.kehub.api.hub;

import io.kehub.sync.outbox.Delivery;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A delivery as the REST shows it: without the fields to send, which are personal data; the contact has them. */
final class DeliveryView {

    private DeliveryView() {}

    static Map<String, @Nullable Object> of(Delivery delivery) {
        var view = new LinkedHashMap<String, @Nullable Object>();
        view.put("id", String.valueOf(delivery.id()));
        view.put("contact_id", delivery.subject());
        view.put("k_code", delivery.naturalKey());
        view.put("state", delivery.state());
        view.put("reason", delivery.result().reason());
        view.put("erp_id", delivery.result().remoteId());
        view.put("failures", delivery.schedule().failures());
        view.put("attempts", delivery.schedule().attempts());
        view.put("due_at", delivery.schedule().dueAt());
        view.put("created_at", delivery.createdAt());
        view.put("confirmed_at", delivery.result().confirmedAt());
        return view;
    }
}
