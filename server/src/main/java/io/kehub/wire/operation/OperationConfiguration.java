package io.kehub.wire.operation;

import io.kehub.erp.access.Departments;
import io.kehub.erp.access.Users;
import io.kehub.erp.customfield.CustomFields;
import io.kehub.erp.dictionary.Dictionaries;
import io.kehub.wire.operation.type.DecodingContext;
import java.time.Clock;
import java.time.ZoneId;
import java.util.List;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class OperationConfiguration {

    @Bean
    Catalog catalog(List<OperationGroup> groups) {
        return new Catalog(groups);
    }

    @Bean
    DecodingContext decoding(Dictionaries dictionaries, Users users, CustomFields customFields, ZoneId zone) {
        return new DecodingContext(
                dictionaries::accept,
                dictionaries::acceptAsFilter,
                dictionaries::entries,
                users::find,
                users::named,
                customFields::all,
                zone);
    }

    @Bean
    Operations operations(
            DecodingContext decoding, Catalog catalog, Departments departments, IgnoredFields ignored, Clock clock) {
        return new Operations(decoding, catalog, departments::scopeOf, ignored, clock);
    }
}
