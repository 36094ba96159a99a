package io.kehub.erp.customer;

import io.kehub.kernel.CustomerId;
import io.kehub.kernel.UserId;
import java.time.Instant;
import java.util.EnumMap;

/** Keeps a customer's own columns and its main person one truth. */
final class PrimaryContact {

    private final ContactPersonsJdbc persons;

    PrimaryContact(ContactPersonsJdbc persons) {
        this.persons = persons;
    }

    /**
     * After a customer was saved: its main person is what its columns say. A customer without a contact person keeps the
     * main person that it had, and a new one gets none.
     *
     * @param more the rarer fields; those that are not filled stay as they are
     */
    void keepMain(CustomerId customer, CustomerDetails details, ContactPersonDetails more, UserId by, Instant at) {
        if (details.text(CustomerField.CONTACT_PERSON).isEmpty()) {
            return;
        }
        var present = persons.main(customer);
        var fields = new EnumMap<ContactPersonField, String>(ContactPersonField.class);
        present.ifPresent(person -> fields.putAll(person.details().fields()));
        fields.putAll(ContactPersonRules.acceptFields(more.fields()));
        var main = new ContactPersonDetails(
                details.text(CustomerField.CONTACT_PERSON),
                details.text(CustomerField.PHONE),
                details.text(CustomerField.MOBILE),
                details.text(CustomerField.EMAIL),
                details.text(CustomerField.FAX),
                fields);
        if (present.isPresent()) {
            persons.update(present.get().id(), main);
        } else {
            persons.insert(null, customer, true, main, by, at);
        }
    }
}
