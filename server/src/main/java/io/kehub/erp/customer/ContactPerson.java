package io.kehub.erp.customer;

import io.kehub.kernel.ContactPersonId;
import io.kehub.kernel.CustomerId;
import io.kehub.kernel.UserId;
import java.time.Instant;

/**
 * A contact person 联系人 of a customer.
 *
 * @param customerName name of the customer, for lists
 * @param main whether this is the primary contact, which the customer's own columns show; exactly one per customer with persons
 * @param owner who is in charge of the customer
 */
public record ContactPerson(
        ContactPersonId id,
        CustomerId customer,
        String customerName,
        boolean main,
        ContactPersonDetails details,
        UserId owner,
        UserId addedBy,
        Instant addedAt) {}
