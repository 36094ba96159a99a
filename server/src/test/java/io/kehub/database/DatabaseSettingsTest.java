package io.kehub.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.MutablePropertySources;
import org.springframework.core.env.PropertySourcesPropertyResolver;

class DatabaseSettingsTest {

    private final Map<String, Object> properties = new HashMap<>();

    @Test
    void withoutAnyPropertyTheEmbeddedServerLivesInTheUsersHome() {
        var settings = settings();
        assertThat(settings.url()).isNull();
        assertThat(settings.home()).isEqualTo(Path.of(System.getProperty("user.home"), ".kehub"));
        assertThat(settings.poolSize()).isEqualTo(10);
    }

    @ParameterizedTest
    @CsvSource({
        "postgres://db.example/erp, jdbc:postgresql://db.example/erp",
        "postgresql://db.example:6432/erp?sslmode=require, jdbc:postgresql://db.example:6432/erp?sslmode=require",
        "postgres://[::1]:5432/erp, jdbc:postgresql://[::1]:5432/erp",
        "postgres://db.example, jdbc:postgresql://db.example/",
        "jdbc:postgresql://db.example/erp, jdbc:postgresql://db.example/erp"
    })
    void addressesOfBothKindsAreTaken(String given, String jdbc) {
        properties.put("kehub.db-url", given);
        assertThat(settings().url()).isEqualTo(jdbc);
    }

    @Test
    void whoSignsInMayStandInTheAddressAndIsOverruledByTheProperties() {
        properties.put("kehub.db-url", "postgres://zhang:p%40ss+word@db.example/erp");
        var settings = settings();
        assertThat(settings.user()).isEqualTo("zhang");
        assertThat(settings.password()).isEqualTo("p@ss+word");

        properties.put("kehub.db-user", "li");
        properties.put("kehub.db-password", "another");
        assertThat(settings().user()).isEqualTo("li");
        assertThat(settings().password()).isEqualTo("another");
    }

    @Test
    void thePasswordIsNeverShown() {
        properties.put("kehub.db-url", "jdbc:postgresql://db.example/erp?user=zhang&password=secret");
        properties.put("kehub.db-password", "secret");
        var settings = settings();
        assertThat(settings.toString()).doesNotContain("secret").contains("db.example/erp");
        assertThat(settings.shownUrl()).isEqualTo("jdbc:postgresql://db.example/erp");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"mysql://db/erp", "jdbc:mysql://db/erp", "db.example", "postgres://", "postgres://a b:secret@c/d"
            })
    void anotherAddressIsRefusedWithoutBeingShown(String given) {
        properties.put("kehub.db-url", given);
        assertThatThrownBy(() -> settings())
                .isInstanceOf(DatabaseStartException.class)
                .hasMessageContaining("--db-url 的格式不正确")
                .hasMessageNotContaining("secret");
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "1", "201", "-3", "many", "2.5"})
    void aPoolSizeOutsideTheBoundsIsRefused(String given) {
        properties.put("kehub.db-pool-size", given);
        assertThatThrownBy(() -> settings())
                .hasMessageContaining("kehub.db-pool-size 是 " + given)
                .hasMessageContaining("from 2 to 200");
    }

    private DatabaseSettings settings() {
        var sources = new MutablePropertySources();
        sources.addFirst(new MapPropertySource("given", properties));
        return DatabaseSettings.of(new PropertySourcesPropertyResolver(sources));
    }
}
