package io.kehub.erp.customer;

import io.kehub.erp.dictionary.Dictionaries;
import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

@Configuration(proxyBeanMethods = false)
class CustomersConfiguration {

    @Bean
    CustomFields customFields(JdbcClient jdbc, TransactionTemplate transaction) {
        return new CustomFields(new CustomFieldsJdbc(jdbc), transaction);
    }

    @Bean
    CustomerSettingsStore customerSettingsStore(JdbcClient jdbc) {
        return new CustomerSettingsStore(new CustomerSettingsJdbc(jdbc));
    }

    @Bean
    CustomerCounts customerCounts(JdbcClient jdbc, TransactionTemplate transaction) {
        return new CustomerCounts(new CustomerCountsJdbc(jdbc), transaction);
    }

    @Bean
    Customers customers(
            JdbcClient jdbc,
            TransactionTemplate transaction,
            CustomerCounts counts,
            CustomFields customFields,
            CustomerSettingsStore settings,
            Dictionaries dictionaries,
            Clock clock) {
        return new Customers(
                new CustomersJdbc(jdbc),
                new CustomerListJdbc(jdbc, transaction),
                counts,
                new CustomerRules(dictionaries, customFields),
                settings,
                dictionaries,
                transaction,
                clock);
    }
}
