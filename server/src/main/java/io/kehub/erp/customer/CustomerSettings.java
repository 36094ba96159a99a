package io.kehub.erp.customer;

/**
 * What an administrator decides about new customers.
 *
 * @param reviewRequired whether a new customer waits for review (待审核) before it counts as reviewed
 */
public record CustomerSettings(boolean reviewRequired) {}
