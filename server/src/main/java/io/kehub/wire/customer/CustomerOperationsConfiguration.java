package io.kehub.wire.customer;

import io.kehub.erp.access.Users;
import io.kehub.erp.customer.ContactPersons;
import io.kehub.erp.customer.CustomerApplications;
import io.kehub.erp.customer.CustomerAssignment;
import io.kehub.erp.customer.Customers;
import io.kehub.erp.customer.FollowUps;
import io.kehub.erp.customfield.CustomFields;
import io.kehub.erp.dictionary.Dictionaries;
import io.kehub.wire.operation.OperationGroup;
import java.time.ZoneId;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.transaction.support.TransactionTemplate;

@Configuration(proxyBeanMethods = false)
class CustomerOperationsConfiguration {

    @Bean
    CustomerListFields customerListFields(ZoneId zone) {
        return new CustomerListFields(zone);
    }

    @Bean
    @Order(300)
    OperationGroup customerListOperations(
            Customers customers, ContactPersons persons, Users users, CustomerListFields fields) {
        return new CustomerListOperations(customers, persons, users, fields);
    }

    @Bean
    @Order(305)
    OperationGroup customerWriteOperations(
            Customers customers, CustomerAssignment care, FollowUps followUps, TransactionTemplate transaction) {
        return new CustomerWriteOperations(customers, care, followUps, transaction);
    }

    @Bean
    @Order(310)
    OperationGroup customerReadOperations(
            Customers customers,
            ContactPersons persons,
            Dictionaries dictionaries,
            CustomFields customFields,
            Users users,
            CustomerListFields fields) {
        return new CustomerReadOperations(customers, persons, dictionaries, customFields, users, fields);
    }

    @Bean
    @Order(320)
    OperationGroup careOperations(CustomerAssignment care, CustomerApplications applications, Users users) {
        return new AssignmentOperations(care, applications, users);
    }

    @Bean
    @Order(325)
    OperationGroup applicationOperations(
            CustomerApplications applications, Customers customers, Users users, ZoneId zone) {
        return new ApplicationOperations(applications, customers, users, zone);
    }

    @Bean
    @Order(330)
    OperationGroup personOperations(
            ContactPersons persons, Customers customers, FollowUps followUps, Users users, ZoneId zone) {
        return new ContactPersonOperations(persons, followUps, new ContactPersonList(persons, customers, users, zone));
    }

    @Bean
    @Order(900)
    OperationGroup listOperations(Dictionaries dictionaries, Users users) {
        return new ListOperations(dictionaries, users);
    }
}
