package io.kehub.erp.customer;

import java.util.Set;

/**
 * Settings of customers.
 *
 * @param reviewRequired whether a new customer waits for review (待审核) before it counts as reviewed
 * @param claimApprovalRequired whether claiming a customer of the pool (客户申请) waits for approval
 * @param duplicateRules the fields whose values must be unique among customers; empty if none
 */
public record CustomerSettings(
        boolean reviewRequired, boolean claimApprovalRequired, Set<DuplicateRule> duplicateRules) {

    public CustomerSettings {
        duplicateRules = Set.copyOf(duplicateRules);
    }

    /** A copy in which new customers wait for review, or not. */
    public CustomerSettings withReviewRequired(boolean required) {
        return new CustomerSettings(required, claimApprovalRequired, duplicateRules);
    }

    /** A copy in which claims wait for approval, or not. */
    public CustomerSettings withClaimApprovalRequired(boolean required) {
        return new CustomerSettings(reviewRequired, required, duplicateRules);
    }

    /** A copy with other duplicate rules. */
    public CustomerSettings withDuplicateRules(Set<DuplicateRule> rules) {
        return new CustomerSettings(reviewRequired, claimApprovalRequired, rules);
    }
}
