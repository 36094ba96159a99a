package io.kehub.erp.customer;

import java.util.Set;

/**
 * What an administrator decides about customers.
 *
 * @param reviewRequired whether a new customer waits for review (待审核) before it counts as reviewed
 * @param duplicateRules the fields in which no two customers may say the same; empty if none
 */
public record CustomerSettings(boolean reviewRequired, Set<DuplicateRule> duplicateRules) {

    public CustomerSettings {
        duplicateRules = Set.copyOf(duplicateRules);
    }
}
