package io.kehub;

import io.kehub.sync.delivery.DeliverySettings;
import io.kehub.wire.http.TrustedProxies;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.ZoneId;
import java.util.random.RandomGenerator;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The beans that tests replace: clock, randomness, time zone. */
@Configuration(proxyBeanMethods = false)
class CoreConfiguration {

    @Bean
    @ConditionalOnMissingBean
    Clock clock() {
        return Clock.systemUTC();
    }

    @Bean
    @ConditionalOnMissingBean
    RandomGenerator random() {
        return new SecureRandom();
    }

    /** The zone in which the ERP writes its times. */
    @Bean
    @ConditionalOnMissingBean
    ZoneId zone(Settings settings) {
        return settings.zone();
    }

    @Bean
    DeliverySettings deliverySettings(Settings settings) {
        return settings.deliveries();
    }

    @Bean
    TrustedProxies trustedProxies(Settings settings) {
        return settings.trustedProxies();
    }
}
