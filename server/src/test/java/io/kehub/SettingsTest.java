package io.kehub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.kehub.settings.RawSettings;
import io.kehub.settings.Setting;
import io.kehub.settings.WrongSettingException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.event.Level;

class SettingsTest {

    private final Map<String, String> environment = new HashMap<>();

    @Test
    void withoutAnySettingTheDefaultsHold() {
        var settings = settings();
        assertThat(settings.bind().port()).isEqualTo(8080);
        assertThat(settings.bind().address()).isEqualTo(InetAddress.getLoopbackAddress());
        assertThat(settings.home()).isEqualTo(Path.of(System.getProperty("user.home"), ".kehub"));
        assertThat(settings.zone()).isEqualTo(ZoneId.of("Asia/Shanghai"));
        assertThat(settings.logLevel()).isEqualTo(Level.INFO);
        assertThat(settings.adminPassword()).isNull();
        assertThat(settings.erp()).isNull();
        assertThat(settings.deliveries().workers()).isEqualTo(4);
        assertThat(settings.deliveries().settle()).isEqualTo(Duration.ofSeconds(30));
        assertThat(settings.deliveries().node()).endsWith(":" + settings.home());
    }

    @ParameterizedTest
    @CsvSource({
        "127.0.0.1, http://127.0.0.1:1/",
        "0.0.0.0, http://127.0.0.1:1/",
        "localhost, http://localhost:1/",
        "127.0.0.2, http://127.0.0.2:1/"
    })
    void anAddressOfThisMachineIsTaken(String bind, String url) {
        environment.put("KEHUB_BIND", bind);
        assertThat(settings().bind().url(1)).isEqualTo(url);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "192.0.2.1", "no-such-host.invalid", "8080", "0", "127.1", "127.0.0.1.", "127.0.0.256", "0x7f.0.0.1",
                        " 127.0.0.1",
                "127.0.0.1:8080", "http://127.0.0.1", "*", "2001:db8::1", "${HOME}", "#{1}", "本机", "1.2.3",
                        "127.0.0.1\n"
            })
    void anythingElseToListenOnIsRefused(String bind) {
        environment.put("KEHUB_BIND", bind);
        assertThatThrownBy(this::settings)
                .isInstanceOf(WrongSettingException.class)
                .hasMessageStartingWith("KEHUB_BIND 是“")
                .hasMessageContaining("0.0.0.0")
                .satisfies(thrown -> assertThat(thrown.getMessage()).hasLineCount(2));
    }

    @Test
    void aPortInUseIsReportedBeforeAnythingStarts() throws IOException {
        try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            environment.put("KEHUB_PORT", Integer.toString(taken.getLocalPort()));
            var bind = settings().bind();
            assertThatThrownBy(bind::mustBeFree)
                    .isInstanceOf(StartRefusedException.class)
                    .hasMessageContaining("端口 " + taken.getLocalPort() + " 已被占用")
                    .hasMessageContaining("is in use");
        }
    }

    @Test
    void aPortBelowTheUnprivilegedOnesOnWhichNothingListensIsAMatterOfPermission() throws Exception {
        var first = Path.of("/proc/sys/net/ipv4/ip_unprivileged_port_start");
        assumeTrue(
                Files.exists(first) && Integer.parseInt(Files.readString(first).strip()) > 1);
        var bind = new Bind(InetAddress.getLoopbackAddress(), "127.0.0.1", 1);
        assertThat(bind.refusal()).hasMessageContaining("没有权限监听端口 1").hasMessageContaining("may not listen on port 1");
    }

    @ParameterizedTest
    @CsvSource({
        "KEHUB_SYNC_WORKERS, 0",
        "KEHUB_SYNC_WORKERS, 65",
        "KEHUB_SYNC_WORKERS, four",
        "KEHUB_DB_POOL_SIZE, 1",
        "KEHUB_SYNC_REQUEST_TIMEOUT, 10",
        "KEHUB_SYNC_POLL, 0s",
        "KEHUB_SYNC_STOP_WITHIN, 2h",
        "KEHUB_SYNC_NODE, a b",
        "KEHUB_LOG_LEVEL, loud",
        "KEHUB_ZONE, Mars",
        "KEHUB_HOME, ~root/x"
    })
    void everyWrongSettingIsNamed(String name, String value) {
        environment.put(name, value);
        assertThatThrownBy(this::settings)
                .isInstanceOf(WrongSettingException.class)
                .hasMessageStartingWith(name + " 是“" + value + "”");
    }

    @Test
    void timesThatContradictEachOtherAreRefusedByTheirNames() {
        environment.put("KEHUB_SYNC_REQUEST_TIMEOUT", "40s");
        assertThatThrownBy(this::settings)
                .hasMessageContaining("KEHUB_SYNC_SETTLE （30s）必须长于 KEHUB_SYNC_REQUEST_TIMEOUT（40s）");
        environment.put("KEHUB_SYNC_SETTLE", "3m");
        assertThatThrownBy(this::settings)
                .hasMessageContaining("KEHUB_SYNC_LEASE (2m) must be longer than KEHUB_SYNC_SETTLE (3m)");
        environment.put("KEHUB_SYNC_LEASE", "4m");
        assertThat(settings().deliveries().lease()).isEqualTo(Duration.ofMinutes(4));
    }

    @Test
    void anotherErpNeedsAnAccount() {
        environment.put("KEHUB_ERP_URL", "http://erp.example");
        assertThatThrownBy(this::settings).hasMessageContaining("KEHUB_ERP_USER");
        environment.put("KEHUB_ERP_USER", "${USER}");
        assertThatThrownBy(this::settings).hasMessageContaining("KEHUB_ERP_PASSWORD");
        environment.put("KEHUB_ERP_PASSWORD", " #{1} ");
        var erp = Objects.requireNonNull(settings().erp());
        assertThat(erp.user()).isEqualTo("${USER}");
        assertThat(erp.password().value()).isEqualTo(" #{1} ");
    }

    @Test
    void noSecretIsInThePrintedSettings() {
        environment.putAll(Map.of(
                "KEHUB_ADMIN_PASSWORD", "value-3208",
                "KEHUB_DB_URL", "postgres://u:value-3208@db/erp?sslpassword=value-3208",
                "KEHUB_ERP_URL", "http://erp",
                "KEHUB_ERP_USER", "u",
                "KEHUB_ERP_PASSWORD", "value-3208"));
        assertThat(settings().toString()).doesNotContain("3208");
    }

    @Test
    void springKnowsOurOwnFileAndTheCheckedSettingsAlone() {
        var environment = new KeHubEnvironment(settings());
        assertThat(environment.getPropertySources().stream().map(source -> source.getName()))
                .hasSize(2)
                .first()
                .isEqualTo("settings");
        assertThat(environment.getProperty("server.port")).isEqualTo("8080");
        assertThat(environment.getProperty("user.home")).isNull();
        assertThat(environment.getProperty("PATH")).isNull();
        assertThat(environment.getActiveProfiles()).isEmpty();
    }

    @Test
    void everySettingIsDocumentedInBothLanguages() throws IOException {
        var page = Files.readString(Path.of("..", "docs", "settings.md"));
        for (var setting : Setting.values()) {
            assertThat(page.lines().filter(line -> line.contains("`" + setting.variable() + "`")))
                    .as(setting.variable())
                    .anySatisfy(line -> assertThat(line)
                            .contains("`" + setting.property() + "`")
                            .containsPattern("\\p{IsHan}"));
        }
        for (var readme : new String[] {"README.md", "README.zh-CN.md"}) {
            assertThat(Files.readString(Path.of("..", readme))).contains("docs/settings.md");
        }
    }

    private Settings settings() {
        return Settings.of(RawSettings.of(Map.of(), Map.of(), environment));
    }
}
