package io.kehub.sync.rule;

import io.kehub.hub.contact.Contacts;
import io.kehub.kernel.ContactId;
import io.kehub.sync.mapping.CurrentCustomers;
import io.kehub.sync.mapping.MappedCustomer;
import io.kehub.sync.mapping.MappingProfiles;
import io.kehub.sync.mapping.UnmappableException;

/** Reads the contact whose id is the delivery's subject, each time anew from the database. */
final class ContactCustomers implements CurrentCustomers {

    private final Contacts contacts;
    private final MappingProfiles profiles;

    ContactCustomers(Contacts contacts, MappingProfiles profiles) {
        this.contacts = contacts;
        this.profiles = profiles;
    }

    @Override
    public MappedCustomer of(String subject, String profile) {
        var rules = profiles.named(profile);
        var contact = contacts.find(contactId(subject))
                .orElseThrow(() -> new UnmappableException("联系人 " + subject + " 不存在，未发送"));
        if (contact.kCode() == null) {
            throw new UnmappableException("联系人 " + subject + " 没有建档（没有 K编码），未发送");
        }
        return rules.map(contact);
    }

    private static ContactId contactId(String subject) {
        try {
            return new ContactId(Long.parseLong(subject));
        } catch (NumberFormatException notAnId) {
            throw new UnmappableException("“" + subject + "”不是联系人编号，未发送");
        }
    }
}
