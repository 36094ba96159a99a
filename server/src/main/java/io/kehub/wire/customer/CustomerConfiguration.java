package io.kehub.wire.customer;

import io.kehub.erp.access.Users;
import io.kehub.erp.customer.CustomFields;
import io.kehub.erp.customer.Customers;
import io.kehub.wire.operation.OperationGroup;
import java.time.ZoneId;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;

@Configuration(proxyBeanMethods = false)
class CustomerConfiguration {

    @Bean
    @Order(300)
    OperationGroup customerOperations(Customers customers, CustomFields customFields, Users users, ZoneId zone) {
        return new CustomerOperations(customers, customFields, users, zone);
    }
}
