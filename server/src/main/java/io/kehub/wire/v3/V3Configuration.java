package io.kehub.wire.v3;

import io.kehub.wire.operation.Dialect;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class V3Configuration {

    @Bean
    Dialect v3Dialect() {
        return new V3Dialect();
    }
}
