package io.kehub.sync.outbox;

/**
 * Thrown by a listener of {@link DeliveryConfirmed} that can never accept the confirmation, so a retry would not help and a
 * person has to decide. The confirmation is rolled back.
 */
public final class ConfirmationRejectedException extends RuntimeException {

    /** @param reason for the person who decides, in Chinese */
    public ConfirmationRejectedException(String reason, Throwable cause) {
        super(reason, cause);
    }
}
