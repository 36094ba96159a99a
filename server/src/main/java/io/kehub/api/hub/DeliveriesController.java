package io.kehub.api.hub;

import static java.util.Objects.requireNonNullElse;

import io.kehub.api.web.AuthenticationFilter;
import io.kehub.api.web.Documented;
import io.kehub.api.web.Envelope;
import io.kehub.api.web.KeysetPage;
import io.kehub.api.web.RecordId;
import io.kehub.erp.access.Caller;
import io.kehub.erp.access.Permission;
import io.kehub.erp.access.RequiresPermission;
import io.kehub.hub.contact.Contacts;
import io.kehub.kernel.FieldError;
import io.kehub.kernel.Problem;
import io.kehub.kernel.ProblemException;
import io.kehub.sync.outbox.Attempt;
import io.kehub.sync.outbox.Delivery;
import io.kehub.sync.outbox.DeliveryState;
import io.kehub.sync.outbox.Outbox;
import java.util.List;
import org.hibernate.validator.constraints.Range;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestAttribute;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** The deliveries 投递 of filed contacts: their state, their attempts, and retries by a person. */
@RestController
@RequestMapping("/api/hub/deliveries")
class DeliveriesController {

    private final Outbox outbox;
    private final Contacts contacts;
    private final ContactScopes scopes;

    DeliveriesController(Outbox outbox, Contacts contacts, ContactScopes scopes) {
        this.outbox = outbox;
        this.contacts = contacts;
        this.scopes = scopes;
    }

    record DeliveryQuery(
            @Range(min = 1, max = Outbox.MAX_LIST_SIZE) @Nullable
            Integer limit,

            @Nullable Long before,
            @Nullable DeliveryState state) {}

    @GetMapping
    @Documented(value = "投递列表", answer = DeliveryView.class, data = Documented.Data.PAGE)
    @RequiresPermission(Permission.READ_DELIVERIES)
    ResponseEntity<Envelope> list(
            @RequestAttribute(AuthenticationFilter.CALLER) Caller caller, @ModelAttribute DeliveryQuery query) {
        int limit = requireNonNullElse(query.limit(), KeysetPage.DEFAULT_LIMIT);
        var reader = new VisibleDeliveries(outbox, contacts, scopes.of(caller));
        return Envelope.ok(reader.page(query.state(), query.before(), limit).map(DeliveryView::of));
    }

    private Delivery visible(long id, Caller caller) {
        return outbox.find(id)
                .filter(new VisibleDeliveries(outbox, contacts, scopes.of(caller))::shows)
                .orElseThrow(() -> unknown(id));
    }

    @GetMapping("/counts")
    @Documented(value = "各状态的投递数量", answer = DeliveryState.class, data = Documented.Data.COUNTS)
    @RequiresPermission(Permission.READ_DELIVERIES)
    ResponseEntity<Envelope> counts() {
        return Envelope.ok(outbox.counts());
    }

    @GetMapping("/{id}")
    @Documented(value = "投递详情", answer = DeliveryWithAttempts.class)
    @RequiresPermission(Permission.READ_DELIVERIES)
    ResponseEntity<Envelope> read(
            @PathVariable RecordId id, @RequestAttribute(AuthenticationFilter.CALLER) Caller caller) {
        return Envelope.ok(
                new DeliveryWithAttempts(DeliveryView.of(visible(id.value(), caller)), outbox.attempts(id.value())));
    }

    private record DeliveryWithAttempts(DeliveryView delivery, List<Attempt> attempts) {}

    @PostMapping("/{id}/retry")
    @Documented(value = "重试投递", answer = DeliveryView.class)
    @RequiresPermission(Permission.WRITE_DELIVERIES)
    ResponseEntity<Envelope> retry(
            @PathVariable RecordId id, @RequestAttribute(AuthenticationFilter.CALLER) Caller caller) {
        return Envelope.ok(
                "已重新排队",
                DeliveryView.of(outbox.retry(visible(id.value(), caller).id())));
    }

    private static ProblemException unknown(long id) {
        var message = "没有编号为 " + id + " 的投递";
        return new ProblemException(new Problem.NotFound(
                "delivery_not_found", message, List.of(new FieldError("id", message, "投递列表中的编号"))));
    }
}
