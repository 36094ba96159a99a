package io.kehub.erp.customfield;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

@Configuration(proxyBeanMethods = false)
class CustomFieldConfiguration {

    @Bean
    CustomFields customFields(JdbcClient jdbc, TransactionTemplate transaction) {
        return new CustomFields(new CustomFieldsJdbc(jdbc), transaction);
    }

    @Bean
    CustomFieldValidation customFieldValidation(CustomFields customFields) {
        return new CustomFieldValues(customFields);
    }
}
