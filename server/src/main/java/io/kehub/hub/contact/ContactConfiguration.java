package io.kehub.hub.contact;

import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

@Configuration(proxyBeanMethods = false)
class ContactConfiguration {

    @Bean
    ContactsJdbc contactsJdbc(JdbcClient jdbc) {
        return new ContactsJdbc(jdbc);
    }

    @Bean
    Contacts contacts(ContactsJdbc contacts, Clock clock) {
        return new Contacts(contacts, clock);
    }

    @Bean
    ContactImport contactImport(ContactsJdbc contacts, PlatformTransactionManager transactions, Clock clock) {
        return new ContactImport(contacts, new TransactionTemplate(transactions), clock);
    }
}
