package io.kehub.erp.contract;

/**
 * A payment 到账 was recorded. Published in its transaction, so that whatever follows from it commits with it.
 *
 * @param contract with the new sum of payments; its row is locked
 * @param settlement the payment; its amount may be below zero
 */
public record PaymentRecorded(Contract contract, Settlement settlement) {}
