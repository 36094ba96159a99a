package io.kehub.erp.customer;

import io.kehub.kernel.CustomerId;
import io.kehub.kernel.Page;
import io.kehub.kernel.PageRequest;
import io.kehub.kernel.UserId;
import java.util.Optional;

public final class Customers {
    public CustomerId add(CustomerDetails details, UserId owner, UserId addedBy) {
        throw new UnsupportedOperationException();
    }

    public Page<Customer> list(CustomerFilter filter, PageRequest page) {
        throw new UnsupportedOperationException();
    }

    public Optional<Customer> find(CustomerId id) {
        throw new UnsupportedOperationException();
    }
}
