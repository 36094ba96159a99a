package io.kehub.client;

import static org.assertj.core.api.Assertions.assertThat;

import example.FirstSteps;
import io.kehub.client.ScriptedErp.Reply;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class ReadmeTest {

    @Test
    void theExampleInTheReadmeIsTheFileThatIsCompiledAndRun() throws Exception {
        var readme = Files.readString(Path.of("README.md")).replace("\r\n", "\n");
        var example = Files.readString(Path.of("src/test/java/example/FirstSteps.java"))
                .replace("\r\n", "\n");
        assertThat(readme).contains("```java\n" + example.substring(example.indexOf("import")) + "```\n");
    }

    @Test
    void theExampleRuns() throws Exception {
        try (var erp = new ScriptedErp().signsInEverybody()) {
            erp.on(
                    ScriptedErp.ADD,
                    request -> Reply.json("{\"success\":true,\"message\":\"\",\"data\":{\"id\":\"5\"}}"));
            erp.on(
                    ScriptedErp.DETAIL,
                    request -> Reply.json("{\"success\":true,\"data\":{\"id\":\"5\",\"name\":\"张三公司\"}}"));
            erp.on(
                    ScriptedErp.LIST,
                    request -> Reply.json(
                            "{\"success\":true,\"data\":{\"total\":1,\"list\":[{\"id\":\"5\",\"name\":\"张三公司\"}]}}"));

            assertThat(printed(() -> FirstSteps.main(erp.uri().toString(), "admin", "secret")))
                    .isEqualTo("added: 张三公司\n5 张三公司\n");
        }
    }

    private static String printed(Runnable program) {
        var console = System.out;
        var printed = new ByteArrayOutputStream();
        System.setOut(new PrintStream(printed, true, StandardCharsets.UTF_8));
        try {
            program.run();
        } finally {
            System.setOut(console);
        }
        return printed.toString(StandardCharsets.UTF_8).replace("\r\n", "\n");
    }
}
