package io.kehub.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedPostgresTest {

    @TempDir
    static Path temporary;

    static HomeFolder home;
    static EmbeddedPostgres postgres;

    @BeforeAll
    static void startForTheFirstTime() {
        home = HomeFolder.open(temporary.resolve("home"));
        var began = System.nanoTime();
        postgres = EmbeddedPostgres.start(home, TestServer.settings());
        System.out.printf("first start, unpacked before: %d ms%n", (System.nanoTime() - began) / 1_000_000);
    }

    @AfterAll
    static void stop() {
        postgres.close();
        home.close();
    }

    @Test
    void everyCommitIsForcedToTheDisk() {
        assertThat(setting("fsync")).isEqualTo("on");
        assertThat(setting("synchronous_commit")).isEqualTo("on");
        assertThat(setting("full_page_writes")).isEqualTo("on");
        assertThat(setting("data_checksums")).isEqualTo("on");
    }

    @Test
    void chineseCharactersAreLettersAndNonAsciiLettersAreLowerCased() {
        assertThat(sql().value("select datctype from pg_database where datname = current_database()"))
                .isEqualTo("C.UTF-8");
        assertThat(setting("server_encoding")).isEqualTo("UTF8");
        assertThat(sql().value("select lower('ＡÄ客') = 'ａä客' and '客枢' ~ '^\\w\\w$' and normalize('Ａ', NFKC) = 'A'"))
                .isEqualTo("t");
    }

    @Test
    void onlyTheLoopbackInterfaceAnswersAndOnlyToThePassword() {
        assertThat(setting("listen_addresses")).isEqualTo("127.0.0.1");
        assertThat(setting("unix_socket_directories")).isEmpty();
        assertThat(sql().values("select distinct auth_method from pg_hba_file_rules"))
                .containsExactly("scram-sha-256");
        assertThatThrownBy(() -> sql("guessed").value("select 1"))
                .hasStackTraceContaining("password authentication failed");
    }

    @Test
    void neitherStatementsNorTheirDetailsReachTheLog() throws IOException {
        sql().execute("create table secret (name text primary key)");
        sql().execute("insert into secret values ('重庆张三')");
        assertThatThrownBy(() -> sql().execute("insert into secret values ('重庆张三')"));

        var log = new StringBuilder();
        try (var files = Files.newDirectoryStream(home.path().resolve("database/log"))) {
            for (var file : files) {
                log.append(Files.readString(file));
            }
        }
        assertThat(log).contains("LOG:").doesNotContain("张三");
    }

    @Test
    void onlyTheOwnerCanEnterTheHomeAndReadThePassword() throws IOException {
        assertThat(permissions("")).isEqualTo("rwx------");
        assertThat(permissions("database")).isEqualTo("rwx------");
        assertThat(permissions("database/data")).isEqualTo("rwx------");
        assertThat(permissions("database/password")).isEqualTo("rw-------");
        assertThat(postgres.password()).hasSizeGreaterThanOrEqualTo(32);
    }

    @Test
    void aSecondKeHubInTheSameProgramIsRefusedAndTheFirstKeepsItsLock() {
        assertThatThrownBy(() -> HomeFolder.open(home.path()))
                .isInstanceOf(PostgresStartException.class)
                .hasMessageContaining(home.path().toString());

        assertThat(ChildProgram.start(home.path()).message()).contains("正被另一个 KeHub");
    }

    @Test
    void aSecondKeHubOnTheSameHomeLearnsWhichProcessUsesItAndWhatToDo() {
        try (var second = ChildProgram.start(home.path())) {
            assertThat(second.message())
                    .contains("数据目录 " + home.path() + " 正被另一个 KeHub（进程 "
                            + ProcessHandle.current().pid() + "）使用")
                    .contains(
                            "another KeHub (process " + ProcessHandle.current().pid() + ")")
                    .contains("--home");
            assertThat(sql().value("select 1")).isEqualTo("1");
        }
    }

    @Test
    void theTerminalsInterruptDoesNotReachTheServer() throws IOException {
        assertThat(processGroup(postgres.pids().getFirst()))
                .isNotEqualTo(processGroup(ProcessHandle.current().pid()));
    }

    @Test
    void dataAndPasswordOutliveACleanStopAndTheLaterStartIsTimed(@TempDir Path another) {
        var folder = InitialisedHome.copyTo(another.resolve("home"));
        String password;
        try (var first = HomeFolder.open(folder);
                var server = EmbeddedPostgres.start(first, TestServer.settings())) {
            password = server.password();
            Sql.on(server).execute("create table kept as select '客枢' as name");
        }
        var began = System.nanoTime();
        try (var second = HomeFolder.open(folder);
                var server = EmbeddedPostgres.start(second, TestServer.settings())) {
            System.out.printf("later start: %d ms%n", (System.nanoTime() - began) / 1_000_000);
            assertThat(server.password()).isEqualTo(password);
            assertThat(Sql.on(server).value("select name from kept")).isEqualTo("客枢");
        }
    }

    @Test
    void aPortThatAnotherProcessTookMeanwhileIsLeftToIt(@TempDir Path another) {
        var taken = Integer.parseInt(setting("port"));
        var drawn = List.of(taken, taken, EmbeddedPostgres.freePort()).iterator();
        try (var folder = HomeFolder.open(InitialisedHome.copyTo(another.resolve("home")));
                var server = EmbeddedPostgres.start(folder, TestServer.settings(), drawn::next)) {
            assertThat(server.url()).doesNotContain(":" + taken + "/");
            assertThat(drawn).isExhausted();
        }
    }

    private static String permissions(String file) throws IOException {
        return PosixFilePermissions.toString(
                Files.getPosixFilePermissions(home.path().resolve(file)));
    }

    private static String processGroup(long pid) throws IOException {
        var stat = Files.readString(Path.of("/proc/" + pid + "/stat"));
        return List.of(stat.substring(stat.lastIndexOf(')') + 2).split(" ")).get(2);
    }

    private static String setting(String name) {
        return sql().value("select current_setting('%s')".formatted(name));
    }

    private static Sql sql() {
        return Sql.on(postgres);
    }

    private static Sql sql(String password) {
        return new Sql(postgres.url(), postgres.user(), password);
    }
}
