package io.kehub.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kehub.settings.RawSettings;
import io.kehub.settings.Setting;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

class ExternalPostgresTest {

    private final TestDatabase database = TestDatabase.empty();

    @Test
    void aDatabaseThatSupportsChineseIsAccepted() {
        assertThatCode(() -> ExternalPostgres.mustSuit(settings(database.url(), database.password())))
                .doesNotThrowAnyException();
        assertThatCode(() -> ExternalPostgres.mustSuit(
                        settings(made("with_icu", "'UTF8' locale_provider icu icu_locale 'zh'"), database.password())))
                .doesNotThrowAnyException();
    }

    @Test
    void anEncodingOtherThanUtf8IsRefusedWithTheCommandThatHelps() {
        for (var encoding : new String[] {"SQL_ASCII", "LATIN1", "EUC_CN"}) {
            var url = made("in_" + encoding, "'" + encoding + "' locale_provider libc locale 'C'");
            assertThatThrownBy(() -> ExternalPostgres.mustSuit(settings(url, database.password())))
                    .isInstanceOf(DatabaseStartException.class)
                    .hasMessageContaining("编码是 " + encoding)
                    .hasMessageContaining(
                            "create database kehub owner kehub template template0 encoding 'UTF8' locale 'C.UTF-8'");
        }
    }

    @Test
    void theLocaleCIsRejectedBecauseItDoesNotSupportChinese() {
        for (var locale :
                new String[] {"libc locale 'C'", "libc locale 'POSIX'", "builtin builtin_locale 'C' locale 'C.UTF-8'"
                }) {
            var url = made("blind_" + Math.abs(locale.hashCode()), "'UTF8' locale_provider " + locale);
            assertThatThrownBy(() -> ExternalPostgres.mustSuit(settings(url, database.password())))
                    .isInstanceOf(DatabaseStartException.class)
                    .hasMessageContaining("无法正确处理中文");
        }
    }

    @Test
    void aServerThatIsTooOldIsRefusedWithItsVersion() {
        assertThatThrownBy(() -> ExternalPostgres.mustBeNewEnough(settings(database.url(), ""), 16))
                .isInstanceOf(DatabaseStartException.class)
                .hasMessageContaining("是 PostgreSQL 16，KeHub 需要 17");
        assertThatCode(() -> ExternalPostgres.mustBeNewEnough(settings(database.url(), ""), 17))
                .doesNotThrowAnyException();
    }

    @Test
    void aServerThatIsNotThereOrRefusesTheUserIsNamedWithoutThePassword() {
        assertThatThrownBy(() -> ExternalPostgres.mustSuit(
                        settings("jdbc:postgresql://127.0.0.1:" + freePort() + "/erp", "secret")))
                .isInstanceOf(DatabaseStartException.class)
                .hasMessageContaining("数据库 jdbc:postgresql://127.0.0.1:")
                .hasMessageContaining("--db-url")
                .hasMessageNotContaining("secret");
        assertThatThrownBy(() -> ExternalPostgres.mustSuit(settings(database.url(), "secret")))
                .hasMessageContaining("--db-password")
                .hasMessageNotContaining("secret");
    }

    @Test
    void aUserWithoutPrivilegesIsToldTheStatementThatGrantsThem() {
        execute("create role \"no_rights\" login password 'pw'");
        assertThatThrownBy(() -> ExternalPostgres.mustSuit(settings(database.url(), "no_rights", "pw")))
                .isInstanceOf(DatabaseStartException.class)
                .hasMessageContaining("不能在数据库")
                .hasMessageContaining("grant usage, create on schema public to no_rights;")
                .satisfies(ExternalPostgresTest::isTwoLines);

        execute("revoke connect on database " + name() + " from public");
        assertThatThrownBy(() -> ExternalPostgres.mustSuit(settings(database.url(), "no_rights", "pw")))
                .isInstanceOf(DatabaseStartException.class)
                .hasMessageContaining("grant connect on database " + name() + " to no_rights;")
                .satisfies(ExternalPostgresTest::isTwoLines);

        execute("grant connect on database " + name() + " to no_rights");
        execute("grant usage, create on schema public to no_rights");
        assertThatCode(() -> ExternalPostgres.mustSuit(settings(database.url(), "no_rights", "pw")))
                .doesNotThrowAnyException();
    }

    @Test
    void aDatabaseOfAnotherProgramIsRefusedByTheNamesOfItsTables() {
        for (var made : new String[] {
            "create table orders ()", "create view report as select 1 as one", "create sequence numbers"
        }) {
            var other = TestDatabase.empty();
            JdbcClient.create(other.dataSource()).sql(made).update();
            assertThatThrownBy(() -> ExternalPostgres.mustSuit(settings(other.url(), other.password())))
                    .isInstanceOf(DatabaseStartException.class)
                    .hasMessageContaining("其他程序的表（" + made.split(" ")[2] + "）")
                    .hasMessageContaining("create database kehub owner kehub")
                    .satisfies(ExternalPostgresTest::isTwoLines);
        }
    }

    @Test
    void aReadOnlyDatabaseIsRefusedWithTheStatementThatHelps() {
        execute("alter database " + name() + " set default_transaction_read_only = on");
        assertThatThrownBy(() -> ExternalPostgres.mustSuit(settings(database.url(), database.password())))
                .isInstanceOf(DatabaseStartException.class)
                .hasMessageContaining("是只读的")
                .hasMessageContaining("alter database " + name() + " reset default_transaction_read_only;")
                .satisfies(ExternalPostgresTest::isTwoLines);
    }

    @Test
    void whoMayNotSignInIsToldWhatToCheck() {
        execute("create role no_login nologin password 'pw'");
        assertThatThrownBy(() -> ExternalPostgres.mustSuit(settings(database.url(), "no_login", "pw")))
                .hasMessageContaining("不接受用户 no_login")
                .hasMessageContaining("sslmode=require")
                .satisfies(ExternalPostgresTest::isTwoLines);
        assertThatThrownBy(() -> ExternalPostgres.mustSuit(settings(database.url(), "stranger", "pw")))
                .hasMessageContaining("拒绝了用户 stranger 的密码");
        assertThatThrownBy(() -> ExternalPostgres.mustSuit(settings(database.url(), database.user(), " ")))
                .as("no password at all")
                .hasMessageContaining("KEHUB_DB_PASSWORD");
        execute("create role crowded login password 'pw' connection limit 0");
        assertThatThrownBy(() -> ExternalPostgres.mustSuit(settings(database.url(), "crowded", "pw")))
                .hasMessageContaining("连接数已满");
    }

    @Test
    void aDatabaseThatDoesNotExistIsToldWithTheStatementThatMakesIt() {
        var url = database.url().replaceFirst("/[^/?]*\\?", "/Not-There?");
        assertThatThrownBy(() -> ExternalPostgres.mustSuit(settings(url, database.password())))
                .hasMessageContaining("不存在")
                .hasMessageContaining("create database \"Not-There\" owner kehub template template0 encoding 'UTF8'")
                .satisfies(ExternalPostgresTest::isTwoLines);
    }

    @Test
    void whatIsNoPostgresqlOrDemandsTlsIsToldApart() throws Exception {
        try (var other = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            Thread.ofVirtual().start(() -> greetEverybody(other));
            var url = "jdbc:postgresql://127.0.0.1:" + other.getLocalPort() + "/erp";
            assertThatThrownBy(() -> ExternalPostgres.mustSuit(settings(url, "secret")))
                    .isInstanceOf(DatabaseStartException.class)
                    .hasMessageContaining("可能不是 PostgreSQL")
                    .hasMessageNotContaining("secret")
                    .satisfies(ExternalPostgresTest::isTwoLines);
        }
        assertThatThrownBy(() ->
                        ExternalPostgres.mustSuit(settings("jdbc:postgresql://no-such-host.invalid/erp", "secret")))
                .hasMessageContaining("主机名无法解析");
        assertThatThrownBy(() -> ExternalPostgres.mustSuit(
                        settings(database.url().replace("sslmode=disable", "sslmode=require"), database.password())))
                .hasMessageContaining("sslmode")
                .satisfies(ExternalPostgresTest::isTwoLines);
        assertThatThrownBy(() -> ExternalPostgres.mustSuit(
                        settings(database.url().replace("sslmode=disable", "sslmode=perhaps"), database.password())))
                .hasMessageContaining("--db-url")
                .satisfies(ExternalPostgresTest::isTwoLines);
    }

    private static void greetEverybody(ServerSocket server) {
        try {
            while (true) {
                try (var caller = server.accept()) {
                    caller.getOutputStream().write("220 mail.example ESMTP\r\n".getBytes(StandardCharsets.US_ASCII));
                }
            }
        } catch (IOException closed) {
            // the test is over
        }
    }

    private static void isTwoLines(Throwable thrown) {
        assertThat(thrown.getMessage()).hasLineCount(2);
    }

    private void execute(String sql) {
        JdbcClient.create(database.dataSource()).sql(sql).update();
    }

    private String name() {
        return database.url().replaceAll(".*/|\\?.*", "");
    }

    private static int freePort() {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private String made(String name, String encoding) {
        JdbcClient.create(database.dataSource())
                .sql("create database \"%s\" template template0 encoding %s".formatted(name, encoding))
                .update();
        return database.url().replaceFirst("/[^/?]*\\?", "/" + name + "?");
    }

    private DatabaseSettings settings(String url, String password) {
        return settings(url, database.user(), password);
    }

    private static DatabaseSettings settings(String url, String user, String password) {
        return DatabaseSettings.of(
                RawSettings.of(Map.of(
                        Setting.DB_URL, url,
                        Setting.DB_USER, user,
                        Setting.DB_PASSWORD, password)),
                Path.of("unused"));
    }
}
