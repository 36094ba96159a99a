package io.kehub.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Where the database can't start: what the person at the console reads, and that nothing is left behind. */
class EmbeddedPostgresTroubleTest {

    @TempDir
    Path temporary;

    private final List<Path> paths = new ArrayList<>();

    private boolean mounted;

    @AfterEach
    void removePaths() throws IOException {
        for (var path : paths) {
            Folders.delete(path);
        }
    }

    @AfterEach
    void unmount() {
        if (mounted) {
            InitialisedHome.run("umount", temporary.resolve("disk").toString());
        }
    }

    @Test
    void aDiskTooSmallForTheProgramsIsReportedAsFullAndKeepsNothing() throws IOException {
        var home = disk("size=8m").resolve("home");

        assertThat(refusal(home, binariesIn(home)))
                .startsWith("磁盘已满")
                .contains("The disk is full")
                .contains("300 MB");

        try (var left = Files.newDirectoryStream(home.resolve("postgres"))) {
            assertThat(left).isEmpty();
        }
    }

    @Test
    void aDiskTooSmallForTheDatabaseIsReportedAsFullAndKeepsNothing() throws IOException {
        var home = disk("size=20m").resolve("home");

        assertThat(refusal(home)).startsWith("磁盘已满").contains("initdb:").contains("No space left on device");

        try (var left = Files.newDirectoryStream(home.resolve("database"), "data*")) {
            assertThat(left).isEmpty();
        }
    }

    @Test
    void aFullDiskIsReportedAndTheDataRemain() throws IOException {
        var home = InitialisedHome.copyTo(disk("size=100m").resolve("home"));
        Files.deleteIfExists(home.resolve("database/log/start.log"));
        var filling = home.resolveSibling("filling");
        try (var file = Files.newOutputStream(filling)) {
            var block = new byte[4096];
            while (true) {
                file.write(block);
            }
        } catch (IOException full) {
            assertThat(full).hasMessageContaining("No space left");
        }

        assertThat(refusal(home)).startsWith("磁盘已满").contains("The disk is full");

        Files.delete(filling);
        try (var folder = HomeFolder.open(home);
                var postgres = EmbeddedPostgres.start(folder, TestServer.settings())) {
            assertThat(postgres.pids()).hasSize(2);
        }
    }

    @Test
    void programsThatMayNotBeRunAreNamed() {
        var disk = disk("size=120m,noexec");
        InitialisedHome.run("cp", "-a", TestServer.programs().toString(), disk.toString());

        assertThat(refusal(temporary.resolve("home"), binariesIn(disk)))
                .contains("本机无法运行内置的 PostgreSQL")
                .contains("--db-url")
                .contains("Permission denied");
    }

    @Test
    void aHomeThatCannotBeMadeIsNamedWithTheReason() {
        assertThat(refusal(Path.of("/sys/kehub")))
                .contains("无法写入 /sys/kehub")
                .contains("/sys/kehub can't be written")
                .contains("--home");
    }

    @Test
    void aHomeThatIsAFileIsNamed() throws IOException {
        var file = Files.writeString(temporary.resolve("file"), "x");
        assertThat(refusal(file)).contains(file + " 不是目录").contains("is not a folder");
        assertThat(file).hasContent("x");
    }

    @Test
    void aFailingInitdbShowsItsWordsAndLeavesNothing() throws IOException {
        var programs = InitialisedHome.copyTo(temporary.resolve("unused")).resolveSibling("programs");
        InitialisedHome.run("cp", "-al", TestServer.programs().toString(), programs.toString());
        try (var versions = Files.newDirectoryStream(programs)) {
            for (var version : versions) {
                Files.delete(version.resolve("share/postgresql/postgres.bki"));
            }
        }
        var home = temporary.resolve("home");

        assertThat(refusal(home, TestServer.settings(programs)))
                .contains("无法在 " + home)
                .contains("postgres.bki");

        try (var left = Files.newDirectoryStream(home.resolve("database"), "data*")) {
            assertThat(left).isEmpty();
        }
    }

    @Test
    void aServerThatDoesNotStartShowsTheEndOfItsLogAndFreesTheHome() throws IOException {
        var home = InitialisedHome.copyTo(temporary.resolve("home"));
        Files.writeString(
                home.resolve("database/data/postgresql.conf"), "no_such_setting = 1\n", StandardOpenOption.APPEND);

        assertThat(refusal(home)).contains("内置数据库无法启动").contains("no_such_setting");
        assertThat(refusal(home)).as("a second attempt").contains("no_such_setting");
    }

    @Test
    void dataOfAnotherMajorVersionAreRefusedWithBothVersions() throws IOException {
        var home = InitialisedHome.copyTo(temporary.resolve("home"));
        Files.writeString(home.resolve("database/data/PG_VERSION"), "17\n");

        assertThat(refusal(home)).contains("由 PostgreSQL 17 写入").contains("brings PostgreSQL 18");
    }

    @Test
    void aLostPasswordAndAWrongPasswordAreDistinguished() throws IOException {
        var home = InitialisedHome.copyTo(temporary.resolve("home"));
        var password = home.resolve("database/password");

        Files.writeString(password, "of another home");
        assertThat(refusal(home)).contains("与数据不符").contains(password.toString());

        Files.delete(password);
        assertThat(refusal(home)).contains("丢失").contains(password.toString());
    }

    @Test
    void rootWithoutNamespacesRunsTheServerAsAnotherUserAndTakesTheDataBackLater() throws IOException {
        assumeTrue(isRoot(), "only root sheds rights");
        openTheWay(temporary);
        var home = InitialisedHome.copyTo(temporary.resolve("home"));
        assumeTrue(othersReach(TestServer.programs()), "the build stands where others may not go");

        try (var child =
                ChildProgram.start(home, "env", "PATH=" + pathWith("id", "sh", "setsid", "setpriv", "sleep"))) {
            assertThat(child.message()).contains("jdbc:");
            assertThat(Files.getAttribute(Path.of("/proc/" + child.serverPid()), "unix:uid"))
                    .isEqualTo(65534);
        }
        try (var child = ChildProgram.start(home)) {
            assertThat(child.message()).contains("jdbc:");
            assertThat(Files.getAttribute(home.resolve("database/data"), "unix:uid"))
                    .isEqualTo(0);
        }
    }

    @Test
    void rootThatCannotDropItsPrivilegesIsAdvisedWhatToDo() throws IOException {
        assumeTrue(isRoot(), "only root sheds rights");
        var home = InitialisedHome.copyTo(temporary.resolve("home"));

        try (var child = ChildProgram.start(home, "env", "PATH=" + pathWith("id", "sh", "setsid", "sleep"))) {
            assertThat(child.message()).contains("PostgreSQL 不允许以 root 运行").contains("Start KeHub as an ordinary user");
        }
    }

    @Test
    void anOrdinaryUserRunsTheServerPlainly() {
        assumeTrue(isRoot(), "any other test shows it to who is not root");
        var home = temporary.resolve("home");

        try (var child = ChildProgram.start(home, "unshare", "-U")) {
            assertThat(child.message()).contains("jdbc:");
        }
    }

    @Test
    void withoutSetsidTheServerStillIgnoresTerminalSignals() throws IOException {
        var home = InitialisedHome.copyTo(temporary.resolve("home"));

        try (var child = ChildProgram.start(home, "env", "PATH=" + pathWith("id", "sh", "unshare", "perl", "sleep"))) {
            assertThat(child.message()).contains("jdbc:");
            assertThat(ProcessRunner.run(List.of("ps", "-o", "pgid=", Long.toString(child.serverPid())))
                            .output())
                    .isNotEqualTo(ProcessRunner.run(List.of("ps", "-o", "pgid=", Long.toString(child.pid())))
                            .output());
        }
    }

    @Test
    void aSmallSharedMemoryDoesNotKeepTheDatabaseFromStartingOrFromParallelQueries() {
        var home = temporary.resolve("home");

        try (var child = ChildProgram.start(home, withSharedMemory("size=64k"))) {
            assertThat(child.message()).contains("jdbc:").doesNotContain("磁盘已满");
            var sql = child.database();
            assertThat(sql.value("select current_setting('dynamic_shared_memory_type')"))
                    .isEqualTo("mmap");
            assertThat(inParallel(child)).isEqualTo("600000");
        }
    }

    @Test
    void aSharedMemoryThatIsReadOnlyOrClosedDoesNotKeepTheDatabaseFromStarting() {
        for (var options : List.of("size=1g,ro", "size=1g,mode=0000,uid=1")) {
            var home = InitialisedHome.copyTo(temporary.resolve("home-" + options.length()));
            try (var child = ChildProgram.start(home, withSharedMemory(options))) {
                assertThat(child.message()).as(options).contains("jdbc:");
            }
        }
    }

    @Test
    void enoughSharedMemoryIsUsed() {
        var home = InitialisedHome.copyTo(temporary.resolve("home"));

        try (var child = ChildProgram.start(home, withSharedMemory("size=1g"))) {
            assertThat(child.database().value("select current_setting('dynamic_shared_memory_type')"))
                    .isEqualTo("posix");
        }
    }

    @Test
    void aSystemWithoutAnyLocaleInitialisesWithPostgresqlsOwn() {
        assumeTrue(isRoot(), "only root hides the locales of the system");
        var home = temporary.resolve("home");

        try (var child = ChildProgram.start(home, inNamespace("mount -t tmpfs kehub-test /usr/lib/locale"))) {
            assertThat(child.message()).contains("jdbc:");
            assertThat(child.database().value("select lower('ＡÄ客') = 'ａä客' and '客枢' ~ '^\\w\\w$'"))
                    .isEqualTo("t");
        }
    }

    @Test
    void dataWithAnUnavailableLocaleAreReported() {
        assumeTrue(isRoot(), "only root hides the locales of the system");
        var home = InitialisedHome.copyTo(temporary.resolve("home"));

        try (var child = ChildProgram.start(home, inNamespace("mount -t tmpfs kehub-test /usr/lib/locale"))) {
            assertThat(child.message()).contains("locale").contains("C.UTF-8").doesNotContain("磁盘已满");
        }
    }

    @Test
    void aReadOnlyHomeIsReportedAsReadOnly() {
        var disk = disk("size=100m");
        var home = InitialisedHome.copyTo(disk.resolve("home"));
        InitialisedHome.run("mount", "-o", "remount,ro", disk.toString());

        assertThat(refusal(home)).contains("只读").contains("read-only").doesNotContain("磁盘已满");
    }

    @Test
    void aConfigurationErrorOnAnAlmostFullDiskIsNotAFullDisk() throws IOException {
        var home = InitialisedHome.copyTo(disk("size=52m").resolve("home"));
        Files.writeString(
                home.resolve("database/data/postgresql.conf"), "no_such_setting = 1\n", StandardOpenOption.APPEND);

        assertThat(refusal(home)).contains("postgresql.conf 有错误").doesNotContain("磁盘已满");
    }

    /** The sum of a join that PostgreSQL is made to run in parallel, whose workers share a hash table of some megabytes. */
    private static String inParallel(ChildProgram child) {
        return child.database()
                .value(
                        List.of(
                                "create table many as select n from generate_series(1, 600000) n",
                                "set parallel_setup_cost = 0",
                                "set parallel_tuple_cost = 0",
                                "set min_parallel_table_scan_size = 0",
                                "set debug_parallel_query = on",
                                "set enable_mergejoin = off",
                                "set work_mem = '64MB'"),
                        "select count(*) from many a join many b using (n)");
    }

    private String[] withSharedMemory(String options) {
        assumeTrue(isRoot(), "only root mounts another /dev/shm");
        return inNamespace("mount -t tmpfs -o " + options + " kehub-test /dev/shm");
    }

    /** A prefix that runs a command among mounts of its own. */
    private static String[] inNamespace(String mount) {
        assumeTrue(
                ProcessRunner.run(List.of("unshare", "-m", "sh", "-c", mount)).isGood(), "no mounts of one's own");
        return new String[] {"unshare", "-m", "sh", "-c", mount + " && exec \"$@\"", "sh"};
    }

    /** A folder with only these programs in it. */
    private String pathWith(String... programs) throws IOException {
        var folder = TestServer.newFolder("path-");
        paths.add(folder);
        for (var program : programs) {
            var found = ProcessRunner.run(List.of("sh", "-c", "command -v " + program))
                    .output()
                    .strip();
            assumeTrue(!found.isEmpty(), program + " is not installed");
            Files.createSymbolicLink(folder.resolve(program), Path.of(found));
        }
        return folder.toString();
    }

    private Path disk(String options) {
        assumeTrue(isRoot(), "only root mounts a small disk");
        var disk = temporary.resolve("disk");
        try {
            Files.createDirectory(disk);
        } catch (IOException failure) {
            throw new IllegalStateException(failure);
        }
        var result = ProcessRunner.run(List.of("mount", "-t", "tmpfs", "-o", options, "kehub-test", disk.toString()));
        assumeTrue(result.isGood(), "mount: " + result.output());
        mounted = true;
        return disk;
    }

    private static EmbeddedPostgres.Settings binariesIn(Path folder) {
        return TestServer.settings(folder.resolve("postgres"));
    }

    private static boolean isRoot() {
        return ProcessRunner.run(List.of("id", "-u")).output().strip().equals("0");
    }

    private static void openTheWay(Path folder) throws IOException {
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    private static boolean othersReach(Path folder) {
        return ProcessRunner.run(List.of("setpriv", "--reuid=65534", "--clear-groups", "test", "-x", folder.toString()))
                .isGood();
    }

    private static String refusal(Path home) {
        return refusal(home, TestServer.settings());
    }

    private static String refusal(Path home, EmbeddedPostgres.Settings settings) {
        return assertThatExceptionOfType(PostgresStartException.class)
                .isThrownBy(() -> {
                    try (var folder = HomeFolder.open(home);
                            var postgres = EmbeddedPostgres.start(folder, settings)) {
                        assertThat(postgres.pids()).as("no server starts").isEmpty();
                    }
                })
                .actual()
                .getMessage();
    }
}
