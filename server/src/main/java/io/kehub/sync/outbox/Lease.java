package io.kehub.sync.outbox;

/**
 * A delivery together with the right to work on it until the lease ends.
 *
 * @param owner who holds the lease
 * @param version which lease it is; a later one makes this one void
 */
public record Lease(Delivery delivery, String owner, long version) {}
