package io.kehub.erp.product;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.kehub.database.TestDatabase;
import io.kehub.erp.product.ProductUnit.UnitPrices;
import io.kehub.kernel.ProductClassId;
import io.kehub.kernel.UserId;
import java.math.BigDecimal;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import org.threeten.extra.MutableClock;

/** The product module, and modules that use it, on a fresh database with a mutable clock. */
public final class ProductTestContext implements AutoCloseable {

    public final MutableClock clock = MutableClock.of(Instant.parse("2025-01-01T02:00:00Z"), ZoneOffset.UTC);
    /** Counts the statements that are sent through {@link #jdbc}. */
    public final AtomicInteger statements = new AtomicInteger();

    public final JdbcClient jdbc;
    public final TransactionTemplate transaction;
    public final Products products;
    public final ProductClasses classes;
    public final UserId user;

    private final HikariDataSource pool;
    private final AnnotationConfigApplicationContext spring = new AnnotationConfigApplicationContext();

    /** @param more packages of modules that use this one */
    public ProductTestContext(String... more) {
        var config = new HikariConfig();
        config.setDataSource(TestDatabase.fresh().dataSource());
        config.setMaximumPoolSize(16);
        pool = new HikariDataSource(config);
        jdbc = JdbcClient.create(new JdbcTemplate(pool) {
            @Override
            protected void applyStatementSettings(Statement statement) throws SQLException {
                statements.incrementAndGet();
                super.applyStatementSettings(statement);
            }
        });
        transaction = new TransactionTemplate(new JdbcTransactionManager(pool));
        spring.registerBean(DataSource.class, () -> pool);
        spring.registerBean(JdbcClient.class, () -> jdbc);
        spring.registerBean(TransactionTemplate.class, () -> transaction);
        spring.registerBean(Clock.class, () -> clock);
        spring.registerBean(ZoneId.class, () -> ZoneId.of("Asia/Shanghai"));
        spring.scan(Stream.of(
                        Stream.of("io.kehub.erp.dictionary", "io.kehub.erp.customfield", "io.kehub.erp.product"),
                        Stream.of(more),
                        // contracts use opportunities
                        Stream.of(more)
                                .filter("io.kehub.erp.contract"::equals)
                                .map(contract -> "io.kehub.erp.opportunity"))
                .flatMap(each -> each)
                .toArray(String[]::new));
        spring.refresh();
        products = spring.getBean(Products.class);
        classes = spring.getBean(ProductClasses.class);
        user = user("li");
    }

    public <T> T bean(Class<T> type) {
        return spring.getBean(type);
    }

    /** Adds a user with this login. */
    public UserId user(String login) {
        return new UserId(jdbc.sql("""
                        insert into erp_user (login, name, role, enabled, created_at)
                        values (:login, :login, 'SALES', true, now())
                        returning id""").param("login", login).query(Long.class).single());
    }

    /** The id of a predefined unit, such as 个. */
    public long unit(String text) {
        return jdbc.sql("select id from dictionary_entry where dictionary = 'PRODUCT_UNIT' and text = :text")
                .param("text", text)
                .query(Long.class)
                .single();
    }

    public long count(String table) {
        return jdbc.sql("select count(*) from " + table).query(Long.class).single();
    }

    /** A product of the default class, counted in 个 and in 箱 of 12. */
    public Products.Draft draft(String name, String code) {
        return new Products.Draft(
                new ProductDetails(name, code, "", new ProductClassId(1), Map.of()),
                List.of(
                        new ProductUnit(unit("个"), "", BigDecimal.ONE, true, "", UnitPrices.NONE),
                        new ProductUnit(unit("箱"), "", new BigDecimal("12"), false, "", UnitPrices.NONE)));
    }

    @Override
    public void close() {
        spring.close();
        pool.close();
    }
}
