package io.kehub;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/** The program as a stranger runs it: in a process of its own, seen through its output and over HTTP. */
final class KeHubProcess implements AutoCloseable {

    static final String ADMIN_PASSWORD = "only-for-this-test-3208";

    private static final Pattern ADDRESS = Pattern.compile("Address\\s+(http://\\S+)");
    private static final boolean WINDOWS = System.getProperty("os.name").startsWith("Windows");
    private static final Duration MAX_START_TIME = Duration.ofMinutes(5);

    private final Process process;
    private final Path output;
    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(30))
            .build();

    private KeHubProcess(Process process, Path output) {
        this.process = process;
        this.output = output;
    }

    /** Starts the program without waiting for it, by its script where there is a shell. */
    static KeHubProcess launch(Path folder, Map<String, String> environment, String... arguments) throws IOException {
        return launch(
                WINDOWS
                        ? javaJar(jar())
                        : List.of(Path.of("..", "kehub").toAbsolutePath().toString()),
                folder,
                environment,
                arguments);
    }

    /** The jar of this build. */
    static Path jar() {
        return Path.of(Objects.requireNonNull(System.getProperty("kehub.jar"), "kehub.jar names the program"));
    }

    /** The command that runs a jar without the script. */
    static List<String> javaJar(Path jar) {
        return List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Dstdout.encoding=UTF-8",
                "-Dstderr.encoding=UTF-8",
                "-jar",
                jar.toString());
    }

    /** Starts the program by a command of the caller's, such as a script in another place. */
    static KeHubProcess launch(List<String> program, Path folder, Map<String, String> environment, String... arguments)
            throws IOException {
        Files.createDirectories(folder);
        var output = Files.createTempFile(folder, "output-", ".txt");
        var java = Path.of(System.getProperty("java.home"));
        var command = new ArrayList<>(program);
        command.addAll(List.of(arguments));
        var builder = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output.toFile());
        builder.environment().keySet().removeIf(name -> name.startsWith("KEHUB_"));
        builder.environment().put("KEHUB_JAVA_HOME", java.toString());
        builder.environment().put("KEHUB_JAVA_OPTS", "-Xmx512m");
        builder.environment().putAll(environment);
        return new KeHubProcess(builder.start(), output);
    }

    /** A server on a free port with its home in the folder, ready to serve. */
    static KeHubProcess serve(Path folder) throws IOException, InterruptedException {
        var server = launch(
                folder,
                Map.of(
                        "KEHUB_ADMIN_PASSWORD", ADMIN_PASSWORD,
                        "KEHUB_SYNC_REQUEST_TIMEOUT", "5s",
                        "KEHUB_SYNC_SETTLE", "6s"),
                "serve",
                "--port",
                "0",
                "--home",
                folder.resolve("home").toString());
        server.awaitReady();
        return server;
    }

    void awaitReady() throws InterruptedException {
        var deadline = System.nanoTime() + MAX_START_TIME.toNanos();
        while (!isReady()) {
            if (!process.isAlive() || System.nanoTime() > deadline) {
                throw new IllegalStateException("did not start:\n" + output());
            }
            // another process is waited for, whose clock no test can turn
            Thread.sleep(20);
        }
    }

    private boolean isReady() throws InterruptedException {
        var address = ADDRESS.matcher(output());
        if (!address.find()) {
            return false;
        }
        try {
            var answer = http.send(
                    HttpRequest.newBuilder(URI.create(address.group(1) + "health/ready"))
                            .timeout(Duration.ofSeconds(30))
                            .build(),
                    HttpResponse.BodyHandlers.discarding());
            return answer.statusCode() == 200;
        } catch (IOException notYet) {
            return false;
        }
    }

    URI address() {
        var address = ADDRESS.matcher(output());
        if (!address.find()) {
            throw new IllegalStateException("no address in:\n" + output());
        }
        return URI.create(address.group(1));
    }

    String output() {
        try {
            return Files.readString(output, StandardCharsets.UTF_8);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /** {@code kill -9}: the process gets no chance to do anything. */
    void killNine() throws InterruptedException {
        process.destroyForcibly();
        process.waitFor();
    }

    /** {@code kill}: SIGTERM, and the exit status that comes of it. */
    int terminate() throws InterruptedException {
        process.destroy();
        return exitStatus();
    }

    int exitStatus() throws InterruptedException {
        if (!process.waitFor(5, TimeUnit.MINUTES)) {
            throw new IllegalStateException("still runs after five minutes:\n" + output());
        }
        return process.exitValue();
    }

    long pid() {
        return process.pid();
    }

    @Override
    public void close() throws InterruptedException {
        if (process.isAlive()) {
            process.destroy();
            if (!process.waitFor(2, TimeUnit.MINUTES)) {
                killNine();
            }
        }
    }
}
