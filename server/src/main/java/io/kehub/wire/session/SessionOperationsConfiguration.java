package io.kehub.wire.session;

import io.kehub.erp.access.Captchas;
import io.kehub.erp.access.Sessions;
import io.kehub.erp.access.SignIn;
import io.kehub.wire.operation.OperationGroup;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;

@Configuration(proxyBeanMethods = false)
class SessionOperationsConfiguration {

    @Bean
    @Order(100)
    OperationGroup sessionOperations(SignIn signIn, Captchas captchas, Sessions sessions) {
        return new SessionOperations(signIn, captchas, sessions);
    }
}
