package io.kehub.wire.ov1;

import io.kehub.wire.operation.Dialect;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class Ov1Configuration {

    @Bean
    Dialect ov1Dialect() {
        return new Ov1Dialect();
    }
}
