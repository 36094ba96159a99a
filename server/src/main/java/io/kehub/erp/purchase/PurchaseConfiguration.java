package io.kehub.erp.purchase;

import io.kehub.erp.dictionary.Dictionaries;
import io.kehub.erp.inventory.StockDocuments;
import io.kehub.erp.inventory.Warehouses;
import io.kehub.erp.product.Products;
import java.time.Clock;
import java.time.ZoneId;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

@Configuration(proxyBeanMethods = false)
class PurchaseConfiguration {

    @Bean
    Suppliers suppliers(JdbcClient jdbc, TransactionTemplate transaction, Clock clock) {
        return new Suppliers(new SuppliersJdbc(jdbc), transaction, clock);
    }

    @Bean
    Purchases purchases(
            JdbcClient jdbc,
            Products products,
            Dictionaries dictionaries,
            StockDocuments stock,
            Warehouses warehouses,
            TransactionTemplate transaction,
            Clock clock,
            ZoneId zone) {
        return new Purchases(
                new PurchasesJdbc(jdbc),
                new PurchaseListJdbc(jdbc),
                new PurchaseRules(new SuppliersJdbc(jdbc), products, dictionaries),
                products,
                stock,
                warehouses,
                transaction,
                clock,
                zone);
    }
}
