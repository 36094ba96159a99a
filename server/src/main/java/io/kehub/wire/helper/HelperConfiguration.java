package io.kehub.wire.helper;

import io.kehub.wire.operation.Dialect;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class HelperConfiguration {

    @Bean
    Dialect helperDialect() {
        return new HelperDialect();
    }
}
