package io.kehub.wire.organisation;

import io.kehub.erp.access.Accounts;
import io.kehub.erp.access.Departments;
import io.kehub.erp.access.Sessions;
import io.kehub.erp.access.Users;
import io.kehub.wire.operation.OperationGroup;
import java.time.ZoneId;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;

@Configuration(proxyBeanMethods = false)
class OrganisationOperationsConfiguration {

    @Bean
    @Order(200)
    OperationGroup departmentOperations(Departments departments, Users users, ZoneId zone) {
        return new DepartmentOperations(departments, users, zone);
    }

    @Bean
    @Order(210)
    OperationGroup accountOperations(Accounts accounts, Sessions sessions) {
        return new AccountOperations(accounts, sessions);
    }
}
