package io.kehub.erp.opportunity;

import io.kehub.erp.customer.ContactPersons;
import io.kehub.erp.customer.Customers;
import io.kehub.erp.dictionary.Dictionaries;
import java.time.Clock;
import java.time.ZoneId;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

@Configuration(proxyBeanMethods = false)
class OpportunityConfiguration {

    @Bean
    Opportunities opportunities(
            JdbcClient jdbc,
            Customers customers,
            ContactPersons persons,
            Dictionaries dictionaries,
            TransactionTemplate transaction,
            Clock clock,
            ZoneId zone) {
        return new Opportunities(
                new OpportunitiesJdbc(jdbc),
                new OpportunityListJdbc(jdbc),
                new OpportunityRules(customers, persons, dictionaries),
                dictionaries,
                transaction,
                clock,
                zone);
    }
}
