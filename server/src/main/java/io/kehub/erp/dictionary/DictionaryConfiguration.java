package io.kehub.erp.dictionary;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

@Configuration(proxyBeanMethods = false)
class DictionaryConfiguration {

    @Bean
    Dictionaries dictionaries(JdbcClient jdbc, TransactionTemplate transaction) {
        return new Dictionaries(new DictionariesJdbc(jdbc), transaction);
    }
}
