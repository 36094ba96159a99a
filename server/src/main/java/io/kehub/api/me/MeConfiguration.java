package io.kehub.api.me;

import io.kehub.erp.access.Sessions;
import io.kehub.erp.access.Users;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class MeConfiguration {

    @Bean
    OwnPassword ownPassword(Users users, Sessions sessions) {
        return new OwnPassword(users, sessions);
    }
}
