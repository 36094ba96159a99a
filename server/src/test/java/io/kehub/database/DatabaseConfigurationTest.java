package io.kehub.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariDataSource;
import io.kehub.postgres.HomeFolder;
import io.kehub.postgres.PostgresStartException;
import io.kehub.settings.RawSettings;
import io.kehub.settings.Setting;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.flyway.autoconfigure.FlywayAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.JdbcClientAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.JdbcTemplateAutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;

class DatabaseConfigurationTest {

    @TempDir
    Path temporary;

    @Test
    void theProgramRunsOnItsOwnServerWhichEndsAfterAllThatUsesIt() throws IOException {
        var home = homeWithPrograms();
        Optional<ProcessHandle> server;
        LastWords lastWords;
        try (var context = run(Program.class, home, Map.of(Setting.DB_POOL_SIZE, "3"))) {
            var pool = context.getBean(HikariDataSource.class);
            assertThat(pool.getMaximumPoolSize()).isEqualTo(3);
            assertThat(context.getBean(Flyway.class).info().pending()).isEmpty();
            server = ProcessHandle.of(context.getBean(JdbcClient.class)
                    .sql("select split_part(pg_read_file('postmaster.pid'), chr(10), 1)::bigint")
                    .query(Long.class)
                    .single());
            assertThat(server).isPresent();
            assertThatThrownBy(() -> HomeFolder.open(home)).isInstanceOf(PostgresStartException.class);
            lastWords = context.getBean(LastWords.class);
        }
        assertThat(lastWords.heard).as("a query at the end").isEqualTo(1);
        assertThat(server)
                .as("the server")
                .hasValueSatisfying(it -> assertThat(it.isAlive()).isFalse());
        try (var again = HomeFolder.open(home)) {
            assertThat(again.path()).exists();
        }
    }

    @Test
    void anExternalServerIsUsedWithoutCreatingAHome() {
        var database = TestDatabase.empty();
        var home = temporary.resolve("home");
        try (var context = run(
                Program.class,
                home,
                Map.of(
                        Setting.DB_URL, database.url(),
                        Setting.DB_USER, database.user(),
                        Setting.DB_PASSWORD, database.password()))) {
            assertThat(context.getBean(JdbcClient.class)
                            .sql("select current_database()")
                            .query(String.class)
                            .single())
                    .isEqualTo(database.url().replaceAll(".*/|\\?.*", ""));
        }
        assertThat(home).doesNotExist();
    }

    @Test
    void theReasonOfARefusalIsFoundInWhatSpringThrows() throws IOException {
        var home = homeWithPrograms();
        try (var held = HomeFolder.open(home)) {
            assertThatThrownBy(() -> run(Program.class, held.path(), Map.of()))
                    .satisfies(thrown -> assertThat(DatabaseStartException.in(thrown))
                            .hasValueSatisfying(reason -> assertThat(reason).hasMessageContaining("正被另一个 KeHub")));
        }
    }

    @Test
    void aProgramThatFailsElsewhereLeavesNeitherServerNorLock() throws IOException {
        var home = homeWithPrograms();

        assertThatThrownBy(() -> run(Broken.class, home, Map.of())).hasStackTraceContaining("broken on purpose");

        assertThat(home.resolve("database/log/start.log"))
                .as("a server was started")
                .exists();
        assertThat(home.resolve("database/data/postmaster.pid"))
                .as("removed by a server that has stopped")
                .doesNotExist();
        try (var again = HomeFolder.open(home)) {
            assertThat(again.path()).exists();
        }
    }

    /** A new home that shares PostgreSQL's programs with the other tests, which saves unpacking them. */
    private Path homeWithPrograms() throws IOException {
        TestDatabase.empty();
        var home = Files.createDirectory(temporary.resolve("home"));
        Files.createSymbolicLink(home.resolve("postgres"), TestDatabase.programs());
        return home;
    }

    /** JUnit would warn of a link that it deletes. */
    @AfterEach
    void removeLink() throws IOException {
        Files.deleteIfExists(temporary.resolve("home/postgres"));
    }

    private static ConfigurableApplicationContext run(Class<?> program, Path home, Map<Setting, String> given) {
        var application = new SpringApplication(program);
        application.setWebApplicationType(WebApplicationType.NONE);
        application.addListeners(new DatabaseStartListener(DatabaseSettings.of(RawSettings.of(given), home)));
        return application.run();
    }

    /** A bean that works to the last: it still asks the database when it is destroyed. */
    static final class LastWords implements DisposableBean {

        private final JdbcClient jdbc;
        int heard;

        LastWords(DataSource source) {
            jdbc = JdbcClient.create(source);
        }

        @Override
        public void destroy() {
            heard = jdbc.sql("select 1").query(Integer.class).single();
        }
    }

    // no @Configuration: the scan of the whole program must not find it
    @Import(DatabaseConfiguration.class)
    @ImportAutoConfiguration({
        DataSourceAutoConfiguration.class,
        JdbcTemplateAutoConfiguration.class,
        JdbcClientAutoConfiguration.class,
        FlywayAutoConfiguration.class
    })
    static class Program {

        @Bean
        LastWords lastWords(DataSource source) {
            return new LastWords(source);
        }
    }

    static class Broken {

        @Bean
        Object broken() {
            throw new IllegalStateException("broken on purpose");
        }
    }
}
