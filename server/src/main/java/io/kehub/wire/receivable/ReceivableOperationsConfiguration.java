package io.kehub.wire.receivable;

import io.kehub.erp.access.Users;
import io.kehub.erp.contract.Contracts;
import io.kehub.erp.customer.Customers;
import io.kehub.erp.receivable.Receivables;
import io.kehub.wire.operation.OperationGroup;
import java.time.ZoneId;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;

@Configuration(proxyBeanMethods = false)
class ReceivableOperationsConfiguration {

    @Bean
    ReceivableViews receivableViews(Receivables receivables, Users users) {
        return new ReceivableViews(receivables, users);
    }

    @Bean
    @Order(460)
    OperationGroup receivableOperations(
            Receivables receivables,
            ReceivableViews views,
            Contracts contracts,
            Customers customers,
            Users users,
            ZoneId zone) {
        return new ReceivableOperations(receivables, views, contracts, customers, users, zone);
    }

    @Bean
    @Order(465)
    OperationGroup receivableWriteOperations(Receivables receivables, ReceivableViews views, ZoneId zone) {
        return new ReceivableWriteOperations(receivables, views, zone);
    }
}
