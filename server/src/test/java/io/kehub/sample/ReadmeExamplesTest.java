package io.kehub.sample;

import static org.assertj.core.api.Assertions.assertThat;

import io.kehub.KeHubServer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every curl line of the READMEs succeeds on the sample firm, as it stands but for address and password. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ReadmeExamplesTest {

    private static final Pattern SHELL = Pattern.compile("```sh\n(.*?)```", Pattern.DOTALL);
    private static final String ADDRESS = "http://127.0.0.1:8080";

    private final KeHubServer server = KeHubServer.start();

    @BeforeAll
    void fill() throws InterruptedException {
        SampleServer.sample(server, SampleServer.quiet(), "sample-only-3208").fill();
    }

    @AfterAll
    void stop() {
        server.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"README.md", "README.zh-CN.md"})
    void everyCallSucceeds(String readme) throws Exception {
        var folder = Files.createTempDirectory(Path.of("target"), "readme-");
        var calls = calls(readme);
        assertThat(calls).hasSizeGreaterThan(6).anyMatch(call -> call.contains(" -c cookies.txt "));

        for (var call : calls) {
            var answer = run(
                    folder,
                    call.replace(ADDRESS, server.address().toString())
                            .replace("\"password\": \"…\"", "\"password\": \"" + KeHubServer.ADMIN_PASSWORD + "\"")
                            .replace("wxid_first", "wxid_first_" + readme.length()));
            assertThat(answer).as(call).contains("\"success\":true");
            if (!call.contains("首步")) {
                assertThat(answer).as(call).doesNotContain("\"total\":0", "\"list\":[]");
            }
        }
    }

    @Test
    void bothReadmesShowTheSameCalls() throws IOException {
        assertThat(calls("README.zh-CN.md")).isEqualTo(calls("README.md"));
    }

    /** The curl commands of a page, with the lines of each joined. */
    private static List<String> calls(String readme) throws IOException {
        var text = Files.readString(Path.of("..", readme)).replace("\r\n", "\n");
        var calls = new ArrayList<String>();
        for (var block = SHELL.matcher(text); block.find(); ) {
            block.group(1)
                    .replaceAll("\\\\\n\\s*", "")
                    .lines()
                    .filter(line -> line.startsWith("curl "))
                    .forEach(calls::add);
        }
        return calls;
    }

    private static String run(Path folder, String command) throws Exception {
        var shell = new ProcessBuilder("/bin/sh", "-c", command.replace("curl ", "curl -s "))
                .directory(folder.toFile())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        var output = new String(shell.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(shell.waitFor(1, TimeUnit.MINUTES)).isTrue();
        return output;
    }
}
