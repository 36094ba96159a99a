package io.kehub.hub.contact;

import io.kehub.kernel.ContactId;
import io.kehub.kernel.FieldError;
import io.kehub.kernel.Problem;
import io.kehub.kernel.ProblemException;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The WeChat contacts 联系人 of the hub. Every change is one statement and is in the database when the method returns,
 * or when the transaction around it commits; after a crash, either the old or the new record is there.
 */
public final class Contacts {

    /** Maximum number of contacts that one call of {@link #list} returns. */
    public static final int MAX_LIST_SIZE = 1_000;

    private final ContactsJdbc contacts;
    private final Clock clock;

    Contacts(ContactsJdbc contacts, Clock clock) {
        this.contacts = contacts;
        this.clock = clock;
    }

    /**
     * Adds a contact. The WeChat id is stored trimmed and in NFKC, letter case kept; other texts are trimmed.
     *
     * @throws ProblemException {@code Invalid} with all errors, or {@code Conflict} for {@code wxId}; nothing is stored
     */
    public Contact create(NewContact contact) {
        var normalized = ContactRules.normalized(contact);
        ProblemException.refuse(ContactRules.errors(normalized));
        return contacts.insert(normalized, clock.instant()).orElseThrow(() -> taken(normalized.wxId()));
    }

    /** The contact with this id; empty if there is none. */
    public Optional<Contact> find(ContactId id) {
        return contacts.find(id);
    }

    /** The contact; empty if there is none with this id in the scope. */
    public Optional<Contact> find(ContactId id, ContactScope scope) {
        return contacts.find(id, scope);
    }

    /** Those of the given contacts that exist outside of the scope. */
    public Set<ContactId> hidden(Collection<ContactId> ids, ContactScope scope) {
        return ids.isEmpty() || scope.owners() == null ? Set.of() : contacts.hidden(ids, scope);
    }

    /** All contacts; see {@link #list(ContactFilter, ContactScope, ContactId, int)}. */
    public List<Contact> list(ContactFilter filter, @Nullable ContactId before, int limit) {
        return list(filter, ContactScope.EVERYTHING, before, limit);
    }

    /**
     * Contacts, newest first; uses an index at any number of contacts.
     *
     * @param filter WeChat id and K-code match exactly (a K-code in any letter case), the owner in folded form
     * @param before only contacts with a smaller id; null to start with the newest
     * @param limit maximum number, 1 to {@value #MAX_LIST_SIZE}
     */
    public List<Contact> list(ContactFilter filter, ContactScope scope, @Nullable ContactId before, int limit) {
        if (limit < 1 || limit > MAX_LIST_SIZE) {
            throw new IllegalArgumentException("a list holds 1 to " + MAX_LIST_SIZE + " contacts, not " + limit);
        }
        return contacts.list(filter, scope, before, limit);
    }

    /**
     * Changes the fields that are set in {@code change}.
     *
     * @throws ProblemException {@code Invalid} with all errors, or {@code NotFound}; nothing is changed
     */
    public Contact change(ContactId id, ContactChange change) {
        return change(id, change, ContactScope.EVERYTHING);
    }

    /** Changes a contact in the scope; a contact outside of it is treated as non-existent. */
    public Contact change(ContactId id, ContactChange change, ContactScope scope) {
        var normalized = ContactRules.normalized(change);
        ProblemException.refuse(ContactRules.errors(normalized));
        return contacts.update(id, normalized, scope, clock.instant()).orElseThrow(() -> unknown(id));
    }

    /**
     * Links the contact to its customer in the ERP. Idempotent.
     *
     * @param erpId the customer's id as the ERP gave it, 1 to 64 characters
     * @throws ErpLinkConflictException if it is linked to another customer; that link stays
     * @throws ProblemException {@code NotFound} if there is no such contact
     */
    public void linkErp(ContactId id, String erpId) {
        if (contacts.linkErp(id, erpId, clock.instant())) {
            return;
        }
        var standing = contacts.find(id).orElseThrow(() -> unknown(id)).erpId();
        if (!erpId.equals(standing)) {
            throw new ErpLinkConflictException(id, String.valueOf(standing), erpId);
        }
    }

    /**
     * For filing: reads the contact and locks it until the transaction ends, so that concurrent filings run one after another.
     *
     * @throws ProblemException {@code NotFound} if there is no such contact
     */
    public Contact lock(ContactId id) {
        return contacts.lock(id).orElseThrow(() -> unknown(id));
    }

    /**
     * For filing: stores the new K-code of a contact, in the caller's transaction.
     *
     * @throws IllegalStateException if the contact already has a K-code; call {@link #lock} and check first
     */
    public Contact recordFiling(ContactId id, String kCode, Instant filedAt) {
        return contacts.recordFiling(id, kCode, filedAt)
                .orElseThrow(
                        () -> new IllegalStateException("contact " + id.value() + " is filed already, or unknown"));
    }

    private static ProblemException taken(String wxId) {
        var error = ContactRules.takenWxId(wxId);
        return new ProblemException(Problem.Conflict.field(error.field(), error.message(), error.allowed()));
    }

    private static ProblemException unknown(ContactId id) {
        var message = "联系人 " + id.value() + " 不存在";
        return new ProblemException(new Problem.NotFound(
                "contact_not_found", message, List.of(new FieldError("id", message, "联系人列表中的 id"))));
    }
}
