package io.kehub.sync.delivery;

import io.kehub.sync.outbox.Outbox;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How deliveries are worked off.
 *
 * @param node name of this process in leases, the same after a restart and different from that of any other process on
 *     the database; null for the machine's name and the home folder
 * @param workers threads that deliver side by side
 * @param requestTimeout how long one request to the ERP may take; the client has to be built with it
 * @param settle how long after its end a request may still take effect in the ERP; longer than the time-out
 * @param lease how long a worker may be busy with one delivery before others take it for dead; at most 4 minutes
 * @param poll how often the outbox is asked for work that other processes wrote or that has become due
 * @param stopWithin how long a stop waits for the deliveries under way
 */
@ConfigurationProperties("kehub.sync")
public record DeliverySettings(
        @Nullable String node,
        @DefaultValue("4") int workers,
        @DefaultValue("10s") Duration requestTimeout,
        @DefaultValue("30s") Duration settle,
        @DefaultValue("2m") Duration lease,
        @DefaultValue("1s") Duration poll,
        @DefaultValue("20s") Duration stopWithin) {

    private static final int MOST_WORKERS = 64;

    /** A minute less than any delivery waits, for clocks of several machines that differ. */
    private static final Duration MAX_LEASE = Outbox.MAX_WAIT.minusMinutes(1);

    public DeliverySettings {
        if (workers < 1 || workers > MOST_WORKERS) {
            throw new IllegalArgumentException("kehub.sync.workers 应为 1 到 " + MOST_WORKERS + "，而不是 " + workers);
        }
        if (settle.compareTo(requestTimeout) <= 0) {
            throw new IllegalArgumentException("kehub.sync.settle（" + settle + "）必须长于 kehub.sync.request-timeout（"
                    + requestTimeout + "），否则已超时的请求仍可能生效而被重复发送");
        }
        if (lease.compareTo(settle) <= 0) {
            throw new IllegalArgumentException("kehub.sync.lease（" + lease + "）必须长于 kehub.sync.settle（" + settle + "）");
        }
        if (lease.compareTo(MAX_LEASE) > 0) {
            throw new IllegalArgumentException("kehub.sync.lease（" + lease + "）最长为 " + MAX_LEASE);
        }
        if (!poll.isPositive()) {
            throw new IllegalArgumentException("kehub.sync.poll 必须大于 0");
        }
    }
}
