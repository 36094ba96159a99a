package io.kehub.wire.inventory;

import io.kehub.erp.access.Users;
import io.kehub.erp.inventory.StockDocuments;
import io.kehub.erp.inventory.StockLists;
import io.kehub.erp.inventory.Warehouses;
import io.kehub.wire.operation.OperationGroup;
import java.time.ZoneId;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;

@Configuration(proxyBeanMethods = false)
class InventoryOperationsConfiguration {

    @Bean
    @Order(600)
    OperationGroup stockOperations(StockLists lists) {
        return new StockOperations(lists);
    }

    @Bean
    @Order(610)
    OperationGroup warehouseOperations(Warehouses warehouses) {
        return new WarehouseOperations(warehouses);
    }

    @Bean
    @Order(620)
    OperationGroup stockDocumentOperations(StockDocuments documents, Users users, ZoneId zone) {
        return new StockDocumentOperations(documents, users, zone);
    }

    @Bean
    @Order(630)
    OperationGroup stockDocumentWriting(StockDocuments documents) {
        return new StockDocumentWriting(documents);
    }
}
