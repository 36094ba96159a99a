package io.kehub.erp.customer;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.kehub.database.TestDatabase;
import io.kehub.erp.customfield.CustomFields;
import io.kehub.kernel.UserId;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.EnumMap;
import java.util.Map;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import org.threeten.extra.MutableClock;

/** The customer module on a fresh database, with the dictionaries that it stands on and a clock turned by hand. */
final class CustomerTestbed implements AutoCloseable {

    final MutableClock clock = MutableClock.of(Instant.parse("2025-01-01T02:00:00.123456Z"), ZoneOffset.UTC);
    final JdbcClient jdbc;
    final TransactionTemplate transaction;
    final Customers customers;
    final CustomFields customFields;
    final CustomerSettingsStore settings;
    final CustomerCounts counts;

    private final HikariDataSource pool;
    private final AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext();

    CustomerTestbed() {
        var database = TestDatabase.fresh();
        var config = new HikariConfig();
        config.setDataSource(database.dataSource());
        config.setMaximumPoolSize(8);
        pool = new HikariDataSource(config);
        jdbc = JdbcClient.create(pool);
        transaction = new TransactionTemplate(new JdbcTransactionManager(pool));
        context.registerBean(DataSource.class, () -> pool);
        context.registerBean(JdbcClient.class, () -> jdbc);
        context.registerBean(TransactionTemplate.class, () -> transaction);
        context.registerBean(Clock.class, () -> clock);
        context.registerBean(ZoneId.class, () -> ZoneId.of("Asia/Shanghai"));
        context.scan("io.kehub.erp.dictionary", "io.kehub.erp.customfield", "io.kehub.erp.customer");
        context.refresh();
        customers = context.getBean(Customers.class);
        customFields = context.getBean(CustomFields.class);
        settings = context.getBean(CustomerSettingsStore.class);
        counts = context.getBean(CustomerCounts.class);
    }

    <T> T bean(Class<T> type) {
        return context.getBean(type);
    }

    /** A user of the ERP with this sign-in name. */
    UserId user(String login) {
        return new UserId(jdbc.sql("""
                insert into erp_user (login, name, role, enabled, created_at)
                values (:login, :login, 'SALES', true, now())
                returning id
                """).param("login", login).query(Long.class).single());
    }

    long count(String table) {
        return jdbc.sql("select count(*) from " + table).query(Long.class).single();
    }

    /** Details with a name and nothing else. */
    static CustomerDetails named(String name) {
        return details(Map.of("name", name));
    }

    /** Details of a company with these texts, by domain name of the field; a name is made up if none is given. */
    static CustomerDetails details(Map<String, String> texts) {
        var byField = new EnumMap<CustomerField, String>(CustomerField.class);
        byField.put(CustomerField.NAME, "山城火锅有限公司");
        texts.forEach((name, text) -> byField.put(field(name), text));
        return CustomerDetails.EMPTY.withTexts(byField);
    }

    /** The field of this domain name. */
    static CustomerField field(String domainName) {
        return Stream.of(CustomerField.values())
                .filter(field -> field.domainName().equals(domainName))
                .findFirst()
                .orElseThrow();
    }

    /** The same details with custom fields. */
    static CustomerDetails with(CustomerDetails details, Map<String, String> customFields) {
        return details.withCustomFields(customFields);
    }

    @Override
    public void close() {
        context.close();
        pool.close();
    }
}
