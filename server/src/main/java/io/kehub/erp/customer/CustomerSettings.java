package io.kehub.erp.customer;

import java.util.Set;

/**
 * Settings of customers.
 *
 * @param reviewRequired whether a new customer waits for review (待审核) before it counts as reviewed
 * @param duplicateRules the fields whose values must be unique among customers; empty if none
 */
public record CustomerSettings(boolean reviewRequired, Set<DuplicateRule> duplicateRules) {

    public CustomerSettings {
        duplicateRules = Set.copyOf(duplicateRules);
    }
}
