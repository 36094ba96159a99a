package io.kehub.sync.outbox;

/**
 * The exclusive right to work on a delivery until the lease ends.
 *
 * @param owner name of the process that has the lease
 * @param version number of the lease; a later one invalidates it
 */
public record Lease(Delivery delivery, String owner, long version) {}
