package io.kehub.sync.outbox;

/**
 * Thrown by a listener of {@link DeliveryConfirmed} that cannot accept the proof for good, so that trying again would
 * not help: a person has to look. The confirmation is undone.
 */
public final class ConfirmationRejectedException extends RuntimeException {

    /** @param reason for the person who decides, in Chinese */
    public ConfirmationRejectedException(String reason, Throwable cause) {
        super(reason, cause);
    }
}
