package io.kehub.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is left behind by programs that did not end by themselves; each test in a copy of one initialised home. */
class EmbeddedPostgresRecoveryTest {

    @TempDir
    Path temporary;

    Path home;

    @BeforeEach
    void copyAHome() {
        home = InitialisedHome.copyTo(temporary.resolve("home"));
    }

    @Test
    void theServerEndsWithAKilledProgramAndWhatWasCommittedSurvives() throws Exception {
        try (var child = ChildProgram.start(home)) {
            commitARow(child.database());
            var server = ProcessHandle.of(child.serverPid());
            assertThat(server).isPresent();

            child.kill();

            awaitEnd(server);
        }
        assertThatTheRowIsThere();
    }

    @Test
    void aKilledSupervisorDoesNotFreeTheServerFromAKilledProgram() throws Exception {
        try (var child = ChildProgram.start(home)) {
            commitARow(child.database());
            var server = ProcessHandle.of(child.serverPid());
            assertThat(server).isPresent();

            // stopped first, so that it can't mend what it sees
            signal("STOP", child.pid());
            signal("KILL", child.supervisorPid());
            child.kill();

            awaitEnd(server);
        }
        assertThatTheRowIsThere();
    }

    @Test
    void aServerLeftBehindByAllWhoWatchedItIsStoppedBeforeTheNextOneStarts() throws Exception {
        long orphan;
        try (var child = ChildProgram.start(home)) {
            commitARow(child.database());
            orphan = child.serverPid();
            signal("STOP", child.pid());
            for (var watcher : ProcessHandle.of(child.supervisorPid())
                    .orElseThrow()
                    .children()
                    .toList()) {
                if (watcher.pid() != orphan) {
                    signal("KILL", watcher.pid());
                }
            }
            signal("KILL", child.supervisorPid());
            child.kill();
        }
        assertThat(ProcessHandle.of(orphan)).as("the orphan lives").isPresent();

        assertThatTheRowIsThere();

        awaitEnd(ProcessHandle.of(orphan));
    }

    @Test
    void everythingKilledAtOnceIsRecoveredFromTheLog() throws Exception {
        try (var child = ChildProgram.start(home)) {
            commitARow(child.database());
            signal("STOP", child.pid());
            signal("KILL", child.supervisorPid());
            signal("KILL", child.serverPid());
            child.kill();
        }
        assertThatTheRowIsThere();
    }

    @Test
    void aServerThatDiesWhileTheProgramRunsIsStartedAgainOnTheSamePort() throws Exception {
        try (var folder = HomeFolder.open(home);
                var postgres = EmbeddedPostgres.start(folder, TestServer.settings())) {
            var database = Sql.on(postgres);
            commitARow(database);
            var before = postgres.pids();

            signal("KILL", before.getFirst());

            await(() -> !postgres.pids().equals(before));
            assertThat(names(database)).containsExactly("客枢");
        }
    }

    @Test
    void aFileWithTheProcessIdOfAnUnrelatedProcessIsIgnored() throws Exception {
        makeRow();
        var stranger = new ProcessBuilder("sleep", "600").start();
        try {
            writePostmasterFile(stranger.pid());
            assertThatTheRowIsThere();
            assertThat(stranger.isAlive()).isTrue();
        } finally {
            stranger.destroyForcibly();
        }
    }

    @Test
    void aServerOnOtherDataIsNotStopped() throws Exception {
        makeRow();
        try (var other = HomeFolder.open(InitialisedHome.copyTo(temporary.resolve("other")));
                var postgres = EmbeddedPostgres.start(other, TestServer.settings())) {
            writePostmasterFile(postgres.pids().getFirst());
            assertThatTheRowIsThere();
            assertThat(ProcessHandle.of(postgres.pids().getFirst())).isPresent();
        }
    }

    @Test
    void aZombieProcessIsNotMistakenForTheServer() throws Exception {
        makeRow();
        // its parent never asks how it ended
        var parent = new ProcessBuilder("sh", "-c", "sleep 600 & echo $!; exec sleep 600").start();
        try (var output = parent.inputReader()) {
            var zombie = Long.parseLong(output.readLine());
            await(() -> Files.readString(Path.of("/proc/" + parent.pid() + "/comm"))
                    .strip()
                    .equals("sleep"));
            signal("KILL", zombie);
            await(() -> state(zombie).equals("Z"));
            writePostmasterFile(zombie);
            assertThatTheRowIsThere();
        } finally {
            parent.destroyForcibly();
        }
    }

    @Test
    void aHalfWrittenFileIsIgnored() throws Exception {
        makeRow();
        Files.writeString(home.resolve("database/data/postmaster.pid"), "");
        assertThatTheRowIsThere();
    }

    @Test
    void aHalfInitialisedFolderIsThrownAway() throws Exception {
        // as a power cut in the middle leaves it
        Files.move(home.resolve("database/data"), home.resolve("database/data.unfinished-1"));
        Files.delete(home.resolve("database/data.unfinished-1/global/pg_control"));

        makeRow();

        assertThatTheRowIsThere();
        try (var left = Files.newDirectoryStream(home.resolve("database"), "data.*")) {
            assertThat(left).isEmpty();
        }
    }

    private void makeRow() {
        try (var folder = HomeFolder.open(home);
                var postgres = EmbeddedPostgres.start(folder, TestServer.settings())) {
            commitARow(Sql.on(postgres));
        }
    }

    private void assertThatTheRowIsThere() {
        try (var folder = HomeFolder.open(home);
                var postgres = EmbeddedPostgres.start(folder, TestServer.settings())) {
            var database = Sql.on(postgres);
            assertThat(names(database)).containsExactly("客枢");
        }
    }

    private void writePostmasterFile(long pid) throws IOException {
        var data = home.resolve("database/data");
        Files.writeString(
                data.resolve("postmaster.pid"),
                "%d\n%s\n%d\n5432\n\n127.0.0.1\n  1234567    123456\nready   \n"
                        .formatted(pid, data, Instant.now().getEpochSecond()));
    }

    private static void commitARow(Sql database) {
        database.execute("create table kept as select '客枢' as name");
    }

    private static List<String> names(Sql database) {
        return database.values("select name from kept");
    }

    private static void signal(String name, long pid) throws Exception {
        assertThat(new ProcessBuilder("sh", "-c", "kill -%s %d".formatted(name, pid))
                        .start()
                        .waitFor())
                .isZero();
    }

    private static void awaitEnd(Optional<ProcessHandle> process) throws Exception {
        if (process.isPresent()) {
            await(() -> !process.get().isAlive() || state(process.get().pid()).equals("Z"));
        }
    }

    private static String state(long pid) {
        try {
            var stat = Files.readString(Path.of("/proc/" + pid + "/stat"));
            return stat.substring(stat.lastIndexOf(')') + 2).substring(0, 1);
        } catch (IOException gone) {
            return "";
        }
    }

    private interface Condition {
        boolean holds() throws Exception;
    }

    private static void await(Condition condition) throws Exception {
        var deadline = System.nanoTime() + Duration.ofMinutes(2).toNanos();
        while (!condition.holds()) {
            assertThat(System.nanoTime()).as("time to wait").isLessThan(deadline);
            TimeUnit.MILLISECONDS.sleep(20);
        }
    }
}
