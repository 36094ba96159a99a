package io.kehub.console;

import io.kehub.erp.access.Caller;
import io.kehub.erp.access.RequiresPermission;
import io.kehub.erp.access.Right;
import io.kehub.hub.contact.Contact;
import io.kehub.hub.contact.ContactChange;
import io.kehub.hub.contact.ContactFilter;
import io.kehub.hub.contact.ContactSource;
import io.kehub.hub.contact.ContactType;
import io.kehub.hub.contact.Contacts;
import io.kehub.hub.contact.NewContact;
import io.kehub.hub.filing.Filing;
import io.kehub.kernel.ContactId;
import io.kehub.kernel.Problem;
import io.kehub.kernel.ProblemException;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.List;
import java.util.Objects;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestAttribute;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/hub/contacts")
class ContactsController {

    private static final String[] CHANGEABLE = {"remark", "nickname", "type", "confidence", "owner"};

    private final Contacts contacts;
    private final Filing filing;
    private final ContactScopes scopes;
    private final ShownTime time;

    ContactsController(Contacts contacts, Filing filing, ContactScopes scopes, ShownTime time) {
        this.scopes = scopes;
        this.contacts = contacts;
        this.filing = filing;
        this.time = time;
    }

    @PostMapping
    @RequiresPermission(Right.WRITE_CONTACTS)
    ResponseEntity<Envelope> create(HttpServletRequest request) throws IOException {
        var body = JsonBody.read(request, "wx_id", "remark", "nickname", "type", "source", "confidence", "owner");
        var contact = new NewContact(
                body.requiredText("wx_id"),
                body.textOr("remark", ""),
                body.textOr("nickname", ""),
                Objects.requireNonNullElse(body.choice("type", ContactType.class), ContactType.UNKNOWN),
                Objects.requireNonNullElse(body.choice("source", ContactSource.class), ContactSource.MANUAL),
                body.number("confidence", 0, 100),
                body.textOr("owner", ""));
        body.refuseFaults();
        return Envelope.created(shown(contacts.create(contact)));
    }

    @GetMapping
    @RequiresPermission(Right.READ_CONTACTS)
    ResponseEntity<Envelope> list(@RequestAttribute(ConsoleGate.CALLER) Caller caller, HttpServletRequest request) {
        var query = QueryValues.read(request, "limit", "before", "filed", "in_erp", "wx_id", "k_code", "owner");
        var limit = query.number("limit", 1, 500, 20);
        var before = query.id("before");
        var filter = new ContactFilter(
                query.flag("filed"),
                query.flag("in_erp"),
                query.text("wx_id"),
                query.text("k_code"),
                query.text("owner"));
        query.refuseFaults();
        // one more than is shown tells whether there is a next page
        var found = contacts.list(
                filter, scopes.of(caller), before.isPresent() ? new ContactId(before.getAsLong()) : null, limit + 1);
        var page = found.subList(0, Math.min(limit, found.size()));
        var next = found.size() > limit ? String.valueOf(page.getLast().id().value()) : "";
        return Envelope.ok(new ContactList(page.stream().map(this::shown).toList(), next));
    }

    /** @param next what to send as {@code before} to read on; empty at the end */
    private record ContactList(List<ContactView> list, String next) {}

    @GetMapping("/{id}")
    @RequiresPermission(Right.READ_CONTACTS)
    ResponseEntity<Envelope> read(@PathVariable String id, @RequestAttribute(ConsoleGate.CALLER) Caller caller) {
        return Envelope.ok(shown(visible(Ids.contact(id), caller)));
    }

    @PatchMapping("/{id}")
    @RequiresPermission(Right.WRITE_CONTACTS)
    ResponseEntity<Envelope> change(
            @PathVariable String id, @RequestAttribute(ConsoleGate.CALLER) Caller caller, HttpServletRequest request)
            throws IOException {
        var contact = Ids.contact(id);
        var body = JsonBody.read(request, CHANGEABLE);
        var change = new ContactChange(
                body.text("remark"),
                body.text("nickname"),
                body.choice("type", ContactType.class),
                body.number("confidence", 0, 100),
                body.text("owner"));
        body.refuseFaults();
        body.refuseEmpty(CHANGEABLE);
        return Envelope.ok(shown(contacts.change(contact, change, scopes.of(caller))));
    }

    @PostMapping("/{id}/file")
    @RequiresPermission(Right.WRITE_CONTACTS)
    ResponseEntity<Envelope> file(@PathVariable String id, @RequestAttribute(ConsoleGate.CALLER) Caller caller) {
        return Envelope.ok(
                "建档成功", shown(filing.file(visible(Ids.contact(id), caller).id())));
    }

    private Contact visible(ContactId id, Caller caller) {
        return contacts.find(id, scopes.of(caller)).orElseThrow(ContactsController::unknown);
    }

    private ContactView shown(Contact contact) {
        return ContactView.of(contact, time);
    }

    private static ProblemException unknown() {
        return new ProblemException(new Problem.NotFound("contact_not_found", "联系人不存在", List.of()));
    }
}
