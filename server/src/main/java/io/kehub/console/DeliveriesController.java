package io.kehub.console;

import io.kehub.erp.access.Caller;
import io.kehub.erp.access.RequiresPermission;
import io.kehub.erp.access.Right;
import io.kehub.hub.contact.Contacts;
import io.kehub.kernel.ContactId;
import io.kehub.kernel.FieldError;
import io.kehub.kernel.Problem;
import io.kehub.kernel.ProblemException;
import io.kehub.sync.outbox.Attempt;
import io.kehub.sync.outbox.Delivery;
import io.kehub.sync.outbox.DeliveryState;
import io.kehub.sync.outbox.Outbox;
import jakarta.servlet.http.HttpServletRequest;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestAttribute;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.annotation.JsonNaming;

/** Where each filed contact's delivery 投递 stands, what was tried, and the way for a person to try again. */
@RestController
@RequestMapping("/api/hub/deliveries")
class DeliveriesController {

    private final Outbox outbox;
    private final Contacts contacts;
    private final ContactScopes scopes;
    private final ShownTime time;

    DeliveriesController(Outbox outbox, Contacts contacts, ContactScopes scopes, ShownTime time) {
        this.outbox = outbox;
        this.contacts = contacts;
        this.scopes = scopes;
        this.time = time;
    }

    @GetMapping
    @RequiresPermission(Right.READ_DELIVERIES)
    ResponseEntity<Envelope> list(@RequestAttribute(ConsoleGate.CALLER) Caller caller, HttpServletRequest request) {
        var query = QueryValues.read(request, "limit", "before", "state");
        var limit = query.number("limit", 1, Outbox.LARGEST_LIST, 20);
        var before = query.id("before");
        var state = query.choice("state", DeliveryState.class);
        query.refuseFaults();
        var found = outbox.list(state, before.isPresent() ? before.getAsLong() : null, limit);
        var next = found.size() == limit ? String.valueOf(found.getLast().id()) : "";
        return Envelope.ok(new DeliveryList(
                visible(found, caller).stream()
                        .map(delivery -> DeliveryView.of(delivery, time))
                        .toList(),
                next));
    }

    /** Without those of contacts that the caller may not see, so a page may hold fewer than were asked for. */
    private List<Delivery> visible(List<Delivery> deliveries, Caller caller) {
        var hidden = contacts.hidden(
                deliveries.stream()
                        .flatMap(delivery -> contact(delivery).stream())
                        .toList(),
                scopes.of(caller));
        return deliveries.stream()
                .filter(delivery -> contact(delivery).filter(hidden::contains).isEmpty())
                .toList();
    }

    private Delivery visible(String id, Caller caller) {
        return outbox.find(Ids.positive(id)).stream()
                .flatMap(delivery -> visible(List.of(delivery), caller).stream())
                .findFirst()
                .orElseThrow(() -> unknown(id));
    }

    /** The contact that is delivered; empty if the delivery names none. */
    private static Optional<ContactId> contact(Delivery delivery) {
        try {
            return Optional.of(new ContactId(Long.parseLong(delivery.subject())));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** @param next what to send as {@code before} to read on; empty at the end */
    private record DeliveryList(List<DeliveryView> list, String next) {}

    @GetMapping("/counts")
    @RequiresPermission(Right.READ_DELIVERIES)
    ResponseEntity<Envelope> counts() {
        var counts = new LinkedHashMap<String, Long>();
        outbox.counts().forEach((state, count) -> counts.put(FieldNames.shown(state), count));
        return Envelope.ok(counts);
    }

    @GetMapping("/{id}")
    @RequiresPermission(Right.READ_DELIVERIES)
    ResponseEntity<Envelope> read(@PathVariable String id, @RequestAttribute(ConsoleGate.CALLER) Caller caller) {
        var delivery = visible(id, caller);
        var attempts = outbox.attempts(delivery.id()).stream()
                .map(attempt -> AttemptView.of(attempt, time))
                .toList();
        return Envelope.ok(new DeliveryWithAttempts(DeliveryView.of(delivery, time), attempts));
    }

    private record DeliveryWithAttempts(DeliveryView delivery, List<AttemptView> attempts) {}

    @PostMapping("/{id}/retry")
    @RequiresPermission(Right.WRITE_DELIVERIES)
    ResponseEntity<Envelope> retry(@PathVariable String id, @RequestAttribute(ConsoleGate.CALLER) Caller caller) {
        var delivery = visible(id, caller);
        return Envelope.ok("已重新排队", DeliveryView.of(outbox.retry(delivery.id()), time));
    }

    private static ProblemException unknown(String id) {
        var message = "没有编号为 " + id + " 的投递";
        return new ProblemException(new Problem.NotFound(
                "delivery_not_found", message, List.of(new FieldError("id", message, "投递列表中的编号"))));
    }

    /** Without the fields to send, which are personal data; the contact has them. */
    @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
    private record DeliveryView(
            String id,
            String contactId,
            String kCode,
            String state,
            String reason,
            @Nullable String erpId,
            int failures,
            int attempts,
            @Nullable String dueAt,
            @Nullable String createdAt,
            @Nullable String confirmedAt) {
        static DeliveryView of(Delivery delivery, ShownTime time) {
            return new DeliveryView(
                    String.valueOf(delivery.id()),
                    delivery.subject(),
                    delivery.naturalKey(),
                    FieldNames.shown(delivery.state()),
                    delivery.reason(),
                    delivery.remoteId(),
                    delivery.failures(),
                    delivery.attempts(),
                    time.of(delivery.dueAt()),
                    time.of(delivery.createdAt()),
                    time.of(delivery.confirmedAt()));
        }
    }

    private record AttemptView(
            int number, @Nullable String at, String step, String outcome, String request, String answer) {
        static AttemptView of(Attempt attempt, ShownTime time) {
            return new AttemptView(
                    attempt.number(),
                    time.of(attempt.at()),
                    FieldNames.shown(attempt.step()),
                    attempt.outcome(),
                    attempt.request(),
                    attempt.answer());
        }
    }
}
