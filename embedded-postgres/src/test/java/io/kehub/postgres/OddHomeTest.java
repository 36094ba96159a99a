package io.kehub.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Homes whose names a shell, a configuration file or PostgreSQL's own files could take for something else. */
class OddHomeTest {

    private static final boolean WINDOWS = PostgresBinaries.Platform.isWindows();

    /** Every printable ASCII character that a name can hold, line ends, Chinese, and a character outside of the BMP. */
    private static final String ALL_CHARACTERS =
            "-a $HOME ${x} `id` \\ \\\" \" ' ! # % * ? [x] {y} (z) ; : , & | < > ~ = + @ ^ #{1+1} \t\r\n客枢 😀 \n";

    @TempDir
    Path temporary;

    @Test
    void aHomeNamedWithEveryCharacterStartsTwice() throws IOException {
        assumeFalse(WINDOWS, "Windows allows no such names");
        var home = temporary.resolve(ALL_CHARACTERS);
        var settings = new EmbeddedPostgres.Settings(20, copyOfTheProgramsBelow(home), List.of("fsync=off"));

        try (var folder = HomeFolder.open(home);
                var postgres = EmbeddedPostgres.start(folder, settings)) {
            Sql.on(postgres).execute("create table kept as select '客枢' as name");
        }
        try (var folder = HomeFolder.open(home);
                var postgres = EmbeddedPostgres.start(folder, settings)) {
            assertThat(Sql.on(postgres).value("select name from kept")).isEqualTo("客枢");
            assertThat(Sql.on(postgres).value("select current_setting('data_directory')"))
                    .isEqualTo(home.toRealPath().resolve("database/data").toString());
        }
        try (var log = Files.newDirectoryStream(home.resolve("database/log"), "postgresql-*.log")) {
            assertThat(log).hasSize(1);
        }
        try (var left = Files.newDirectoryStream(Path.of(System.getProperty("java.io.tmpdir")), "kehub-initdb-*")) {
            assertThat(left).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"-rf", "a:b", "new\nline\n", "50%", "'; drop table", "#{x}"})
    void anInitialisedHomeIsStartedUnderAnyName(String name) {
        assumeFalse(WINDOWS, "Windows allows no such names");
        var home = InitialisedHome.copyTo(temporary.resolve(name));

        try (var folder = HomeFolder.open(home);
                var postgres = EmbeddedPostgres.start(folder, TestServer.settings())) {
            assertThat(Sql.on(postgres).value("select 1")).isEqualTo("1");
        }
    }

    @Test
    void aServerLeftBehindInAnOddHomeIsFoundByItsFile() throws IOException {
        assumeFalse(WINDOWS, "Windows allows no such names");
        var home = InitialisedHome.copyTo(temporary.resolve("left\nbehind $(id) \"客"));

        try (var folder = HomeFolder.open(home);
                var postgres = EmbeddedPostgres.start(folder, TestServer.settings())) {
            assertThat(new PostmasterFile(folder.path().resolve("database/data")).liveServer())
                    .hasValue(postgres.pids().getFirst());
        }
    }

    @Test
    void aPathThatIsTooLongForPostgresqlIsRefusedWithTheLimit() {
        var home = temporary;
        while (home.toString().length() < 900) {
            home = home.resolve("a".repeat(100));
        }
        assertThat(refusal(home)).contains("路径太长").contains("900").contains("--home");
    }

    @Test
    void aPathJustBelowTheLimitIsStarted() throws IOException {
        var home = temporary.toRealPath();
        var rest = 900 - home.toString().length() - "/database/data".length();
        while (rest > 110) {
            home = home.resolve("a".repeat(99));
            rest -= 100;
        }
        home = home.resolve("b".repeat(rest - 1));
        Files.createDirectories(home.getParent());
        InitialisedHome.copyTo(home);

        try (var folder = HomeFolder.open(home);
                var postgres = EmbeddedPostgres.start(folder, TestServer.settings())) {
            assertThat(Sql.on(postgres).value("select 1")).isEqualTo("1");
        }
    }

    @Test
    void aNameThatTheLocaleCannotExpressIsRefusedAndNoFolderIsMade() {
        var home = temporary.resolve("caf\uFFFD");

        assertThat(refusal(home)).contains("LC_ALL=C.UTF-8");
        assertThat(home).doesNotExist();
    }

    @Test
    void initialisingNamesTheTemporaryFoldersWhenNoneCanBeUsed() throws IOException {
        assumeFalse(WINDOWS, "Windows allows no such names");
        var programs = PostgresBinaries.unpackedBelow(TestServer.programs(), PostgresBinaries.Platform.current());
        var candidates = new LinkedHashSet<>(List.of(
                Files.createDirectory(temporary.resolve("a$b")).toString(),
                temporary.resolve("missing").toString(),
                Files.createSymbolicLink(temporary.resolve("link"), temporary.resolve("a$b"))
                        .toString()));

        assertThatExceptionOfType(PostgresStartException.class)
                .isThrownBy(() -> InitdbFolder.firstOf(candidates, programs, new Unprivileged(List.of())))
                .withMessageContaining("--home")
                .withMessageContaining("missing");
        Files.delete(temporary.resolve("link"));
    }

    private static Path copyOfTheProgramsBelow(Path home) throws IOException {
        PostgresBinaries.unpackedBelow(TestServer.programs(), PostgresBinaries.Platform.current());
        Files.createDirectories(home);
        var programs = home.resolve("postgres");
        InitialisedHome.run("cp", "-a", TestServer.programs().toString(), programs.toString());
        return programs;
    }

    private static String refusal(Path home) {
        return assertThatExceptionOfType(PostgresStartException.class)
                .isThrownBy(() -> {
                    try (var folder = HomeFolder.open(home);
                            var postgres = EmbeddedPostgres.start(folder, TestServer.settings())) {
                        assertThat(postgres.pids()).as("no server starts").isEmpty();
                    }
                })
                .actual()
                .getMessage();
    }
}
