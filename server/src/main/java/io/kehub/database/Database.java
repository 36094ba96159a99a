package io.kehub.database;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.kehub.postgres.EmbeddedPostgres;
import io.kehub.postgres.HomeFolder;
import io.kehub.postgres.PostgresStartException;
import org.jspecify.annotations.Nullable;

/**
 * The running PostgreSQL server: the embedded one, which keeps the home locked, or an external one. Closing stops the
 * embedded server and then unlocks the home.
 */
final class Database implements AutoCloseable {

    /** Sessions in addition to the pool: Flyway's, an administrator's, and those that are being renewed. */
    private static final int SPARE_CONNECTIONS = 20;

    private final DatabaseSettings settings;
    private final @Nullable HomeFolder home;
    private final @Nullable EmbeddedPostgres embedded;

    private Database(DatabaseSettings settings, @Nullable HomeFolder home, @Nullable EmbeddedPostgres embedded) {
        this.settings = settings;
        this.home = home;
        this.embedded = embedded;
    }

    /**
     * Starts the embedded server, or checks the external one.
     *
     * @throws DatabaseStartException with what to do about it; then nothing is left running or locked
     */
    static Database start(DatabaseSettings settings) {
        if (settings.url() != null) {
            ExternalPostgres.mustSuit(settings);
            return new Database(settings, null, null);
        }
        try {
            return startEmbedded(settings);
        } catch (PostgresStartException failure) {
            throw DatabaseStartException.of(failure);
        }
    }

    private static Database startEmbedded(DatabaseSettings settings) {
        var home = HomeFolder.open(settings.home());
        try {
            var embedded = EmbeddedPostgres.start(
                    home, new EmbeddedPostgres.Settings(settings.poolSize() + SPARE_CONNECTIONS));
            return new Database(settings, home, embedded);
        } catch (RuntimeException failure) {
            home.close();
            throw failure;
        }
    }

    /** A new pool of connections, which the caller closes before it closes this. */
    HikariDataSource connect() {
        var config = new HikariConfig();
        config.setPoolName("kehub");
        if (embedded == null) {
            config.setJdbcUrl(settings.url());
            config.setDataSourceProperties(settings.driverProperties());
        } else {
            config.setJdbcUrl(embedded.url());
            config.setUsername(embedded.user());
            config.setPassword(embedded.password());
            config.addDataSourceProperty("ApplicationName", "kehub");
            config.addDataSourceProperty("tcpKeepAlive", "true");
        }
        config.setMaximumPoolSize(settings.poolSize());
        config.setConnectionTimeout(10_000);
        config.setInitializationFailTimeout(30_000);
        config.setConnectionInitSql(SessionSettings.sql());
        return new HikariDataSource(config);
    }

    @Override
    public void close() {
        if (embedded != null) {
            embedded.close();
        }
        if (home != null) {
            home.close();
        }
    }
}
