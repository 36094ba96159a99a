package io.kehub.hub.filing;

import io.kehub.hub.contact.Contacts;
import java.time.Clock;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

@Configuration(proxyBeanMethods = false)
class FilingConfiguration {

    @Bean
    Filing filing(
            JdbcClient jdbc,
            Contacts contacts,
            PlatformTransactionManager transactions,
            ApplicationEventPublisher events,
            Clock clock) {
        return new Filing(new FilingJdbc(jdbc), contacts, new TransactionTemplate(transactions), events, clock);
    }
}
