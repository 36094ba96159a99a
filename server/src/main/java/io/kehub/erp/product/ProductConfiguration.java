package io.kehub.erp.product;

import io.kehub.erp.dictionary.Dictionaries;
import java.time.Clock;
import java.time.ZoneId;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

@Configuration(proxyBeanMethods = false)
class ProductConfiguration {

    @Bean
    ProductClasses productClasses(JdbcClient jdbc, TransactionTemplate transaction) {
        return new ProductClasses(new ProductClassesJdbc(jdbc), transaction);
    }

    @Bean
    Products products(
            JdbcClient jdbc,
            Dictionaries dictionaries,
            ProductClasses classes,
            TransactionTemplate transaction,
            Clock clock,
            ZoneId zone) {
        return new Products(
                new ProductsJdbc(jdbc),
                new ProductListJdbc(jdbc),
                new ProductRules(dictionaries, classes),
                transaction,
                clock,
                zone);
    }
}
