package io.kehub.sync.delivery;

import io.kehub.sync.mapping.CurrentCustomers;
import io.kehub.sync.mapping.MappedCustomer;
import io.kehub.sync.mapping.UnmappableException;
import io.kehub.sync.outbox.Delivery;

/** What a delivery sends if it is sent now. */
final class CurrentCustomer {

    private final CurrentCustomers customers;

    CurrentCustomer(CurrentCustomers customers) {
        this.customers = customers;
    }

    /** @throws UnmappableException if there is nothing to send, or the subject has another K-code by now */
    MappedCustomer of(Delivery delivery) {
        var customer = customers.of(delivery.subject(), delivery.profile());
        if (!customer.kCode().equals(delivery.naturalKey())) {
            throw new UnmappableException("联系人 " + delivery.subject() + " 现在的 K编码 是 " + customer.kCode() + "，本投递属于 "
                    + delivery.naturalKey() + "，未发送");
        }
        return customer;
    }
}
