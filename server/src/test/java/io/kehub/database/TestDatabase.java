package io.kehub.database;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.postgresql.ds.PGSimpleDataSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.util.FileSystemUtils;

/**
 * A fresh, migrated database for one test class, on an embedded PostgreSQL that all tests of the JVM share. It is a
 * copy of a template that is migrated once.
 */
public record TestDatabase(String url, String user, String password) {

    private static final AtomicInteger NUMBER = new AtomicInteger();

    private static final String TEMPLATE = "migrated";

    /** A new database with the whole schema and nothing else in it. */
    public static TestDatabase fresh() {
        return Server.ONE.copyOf(Template.MIGRATED);
    }

    /** A new database without any table. */
    static TestDatabase empty() {
        return Server.ONE.copyOf("template1");
    }

    /** The folder of the build below which tests keep what they write, such as homes; made where it is missing. */
    static Path workFolder() {
        try {
            var classes = Path.of(TestDatabase.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
            return Files.createDirectories(classes.resolveSibling("test-database"));
        } catch (IOException | URISyntaxException failure) {
            throw new IllegalStateException(failure);
        }
    }

    /** Programs that all tests share, and room for the pools of many test classes. */
    static EmbeddedPostgres.Options options() {
        return new EmbeddedPostgres.Options(workFolder().resolve("postgres"), 300, EmbeddedPostgres::freePort);
    }

    public DataSource dataSource() {
        var source = new PGSimpleDataSource();
        source.setUrl(url);
        source.setUser(user);
        source.setPassword(password);
        return source;
    }

    /** Made when the first test asks for a database. */
    private static final class Server {

        static final Server ONE = new Server();

        private final EmbeddedPostgres postgres;

        private Server() {
            try {
                var folder = Files.createTempDirectory(workFolder(), "shared-");
                var home = HomeFolder.open(folder);
                postgres = EmbeddedPostgres.start(home, options());
                Runtime.getRuntime().addShutdownHook(new Thread(() -> {
                    postgres.close();
                    home.close();
                    try {
                        FileSystemUtils.deleteRecursively(folder);
                    } catch (IOException ignored) {
                        // left to mvn clean
                    }
                }));
            } catch (IOException failure) {
                throw new IllegalStateException(failure);
            }
        }

        TestDatabase named(String name) {
            return new TestDatabase(postgres.url(name), postgres.user(), postgres.password());
        }

        /** One at a time, because PostgreSQL refuses to copy a template that another session looks at. */
        synchronized TestDatabase copyOf(String template) {
            var name = "t" + NUMBER.incrementAndGet();
            JdbcClient.create(named("postgres").dataSource())
                    .sql("create database %s template %s".formatted(name, template))
                    .update();
            return named(name);
        }
    }

    /** Made when the first test asks for a migrated database. */
    private static final class Template {

        static final String MIGRATED = migrated();

        private static String migrated() {
            JdbcClient.create(Server.ONE.named("postgres").dataSource())
                    .sql("create database " + TEMPLATE)
                    .update();
            var configuration =
                    Flyway.configure().dataSource(Server.ONE.named(TEMPLATE).dataSource());
            Migrations.configure(configuration);
            Migrations.migrate(configuration.load());
            return TEMPLATE;
        }
    }
}
