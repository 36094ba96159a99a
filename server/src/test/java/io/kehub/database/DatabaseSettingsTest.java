package io.kehub.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kehub.settings.RawSettings;
import io.kehub.settings.Setting;
import io.kehub.settings.WrongSettingException;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DatabaseSettingsTest {

    private final Map<Setting, String> given = new EnumMap<>(Setting.class);

    @Test
    void withoutAnySettingTheEmbeddedServerIsUsed() {
        var settings = settings();
        assertThat(settings.url()).isNull();
        assertThat(settings.shownUrl()).isEmpty();
        assertThat(settings.poolSize()).isEqualTo(10);
    }

    @ParameterizedTest
    @CsvSource({
        "postgres://db.example/erp, jdbc:postgresql://db.example/erp",
        "postgresql://db.example:6432/erp?sslmode=require, jdbc:postgresql://db.example:6432/erp",
        "postgres://[::1]:5432/erp, jdbc:postgresql://[::1]:5432/erp",
        "postgres://db.example, jdbc:postgresql://db.example/",
        "jdbc:postgresql://db.example/erp, jdbc:postgresql://db.example/erp",
        "'jdbc:postgresql://a:5432,b:5433/erp', 'jdbc:postgresql://a:5432,b:5433/erp'",
        "jdbc:postgresql://zhang:secret@db.example/erp, jdbc:postgresql://db.example/erp",
        "jdbc:postgresql:erp, jdbc:postgresql://localhost/erp"
    })
    void addressesOfBothKindsAreAccepted(String text, String jdbc) {
        given.put(Setting.DB_URL, text);
        assertThat(settings().url()).isEqualTo(jdbc);
    }

    @Test
    void userAndPasswordMayStandInTheAddressAndAreOverruledByTheSettings() {
        given.put(Setting.DB_URL, "postgres://zhang:p%40ss+word@db.example/erp");
        var settings = settings();
        assertThat(settings.user()).isEqualTo("zhang");
        assertThat(settings.password()).isEqualTo("p@ss+word");

        given.put(Setting.DB_USER, "li");
        given.put(Setting.DB_PASSWORD, "another");
        assertThat(settings().user()).isEqualTo("li");
        assertThat(settings().password()).isEqualTo("another");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "jdbc:postgresql://db.example/erp?user=zhang&password=secret",
                "jdbc:postgresql://db.example/erp?password=s%65cret",
                "jdbc:postgresql://zhang:secret@db.example/erp",
                "postgres://zhang:secret@db.example/erp",
                "postgres://db.example/erp?password=secret&sslmode=disable"
            })
    void aPasswordInTheAddressIsUsedAndNeverShown(String text) {
        given.put(Setting.DB_URL, text);
        var settings = settings();
        assertThat(settings.password()).isEqualTo("secret");
        assertThat(settings.driverProperties()).containsEntry("password", "secret");
        assertThat(settings.toString()).doesNotContain("secret").contains("db.example/erp");
        assertThat(settings.shownUrl()).isEqualTo("jdbc:postgresql://db.example/erp");
    }

    @Test
    void parametersReachTheDriverDecoded() {
        given.put(Setting.DB_URL, "jdbc:postgresql://db.example/erp?sslmode=require&options=-c%20search_path%3Derp");
        assertThat(settings().driverProperties())
                .containsEntry("sslmode", "require")
                .containsEntry("options", "-c search_path=erp");
    }

    @Test
    void withoutAPasswordTheDriverLooksIntoNoPasswordFile() {
        given.put(Setting.DB_URL, "jdbc:postgresql://db.example/erp");
        assertThat(settings().driverProperties())
                .containsEntry("password", "")
                .containsEntry("user", System.getProperty("user.name"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "${x}",
                "${HOME}",
                "#{40+2}",
                "p@ss:w/o?r#d%41&=",
                " blanks ",
                "\"quoted\"",
                "'",
                "back\\slash\\n",
                "a\nb",
                "密码一二三四五六",
                "${KEHUB_DB_USER:x}"
            })
    void userAndPasswordAreTakenLiterally(String text) {
        given.put(Setting.DB_URL, "jdbc:postgresql://db.example/erp");
        given.put(Setting.DB_USER, text);
        given.put(Setting.DB_PASSWORD, text);
        assertThat(settings().driverProperties()).containsEntry("user", text).containsEntry("password", text);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "mysql://db/erp",
                "jdbc:mysql://db/erp",
                "db.example",
                "postgres://",
                "postgres://a b:secret@c/d/e",
                "jdbc:postgresql://db:notaport/secret",
                "postgres://u:se/cret@db/erp",
                "postgres://u:12/secret@db/erp",
                "postgres://u:12?secret@db/erp",
                "postgres://u:se#cret@db/erp",
                "postgres://u:%zzsecret@db/erp",
                "jdbc:postgresql://db:70000/erp?password=secret",
                "jdbc:postgresql://db/erp?service=secret",
                "jdbc:postgresql://db/erp?passwort=secret",
                " jdbc:postgresql://db/erp?password=secret",
                "jdbc:postgres://db/erp?password=secret",
                "https://u:secret@db/erp",
                "tcp://10.96.0.5:5432"
            })
    void anotherAddressIsRefusedWithoutBeingShown(String text) {
        given.put(Setting.DB_URL, text);
        assertThatThrownBy(this::settings)
                .isInstanceOf(WrongSettingException.class)
                .hasMessageStartingWith("--db-url 的格式不正确")
                .hasMessageContaining("--db-url is malformed")
                .satisfies(thrown -> assertThat(thrown.toString()).doesNotContain("secret", "cret"))
                .hasNoCause();
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "1", "201", "-3", "many", "2.5", " 5", "５"})
    void aPoolSizeOutsideTheBoundsIsRefused(String text) {
        given.put(Setting.DB_POOL_SIZE, text);
        assertThatThrownBy(this::settings)
                .hasMessageContaining("--db-pool-size 是“" + text + "”")
                .hasMessageContaining("from 2 to 200");
    }

    private DatabaseSettings settings() {
        return DatabaseSettings.of(RawSettings.of(given), Path.of("home"));
    }
}
