package io.kehub.wire.inventory;

import io.kehub.erp.access.Users;
import io.kehub.erp.inventory.StockDocuments;
import io.kehub.erp.inventory.StockFreezes;
import io.kehub.erp.inventory.StockLists;
import io.kehub.erp.inventory.Warehouses;
import io.kehub.erp.product.ProductClasses;
import io.kehub.erp.product.Products;
import io.kehub.wire.operation.OperationGroup;
import java.time.Clock;
import java.time.ZoneId;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;

@Configuration(proxyBeanMethods = false)
class InventoryOperationsConfiguration {

    @Bean
    @Order(600)
    OperationGroup stockOperations(
            StockLists lists,
            Products products,
            ProductClasses classes,
            Warehouses warehouses,
            Clock clock,
            ZoneId zone) {
        return new StockOperations(lists, products, classes, warehouses, clock, zone);
    }

    @Bean
    @Order(610)
    OperationGroup warehouseOperations(Warehouses warehouses, ZoneId zone) {
        return new WarehouseOperations(warehouses, zone);
    }

    @Bean
    StockDocumentViews stockDocumentViews(StockDocuments documents, Users users) {
        return new StockDocumentViews(documents, users);
    }

    @Bean
    StockDocumentFields stockDocumentFields(ZoneId zone) {
        return new StockDocumentFields(zone);
    }

    @Bean
    @Order(620)
    OperationGroup stockDocumentOperations(
            StockDocuments documents, StockDocumentViews views, StockDocumentFields fields, Warehouses warehouses) {
        return new StockDocumentOperations(documents, views, fields, warehouses);
    }

    @Bean
    @Order(630)
    OperationGroup stockDocumentWriting(
            StockDocuments documents,
            StockDocumentViews views,
            StockDocumentFields fields,
            Products products,
            Warehouses warehouses,
            Clock clock,
            ZoneId zone) {
        var lines = new DocumentedLines(products, warehouses);
        return new StockDocumentWriting(documents, views, fields, lines, clock, zone);
    }

    @Bean
    @Order(635)
    OperationGroup stockConfirmations(
            StockDocuments documents,
            StockDocumentViews views,
            StockDocumentFields fields,
            Warehouses warehouses,
            Clock clock,
            ZoneId zone) {
        return new StockConfirmationOperations(documents, views, fields, new Bins(warehouses), clock, zone);
    }

    @Bean
    @Order(640)
    OperationGroup stockMovementOperations(
            StockDocuments documents, StockFreezes freezes, StockDocumentViews views, StockDocumentFields fields) {
        return new StockMovementOperations(documents, freezes, views, fields);
    }
}
