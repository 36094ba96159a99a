package io.kehub.sync.rule;

import io.kehub.hub.contact.Contacts;
import io.kehub.sync.mapping.CurrentCustomers;
import io.kehub.sync.mapping.MappingProfiles;
import io.kehub.sync.outbox.Outbox;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class RuleConfiguration {

    @Bean
    FiledContactsRule filedContactsRule(Outbox outbox, Contacts contacts, MappingProfiles profiles) {
        return new FiledContactsRule(outbox, contacts, profiles);
    }

    @Bean
    CurrentCustomers currentCustomers(Contacts contacts, MappingProfiles profiles) {
        return new ContactCustomers(contacts, profiles);
    }
}
