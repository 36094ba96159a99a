package io.kehub.sync.outbox;

/**
 * A delivery was proven. Published inside the confirming transaction: what a listener writes commits with it or not at
 * all, and a listener that throws undoes the confirmation.
 *
 * @param remoteId id of the record on the other side
 */
public record DeliveryConfirmed(String subject, String operation, String naturalKey, String remoteId) {}
