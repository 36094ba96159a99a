package io.kehub.postgres;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** A program of its own that keeps an embedded PostgreSQL, for tests that kill it. */
final class ChildProgram implements AutoCloseable {

    private static final String MARK = "> ";

    private final Process process;
    private final List<String> said = new ArrayList<>();
    private boolean ready;

    private ChildProgram(Process process) {
        this.process = process;
    }

    /** Says the address, the password, the server's process and its supervisor's, and ends when it is told a line. */
    public static void main(String[] arguments) throws IOException {
        try (var home = HomeFolder.open(Path.of(arguments[0]));
                var postgres = EmbeddedPostgres.start(home, TestServer.settings())) {
            say(postgres.url());
            say(postgres.password());
            postgres.pids().forEach(pid -> say(pid.toString()));
            say("ready");
            System.in.read();
        } catch (PostgresStartException refused) {
            refused.getMessage().lines().forEach(ChildProgram::say);
        }
    }

    /** Marked, because the log goes the same way. */
    private static void say(String line) {
        System.out.println(MARK + line);
    }

    /** Starts one on the home and waits until it has its database, or has said why not. */
    static ChildProgram start(Path home, String... before) {
        try {
            var command = new ArrayList<>(List.of(before));
            command.addAll(List.of(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "-XX:TieredStopAtLevel=1",
                    "-Dstdout.encoding=UTF-8",
                    "-cp",
                    System.getProperty("java.class.path"),
                    ChildProgram.class.getName(),
                    home.toString()));
            var child = new ChildProgram(new ProcessBuilder(command)
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start());
            child.listen();
            return child;
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private void listen() throws IOException {
        var reader = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        for (var line = reader.readLine(); line != null; line = reader.readLine()) {
            if (line.equals(MARK + "ready")) {
                ready = true;
                return;
            }
            if (line.startsWith(MARK)) {
                said.add(line.substring(MARK.length()));
            }
        }
    }

    String message() {
        return String.join("\n", said);
    }

    Sql database() {
        return new Sql(said.get(0), DataFolder.USER, said.get(1));
    }

    long pid() {
        return process.pid();
    }

    long serverPid() {
        return Long.parseLong(said.get(2));
    }

    long supervisorPid() {
        return Long.parseLong(said.get(3));
    }

    /** What a power cut does to the program alone: no hook of it runs. */
    void kill() {
        process.destroyForcibly();
        waitForEnd();
    }

    void waitForEnd() {
        try {
            if (!process.waitFor(60, TimeUnit.SECONDS)) {
                throw new IllegalStateException("the child program does not end");
            }
        } catch (InterruptedException interrupted) {
            throw new IllegalStateException(interrupted);
        }
    }

    /**
     * Waits until the supervisor has stopped the server as well, which writes into the home that the test deletes next.
     */
    @Override
    public void close() {
        kill();
        if (ready) {
            waitForEndOf(supervisorPid());
        }
    }

    private static void waitForEndOf(long pid) {
        ProcessHandle.of(pid).ifPresent(server -> {
            try {
                server.onExit().get(60, TimeUnit.SECONDS);
            } catch (InterruptedException | ExecutionException | TimeoutException failure) {
                throw new IllegalStateException("the server of the child program does not end", failure);
            }
        });
    }
}
