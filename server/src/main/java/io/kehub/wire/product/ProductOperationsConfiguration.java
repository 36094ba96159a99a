package io.kehub.wire.product;

import io.kehub.erp.dictionary.Dictionaries;
import io.kehub.erp.product.ProductClasses;
import io.kehub.erp.product.Products;
import io.kehub.wire.operation.OperationGroup;
import java.time.Clock;
import java.time.ZoneId;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;

@Configuration(proxyBeanMethods = false)
class ProductOperationsConfiguration {

    @Bean
    @Order(500)
    OperationGroup productOperations(
            Products products, ProductClasses classes, Dictionaries dictionaries, ZoneId zone) {
        return new ProductOperations(products, classes, dictionaries, zone);
    }

    @Bean
    @Order(505)
    OperationGroup productClassOperations(ProductClasses classes) {
        return new ProductClassOperations(classes);
    }

    @Bean
    @Order(510)
    OperationGroup productWriting(Products products, Clock clock, ZoneId zone) {
        return new ProductWriting(products, clock, zone);
    }
}
