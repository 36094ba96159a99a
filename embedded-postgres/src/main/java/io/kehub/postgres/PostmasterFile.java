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
 * {@code postmaster.pid}, the file by which a PostgreSQL server says that a data folder is its own. What it says is
 * believed only as far as the process table bears it out: after a crash the number in it may belong to no process, to
 * a dead one that nobody has collected yet, or to a stranger.
 *
 * @param data the data folder
 */
record PostmasterFile(Path data) {

    private static final Logger log = LoggerFactory.getLogger(PostmasterFile.class);

    private static final int STATUS_LINE = 7;

    private Path file() {
        return data.resolve("postmaster.pid");
    }

    /** Whether the server {@code pid} has written that it takes connections. */
    boolean saysReady(long pid) {
        var lines = lines();
        return lines.size() > STATUS_LINE
                && lines.getFirst().strip().equals(Long.toString(pid))
                && lines.get(STATUS_LINE).strip().equals("ready");
    }

    private List<String> lines() {
        try {
            // the path of the data folder in it can be of any encoding
            return Files.readString(file(), StandardCharsets.ISO_8859_1).lines().toList();
        } catch (IOException missing) {
            return List.of();
        }
    }

    /** The number of the live server on this data folder, if there is one. */
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
     * Makes sure that no server runs on the data folder: one that a killed KeHub has left behind is stopped cleanly,
     * and a file without a server is removed. Call it only while holding the lock of the home.
     *
     * @throws PostgresStartException when a server is left and does not end
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

    /** A live PostgreSQL works in its data folder, which Linux shows; elsewhere its program must be one of ours. */
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

    /** A process that has ended and stands in the table until its parent takes note. */
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

    /** For a server of another user, whose working folder is hidden from us: the folder stands in its command line. */
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
