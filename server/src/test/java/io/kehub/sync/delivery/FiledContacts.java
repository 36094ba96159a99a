package io.kehub.sync.delivery;

import io.kehub.hub.contact.Contact;
import io.kehub.sync.mapping.CurrentCustomers;
import io.kehub.sync.mapping.MappedCustomer;
import io.kehub.sync.mapping.MappingFixture;
import io.kehub.sync.mapping.MappingProfiles;
import io.kehub.sync.mapping.UnmappableException;
import io.kehub.sync.outbox.Content;
import io.kehub.sync.outbox.NewDelivery;
import io.kehub.sync.outbox.Outbox;
import io.kehub.sync.outbox.OutboxFixture;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import javax.sql.DataSource;

/** Contacts that were filed, contact n as K-code Kn, and that can be corrected at any time. */
final class FiledContacts implements CurrentCustomers {

    private final Map<String, Contact> contacts = new ConcurrentHashMap<>();
    private final MappingProfiles profiles = MappingFixture.profiles();

    @Override
    public MappedCustomer of(String subject, String profile) {
        var contact = contacts.get(subject);
        if (contact == null) {
            throw new UnmappableException("联系人 " + subject + " 不存在");
        }
        return profiles.named(profile).map(contact);
    }

    /** Files a contact, which appends its delivery. */
    void file(int number, String remark, DataSource database, Outbox outbox) {
        contacts.put("" + number, MappingFixture.contact(number, remark, 85, "K" + number, 1));
        var mapped = of("" + number, "quick");
        OutboxFixture.append(
                database,
                outbox,
                new NewDelivery(
                        "" + number,
                        MappedCustomer.ADD,
                        mapped.kCode(),
                        mapped.profile(),
                        new Content(mapped.version(), mapped.fields())));
    }

    /** A person corrects the remark, from which the customer's name comes. */
    void correct(int number, String remark) {
        contacts.computeIfPresent(
                "" + number,
                (subject, contact) -> MappingFixture.contact(
                        number, remark, contact.confidence(), contact.kCode(), contact.version() + 1));
    }

    void refile(int number, String kCode) {
        contacts.computeIfPresent(
                "" + number,
                (subject, contact) -> MappingFixture.contact(
                        number, contact.remark(), contact.confidence(), kCode, contact.version()));
    }

    void remove(int number) {
        contacts.remove("" + number);
    }
}
