package io.kehub.database;

import com.zaxxer.hikari.HikariDataSource;
import org.springframework.boot.flyway.autoconfigure.FlywayConfigurationCustomizer;
import org.springframework.boot.flyway.autoconfigure.FlywayMigrationStrategy;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

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

    @Bean
    FlywayConfigurationCustomizer migrations() {
        return Migrations::configure;
    }

    @Bean
    FlywayMigrationStrategy migrationOrRefusal() {
        return Migrations::migrate;
    }
}
