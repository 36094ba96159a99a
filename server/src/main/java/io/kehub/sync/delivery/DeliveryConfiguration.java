package io.kehub.sync.delivery;

import io.kehub.sync.outbox.Outbox;
import java.time.Clock;
import java.util.random.RandomGenerator;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class DeliveryConfiguration {

    @Bean
    DeliveryWorkers deliveryWorkers(
            Outbox outbox, ErpEndpoint endpoint, DeliverySettings settings, RandomGenerator random, Clock clock) {
        var deliverer = new Deliverer(outbox, endpoint, settings, random, clock);
        return new DeliveryWorkers(outbox, deliverer, settings, settings.node(), clock);
    }
}
