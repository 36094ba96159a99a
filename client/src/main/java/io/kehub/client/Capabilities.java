package io.kehub.client;

import java.util.Set;

/**
 * What a client can do, known without asking the ERP.
 *
 * @param calls the calls that it supports
 * @param writable the fields that it can send; a write with any other field is rejected as {@code INVALID_FIELD} and not sent
 */
public record Capabilities(Set<Capability> calls, Set<CustomerField> writable) {
    /** Keeps copies of the sets. */
    public Capabilities {
        calls = Set.copyOf(calls);
        writable = Set.copyOf(writable);
    }

    /**
     * Whether a call is supported.
     *
     * @param call the call
     * @return true if it is
     */
    public boolean supports(Capability call) {
        return calls.contains(call);
    }
}
