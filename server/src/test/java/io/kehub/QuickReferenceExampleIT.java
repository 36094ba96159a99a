package io.kehub;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** The program that the quick reference itself gives as its example, run as it stands, and the package that it imports. */
class QuickReferenceExampleIT {

    private static final Path PROGRAMS = Path.of("..", "contract", "programs");
    private static final Path HUB = PROGRAMS.resolve("customer-hub");

    /** Nothing listens there: the hub files contacts, and the example alone brings them into the ERP. */
    private static final String NO_ERP = "http://127.0.0.1:1";

    @Test
    void theExampleOfTheQuickReferencePrintsItsSuccessLine() throws Exception {
        var folder = Files.createTempDirectory(Path.of("target"), "example-");
        try (var server = serve(folder)) {
            var session = new HubSession(server.address());
            var contact = session.create("wxid_example", "张三公司", 85).get("id").asString();
            session.file(contact);
            var example = Files.readString(PROGRAMS.resolve("quick-reference").resolve("example.py"))
                    .replace("http://erp.example:46088/", server.address().toString())
                    .replace("your_cookie", session.cookie());
            var program = Files.writeString(
                    folder.resolve("example.py"),
                    example + "\nassert sync_contact_to_erp('999999') is False\nassert sync_contact_to_erp('" + contact
                            + "')\n");

            assertThat(run(server.address(), program.toString()))
                    .contains("✅ 同步成功: ERP ID = ")
                    .doesNotContain("❌");
            assertThat(run(server.address(), program.toString()))
                    .as("the K-code is taken now")
                    .contains("❌ 同步失败: k_code");
        }
    }

    @Test
    void theTestsOfThePackageThatTheExampleImportsPass() throws Exception {
        var folder = Files.createTempDirectory(Path.of("target"), "customer-hub-");
        try (var server = serve(folder)) {
            var output = run(
                    server.address(),
                    "-m",
                    "unittest",
                    "discover",
                    "-s",
                    HUB.resolve("tests").toString());

            assertThat(output).containsPattern("Ran [1-9][0-9]* tests").contains("OK");
        }
    }

    private static KeHubProcess serve(Path folder) throws Exception {
        var server = KeHubProcess.launch(
                folder,
                Map.of("KEHUB_ADMIN_PASSWORD", KeHubProcess.ADMIN_PASSWORD, "KEHUB_ERP_PASSWORD", "not-used"),
                "serve",
                "--port",
                "0",
                "--home",
                folder.resolve("home").toString(),
                "--erp-url",
                NO_ERP,
                "--erp-user",
                "nobody");
        server.awaitReady();
        return server;
    }

    private static String run(URI server, String... arguments) throws Exception {
        var command = new ArrayList<>(List.of("python3"));
        command.addAll(List.of(arguments));
        var python = new ProcessBuilder(command).redirectErrorStream(true);
        python.environment()
                .putAll(Map.of(
                        "PYTHONPATH",
                        HUB.toAbsolutePath().toString(),
                        "PYTHONIOENCODING",
                        "utf-8",
                        "PYTHONDONTWRITEBYTECODE",
                        "1",
                        "CUSTOMER_HUB_URL",
                        server.toString(),
                        "CUSTOMER_HUB_USER",
                        "admin",
                        "CUSTOMER_HUB_PASSWORD",
                        KeHubProcess.ADMIN_PASSWORD));
        var running = python.start();
        var output = new String(running.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(running.waitFor(3, TimeUnit.MINUTES)).isTrue();
        return output;
    }
}
