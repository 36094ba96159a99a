package io.kehub.console;

import io.kehub.erp.access.Users;
import java.time.ZoneId;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class ConsoleConfiguration {

    @Bean
    ShownTime shownTime(ZoneId zone) {
        return new ShownTime(zone);
    }

    @Bean
    StockDocumentViews stockDocumentViews(Users users, ShownTime time) {
        return new StockDocumentViews(users, time);
    }
}
