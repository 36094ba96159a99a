package io.kehub.sync.outbox;

/** The lease went to somebody else, or is over; nothing was changed. Whoever sees this drops the delivery at once. */
public final class LeaseLostException extends RuntimeException {

    LeaseLostException(Claim claim) {
        super("lease " + claim.version() + " of " + claim.owner() + " on " + claim.delivery() + " is void");
    }
}
