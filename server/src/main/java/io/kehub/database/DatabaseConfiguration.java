package io.kehub.database;

import com.zaxxer.hikari.HikariDataSource;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.flyway.autoconfigure.FlywayConfigurationCustomizer;
import org.springframework.boot.flyway.autoconfigure.FlywayMigrationStrategy;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;

/**
 * The data source of the program, migrated to the newest schema before any other bean can use it. At the end the web
 * server stops first, then the beans that use the data source, then its pool, and PostgreSQL last.
 */
@Configuration(proxyBeanMethods = false)
class DatabaseConfiguration {

    @Bean
    Database database(ObjectProvider<DatabaseStart> underWay, Environment environment) {
        return underWay.getIfAvailable(() -> DatabaseStart.begin(DatabaseSettings.of(environment)))
                .await();
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
