package io.kehub.api.hub;

import static java.util.Objects.requireNonNullElse;

import io.kehub.api.web.AuthenticationFilter;
import io.kehub.api.web.ChangeBody;
import io.kehub.api.web.CheckedBody;
import io.kehub.api.web.Envelope;
import io.kehub.api.web.KeysetPage;
import io.kehub.erp.access.Caller;
import io.kehub.erp.access.Permission;
import io.kehub.erp.access.RequiresPermission;
import io.kehub.hub.contact.Contact;
import io.kehub.hub.contact.ContactChange;
import io.kehub.hub.contact.ContactFilter;
import io.kehub.hub.contact.ContactSource;
import io.kehub.hub.contact.ContactType;
import io.kehub.hub.contact.Contacts;
import io.kehub.hub.contact.NewContact;
import io.kehub.hub.filing.Filing;
import io.kehub.kernel.ContactId;
import io.kehub.kernel.FieldError;
import io.kehub.kernel.Problem;
import io.kehub.kernel.ProblemException;
import jakarta.validation.constraints.NotNull;
import java.util.List;
import org.hibernate.validator.constraints.Range;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestAttribute;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/hub/contacts")
class ContactsController {

    private final Contacts contacts;
    private final Filing filing;
    private final ContactScopes scopes;

    ContactsController(Contacts contacts, Filing filing, ContactScopes scopes) {
        this.contacts = contacts;
        this.filing = filing;
        this.scopes = scopes;
    }

    record ContactBody(
            @NotNull String wxId,
            @Nullable String remark,
            @Nullable String nickname,
            @Nullable ContactType type,
            @Nullable ContactSource source,
            @Range(min = 0, max = 100) @Nullable Integer confidence,
            @Nullable String owner)
            implements CheckedBody {

        NewContact contact() {
            return new NewContact(
                    requireNonNullElse(wxId, ""),
                    requireNonNullElse(remark, ""),
                    requireNonNullElse(nickname, ""),
                    requireNonNullElse(type, ContactType.UNKNOWN),
                    requireNonNullElse(source, ContactSource.MANUAL),
                    confidence,
                    requireNonNullElse(owner, ""));
        }

        @Override
        public List<FieldError> errors() {
            return contact().errors();
        }
    }

    @PostMapping
    @RequiresPermission(Permission.WRITE_CONTACTS)
    ResponseEntity<Envelope> create(@RequestBody ContactBody body) {
        return Envelope.created(ContactView.of(contacts.create(body.contact())));
    }

    record ContactQuery(
            @Range(min = 1, max = 500) @Nullable Integer limit,
            @Nullable Long before,
            @Nullable Boolean filed,
            @Nullable Boolean inErp,
            @Nullable String wxId,
            @Nullable String kCode,
            @Nullable String owner) {

        ContactFilter filter() {
            return new ContactFilter(filed, inErp, wxId, kCode, owner);
        }
    }

    @GetMapping
    @RequiresPermission(Permission.READ_CONTACTS)
    ResponseEntity<Envelope> list(
            @RequestAttribute(AuthenticationFilter.CALLER) Caller caller, @ModelAttribute ContactQuery query) {
        int limit = requireNonNullElse(query.limit(), KeysetPage.DEFAULT_LIMIT);
        var before = query.before() == null ? null : new ContactId(query.before());
        var found = contacts.list(query.filter(), scopes.of(caller), before, limit + 1);
        return Envelope.ok(
                KeysetPage.of(found, limit, contact -> contact.id().value()).map(ContactView::of));
    }

    @GetMapping("/{id}")
    @RequiresPermission(Permission.READ_CONTACTS)
    ResponseEntity<Envelope> read(
            @PathVariable ContactId id, @RequestAttribute(AuthenticationFilter.CALLER) Caller caller) {
        return Envelope.ok(ContactView.of(visible(id, caller)));
    }

    record ContactChangeBody(
            @Nullable String remark,
            @Nullable String nickname,
            @Nullable ContactType type,
            @Range(min = 0, max = 100) @Nullable Integer confidence,
            @Nullable String owner)
            implements ChangeBody, CheckedBody {

        ContactChange change() {
            return new ContactChange(remark, nickname, type, confidence, owner);
        }

        @Override
        public List<FieldError> errors() {
            return change().errors();
        }
    }

    @PatchMapping("/{id}")
    @RequiresPermission(Permission.WRITE_CONTACTS)
    ResponseEntity<Envelope> change(
            @PathVariable ContactId id,
            @RequestAttribute(AuthenticationFilter.CALLER) Caller caller,
            @RequestBody ContactChangeBody body) {
        return Envelope.ok(ContactView.of(contacts.change(id, body.change(), scopes.of(caller))));
    }

    @PostMapping("/{id}/file")
    @RequiresPermission(Permission.WRITE_CONTACTS)
    ResponseEntity<Envelope> file(
            @PathVariable ContactId id, @RequestAttribute(AuthenticationFilter.CALLER) Caller caller) {
        return Envelope.ok(
                "建档成功", ContactView.of(filing.file(visible(id, caller).id())));
    }

    private Contact visible(ContactId id, Caller caller) {
        return contacts.find(id, scopes.of(caller))
                .orElseThrow(
                        () -> new ProblemException(new Problem.NotFound("contact_not_found", "联系人不存在", List.of())));
    }
}
