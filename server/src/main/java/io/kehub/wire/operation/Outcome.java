package io.kehub.wire.operation;

import io.kehub.erp.access.Caller;
import io.kehub.erp.access.SessionToken;
import io.kehub.erp.customer.CustomField;
import io.kehub.erp.customer.Customer;
import io.kehub.kernel.CustomerId;
import io.kehub.kernel.Page;
import java.util.List;

/** What came of a request that was not refused. */
public sealed interface Outcome {

    /**
     * The caller is signed in.
     *
     * @param token the new session's secret; how the caller gets it is the front door's or the dialect's matter
     */
    record SignedIn(Caller caller, SessionToken token) implements Outcome {}

    record SignedOut() implements Outcome {}

    record CustomersListed(Page<OwnedCustomer> page) implements Outcome {}

    record CustomerAdded(CustomerId id) implements Outcome {}

    /**
     * One customer, whole.
     *
     * @param customFields the fields that an answer shows, enabled ones only, by number
     */
    record CustomerRead(OwnedCustomer customer, List<CustomField> customFields) implements Outcome {
        public CustomerRead {
            customFields = List.copyOf(customFields);
        }
    }

    /** A customer with the name of the user in charge; the name is empty where that user is gone. */
    record OwnedCustomer(Customer customer, String ownerName) {}
}
