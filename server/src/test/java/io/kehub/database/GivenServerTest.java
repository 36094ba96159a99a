package io.kehub.database;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

class GivenServerTest {

    private final TestDatabase database = TestDatabase.empty();

    @Test
    void aDatabaseThatKnowsChineseIsTaken() {
        assertThatCode(() -> GivenServer.mustSuit(settings(database.url(), database.password())))
                .doesNotThrowAnyException();
        assertThatCode(() -> GivenServer.mustSuit(
                        settings(made("with_icu", "'UTF8' locale_provider icu icu_locale 'zh'"), database.password())))
                .doesNotThrowAnyException();
    }

    @Test
    void anEncodingOtherThanUtf8IsRefusedWithTheCommandThatHelps() {
        for (var encoding : new String[] {"SQL_ASCII", "LATIN1", "EUC_CN"}) {
            var url = made("in_" + encoding, "'" + encoding + "' locale_provider libc locale 'C'");
            assertThatThrownBy(() -> GivenServer.mustSuit(settings(url, database.password())))
                    .isInstanceOf(DatabaseStartException.class)
                    .hasMessageContaining("编码是 " + encoding)
                    .hasMessageContaining("create database kehub template template0 encoding 'UTF8' locale 'C.UTF-8'");
        }
    }

    @Test
    void lettersOfPlainCAreRefusedBecauseTheyAreBlindToChinese() {
        for (var letters :
                new String[] {"libc locale 'C'", "libc locale 'POSIX'", "builtin builtin_locale 'C' locale 'C.UTF-8'"
                }) {
            var url = made("blind_" + Math.abs(letters.hashCode()), "'UTF8' locale_provider " + letters);
            assertThatThrownBy(() -> GivenServer.mustSuit(settings(url, database.password())))
                    .isInstanceOf(DatabaseStartException.class)
                    .hasMessageContaining("无法正确处理中文");
        }
    }

    @Test
    void aServerThatIsTooOldIsRefusedWithItsVersion() {
        assertThatThrownBy(() -> GivenServer.mustBeNewEnough(settings(database.url(), ""), 16))
                .isInstanceOf(DatabaseStartException.class)
                .hasMessageContaining("是 PostgreSQL 16，KeHub 需要 17");
        assertThatCode(() -> GivenServer.mustBeNewEnough(settings(database.url(), ""), 17))
                .doesNotThrowAnyException();
    }

    @Test
    void aServerThatIsNotThereOrRefusesTheUserIsNamedWithoutThePassword() {
        assertThatThrownBy(() -> GivenServer.mustSuit(
                        settings("jdbc:postgresql://127.0.0.1:" + EmbeddedPostgres.freePort() + "/erp", "secret")))
                .isInstanceOf(DatabaseStartException.class)
                .hasMessageContaining("无法使用数据库 jdbc:postgresql://127.0.0.1:")
                .hasMessageContaining("--db-url")
                .hasMessageNotContaining("secret");
        assertThatThrownBy(() -> GivenServer.mustSuit(settings(database.url(), "secret")))
                .hasMessageContaining("--db-password")
                .hasMessageNotContaining("secret");
    }

    private String made(String name, String encoding) {
        JdbcClient.create(database.dataSource())
                .sql("create database \"%s\" template template0 encoding %s".formatted(name, encoding))
                .update();
        return database.url().replaceFirst("/[^/?]*\\?", "/" + name + "?");
    }

    private DatabaseSettings settings(String url, String password) {
        return new DatabaseSettings(Path.of("unused"), url, database.user(), password, 2);
    }
}
