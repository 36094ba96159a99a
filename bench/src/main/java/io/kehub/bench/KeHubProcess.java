package io.kehub.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Pattern;

/** The real program, started from its jar as a process of its own in a home of its own. */
final class KeHubProcess {

    /** Where the embedded PostgreSQL of a home listens. */
    record Database(int port, String user, String password) {

        @Override
        public String toString() {
            return "Database[port=%d, user=%s, password=***]".formatted(port, user);
        }
    }

    private static final String PASSWORD = "only for this run";
    private static final Pattern ADDRESS = Pattern.compile("Address\\s+(http://\\S+)");
    private static final Duration MAX_START_TIME = Duration.ofMinutes(5);
    private static final Duration MAX_STOP_TIME = Duration.ofMinutes(2);
    private static final int PORT_LINE = 3;

    private final Path home;
    private final Process process;
    private final CompletableFuture<URI> address = new CompletableFuture<>();
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    /** Starts the program with the JDK that runs this one, and returns at once. */
    KeHubProcess(Path jar, Path home) throws IOException {
        this.home = home;
        var java = Path.of(System.getProperty("java.home"), "bin", "java");
        var builder = new ProcessBuilder(
                java.toString(),
                "-Dstdout.encoding=UTF-8",
                "-jar",
                jar.toString(),
                "serve",
                "--port",
                "0",
                "--home",
                home.toString());
        // a load run must not use the environment's settings of a real database or ERP
        builder.environment().keySet().removeIf(name -> name.startsWith("KEHUB_"));
        builder.environment().put("KEHUB_ADMIN_PASSWORD", PASSWORD);
        process = builder.redirectErrorStream(true).start();
        Thread.ofPlatform().daemon().name("kehub-output").start(this::listen);
    }

    private void listen() {
        var said = new StringBuilder();
        try (var lines = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            for (var line = lines.readLine(); line != null; line = lines.readLine()) {
                var found = ADDRESS.matcher(line);
                if (found.find()) {
                    address.complete(URI.create(found.group(1)));
                }
                if (!address.isDone()) {
                    said.append(line).append(System.lineSeparator());
                }
            }
        } catch (IOException gone) {
            said.append(gone.getMessage());
        }
        address.completeExceptionally(new BenchException("KeHub has ended before it was ready:\n" + said));
    }

    /** Waits until the program is ready, and returns its address. */
    URI awaitReady() throws IOException, InterruptedException {
        try {
            var ready = address.get(MAX_START_TIME.toSeconds(), TimeUnit.SECONDS);
            var question =
                    HttpRequest.newBuilder(ready.resolve("/health/ready")).build();
            var patience = System.nanoTime() + MAX_START_TIME.toNanos();
            while (http.send(question, BodyHandlers.discarding()).statusCode() != 200) {
                if (System.nanoTime() > patience) {
                    throw new TimeoutException();
                }
                Thread.sleep(100);
            }
            return ready;
        } catch (ExecutionException ended) {
            throw ended.getCause() instanceof BenchException cause ? cause : new BenchException("KeHub failed", ended);
        } catch (TimeoutException late) {
            throw new BenchException("KeHub was not ready within " + MAX_START_TIME.toMinutes() + " minutes", late);
        }
    }

    /** Signs the administrator in and returns the cookie, name and value. */
    String signIn(URI address) throws IOException, InterruptedException {
        return signIn(address, "admin");
    }

    /** Creates a sales user and signs in as this user. */
    String signInNewSeller(URI address, String administrator, String login) throws IOException, InterruptedException {
        ask(
                address.resolve("/api/admin/users"),
                administrator,
                "{\"login\": \"%s\", \"name\": \"销售\", \"password\": \"%s\"}".formatted(login, PASSWORD));
        return signIn(address, login);
    }

    private String signIn(URI address, String login) throws IOException, InterruptedException {
        var answer = post(
                address.resolve("/webapi/v3/ov1/login"),
                "",
                "{\"user\": \"%s\", \"password\": \"%s\"}".formatted(login, PASSWORD));
        return answer.headers().firstValue("Set-Cookie").orElseThrow().replaceFirst(";.*", "");
    }

    /** Posts JSON and returns the body of the answer, which must be a success. */
    String ask(URI url, String cookie, String body) throws IOException, InterruptedException {
        return post(url, cookie, body).body();
    }

    private HttpResponse<String> post(URI url, String cookie, String body) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(url)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body));
        if (!cookie.isEmpty()) {
            request.header("Cookie", cookie);
        }
        var answer = http.send(request.build(), BodyHandlers.ofString());
        if (answer.statusCode() / 100 != 2) {
            throw new BenchException("%s was answered with %d: %s".formatted(url, answer.statusCode(), answer.body()));
        }
        return answer;
    }

    /** Reads where the embedded server listens from the files that it and the program keep in the home. */
    Database database() throws IOException {
        var folder = home.resolve("database");
        var lines = Files.readAllLines(folder.resolve("data").resolve("postmaster.pid"));
        var password = Files.readString(folder.resolve("password")).strip();
        return new Database(Integer.parseInt(lines.get(PORT_LINE).strip()), "kehub", password);
    }

    /** Stops the program and its database, and waits for both. */
    void stop() {
        process.destroy();
        try {
            if (!process.waitFor(MAX_STOP_TIME.toSeconds(), TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
