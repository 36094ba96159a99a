package io.kehub.sync.outbox;

/** New deliveries are committed and can be claimed. Published after the commit, in this process only. */
public record DeliveriesWaiting() {}
