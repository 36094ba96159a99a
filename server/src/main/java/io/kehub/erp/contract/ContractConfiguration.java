package io.kehub.erp.contract;

import io.kehub.erp.customer.Customers;
import io.kehub.erp.dictionary.Dictionaries;
import io.kehub.erp.inventory.Reservations;
import io.kehub.erp.inventory.StockDocuments;
import io.kehub.erp.inventory.Warehouses;
import io.kehub.erp.opportunity.Opportunities;
import io.kehub.erp.product.Products;
import java.time.Clock;
import java.time.ZoneId;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

@Configuration(proxyBeanMethods = false)
class ContractConfiguration {

    @Bean
    DraftLines draftLines(
            JdbcClient jdbc, Products products, Dictionaries dictionaries, TransactionTemplate transaction) {
        return new DraftLines(new DraftLinesJdbc(jdbc), new ContractRules(products, dictionaries), transaction);
    }

    @Bean
    ContractStock contractStock(
            Reservations reservations, StockDocuments documents, Warehouses warehouses, Products products) {
        return new ContractStock(reservations, documents, warehouses, products);
    }

    @Bean
    Contracts contracts(
            JdbcClient jdbc,
            Products products,
            Dictionaries dictionaries,
            Customers customers,
            Opportunities opportunities,
            Reservations reservations,
            ContractStock stock,
            TransactionTemplate transaction,
            Clock clock,
            ZoneId zone) {
        return new Contracts(
                new ContractsJdbc(jdbc),
                new ContractLinesJdbc(jdbc),
                new ContractHistoryJdbc(jdbc),
                new ContractListJdbc(jdbc),
                new DraftLinesJdbc(jdbc),
                new ContractRules(products, dictionaries),
                customers,
                opportunities,
                reservations,
                stock,
                transaction,
                clock,
                zone);
    }

    @Bean
    Settlements settlements(
            JdbcClient jdbc,
            Contracts contracts,
            ApplicationEventPublisher events,
            TransactionTemplate transaction,
            Clock clock) {
        return new Settlements(contracts, new SettlementsJdbc(jdbc), events, transaction, clock);
    }

    @Bean
    ContractFulfilment contractFulfilment(
            JdbcClient jdbc,
            Contracts contracts,
            ContractStock stock,
            Dictionaries dictionaries,
            TransactionTemplate transaction,
            Clock clock) {
        return new ContractFulfilment(
                contracts,
                new ContractsJdbc(jdbc),
                new ContractHistoryJdbc(jdbc),
                stock,
                dictionaries,
                transaction,
                clock);
    }
}
