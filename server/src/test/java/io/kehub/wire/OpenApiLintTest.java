package io.kehub.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;

import io.kehub.KeHubServer;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Redocly has nothing to say against the OpenAPI documents. Skipped where there is no Node.js from 20.19 on with npm, or where
 * npm cannot reach its registry.
 */
class OpenApiLintTest {

    private static final Path LINT = Path.of("src", "test", "openapi-lint");
    private static final List<String> DOCUMENTS =
            List.of("openapi.json", "openapi-ov1.json", "openapi-v3.json", "openapi-helper.json", "openapi-rest.json");
    private static final int MIN_NODE = 20;

    @TempDir
    private Path folder;

    private record Finished(int code, String output) {}

    @Test
    void redoclyFindsNoErrorAndNoWarning() throws IOException, InterruptedException {
        install();
        try (var server = KeHubServer.start()) {
            var stranger = QuickCaller.stranger(server.address());
            for (var document : DOCUMENTS) {
                Files.writeString(
                        folder.resolve(document),
                        stranger.send("GET", "/" + document, BodyPublishers.noBody())
                                .text());
            }
        }
        var command = new ArrayList<>(List.of("node", "node_modules/@redocly/cli/bin/cli.js", "lint"));
        command.addAll(DOCUMENTS);
        var lint = run(command);

        // the strict rules make every warning an error
        assertThat(lint.output()).contains("Your API descriptions are valid");
        assertThat(lint.code()).isZero();
    }

    /** A document that is not valid is found, so the lint is really at work. */
    @Test
    void redoclyFindsASeededError() throws IOException, InterruptedException {
        install();
        Files.writeString(folder.resolve("bad.json"), """
                {"openapi": "3.1.0", "info": {"title": "a", "version": "1"}, "paths": {"/a?b=1": {"get": {}}}}""");

        assertThat(run(List.of("node", "node_modules/@redocly/cli/bin/cli.js", "lint", "bad.json"))
                        .code())
                .isNotZero();
    }

    private void install() throws IOException, InterruptedException {
        int major;
        try {
            major = Integer.parseInt(
                    run(List.of("node", "--version")).output().strip().replaceFirst("^v([0-9]+).*$", "$1"));
            run(List.of("npm", "--version"));
        } catch (IOException | NumberFormatException missing) {
            abort("Redocly is not run: there is no node or npm here");
            return;
        }
        if (major < MIN_NODE) {
            abort("Redocly is not run: it needs Node.js " + MIN_NODE + " or newer, and this is " + major);
        }
        for (var file : List.of("package.json", "package-lock.json", "redocly.yaml")) {
            Files.copy(LINT.resolve(file), folder.resolve(file));
        }
        var installed = run(List.of("npm", "ci", "--prefer-offline", "--no-audit", "--no-fund", "--ignore-scripts"));
        if (installed.code() != 0) {
            abort("Redocly is not run: npm cannot install it: " + installed.output());
        }
    }

    private Finished run(List<String> command) throws IOException, InterruptedException {
        var builder = new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true);
        builder.environment().put("REDOCLY_TELEMETRY", "off");
        builder.environment().put("REDOCLY_SUPPRESS_UPDATE_NOTICE", "true");
        builder.environment().put("NO_COLOR", "1");
        var process = builder.start();
        process.getOutputStream().close();
        var output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (!process.waitFor(5, TimeUnit.MINUTES)) {
            process.destroyForcibly();
        }
        return new Finished(process.waitFor(), output);
    }
}
