package io.kehub.database;

import io.kehub.postgres.EmbeddedPostgres;
import io.kehub.postgres.HomeFolder;
import io.kehub.postgres.PostgresStartException;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.postgresql.ds.PGSimpleDataSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.util.FileSystemUtils;

/**
 * A fresh, migrated database on an embedded PostgreSQL that all tests of the JVM share. Databases are copies of
 * templates that are migrated once.
 */
public record TestDatabase(String url, String user, String password) {

    private static final AtomicInteger NUMBER = new AtomicInteger();

    /** Folders that this JVM has made, which other test classes may be about to lock. */
    private static final Set<Path> OWN_FOLDERS = ConcurrentHashMap.newKeySet();

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

    /**
     * Programs that all tests share, room for the pools of many test classes, and data that nobody misses after the
     * tests: nothing waits for the disk.
     */
    private static EmbeddedPostgres.Settings settings() {
        return new EmbeddedPostgres.Settings(
                300,
                programs(),
                List.of("fsync=off", "full_page_writes=off", "synchronous_commit=off", "max_wal_size=4GB"));
    }

    /** The folder of PostgreSQL's programs, which all tests share. */
    static Path programs() {
        return workFolder().resolve("postgres");
    }

    /**
     * A new folder below the work folder. Those of JVMs that have ended are removed here, because a JVM that ends must
     * not wait for its server.
     */
    public static synchronized Path newFolder() {
        try {
            try (var folders = Files.newDirectoryStream(workFolder(), "home-*")) {
                for (var folder : folders) {
                    if (!OWN_FOLDERS.contains(folder)) {
                        removeIfAbandoned(folder);
                    }
                }
            }
            var folder = Files.createTempDirectory(workFolder(), "home-");
            OWN_FOLDERS.add(folder);
            return folder;
        } catch (IOException failure) {
            throw new IllegalStateException(failure);
        }
    }

    private static void removeIfAbandoned(Path folder) throws IOException {
        if (Files.exists(folder.resolve("lock"))) {
            try (var home = HomeFolder.open(folder)) {
                if (hasServer(home.path())) {
                    return;
                }
            } catch (PostgresStartException inUse) {
                return;
            }
            FileSystemUtils.deleteRecursively(folder);
        }
    }

    private static boolean hasServer(Path home) throws IOException {
        var file = home.resolve("database/data/postmaster.pid");
        try (var lines = Files.lines(file)) {
            return lines.findFirst()
                    .map(Long::parseLong)
                    .flatMap(ProcessHandle::of)
                    .isPresent();
        } catch (NoSuchFileException stopped) {
            return false;
        }
    }

    /** Its name on the server, for {@code alter database}. */
    public String name() {
        return url.replaceFirst("[?].*", "").replaceFirst(".*/", "");
    }

    /** A new database with the schema of an older KeHub, whose migrations end with this number. */
    public static TestDatabase ofVersion(String number) {
        return Server.ONE.copyOf(Template.OF_VERSION.computeIfAbsent(number, Template::ofVersion));
    }

    /** What a start of this KeHub does with the database. */
    public void upgrade() {
        upgrade("latest");
    }

    /** What a start of an older KeHub does with the database, whose migrations end with this number. */
    void upgrade(String number) {
        var configuration = Flyway.configure().dataSource(dataSource()).target(number);
        Migrations.configure(configuration);
        Migrations.migrate(configuration.load());
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

        /** Kept as long as the JVM, and with it the lock. */
        private final HomeFolder home = HomeFolder.open(newFolder());

        private final EmbeddedPostgres postgres = EmbeddedPostgres.start(home, settings());

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

    /** Migrated databases to copy, each created when the first test needs it. */
    private static final class Template {

        static final String MIGRATED = create("migrated", "latest");

        static final Map<String, String> OF_VERSION = new ConcurrentHashMap<>();

        static String ofVersion(String number) {
            return create("version_" + number, number);
        }

        private static String create(String name, String target) {
            JdbcClient.create(Server.ONE.named("postgres").dataSource())
                    .sql("create database " + name)
                    .update();
            var configuration = Flyway.configure()
                    .dataSource(Server.ONE.named(name).dataSource())
                    .target(target);
            Migrations.configure(configuration);
            configuration.load().migrate();
            return name;
        }
    }
}
