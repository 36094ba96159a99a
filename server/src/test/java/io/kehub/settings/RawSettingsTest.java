package io.kehub.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RawSettingsTest {

    private static final String USER_HOME = System.getProperty("user.home");

    @Test
    void theOptionWinsThenThePropertyThenTheVariable() {
        var variable = Map.of("KEHUB_PORT", "1");
        var property = Map.of("kehub.port", "2");
        var option = Map.of(Setting.PORT, "3");

        assertThat(port(RawSettings.of(option, property, variable))).isEqualTo(3);
        assertThat(port(RawSettings.of(Map.of(), property, variable))).isEqualTo(2);
        assertThat(port(RawSettings.of(Map.of(), Map.of(), variable))).isEqualTo(1);
        assertThat(port(RawSettings.of(Map.of(), Map.of(), Map.of()))).isEqualTo(8080);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "\t", "\u3000", "\n"})
    void anEmptyOrBlankValueCountsAsNotGivenWhicheverWay(String blank) {
        for (var setting : Setting.values()) {
            var given = RawSettings.of(
                    Map.of(setting, blank), Map.of(setting.property(), blank), Map.of(setting.variable(), blank));
            assertThat(given.text(setting)).as(setting.name()).isEmpty();
        }
        assertThat(RawSettings.of(Map.of(Setting.PORT, blank), Map.of(), Map.of("KEHUB_PORT", "7"))
                        .integer(Setting.PORT, 1, 0, 9))
                .as("the next source is asked")
                .isEqualTo(7);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SERVER_PORT",
                "PORT",
                "SPRING_APPLICATION_JSON",
                "kehub_port",
                "KEHUBPORT",
                "KEHUB.PORT",
                "KEHUB_kehub_port"
            })
    void noOtherVariableCounts(String name) {
        assertThat(port(RawSettings.of(Map.of(), Map.of(), Map.of(name, "1")))).isEqualTo(8080);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "tcp://10.96.0.5:8080",
                "abc",
                "70000",
                "65536",
                "-1",
                " 8080",
                "8080 ",
                "8080.0",
                "0x50",
                "８０８０",
                "+80",
                "08080",
                "8_080",
                "8080\n",
                "99999999999999999999",
                "${PORT}",
                "#{1}",
                "٨٠٨٠"
            })
    void aWrongPortIsRefusedByTheNameThatTheOperatorWrote(String text) {
        assertThatThrownBy(() -> port(RawSettings.of(Map.of(), Map.of(), Map.of("KEHUB_PORT", text))))
                .isInstanceOf(WrongSettingException.class)
                .hasMessageStartingWith("KEHUB_PORT 是“")
                .hasMessageContaining("必须是 0 到 65535 的整数")
                .hasMessageContaining("KEHUB_PORT is \"")
                .hasMessageContaining("it must be a whole number from 0 to 65535")
                .satisfies(thrown -> assertThat(thrown.getMessage()).hasLineCount(2));
        assertThatThrownBy(() -> port(RawSettings.of(Map.of(), Map.of("kehub.port", text), Map.of())))
                .hasMessageStartingWith("-Dkehub.port 是“");
        assertThatThrownBy(() -> port(RawSettings.of(Map.of(Setting.PORT, text), Map.of(), Map.of())))
                .hasMessageStartingWith("--port 是“");
    }

    @Test
    void aPortThatAContainerPlatformSetIsExplained() {
        assertThatThrownBy(() -> port(RawSettings.of(Map.of(), Map.of(), Map.of("KEHUB_PORT", "tcp://10.96.0.5:8080"))))
                .hasMessageContaining("enableServiceLinks")
                .hasMessageContaining("--port");
    }

    @ParameterizedTest
    @CsvSource({"500ms, PT0.5S", "10s, PT10S", "2m, PT2M", "1h, PT1H"})
    void timeSpansHaveAUnit(String text, Duration expected) {
        assertThat(settle(text)).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"10", "10 s", "1d", "PT10S", "-1s", "1.5s", "99h", "99ms", "１０s", "s", "10S", "${x}"})
    void anotherTimeSpanIsRefusedWithTheAllowedRange(String text) {
        assertThatThrownBy(() -> settle(text))
                .isInstanceOf(WrongSettingException.class)
                .hasMessageStartingWith("KEHUB_SYNC_SETTLE 是“" + text + "”")
                .hasMessageContaining("100ms 到 24h")
                .hasMessageContaining("from 100ms to 24h");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Asia/Shanghai", "UTC", "Europe/Berlin", "Etc/GMT+8"})
    void aZoneIsAnIanaName(String text) {
        assertThat(zone(text)).isEqualTo(ZoneId.of(text));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"Mars/Olympus", "+08:00", "GMT+8", "asia/shanghai", " UTC", "北京", "${TZ}", "#{'UTC'}", "CST", "Z"
            })
    void anUnknownZoneIsRefused(String text) {
        assertThatThrownBy(() -> zone(text))
                .isInstanceOf(WrongSettingException.class)
                .hasMessageStartingWith("KEHUB_ZONE 是“" + text + "”")
                .hasMessageContaining("Asia/Shanghai");
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://erp.example", "https://erp.example:46088/path", "HTTP://10.0.0.1:1/"})
    void anErpIsReachedByHttp(String text) {
        assertThat(url(text).httpUrl(Setting.ERP_URL)).isPresent();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "erp.example", "ftp://secret@erp", "http://", "http://user:secret@erp", "http://erp/?password=secret",
                "http://erp/#secret", "http://erp:99999/secret", "file:///secret", " http://erp/secret",
                        "http://e rp/secret",
                "tcp://10.96.0.5:80"
            })
    void anotherErpAddressIsRefusedWithoutBeingShown(String text) {
        assertThatThrownBy(() -> url(text).httpUrl(Setting.ERP_URL))
                .isInstanceOf(WrongSettingException.class)
                .hasMessageStartingWith("KEHUB_ERP_URL 格式不正确")
                .hasMessageContaining("KEHUB_ERP_URL is malformed")
                .hasMessageNotContaining("secret")
                .hasNoCause();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Abc-${x}-12345",
                "#{40+2}",
                "${HOME}",
                "${KEHUB_PORT:1}",
                " blanks around ",
                "\"quotes\"",
                "'",
                "back\\slash\\",
                "a=b,c:d",
                "line\nbreak",
                "密码密码密码密码",
                "%41",
                "$$",
                "$(id)",
                "`id`",
                "@file",
                "\uD842\uDFB7"
            })
    void aTextIsTakenLiterallyWhicheverWay(String text) {
        var setting = Setting.ADMIN_PASSWORD;
        var ways = List.of(
                RawSettings.of(Map.of(setting, text), Map.of(), Map.of()),
                RawSettings.of(Map.of(), Map.of("kehub.admin-password", text), Map.of()),
                RawSettings.of(Map.of(), Map.of(), Map.of("KEHUB_ADMIN_PASSWORD", text)));
        for (var given : ways) {
            assertThat(given.secret(setting))
                    .hasValueSatisfying(it -> assertThat(it.value()).isEqualTo(text));
            assertThat(given.toString() + given.secret(setting)).doesNotContain(text);
        }
    }

    @Test
    void aTildeIsTheUsersHome() {
        assertThat(folder("~")).isEqualTo(Path.of(USER_HOME));
        assertThat(folder("~/x")).isEqualTo(Path.of(USER_HOME, "x"));
        assertThat(folder("~//x/../y")).isEqualTo(Path.of(USER_HOME, "y"));
        assertThat(folder("a/~b")).isEqualTo(Path.of("a/~b").toAbsolutePath());
        assertThat(folder("./~b")).isEqualTo(Path.of("~b").toAbsolutePath());
    }

    @ParameterizedTest
    @ValueSource(strings = {"x", "./x", "x/", "a/../x"})
    void aRelativeFolderStartsAtTheWorkingDirectory(String text) {
        assertThat(folder(text)).isEqualTo(Path.of("x").toAbsolutePath());
    }

    @ParameterizedTest
    @ValueSource(strings = {"${HOME}", "#{1}", "$HOME/x", "${user.home}/x", "数据 目录", "a:b,c=d", "back\\slash"})
    void aFolderIsTakenLiterally(String text) {
        assertThat(folder("/tmp/" + text)).isEqualTo(Path.of("/tmp/" + text));
    }

    @ParameterizedTest
    @ValueSource(strings = {"~user", "~user/x", "~+", "~root/.kehub", "/", "/..", "/a/.."})
    void anotherUsersHomeOrTheRootFolderIsRejected(String text) {
        assertThatThrownBy(() -> folder(text))
                .isInstanceOf(WrongSettingException.class)
                .hasMessageStartingWith("KEHUB_HOME 是“" + text + "”");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "?", "relative"})
    void withoutAHomeDirectoryATildeIsRefused(String userHome) {
        assertThatThrownBy(() -> RawSettings.of(Map.of()).folder(Setting.HOME, "~/.kehub", userHome))
                .isInstanceOf(WrongSettingException.class)
                .hasMessageContaining("KEHUB_HOME");
    }

    @ParameterizedTest
    @CsvSource({
        "KEHUB_PROT, KEHUB_PORT",
        "KEHUB_DBURL, KEHUB_DB_URL",
        "KEHUB_ADMIN_PASWORD, KEHUB_ADMIN_PASSWORD",
        "kehub_port, KEHUB_PORT",
        "KEHUB_ERP_PASS_WORD, KEHUB_ERP_PASSWORD",
        "KEHUB_SYNC_WORKER, KEHUB_SYNC_WORKERS"
    })
    void aMisspeltVariableIsNamedWithTheRightOneAndWithoutItsValue(String wrong, String right) {
        var given = RawSettings.of(Map.of(), Map.of(), Map.of(wrong, "value-3208"));
        assertThat(given.unknownNames())
                .hasValueSatisfying(line -> assertThat(line)
                        .contains(wrong)
                        .contains("是否应为 " + right)
                        .contains("did you mean " + right)
                        .doesNotContain("3208")
                        .hasLineCount(1));
    }

    @Test
    void severalUnknownNamesMakeOneLine() {
        var given = RawSettings.of(
                Map.of(),
                Map.of("kehub.prot", "1", "server.port", "2"),
                Map.of("KEHUB_NOTHING_LIKE_IT", "x", "KEHUB_HOEM", "y", "OTHER", "z"));
        assertThat(given.unknownNames())
                .hasValueSatisfying(line -> assertThat(line)
                        .contains("-Dkehub.prot", "-Dkehub.port", "KEHUB_NOTHING_LIKE_IT", "KEHUB_HOEM")
                        .doesNotContain("OTHER", "server.port")
                        .hasLineCount(1));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "KEHUB_JAVA_HOME", "KEHUB_JAVA_OPTS", "KEHUB_SERVICE_HOST", "KEHUB_SERVICE_PORT",
                        "KEHUB_SERVICE_PORT_HTTP",
                "KEHUB_PORT_8080_TCP", "KEHUB_PORT_8080_TCP_ADDR", "KEHUB_DB_SERVICE_HOST", "KEHUB_DB_PORT",
                        "KEHUB_DB_PORT_5432_TCP_PORT"
            })
    void variablesOfTheLauncherAndOfContainerPlatformsAreNoMistake(String name) {
        assertThat(RawSettings.of(Map.of(), Map.of(), Map.of(name, "tcp://10.0.0.1:5432"))
                        .unknownNames())
                .isEmpty();
    }

    @Test
    void whatIsGivenWithoutTheSettingItBelongsToIsNamed() {
        var given = RawSettings.of(Map.of(), Map.of(), Map.of("KEHUB_DB_PASSWORD", "value-3208"));
        assertThat(given.unused(Setting.DB_URL, List.of(Setting.DB_USER, Setting.DB_PASSWORD)))
                .hasValueSatisfying(line -> assertThat(line)
                        .contains("KEHUB_DB_URL", "KEHUB_DB_PASSWORD")
                        .doesNotContain("3208"));
        assertThat(given.unused(Setting.ERP_URL, List.of(Setting.ERP_USER))).isEmpty();
    }

    @Test
    void whatIsShownOfAValueStaysOneShortLine() {
        assertThat(RawSettings.shown("a\nb\u001b[31m\u202e")).isEqualTo("a\uFFFDb\uFFFD[31m\uFFFD");
        assertThat(RawSettings.shown("𠮷".repeat(200))).isEqualTo("𠮷".repeat(60) + "…");
    }

    private static int port(RawSettings given) {
        return given.integer(Setting.PORT, 8080, 0, 65535);
    }

    private static Duration settle(String text) {
        return RawSettings.of(Map.of(), Map.of(), Map.of("KEHUB_SYNC_SETTLE", text))
                .duration(Setting.SYNC_SETTLE, Duration.ZERO, Duration.ofMillis(100), Duration.ofHours(24));
    }

    private static ZoneId zone(String text) {
        return RawSettings.of(Map.of(), Map.of(), Map.of("KEHUB_ZONE", text)).zone(Setting.ZONE, ZoneId.of("UTC"));
    }

    private static RawSettings url(String text) {
        return RawSettings.of(Map.of(), Map.of(), Map.of("KEHUB_ERP_URL", text));
    }

    private static Path folder(String text) {
        return RawSettings.of(Map.of(), Map.of(), Map.of("KEHUB_HOME", text)).folder(Setting.HOME, "unused", USER_HOME);
    }
}
