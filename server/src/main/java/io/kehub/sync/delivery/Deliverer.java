package io.kehub.sync.delivery;

import io.kehub.sync.mapping.CurrentCustomers;
import io.kehub.sync.mapping.MappedCustomer;
import io.kehub.sync.mapping.UnmappableException;
import io.kehub.sync.outbox.DeliveryState;
import io.kehub.sync.outbox.Lease;
import io.kehub.sync.outbox.LeaseLostException;
import io.kehub.sync.outbox.Outbox;
import java.time.Clock;
import java.util.List;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Executes one claimed delivery until it finishes or must be retried later. Thread-safe. */
final class Deliverer {

    private static final Logger LOG = LoggerFactory.getLogger(Deliverer.class);

    private final Outbox outbox;
    private final ErpEndpoint endpoint;
    private final DeliverySettings settings;
    private final BackOff backOff;
    private final Clock clock;
    private final CurrentCustomer current;

    Deliverer(
            Outbox outbox,
            CurrentCustomers customers,
            ErpEndpoint endpoint,
            DeliverySettings settings,
            RandomGenerator random,
            Clock clock) {
        this.outbox = outbox;
        this.current = new CurrentCustomer(customers);
        this.endpoint = endpoint;
        this.settings = settings;
        this.backOff = new BackOff(random);
        this.clock = clock;
    }

    /** Never throws because of the delivery: errors are recorded with it. */
    void deliver(Lease lease) {
        try {
            var delivery = lease.delivery();
            if (!delivery.operation().equals(MappedCustomer.ADD)) {
                outbox.refuse(lease, "不支持的操作：" + delivery.operation(), null, List.of());
                return;
            }
            deliverCustomer(lease);
        } catch (LeaseLostException lost) {
            LOG.info("Dropped: {}", lost.getMessage());
        } catch (RuntimeException unexpected) {
            LOG.warn("{} keeps its lease until that ends", lease.delivery(), unexpected);
        }
    }

    /** Retrying cannot fix a contact that cannot be mapped, so a person has to. */
    private void deliverCustomer(Lease lease) {
        CustomerDelivery delivery;
        try {
            delivery = new CustomerDelivery(lease, current, outbox, endpoint, settings, backOff, clock);
        } catch (UnmappableException unmappable) {
            var doubt = lease.delivery().state() == DeliveryState.PENDING ? "" : "；之前的发送可能已生效，请在 ERP 中核对";
            outbox.refuse(lease, unmappable.reason() + doubt, null, List.of());
            return;
        }
        work(delivery);
    }

    private static void work(CustomerDelivery delivery) {
        try {
            delivery.proceed();
        } catch (LeaseLostException lost) {
            throw lost;
        } catch (RuntimeException unexpected) {
            delivery.retryUnexpected("投递时发生内部错误，稍后自动重试；详情见日志");
            LOG.warn("A delivery failed unexpectedly and is retried later", unexpected);
        }
    }
}
