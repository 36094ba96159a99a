package io.kehub.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.kehub.KeHubServer;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.web.util.HtmlUtils;

/** The programs on the help pages run as printed. A language that is not installed is left out. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class HelpProgramsTest {

    private static final String HELP = "/sysn/view/OpenApi/help.ashx";
    private static final Pattern CODE = Pattern.compile("(?s)<code>(.*?)</code></pre>");

    @TempDir
    private Path folder;

    private final KeHubServer server = KeHubServer.start();
    private final QuickCaller admin = QuickCaller.signedIn(server.address(), "admin", KeHubServer.ADMIN_PASSWORD);

    @AfterAll
    void stop() {
        server.close();
    }

    private String page(String query) {
        return admin.send("GET", HELP + query, BodyPublishers.noBody()).text();
    }

    private static List<String> programs(String html) {
        return CODE.matcher(html)
                .results()
                .map(found -> HtmlUtils.htmlUnescape(found.group(1)))
                .toList();
    }

    private String run(String input, Map<String, String> environment, String... command)
            throws IOException, InterruptedException {
        var builder = new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true);
        builder.environment().putAll(environment);
        var process = builder.start();
        try (var in = process.getOutputStream()) {
            in.write(input.getBytes(StandardCharsets.UTF_8));
        }
        var output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        process.waitFor();
        return output;
    }

    private static boolean isInstalled(String program) {
        return Stream.of(System.getenv().getOrDefault("PATH", "").split(":"))
                .anyMatch(each -> Files.isExecutable(Path.of(each, program)));
    }

    @Test
    void theFirstStepsSignInListAddAndKeepTheSession() throws IOException, InterruptedException {
        assumeTrue(isInstalled("bash") && isInstalled("curl") && isInstalled("awk"), "bash, curl or awk is missing");
        var steps = programs(page("")).stream().limit(4).collect(Collectors.joining("\n"));
        var script = folder.resolve("steps.sh");
        Files.writeString(
                script, steps + "\ncurl -sS -H \"ZBAPI-Token: $KEHUB_SESSION\" " + server.address() + "/api/me");

        var output = run(KeHubServer.ADMIN_PASSWORD + "\n", Map.of(), "bash", script.toString());

        assertThat(output)
                .contains("登录成功", "\"list\":[", "\"login\":\"admin\"")
                .doesNotContain("\"success\":false", KeHubServer.ADMIN_PASSWORD);
        assertThat(admin.post(QuickCaller.LIST, "{\"keyword\": \"第一步科技\"}")
                        .data()
                        .path("total")
                        .intValue(-1))
                .isPositive();
    }

    private static Stream<Arguments> examples() {
        return Stream.of("curl", "Python", "Java", "PHP")
                .flatMap(language -> Stream.of(
                        Arguments.of(language, "customer-list", "quick", "\"success\":true"),
                        Arguments.of(language, "customer-list", "ov1", "\"status\":0"),
                        Arguments.of(language, "department-list", "v3", "\"Code\":200"),
                        Arguments.of(language, "warehouse-list", "helper", "\"flag\":true")));
    }

    @ParameterizedTest
    @MethodSource("examples")
    void anExampleRunsAsPrinted(String language, String operation, String dialect, String success)
            throws IOException, InterruptedException {
        var program = Map.of("curl", "bash", "Python", "python3", "Java", "java", "PHP", "php")
                .getOrDefault(language, "");
        var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        assumeTrue(program.equals("java") || isInstalled(program), program + " is missing");
        var section = page("?op=" + operation)
                .split("<h2 id=\"" + dialect + "\">", 2)[1]
                .split("<h2 id=", 2)[0];
        var printed = programs(section.split("data-language=\"" + language + "\"", 2)[1])
                .getFirst();
        var file = folder.resolve(Map.of("curl", "a.sh", "Python", "a.py", "Java", "Example.java", "PHP", "a.php")
                .getOrDefault(language, ""));
        Files.writeString(file, printed);

        var output = run(
                "",
                Map.of("KEHUB_SESSION", admin.session(), "PYTHONIOENCODING", "utf-8"),
                program.equals("java") ? java : program,
                file.toString());

        assertThat(output).contains(success);
    }
}
