package io.kehub.wire.opportunity;

import io.kehub.erp.access.Users;
import io.kehub.erp.contract.Contracts;
import io.kehub.erp.customer.ContactPersons;
import io.kehub.erp.customer.Customers;
import io.kehub.erp.customer.FollowUps;
import io.kehub.erp.dictionary.Dictionaries;
import io.kehub.erp.opportunity.Opportunities;
import io.kehub.wire.operation.OperationGroup;
import java.time.Clock;
import java.time.ZoneId;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;

@Configuration(proxyBeanMethods = false)
class OpportunityOperationsConfiguration {

    @Bean
    OpportunityFields opportunityFields(ZoneId zone) {
        return new OpportunityFields(zone);
    }

    @Bean
    @Order(350)
    OperationGroup opportunityListOperations(
            Opportunities opportunities,
            Customers customers,
            ContactPersons persons,
            Contracts contracts,
            Users users,
            OpportunityFields fields) {
        return new OpportunityListOperations(opportunities, customers, persons, contracts, users, fields);
    }

    @Bean
    @Order(355)
    OperationGroup opportunityReadOperations(
            Opportunities opportunities, Dictionaries dictionaries, Users users, OpportunityFields fields) {
        return new OpportunityReadOperations(opportunities, dictionaries, users, fields);
    }

    @Bean
    @Order(360)
    OperationGroup opportunityWriteOperations(
            Opportunities opportunities,
            FollowUps followUps,
            Users users,
            OpportunityFields fields,
            Clock clock,
            ZoneId zone) {
        return new OpportunityWriteOperations(opportunities, followUps, users, fields, clock, zone);
    }
}
