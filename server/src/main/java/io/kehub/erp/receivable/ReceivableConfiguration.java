package io.kehub.erp.receivable;

import io.kehub.erp.contract.Contracts;
import io.kehub.erp.contract.Settlements;
import io.kehub.erp.dictionary.Dictionaries;
import java.time.Clock;
import java.time.ZoneId;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

@Configuration(proxyBeanMethods = false)
class ReceivableConfiguration {

    @Bean
    Receivables receivables(
            JdbcClient jdbc,
            Contracts contracts,
            Settlements settlements,
            Dictionaries dictionaries,
            TransactionTemplate transaction,
            Clock clock,
            ZoneId zone) {
        return new Receivables(
                new ReceivablesJdbc(jdbc),
                new ReceivableListJdbc(jdbc),
                contracts,
                settlements,
                dictionaries,
                transaction,
                clock,
                zone);
    }
}
