package io.kehub.wire.customer;

import io.kehub.erp.customer.Customer;
import io.kehub.erp.customer.Pool;
import io.kehub.kernel.UserId;
import java.util.Map;

/**
 * A customer with the name of the user in charge.
 *
 * @param ownerName empty if the customer is in the pool or the user no longer exists
 */
record OwnedCustomer(Customer customer, String ownerName) {

    static OwnedCustomer of(Customer customer, Map<UserId, String> names) {
        var pooled = customer.owner().equals(Pool.OWNER);
        return new OwnedCustomer(customer, pooled ? "" : names.getOrDefault(customer.owner(), ""));
    }
}
