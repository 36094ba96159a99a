package io.kehub.bench;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;

/** The load generator {@code wrk}: each client sends its next request as soon as the previous one is answered. */
final class Wrk {

    /**
     * Results of one run.
     *
     * @param perSecond answers per second, of all clients together
     * @param p50 median latency in milliseconds
     * @param p99 99th percentile of the latency in milliseconds
     */
    record Figures(double perSecond, double p50, double p99) {}

    private static final String MISSING =
            "wrk was not found: install the package \"wrk\" (Debian, Ubuntu: apt install wrk; macOS: brew install wrk), or"
                    + " put the folder that holds it on the PATH.";

    /** Sends one request repeatedly, checks every answer, and prints the figures in one line. */
    private static final String SCRIPT = """
            wrk.method = "POST"
            wrk.body = os.getenv("BENCH_BODY")
            wrk.headers["Content-Type"] = "application/json"
            wrk.headers["Cookie"] = os.getenv("BENCH_COOKIE")

            local threads = {}

            function setup(thread)
              table.insert(threads, thread)
            end

            function init(args)
              failed = 0
              failure = ""
            end

            function response(status, headers, body)
              if status ~= 200 or not string.find(body, '"success":true', 1, true) then
                failed = failed + 1
                failure = status .. " " .. body
              end
            end

            function done(summary, latency, requests)
              local failed = 0
              local failure = ""
              for _, thread in ipairs(threads) do
                failed = failed + thread:get("failed")
                if thread:get("failure") ~= "" then failure = thread:get("failure") end
              end
              local errors = summary.errors
              print(string.format("figures %d %d %d %d %d %d", summary.requests, summary.duration,
                latency:percentile(50), latency:percentile(99), failed,
                errors.connect + errors.read + errors.write + errors.timeout))
              print("failure " .. failure)
            end
            """;

    private static final Pattern FIGURES =
            Pattern.compile("^figures (\\d+) (\\d+) (\\d+) (\\d+) (\\d+) (\\d+)$", Pattern.MULTILINE);

    private final Path script;
    private final OnExit onExit;

    /** {@code folder} receives the script for wrk. */
    Wrk(Path folder, OnExit onExit) throws IOException {
        this.script = Files.writeString(folder.resolve("wrk.lua"), SCRIPT);
        this.onExit = onExit;
    }

    /** Checks that wrk is installed before anything else is started. */
    static void mustExist() throws InterruptedException {
        try {
            var version = new ProcessBuilder("wrk", "--version")
                    .redirectErrorStream(true)
                    .start();
            // its exit status is 1 even then
            if (!output(version).startsWith("wrk ")) {
                throw new BenchException(MISSING);
            }
            version.waitFor();
        } catch (IOException missing) {
            throw new BenchException(MISSING, missing);
        }
    }

    /**
     * Posts the JSON repeatedly for a duration.
     *
     * @throws BenchException if any answer is not a success, or a connection fails
     */
    Figures run(URI url, String cookie, String json, int clients, Duration time)
            throws IOException, InterruptedException {
        var builder = new ProcessBuilder(List.of(
                "wrk",
                "--connections=" + clients,
                "--threads=" + Math.min(2, clients),
                "--duration=" + Math.max(1, time.toSeconds()) + "s",
                "--timeout=60s",
                "--script=" + script,
                url.toString()));
        // not as arguments, which every user of the machine can see
        builder.environment().put("BENCH_COOKIE", cookie);
        builder.environment().put("BENCH_BODY", json);
        var process = builder.redirectErrorStream(true).start();
        onExit.undo(process::destroy);
        var said = output(process);
        var status = process.waitFor();
        var figures = FIGURES.matcher(said);
        if (status != 0 || !figures.find()) {
            throw new BenchException("wrk failed on " + url + ":\n" + said);
        }
        if (!figures.group(5).equals("0")
                || !figures.group(6).equals("0")
                || figures.group(1).equals("0")) {
            throw new BenchException("%s: of %s answers %s were no success, and %s connections failed; %s"
                    .formatted(
                            url,
                            figures.group(1),
                            figures.group(5),
                            figures.group(6),
                            said.substring(figures.end()).strip()));
        }
        return new Figures(
                Double.parseDouble(figures.group(1)) / (Double.parseDouble(figures.group(2)) / 1e6),
                Double.parseDouble(figures.group(3)) / 1e3,
                Double.parseDouble(figures.group(4)) / 1e3);
    }

    private static String output(Process process) throws IOException {
        try (var output = process.getInputStream()) {
            return new String(output.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
