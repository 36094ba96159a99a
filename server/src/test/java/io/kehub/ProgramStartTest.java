package io.kehub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.kehub.client.CustomerQuery;
import io.kehub.client.ErpClient;
import io.kehub.database.TestDatabase;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The start of the real program: which settings count, and what the console says if it can't start. */
class ProgramStartTest {

    private static final String SECRET = "never-shown-3208";

    @TempDir
    Path folder;

    static Stream<Arguments> aWrongSettingIsOneSentenceAndExitStatusTwo() {
        return Stream.of(
                arguments(Map.of("KEHUB_PORT", "tcp://10.96.0.5:8080"), List.of(), "KEHUB_PORT 是“tcp://"),
                arguments(Map.of(), List.of("--port", "70000"), "--port 是“70000”"),
                arguments(Map.of(), List.of("--bind=192.0.2.1"), "--bind 是“192.0.2.1”"),
                arguments(Map.of("KEHUB_HOME", "~" + "nobody/x"), List.of(), "KEHUB_HOME 是“~nobody/x”"),
                arguments(
                        Map.of("KEHUB_DB_URL", "jdbc:postgresql://u:" + SECRET + "@h:x/d"),
                        List.of(),
                        "KEHUB_DB_URL 的格式不正确"),
                arguments(Map.of(), List.of("--db-passwort=" + SECRET), "--db-passwort"),
                arguments(Map.of(), List.of(SECRET), "多余的参数"));
    }

    @ParameterizedTest
    @MethodSource
    void aWrongSettingIsOneSentenceAndExitStatusTwo(
            Map<String, String> environment, List<String> options, String expected) throws Exception {
        try (var program = serve(environment, List.of(), options)) {
            assertThat(program.exitStatus()).as(program.err()).isEqualTo(2);
            mustBeOneSentence(program, expected);
        }
        assertThat(folder).as("nothing was made").isEmptyDirectory();
    }

    /** The shell writes the bytes, whatever the locale of the tests: 北京 is no zone, 本机 no address. */
    @ParameterizedTest
    @CsvSource({
        "KEHUB_ZONE=$(printf \"\\345\\214\\227\\344\\272\\254\"), -, KEHUB_ZONE 是“北京”",
        "KEHUB_PORT=0, --bind=$(printf \"\\346\\234\\254\\346\\234\\272\"), --bind 是“本机”"
    })
    void chineseIsUnderstoodInALocaleWithoutIt(String environment, String option, String expected) throws Exception {
        assumeTrue(Files.exists(Path.of("/proc/self/environ")));
        var script = "exec env LC_ALL=C " + environment + " \"$@\" serve " + (option.equals("-") ? "" : option);
        try (var program = ProgramRun.byShell(folder, script)) {
            assertThat(program.exitStatus()).as(program.err()).isEqualTo(2);
            mustBeOneSentence(program, expected);
        }
    }

    @Test
    void whatPreventsAStartIsOneSentenceAndExitStatusOne() throws Exception {
        var file = Files.writeString(folder.resolve("file"), "");
        mustFail(Map.of("KEHUB_HOME", file.toString()), "不是目录");
        mustFail(Map.of("KEHUB_HOME", file.resolve("below").toString()), "file");
        var dangling = Files.createSymbolicLink(folder.resolve("dangling"), folder.resolve("nowhere"));
        mustFail(Map.of("KEHUB_HOME", dangling.toString()), "dangling");
        try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            mustFail(Map.of("KEHUB_PORT", Integer.toString(taken.getLocalPort())), "已被占用");
        }
    }

    @Test
    void aDatabaseThatCannotBeUsedIsOneSentence() throws Exception {
        var database = TestDatabase.fresh();
        var environment = new HashMap<>(
                Map.of("KEHUB_DB_URL", database.url(), "KEHUB_DB_USER", database.user(), "KEHUB_DB_PASSWORD", SECRET));
        mustFail(environment, "拒绝了用户");
        environment.put("KEHUB_DB_PASSWORD", database.password());
        environment.put("KEHUB_ADMIN_PASSWORD", "ab${x}3");
        try (var program = serve(environment, List.of(), List.of())) {
            assertThat(program.exitStatus()).isEqualTo(2);
            mustBeOneSentence(program, "KEHUB_ADMIN_PASSWORD：密码太短：共 7 个字");
            assertThat(program.err()).doesNotContain("ab${x}3");
        }
    }

    /** Everything at once that is meant for other programs. Nothing of it may have an effect. */
    @Test
    void settingsOfOtherProgramsHaveNoEffectAndOurOwnAreTakenLiterally() throws Exception {
        var foreign = freePort();
        var management = freePort();
        for (var name :
                List.of("application.properties", "config/application.properties", "config/x/application.properties")) {
            var file = folder.resolve(name);
            Files.createDirectories(file.getParent());
            Files.writeString(
                    file,
                    "server.port=" + foreign + "\nspring.main.web-application-type=none\nlogging.level.root=debug\n");
        }
        Files.writeString(folder.resolve("application.yml"), "server: {port: " + foreign + "}\ndebug: true\n");
        var logback = folder.resolve("logback.xml");
        Files.writeString(logback, "<configuration debug='true'/>");
        Files.writeString(folder.resolve("hikari.properties"), "jdbcUrl=jdbc:nothing\n");

        var database = TestDatabase.fresh();
        var password = " Abc-${x}-#{40+2}-'\"\\$(id)@12345 ";
        var environment = new HashMap<>(Map.of(
                "KEHUB_DB_URL",
                database.url(),
                "KEHUB_DB_USER",
                database.user(),
                "KEHUB_DB_PASSWORD",
                database.password(),
                "KEHUB_ADMIN_PASSWORD",
                password,
                "KEHUB_PROT",
                SECRET,
                "KEHUB_HOME",
                "",
                "KEHUB_BIND",
                "  "));
        environment.putAll(Map.of(
                "SERVER_PORT", foreign,
                "PORT", foreign,
                "SERVER_ADDRESS", "192.0.2.1",
                "SERVER_SERVLET_CONTEXT_PATH", "/elsewhere",
                "MANAGEMENT_SERVER_PORT", management,
                "MANAGEMENT_ENDPOINTS_WEB_EXPOSURE_INCLUDE", "*",
                "DEBUG", "true",
                "TRACE", "true"));
        environment.putAll(Map.of(
                "SPRING_PROFILES_ACTIVE", "other",
                "SPRING_APPLICATION_JSON", "{\"server\":{\"port\":" + foreign + "}}",
                "SPRING_CONFIG_LOCATION", "file:/nowhere/",
                "SPRING_CONFIG_IMPORT", "file:/nowhere/x.yaml",
                "SPRING_CONFIG_ADDITIONAL_LOCATION", "file:/nowhere/",
                "SPRING_MAIN_WEB_APPLICATION_TYPE", "none",
                "SPRING_DATASOURCE_URL", "jdbc:postgresql://192.0.2.1/x",
                "SPRING_FLYWAY_ENABLED", "false",
                "SPRING_MAIN_SOURCES", "no.such.Class"));
        environment.putAll(Map.of(
                "LOGGING_LEVEL_ROOT", "debug",
                "LOGGING_CONFIG", "/nowhere/logback.xml",
                "CONSOLE_LOG_THRESHOLD", "OFF",
                "CONSOLE_LOG_PATTERN", "x",
                "PGHOST", "192.0.2.1",
                "PGPORT", "1",
                "PGPASSWORD", "wrong",
                "PGSERVICEFILE", "/nowhere",
                "PGOPTIONS", "-c default_transaction_read_only=on"));
        var jvm = List.of(
                "-Dserver.port=" + foreign,
                "-Dspring.main.web-application-type=none",
                "-Dspring.profiles.active=other",
                "-Dspring.datasource.url=jdbc:nothing",
                "-Dlogging.config=/nowhere/logback.xml",
                "-Dlogging.level.root=debug",
                "-Dlogback.configurationFile=" + logback,
                "-Dlogback.debug=true",
                "-Dorg.springframework.boot.logging.LoggingSystem=none",
                "-Dslf4j.internal.verbosity=DEBUG",
                "-Dhikaricp.configurationFile=" + folder.resolve("hikari.properties"),
                "-Dpicocli.trace=DEBUG",
                "-Ddebug=true");

        try (var program = serve(environment, jvm, List.of())) {
            program.await("Address");
            var address = Pattern.compile("Address\\s+(http://127\\.0\\.0\\.1:([0-9]+)/)")
                    .matcher(program.out());
            assertThat(address.find()).as(program.out()).isTrue();
            assertThat(address.group(2)).isNotEqualTo(foreign);
            assertThat(program.out()).doesNotContain("DEBUG", "TRACE", "CONDITIONS EVALUATION", "|-INFO");
            assertThat(program.err())
                    .contains("KEHUB_PROT")
                    .contains("KEHUB_PORT")
                    .doesNotContain(SECRET)
                    .hasLineCount(1);
            for (var port : List.of(foreign, management)) {
                assertThatThrownBy(() -> new Socket("127.0.0.1", Integer.parseInt(port)).close())
                        .isInstanceOf(ConnectException.class);
            }
            try (var erp = ErpClient.builder(URI.create(address.group(1)))
                    .account("admin", password)
                    .build()) {
                assertThat(erp.list(CustomerQuery.all(), 1, 1).orElseThrow().total())
                        .isZero();
            }
            assertThat(program.terminate()).isZero();
        }
    }

    private void mustFail(Map<String, String> environment, String expected) throws Exception {
        try (var program = serve(environment, List.of(), List.of())) {
            assertThat(program.exitStatus()).as(program.err()).isEqualTo(1);
            mustBeOneSentence(program, expected);
        }
    }

    private static void mustBeOneSentence(ProgramRun program, String expected) throws IOException {
        assertThat(program.out()).isEmpty();
        assertThat(program.err().strip())
                .contains(expected)
                .doesNotContain(SECRET)
                .doesNotContain("\tat ", "Exception", "org.springframework")
                .satisfies(text -> assertThat(text.lines()).hasSizeLessThanOrEqualTo(2));
    }

    /** On any free port, unless the settings name one. */
    private ProgramRun serve(Map<String, String> environment, List<String> jvmOptions, List<String> options)
            throws IOException {
        var given = new HashMap<>(environment);
        given.putIfAbsent("KEHUB_PORT", "0");
        return ProgramRun.start(
                folder,
                given,
                jvmOptions,
                Stream.concat(Stream.of("serve"), options.stream()).toList());
    }

    private static String freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return Integer.toString(socket.getLocalPort());
        }
    }
}
