package io.kehub.wire.purchase;

import io.kehub.erp.access.Users;
import io.kehub.erp.product.Products;
import io.kehub.erp.purchase.Purchases;
import io.kehub.erp.purchase.Suppliers;
import io.kehub.wire.inventory.StockDocumentFields;
import io.kehub.wire.inventory.StockDocumentViews;
import io.kehub.wire.operation.OperationGroup;
import java.time.Clock;
import java.time.ZoneId;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;

@Configuration(proxyBeanMethods = false)
class PurchaseOperationsConfiguration {

    @Bean
    PurchaseViews purchaseViews(Purchases purchases, Users users) {
        return new PurchaseViews(purchases, users);
    }

    @Bean
    @Order(470)
    OperationGroup purchaseOperations(
            Purchases purchases,
            PurchaseViews views,
            Suppliers suppliers,
            Products products,
            Users users,
            Clock clock,
            ZoneId zone) {
        return new PurchaseOperations(
                purchases, views, new PurchaseFields(zone), suppliers, products, users, clock, zone);
    }

    @Bean
    @Order(475)
    OperationGroup purchaseWriteOperations(
            Purchases purchases,
            PurchaseViews views,
            StockDocumentViews documents,
            StockDocumentFields documentFields,
            Clock clock,
            ZoneId zone) {
        return new PurchaseWriteOperations(
                purchases, views, new PurchaseFields(zone), documents, documentFields, clock, zone);
    }

    @Bean
    @Order(480)
    OperationGroup supplierOperations(Suppliers suppliers, Users users, ZoneId zone) {
        return new SupplierOperations(suppliers, users, zone);
    }
}
