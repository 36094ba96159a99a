package io.kehub.sync.delivery;

import io.kehub.sync.mapping.CurrentCustomers;
import io.kehub.sync.outbox.Outbox;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Clock;
import java.util.random.RandomGenerator;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(DeliverySettings.class)
class DeliveryConfiguration {

    @Bean
    DeliveryWorkers deliveryWorkers(
            Outbox outbox,
            CurrentCustomers customers,
            ErpEndpoint endpoint,
            DeliverySettings settings,
            RandomGenerator random,
            Clock clock,
            Environment environment) {
        var deliverer = new Deliverer(outbox, customers, endpoint, settings, random, clock);
        return new DeliveryWorkers(outbox, deliverer, settings, node(settings, environment), clock);
    }

    /** One KeHub runs on a home folder at a time, so machine and folder name a process across its restarts. */
    private static String node(DeliverySettings settings, Environment environment) {
        var given = settings.node();
        return given != null && !given.isBlank()
                ? given
                : machine() + ":" + environment.getProperty("kehub.home", System.getProperty("user.home", ""));
    }

    private static String machine() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException nameless) {
            return "localhost";
        }
    }
}
