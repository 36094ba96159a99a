package io.kehub.postgres;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * A running PostgreSQL that can't outlive this JVM. Between the two stands a small shell, whose standard input is a
 * pipe that only this JVM holds open: when the pipe ends, because {@link #stop} closes it or because the JVM is gone,
 * however it went, the shell asks the server for a fast shutdown and waits for it. The shell and the server are in a
 * session of their own, so that Ctrl-C in the terminal reaches the JVM alone, which can finish its work first. (Where
 * the system has neither {@code setsid} nor {@code perl}, Ctrl-C stops the server at once; nothing committed is lost.)
 * Killing the shell does not loosen the bond, because the part of it that listens to the pipe is a process by itself.
 *
 * <p>On Windows there is no such shell. The server is a child of the JVM, and a batch file that reads the same kind of
 * pipe stops it. The Windows and macOS ways are written by the manuals; they have not been run.
 */
final class ServerProcess {

    /** Longer than the longest stop that the supervisor allows the server. */
    private static final Duration STOP = Duration.ofSeconds(75);

    /**
     * Signals of the terminal and of a service manager are the JVM's business, hence ignored. A server that has not
     * shut down after a minute is ended by SIGQUIT, after which it recovers from its log at the next start.
     */
    private static final String SUPERVISOR = """
            trap '' HUP INT QUIT TERM
            exec 3<&0
            log=$1
            shift
            "$@" </dev/null >"$log" 2>&1 3<&- &
            server=$!
            echo "$server"
            exec >/dev/null
            {
              while read -r line; do :; done <&3
              kill -INT "$server"
              left=60
              while [ "$left" -gt 0 ] && kill -0 "$server"; do
                sleep 1
                left=$((left - 1))
              done
              kill -QUIT "$server"
            } 2>/dev/null &
            listener=$!
            exec 3<&-
            wait "$server"
            status=$?
            kill -KILL "$listener"
            exit "$status"
            """;

    private static final String NEW_SESSION_BY_PERL = "use POSIX (); POSIX::setsid(); exec @ARGV or die \"$!\\n\"";

    private final Process holder;
    private final Process server;
    private final long pid;

    private ServerProcess(Process holder, Process server, long pid) {
        this.holder = holder;
        this.server = server;
        this.pid = pid;
    }

    /**
     * Starts the server and does not wait until it is ready.
     *
     * @param output where the server writes before its log collector runs; emptied first
     * @throws IOException when the system can't start a process
     */
    static ServerProcess start(
            PostgresBinaries binaries, Unprivileged user, Path data, List<String> arguments, File output)
            throws IOException {
        var command = user.command(binaries.program("postgres"), arguments);
        return PostgresBinaries.Platform.isWindows()
                ? onWindows(binaries, data, command, output)
                : supervised(command, output);
    }

    private static ServerProcess supervised(List<String> command, File output) throws IOException {
        var whole = new ArrayList<>(newSession());
        whole.addAll(List.of("sh", "-c", SUPERVISOR, "kehub-postgres", output.toString()));
        whole.addAll(command);
        var supervisor = ProcessRunner.builder(whole)
                .redirectError(ProcessBuilder.Redirect.appendTo(output))
                .start();
        var reader = new BufferedReader(new InputStreamReader(supervisor.getInputStream(), StandardCharsets.US_ASCII));
        var line = reader.readLine();
        if (line == null) {
            throw new IOException("the supervising shell ended at once");
        }
        return new ServerProcess(supervisor, supervisor, Long.parseLong(line.strip()));
    }

    private static List<String> newSession() {
        if (ProcessRunner.run(List.of("setsid", "true")).isGood()) {
            return List.of("setsid");
        }
        if (ProcessRunner.run(List.of("perl", "-e", "use POSIX ();")).isGood()) {
            return List.of("perl", "-e", NEW_SESSION_BY_PERL);
        }
        return List.of();
    }

    private static ServerProcess onWindows(PostgresBinaries binaries, Path data, List<String> command, File output)
            throws IOException {
        var batch = data.resolveSibling("stop-with-kehub.cmd");
        Files.writeString(batch, """
                @echo off
                findstr "^" >nul
                "%KEHUB_PG_CTL%" stop -D "%KEHUB_PG_DATA%" -m fast -s
                """.replace("\n", "\r\n"));
        var server = ProcessRunner.builder(command)
                .redirectErrorStream(true)
                .redirectOutput(output)
                .start();
        var listening = ProcessRunner.builder(List.of("cmd.exe", "/d", "/c", batch.toString()))
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD);
        listening.environment().put("KEHUB_PG_CTL", binaries.program("pg_ctl").toString());
        listening.environment().put("KEHUB_PG_DATA", data.toString());
        return new ServerProcess(listening.start(), server, server.pid());
    }

    /** The process number of the server itself. */
    long pid() {
        return pid;
    }

    /** The process number of what stands between this JVM and the server. */
    long supervisorPid() {
        return holder.pid();
    }

    boolean isAlive() {
        return server.isAlive();
    }

    /** Done when the server, or the shell above it, has ended for whatever reason. */
    CompletableFuture<?> ended() {
        return server.onExit();
    }

    /**
     * Shuts the server down and waits for it: sessions are cut, what is committed is kept, and a checkpoint is written.
     *
     * @return false when it has not ended in time; it then ends later by itself or is stopped by the next start
     */
    boolean stop() {
        letGo();
        try {
            return server.waitFor(STOP.toSeconds(), TimeUnit.SECONDS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** Closes the pipe, upon which a server that still runs is told to shut down. */
    void letGo() {
        try {
            holder.getOutputStream().close();
        } catch (IOException ignored) {
            // the shell is gone already
        }
    }
}
