package io.kehub.erp.customer;

import io.kehub.kernel.CustomerId;
import io.kehub.kernel.UserId;
import java.time.Instant;
import java.util.EnumMap;

/** Keeps the customer's contact columns in sync with its primary contact person. */
final class PrimaryContact {

    private final ContactPersonsJdbc persons;

    PrimaryContact(ContactPersonsJdbc persons) {
        this.persons = persons;
    }

    /**
     * Copies the contact columns of a saved customer to its primary contact. If the columns are empty, an existing primary
     * contact stays unchanged and none is added.
     *
     * @param more other fields of the person; those that are not filled keep their values
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
