package io.kehub.erp.customer;

import io.kehub.erp.customfield.CustomFieldValidation;
import io.kehub.erp.dictionary.Dictionaries;
import java.time.Clock;
import java.time.ZoneId;
import java.util.Objects;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

@Configuration(proxyBeanMethods = false)
class CustomersConfiguration {

    @Bean
    CustomerSettingsStore customerSettingsStore(JdbcClient jdbc, TransactionTemplate transaction) {
        return new CustomerSettingsStore(new CustomerSettingsJdbc(jdbc), transaction);
    }

    @Bean
    CustomerCounts customerCounts(JdbcClient jdbc, TransactionTemplate transaction) {
        return new CustomerCounts(
                new CustomerCountsJdbc(jdbc), Objects.requireNonNull(transaction.getTransactionManager()));
    }

    @Bean
    Customers customers(
            JdbcClient jdbc,
            TransactionTemplate transaction,
            CustomerCounts counts,
            CustomFieldValidation customFields,
            CustomerSettingsStore settings,
            Dictionaries dictionaries,
            PrimaryContact mainPersons,
            Clock clock,
            ZoneId zone) {
        return new Customers(
                new CustomersJdbc(jdbc),
                new ReservationsJdbc(jdbc),
                mainPersons,
                new CustomerListJdbc(jdbc, transaction),
                counts,
                new CustomerRules(dictionaries, customFields),
                settings,
                dictionaries,
                transaction,
                clock,
                zone);
    }

    @Bean
    PrimaryContact mainPersons(JdbcClient jdbc) {
        return new PrimaryContact(new ContactPersonsJdbc(jdbc));
    }

    @Bean
    ContactPersons persons(JdbcClient jdbc, Customers customers, TransactionTemplate transaction, Clock clock) {
        return new ContactPersons(
                new ContactPersonsJdbc(jdbc),
                new ContactPersonListJdbc(jdbc, transaction),
                customers,
                transaction,
                clock);
    }

    @Bean
    CustomerAssignment customerCare(JdbcClient jdbc, TransactionTemplate transaction, Clock clock) {
        return new CustomerAssignment(
                new CustomerAssignmentJdbc(jdbc), new CustomerApplicationsJdbc(jdbc), transaction, clock);
    }

    @Bean
    CustomerApplications customerApplications(
            JdbcClient jdbc,
            CustomerAssignment assignment,
            CustomerSettingsStore settings,
            TransactionTemplate transaction,
            Clock clock) {
        return new CustomerApplications(
                new CustomerApplicationsJdbc(jdbc),
                new CustomerAssignmentJdbc(jdbc),
                assignment,
                settings,
                transaction,
                clock);
    }

    @Bean
    FollowUps followUps(JdbcClient jdbc, Customers customers, TransactionTemplate transaction, Clock clock) {
        return new FollowUps(new FollowUpsJdbc(jdbc), customers, transaction, clock);
    }
}
