package io.kehub;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** The program that the quick reference itself gives as its example, run as it stands. */
class QuickReferenceExampleIT {

    private static final Path PROGRAM = Path.of("..", "contract", "programs", "quick-reference");

    @Test
    void theExampleOfTheQuickReferencePrintsItsSuccessLine() throws Exception {
        var folder = Files.createTempDirectory(Path.of("target"), "example-");
        try (var server = KeHubProcess.serve(folder)) {
            var session = new HubSession(server.address());
            var example = Files.readString(PROGRAM.resolve("example.py"))
                    .replace("http://erp.example:46088/", server.address().toString())
                    .replace("your_cookie", session.cookie());
            var program =
                    Files.writeString(folder.resolve("example.py"), example + "\nassert sync_contact_to_erp('1')\n");

            assertThat(run(program)).contains("✅ 同步成功: ERP ID = ").doesNotContain("❌");
            assertThat(run(program)).as("the K-code is taken now").contains("❌ 同步失败: k_code");
        }
    }

    private static String run(Path program) throws Exception {
        var python = new ProcessBuilder(List.of("python3", program.toString())).redirectErrorStream(true);
        python.environment().put("PYTHONPATH", PROGRAM.toAbsolutePath().toString());
        python.environment().put("PYTHONIOENCODING", "utf-8");
        python.environment().put("PYTHONDONTWRITEBYTECODE", "1");
        var running = python.start();
        var output = new String(running.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(running.waitFor(3, TimeUnit.MINUTES)).isTrue();
        return output;
    }
}
