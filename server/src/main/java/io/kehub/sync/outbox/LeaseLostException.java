package io.kehub.sync.outbox;

/** The lease expired or was taken over; nothing was changed. The worker must abandon the delivery. */
public final class LeaseLostException extends RuntimeException {

    LeaseLostException(Lease lease) {
        super("lease " + lease.version() + " of " + lease.owner() + " on " + lease.delivery() + " is void");
    }
}
