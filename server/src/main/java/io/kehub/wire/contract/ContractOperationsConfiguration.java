package io.kehub.wire.contract;

import io.kehub.erp.access.Users;
import io.kehub.erp.contract.ContractFulfilment;
import io.kehub.erp.contract.Contracts;
import io.kehub.erp.contract.DraftLines;
import io.kehub.erp.contract.Settlements;
import io.kehub.erp.customer.Customers;
import io.kehub.erp.customer.FollowUps;
import io.kehub.erp.dictionary.Dictionaries;
import io.kehub.erp.opportunity.Opportunities;
import io.kehub.erp.product.Products;
import io.kehub.wire.inventory.StockDocumentFields;
import io.kehub.wire.inventory.StockDocumentViews;
import io.kehub.wire.operation.OperationGroup;
import java.time.ZoneId;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;

@Configuration(proxyBeanMethods = false)
class ContractOperationsConfiguration {

    @Bean
    @Order(400)
    OperationGroup contractListOperations(
            Contracts contracts,
            Customers customers,
            Opportunities opportunities,
            Users users,
            ContractRows rows,
            ZoneId zone) {
        return new ContractListOperations(contracts, customers, opportunities, users, rows, zone);
    }

    @Bean
    ContractRows contractRows(Contracts contracts, Users users) {
        return new ContractRows(contracts, users);
    }

    @Bean
    @Order(405)
    OperationGroup contractReadOperations(
            Contracts contracts,
            ContractRows rows,
            Products products,
            Dictionaries dictionaries,
            Users users,
            ZoneId zone) {
        return new ContractReadOperations(contracts, rows, products, dictionaries, users, zone);
    }

    @Bean
    @Order(410)
    OperationGroup contractWriteOperations(
            Contracts contracts,
            Customers customers,
            Products products,
            Dictionaries dictionaries,
            FollowUps followUps,
            Users users) {
        return new ContractWriteOperations(contracts, customers, products, dictionaries, followUps, users);
    }

    @Bean
    @Order(420)
    OperationGroup draftLineOperations(DraftLines lines, Products products) {
        return new DraftLineOperations(lines, products);
    }

    @Bean
    @Order(440)
    OperationGroup contractFulfilmentOperations(
            ContractFulfilment fulfilment,
            StockDocumentViews documents,
            StockDocumentFields documentFields,
            Users users,
            ZoneId zone) {
        return new ContractFulfilmentOperations(fulfilment, documents, documentFields, users, zone);
    }

    @Bean
    @Order(450)
    OperationGroup settlementOperations(Settlements settlements, Users users, ZoneId zone) {
        return new SettlementOperations(settlements, users, zone);
    }
}
