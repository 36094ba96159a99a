package io.kehub.database;

import com.zaxxer.hikari.HikariDataSource;
import javax.sql.DataSource;
import org.springframework.boot.flyway.autoconfigure.FlywayConfigurationCustomizer;
import org.springframework.boot.flyway.autoconfigure.FlywayMigrationStrategy;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.PlatformTransactionManager;

/**
 * The data source of the program, migrated to the newest schema before any other bean can use it. At the end the web
 * server stops first, then the beans that use the data source, then its pool, and PostgreSQL last.
 */
@Configuration(proxyBeanMethods = false)
class DatabaseConfiguration {

    @Bean
    Database database(DatabaseStart underWay) {
        return underWay.await();
    }

    @Bean
    HikariDataSource dataSource(Database database) {
        return database.connect();
    }

    /** In place of Spring Boot's, so that conflicts with concurrent transactions are retried. */
    @Bean
    PlatformTransactionManager transactionManager(DataSource dataSource) {
        return new RetryingTransactionManager(new JdbcTransactionManager(dataSource), new ConflictRetry());
    }

    /** In place of Spring Boot's, so that single statements are retried as well. */
    @Bean
    JdbcClient jdbcClient(DataSource dataSource) {
        return JdbcClient.create(RetryingStatements.of(new JdbcTemplate(dataSource), new ConflictRetry()));
    }

    @Bean
    FlywayConfigurationCustomizer migrations() {
        return Migrations::configure;
    }

    @Bean
    FlywayMigrationStrategy migrationOrRefusal() {
        return Migrations::migrate;
    }
}
