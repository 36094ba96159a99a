package io.kehub.sync.delivery;

import io.kehub.client.CustomerDraft;
import io.kehub.sync.mapping.QuickProfile;
import io.kehub.sync.outbox.Claim;
import io.kehub.sync.outbox.LeaseLostException;
import io.kehub.sync.outbox.Outbox;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Works one claimed delivery off, as far as it goes now. Safe for use by many threads. */
final class Deliverer {

    private static final Logger LOG = LoggerFactory.getLogger(Deliverer.class);

    private final Outbox outbox;
    private final ErpEndpoint endpoint;
    private final DeliverySettings settings;
    private final BackOff backOff;
    private final Clock clock;

    Deliverer(Outbox outbox, ErpEndpoint endpoint, DeliverySettings settings, RandomGenerator random, Clock clock) {
        this.outbox = outbox;
        this.endpoint = endpoint;
        this.settings = settings;
        this.backOff = new BackOff(random);
        this.clock = clock;
    }

    /** Never throws because of the delivery: what goes wrong with it is written down with it. */
    void deliver(Claim claim) {
        try {
            var delivery = claim.delivery();
            if (!delivery.operation().equals(QuickProfile.ADD_CUSTOMER)) {
                outbox.refuse(claim, "不支持的操作：" + delivery.operation(), null, List.of());
                return;
            }
            draftOf(claim)
                    .map(draft -> new CustomerDelivery(claim, draft, outbox, endpoint, settings, backOff, clock))
                    .ifPresent(Deliverer::work);
        } catch (LeaseLostException lost) {
            LOG.info("Dropped: {}", lost.getMessage());
        } catch (RuntimeException unexpected) {
            LOG.warn("{} keeps its lease until that ends", claim.delivery(), unexpected);
        }
    }

    /** What is to be sent; what cannot be read never gets better, so it is left to a person. */
    private Optional<CustomerDraft> draftOf(Claim claim) {
        try {
            return Optional.of(QuickProfile.draftOf(claim.delivery().payload()));
        } catch (IllegalArgumentException unreadable) {
            outbox.refuse(claim, "投递内容无法读取，未发送", null, List.of());
            return Optional.empty();
        }
    }

    private static void work(CustomerDelivery delivery) {
        try {
            delivery.proceed();
        } catch (LeaseLostException lost) {
            throw lost;
        } catch (RuntimeException unexpected) {
            delivery.setAside("投递时发生内部错误，稍后自动重试；详情见日志");
            LOG.warn("A delivery failed in a way that nobody foresaw and is tried again later", unexpected);
        }
    }
}
