package io.kehub.client;

import java.util.List;

/**
 * What a search found.
 *
 * @param customers the customers that match, with all fields; each once
 * @param complete false if there were more candidates than the client reads, so that others may match as well
 */
public record Matches(List<Customer> customers, boolean complete) {
    /** Keeps a copy of the list. */
    public Matches {
        customers = List.copyOf(customers);
    }
}
