package io.kehub.bench;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;

/** PostgreSQL's load generator; measures what the database alone can do on this machine. */
final class Pgbench {

    private static final String MISSING = """
            pgbench was not found. It comes with PostgreSQL's server: \
            on Debian and Ubuntu install the package "postgresql", on Fedora "postgresql-contrib", \
            on macOS "brew install postgresql"; elsewhere put the folder that holds pgbench on the PATH.""";

    private static final Pattern TPS = Pattern.compile("^tps = ([0-9.]+) .*(?:without|excluding)", Pattern.MULTILINE);

    /** Exit statuses above it are this number plus a signal number, as after Ctrl-C. */
    private static final int ENDED_BY_SIGNAL = 128;

    private final KeHubProcess.Database database;
    private final OnExit onExit;

    Pgbench(KeHubProcess.Database database, OnExit onExit) {
        this.database = database;
        this.onExit = onExit;
    }

    /** Checks that pgbench is installed before anything else is started. */
    static void mustExist() throws InterruptedException {
        try {
            var version = new ProcessBuilder("pgbench", "--version")
                    .redirectErrorStream(true)
                    .start();
            drain(version);
            if (version.waitFor() != 0) {
                throw new BenchException(MISSING);
            }
        } catch (IOException missing) {
            throw new BenchException(MISSING, missing);
        }
    }

    /**
     * Runs the script repeatedly for a duration.
     *
     * @return scripts per second, of all clients together
     */
    double run(Path script, int clients, Duration time) throws IOException, InterruptedException {
        var builder = new ProcessBuilder(List.of(
                "pgbench",
                "--no-vacuum",
                "--protocol=prepared",
                "--client=" + clients,
                "--jobs=2",
                "--time=" + Math.max(1, time.toSeconds()),
                "--file=" + script,
                "--host=127.0.0.1",
                "--port=" + database.port(),
                "--username=" + database.user(),
                "kehub"));
        builder.environment().put("PGPASSWORD", database.password());
        builder.environment().put("PGCLIENTENCODING", "UTF8");
        var process = builder.redirectErrorStream(true).start();
        onExit.undo(process::destroy);
        var said = drain(process);
        var status = process.waitFor();
        if (status > ENDED_BY_SIGNAL) {
            throw new BenchException("pgbench was stopped");
        }
        var tps = TPS.matcher(said);
        if (status != 0 || !tps.find()) {
            throw new BenchException("pgbench failed on " + script.getFileName() + ":\n" + said);
        }
        return Double.parseDouble(tps.group(1));
    }

    private static String drain(Process process) throws IOException {
        try (InputStream output = process.getInputStream()) {
            return new String(output.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
