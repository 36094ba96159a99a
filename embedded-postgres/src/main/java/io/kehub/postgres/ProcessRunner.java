package io.kehub.postgres;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/** Runs short-lived programs of the system and of PostgreSQL. */
final class ProcessRunner {

    /** The only environment variables that PostgreSQL gets; others may contain secrets or settings of another server. */
    private static final Set<String> KEPT = Set.of("PATH", "SystemRoot", "SYSTEMROOT", "TEMP", "TMP", "ComSpec");

    record Result(int status, String output) {
        boolean isGood() {
            return status == 0;
        }
    }

    /** A process builder with a minimal environment: English messages, UTC, no {@code PG…} variables. */
    static ProcessBuilder builder(List<String> command) {
        var builder = new ProcessBuilder(command);
        builder.environment().keySet().retainAll(KEPT);
        builder.environment().putAll(Map.of("LC_ALL", "C", "TZ", "UTC"));
        return builder;
    }

    /**
     * Runs a command and waits for it.
     *
     * @return exit status and output; status -1 and the reason if it could not be started
     */
    static Result run(List<String> command, String input) {
        try {
            var process = builder(command).redirectErrorStream(true).start();
            try (var stdin = process.getOutputStream()) {
                stdin.write(input.getBytes(StandardCharsets.UTF_8));
            } catch (IOException ignored) {
                // it exited without reading its input; its status says why
            }
            var output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return new Result(process.waitFor(), output);
        } catch (IOException failure) {
            return new Result(-1, String.valueOf(failure.getMessage()));
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return new Result(-1, "interrupted");
        }
    }

    static Result run(List<String> command) {
        return run(command, "");
    }

    /** Waits briefly; false if the thread was interrupted. */
    static boolean pause(long millis) {
        try {
            TimeUnit.MILLISECONDS.sleep(millis);
            return true;
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private ProcessRunner() {}
}
