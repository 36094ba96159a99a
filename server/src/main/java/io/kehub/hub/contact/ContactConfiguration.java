package io.kehub.hub.contact;

import io.kehub.kernel.WorkFolder;
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
    ContactImport contactImport(
            ContactsJdbc contacts, WorkFolder folder, PlatformTransactionManager transactions, Clock clock) {
        return new ContactImport(contacts, folder, new TransactionTemplate(transactions), clock);
    }
}
