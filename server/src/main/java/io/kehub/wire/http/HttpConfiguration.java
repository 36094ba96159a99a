package io.kehub.wire.http;

import io.kehub.erp.access.Authenticator;
import io.kehub.erp.access.Sessions;
import io.kehub.wire.operation.Catalog;
import io.kehub.wire.operation.Dialect;
import io.kehub.wire.operation.IgnoredFields;
import io.kehub.wire.operation.Operations;
import io.kehub.wire.operation.type.DialectId;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.List;
import java.util.random.RandomGenerator;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;

@Configuration(proxyBeanMethods = false)
class HttpConfiguration {

    @Bean
    ErpDispatcherMapping frontDoorMapping(
            Catalog catalog,
            Operations operations,
            Sessions sessions,
            Authenticator authenticator,
            List<Dialect> dialects,
            RandomGenerator random) {
        return new ErpDispatcherMapping(
                new ErpDispatcher(catalog, operations, sessions, authenticator, dialects, random));
    }

    @Bean
    IgnoredFields ignoredFields(MeterRegistry meters) {
        return new IgnoredFieldsMeter(meters);
    }

    /** Runs first, because everything else uses the client's scheme, host or address. */
    @Bean
    FilterRegistrationBean<ProxyHeadersFilter> proxyHeadersFilter(TrustedProxies trustedProxies) {
        var registration = new FilterRegistrationBean<>(new ProxyHeadersFilter(trustedProxies));
        registration.addUrlPatterns("/*");
        registration.setOrder(Ordered.HIGHEST_PRECEDENCE);
        return registration;
    }

    @Bean
    FilterRegistrationBean<CrossOriginFilter> crossOriginFilter(List<Dialect> dialects) {
        var quick = dialects.stream()
                .filter(dialect -> dialect.id() == DialectId.QUICK)
                .findFirst()
                .orElseThrow();
        var registration = new FilterRegistrationBean<>(new CrossOriginFilter(quick));
        registration.addUrlPatterns("/*");
        registration.setOrder(Ordered.HIGHEST_PRECEDENCE + 100);
        return registration;
    }
}
