package io.kehub.erp.inventory;

import io.kehub.erp.product.Products;
import java.time.Clock;
import java.time.ZoneId;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

@Configuration(proxyBeanMethods = false)
class InventoryConfiguration {

    @Bean
    Warehouses warehouses(JdbcClient jdbc, TransactionTemplate transaction, Clock clock) {
        return new Warehouses(new WarehousesJdbc(jdbc), transaction, clock);
    }

    @Bean
    Reservations reservations(JdbcClient jdbc, TransactionTemplate transaction) {
        return new Reservations(new ReservationsJdbc(jdbc), new StockJdbc(jdbc), transaction);
    }

    @Bean
    StockDocuments stockDocuments(
            JdbcClient jdbc,
            Reservations reservations,
            Warehouses warehouses,
            Products products,
            TransactionTemplate transaction,
            Clock clock,
            ZoneId zone) {
        var stock = new StockJdbc(jdbc);
        var documents = new StockDocumentsJdbc(jdbc);
        var lines = new StockLinesJdbc(jdbc);
        var batches = new StockBatches(new StockBatchesJdbc(jdbc));
        return new StockDocuments(
                documents,
                lines,
                new StockDocumentListJdbc(jdbc),
                new StockDocumentDrafting(documents, lines, clock, zone),
                stock,
                new StockLedger(stock, new StockSerials(new StockSerialsJdbc(jdbc)), new WarehousesJdbc(jdbc)),
                batches,
                reservations,
                warehouses,
                new StockDocumentRules(products, warehouses, batches, stock),
                new StockOutRest(reservations, products, warehouses),
                transaction);
    }

    @Bean
    StockFreezes stockFreezes(
            JdbcClient jdbc, Products products, Warehouses warehouses, TransactionTemplate transaction, Clock clock) {
        return new StockFreezes(
                new StockJdbc(jdbc),
                new StockBatches(new StockBatchesJdbc(jdbc)),
                products,
                warehouses,
                transaction,
                clock);
    }

    @Bean
    StockLists stockLists(JdbcClient jdbc) {
        return new StockLists(new StockSummariesJdbc(jdbc), new BatchStockJdbc(jdbc), new WarehousesJdbc(jdbc));
    }
}
