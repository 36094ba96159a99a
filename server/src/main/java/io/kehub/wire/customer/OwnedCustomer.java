package io.kehub.wire.customer;

import io.kehub.erp.customer.ContactPerson;
import io.kehub.erp.customer.Customer;
import io.kehub.erp.customer.Pool;
import io.kehub.kernel.UserId;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A customer with the name of the user in charge.
 *
 * @param ownerName empty if the customer is in the pool or the user no longer exists
 * @param main the main contact; null if there is none, or if it was not asked for
 */
record OwnedCustomer(
        Customer customer, String ownerName, @Nullable ContactPerson main) {

    static OwnedCustomer of(Customer customer, Map<UserId, String> names) {
        var pooled = customer.owner().equals(Pool.OWNER);
        return new OwnedCustomer(customer, pooled ? "" : names.getOrDefault(customer.owner(), ""), null);
    }

    OwnedCustomer with(@Nullable ContactPerson person) {
        return new OwnedCustomer(customer, ownerName, person);
    }
}
