package io.kehub.wire.quick;

import io.kehub.wire.operation.Dialect;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class QuickConfiguration {

    @Bean
    Dialect quickDialect() {
        return new QuickDialect();
    }
}
