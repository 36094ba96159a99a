package io.kehub.wire.operation;

import io.kehub.erp.access.Sessions;
import io.kehub.erp.access.SignIn;
import io.kehub.erp.access.Users;
import io.kehub.erp.customer.CustomFields;
import io.kehub.erp.customer.Customers;
import io.kehub.erp.dictionary.Dictionaries;
import java.time.ZoneId;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class OperationConfiguration {

    @Bean
    Catalog catalog(ZoneId zone) {
        return new Catalog(zone);
    }

    @Bean
    Operations operations(
            Customers customers,
            CustomFields customFields,
            Dictionaries dictionaries,
            Users users,
            Sessions sessions,
            SignIn signIn,
            Catalog catalog,
            ZoneId zone) {
        return new Operations(customers, customFields, dictionaries, users, sessions, signIn, catalog, zone);
    }
}
