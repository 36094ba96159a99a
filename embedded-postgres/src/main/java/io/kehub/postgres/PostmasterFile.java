package io.kehub.postgres;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * {@code postmaster.pid}, the file that marks a data folder as used by a PostgreSQL server. It is checked against the
 * process table: after a crash its process id may belong to no process, to a zombie, or to an unrelated process.
 *
 * @param data the data folder
 */
record PostmasterFile(Path data) {

    private static final Logger log = LoggerFactory.getLogger(PostmasterFile.class);

    private static final int STATUS_LINE = 7;

    private Path file() {
        return data.resolve("postmaster.pid");
    }

    /** Whether the server {@code pid} has reported that it accepts connections. */
    boolean saysReady(long pid) {
        var lines = lines();
        return lines.size() > STATUS_LINE
                && lines.getFirst().strip().equals(Long.toString(pid))
                && lines.get(STATUS_LINE).strip().equals("ready");
    }

    private List<String> lines() {
        try {
            // the data folder's path in it can have any encoding
            return Files.readString(file(), StandardCharsets.ISO_8859_1).lines().toList();
        } catch (IOException missing) {
            return List.of();
        }
    }

    /** The process id of the running server on this data folder, if there is one. */
    OptionalLong liveServer() {
        var lines = lines();
        if (lines.isEmpty()) {
            return OptionalLong.empty();
        }
        try {
            var pid = Math.abs(Long.parseLong(lines.getFirst().strip()));
            return isServerHere(pid) ? OptionalLong.of(pid) : OptionalLong.empty();
        } catch (NumberFormatException halfWritten) {
            return OptionalLong.empty();
        }
    }

    /**
     * Ensures that no server runs on the data folder: the server of a killed KeHub is stopped cleanly, and a stale file
     * is removed. Call only while holding the home's lock.
     *
     * @throws PostgresStartException if a server does not stop
     */
    void clear(PostgresBinaries binaries, Unprivileged user) {
        var server = liveServer();
        if (server.isPresent()) {
            log.info(
                    "Stopping PostgreSQL (process {}) that an earlier run left behind on {}", server.getAsLong(), data);
            for (var mode : List.of("fast", "immediate")) {
                var stop = List.of("stop", "-D", data.toString(), "-m", mode, "-t", "30", "-s");
                ProcessRunner.run(user.command(binaries.program("pg_ctl"), stop));
                if (liveServer().isEmpty()) {
                    break;
                }
            }
        }
        if (liveServer().isPresent()) {
            throw new PostgresStartException(
                    "上次运行遗留的 PostgreSQL（进程 %d）仍在使用 %s 且无法停止。请结束该进程后重新启动。".formatted(server.orElse(0), data),
                    "PostgreSQL (process %d), left by an earlier run, still uses %s and can't be stopped. End that process and start again."
                            .formatted(server.orElse(0), data));
        }
        try {
            Files.deleteIfExists(file());
        } catch (IOException failure) {
            throw PostgresStartException.unwritable(file(), failure);
        }
    }

    /** On Linux, a running PostgreSQL is recognised by its working folder; elsewhere by its program. */
    private boolean isServerHere(long pid) {
        var process = ProcessHandle.of(pid);
        if (process.isEmpty() || !process.get().isAlive()) {
            return false;
        }
        var proc = Path.of("/proc", Long.toString(pid));
        if (!Files.isDirectory(proc)) {
            return process.get().info().command().filter(this::isOurs).isPresent();
        }
        return !isDead(proc) && isPostgres(proc) && worksHere(proc);
    }

    private static boolean isPostgres(Path proc) {
        try {
            return Files.readString(proc.resolve("comm"), StandardCharsets.UTF_8)
                    .startsWith("postgres");
        } catch (IOException gone) {
            return false;
        }
    }

    private boolean isOurs(String command) {
        var home = data.getParent() == null ? null : data.getParent().getParent();
        return home != null && Path.of(command).startsWith(home);
    }

    /** A zombie process: exited but not yet reaped by its parent. */
    private static boolean isDead(Path proc) {
        try {
            var stat = Files.readString(proc.resolve("stat"), StandardCharsets.ISO_8859_1);
            var state = stat.charAt(stat.lastIndexOf(')') + 2);
            return state == 'Z' || state == 'X';
        } catch (IOException | IndexOutOfBoundsException gone) {
            return true;
        }
    }

    private boolean worksHere(Path proc) {
        try {
            return Files.isSameFile(proc.resolve("cwd"), data);
        } catch (IOException hidden) {
            return startedFor(proc);
        }
    }

    /** For a server of another user, whose working folder is not readable: the command line contains the folder. */
    private boolean startedFor(Path proc) {
        try {
            var words = Files.readString(proc.resolve("cmdline"), StandardCharsets.UTF_8)
                    .split("\0");
            return List.of(words).contains(data.toString());
        } catch (IOException hidden) {
            return false;
        }
    }
}
