package io.kehub.sync.outbox;

/** The lease expired or was taken over; nothing was changed. The worker must abandon the delivery. */
public final class LeaseLostException extends RuntimeException {

    LeaseLostException(Claim claim) {
        super("lease " + claim.version() + " of " + claim.owner() + " on " + claim.delivery() + " is void");
    }
}
