package io.kehub.hub.filing;

import io.kehub.hub.contact.Contact;
import io.kehub.hub.contact.Contacts;
import io.kehub.kernel.ContactId;
import java.time.Clock;
import java.util.Objects;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.transaction.support.TransactionTemplate;

/** Files contacts 建档: assigns a K-code K编码, {@code K} and a number that is never reused. */
public final class Filing {

    private final FilingJdbc filings;
    private final Contacts contacts;
    private final TransactionTemplate transaction;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    Filing(
            FilingJdbc filings,
            Contacts contacts,
            TransactionTemplate transaction,
            ApplicationEventPublisher events,
            Clock clock) {
        this.filings = filings;
        this.contacts = contacts;
        this.transaction = transaction;
        this.events = events;
        this.clock = clock;
    }

    /**
     * Files a contact. Idempotent, also for concurrent calls: filing again returns the existing K-code.
     *
     * <p>The filing, the K-code on the contact, and what the listeners of {@link ContactFiled} write are one
     * transaction. A listener that throws rolls back the filing; its number is never used again.
     *
     * @throws io.kehub.kernel.ProblemException {@code NotFound} if there is no such contact
     */
    public Contact file(ContactId id) {
        return Objects.requireNonNull(transaction.execute(status -> fileLocked(contacts.lock(id))));
    }

    private Contact fileLocked(Contact contact) {
        if (contact.kCode() != null) {
            return contact;
        }
        var kCode = "K" + filings.nextNumber();
        var now = clock.instant();
        filings.insert(kCode, contact.id(), now);
        var filed = contacts.recordFiling(contact.id(), kCode, now);
        events.publishEvent(new ContactFiled(filed));
        return filed;
    }
}
