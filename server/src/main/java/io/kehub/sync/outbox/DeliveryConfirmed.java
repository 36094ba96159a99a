package io.kehub.sync.outbox;

/**
 * A delivery is confirmed. Published inside the confirming transaction: a listener's writes commit with it or not at all,
 * and a listener that throws rolls back the confirmation.
 *
 * @param remoteId id of the record on the other side
 */
public record DeliveryConfirmed(String subject, String operation, String naturalKey, String remoteId) {}
