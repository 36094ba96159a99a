package io.kehub.database;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.jdbc.core.simple.JdbcClient;

class SessionSettingsTest {

    private final TestDatabase database = TestDatabase.fresh();

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "default_transaction_isolation | serializable | read committed",
                "default_transaction_isolation | repeatable read | read committed",
                "default_transaction_deferrable | on | off",
                "statement_timeout | 2s | 0",
                "lock_timeout | 2s | 0",
                "idle_in_transaction_session_timeout | 2s | 0",
                "idle_session_timeout | 2s | 0",
                "standard_conforming_strings | off | on",
                "transform_null_equals | on | off",
                "DateStyle | German | ISO, YMD",
                "IntervalStyle | iso_8601 | postgres",
                "bytea_output | escape | hex",
                "gin_fuzzy_search_limit | 1 | 0",
                "synchronous_commit | off | on",
                "synchronous_commit | local | local",
            })
    void aSettingOfTheDatabaseDoesNotReachTheProgram(String name, String set, String used) {
        administrator("alter database %s set %s = '%s'".formatted(database.name(), name, set));

        assertThat(shown(name)).isEqualTo(used);
    }

    @Test
    void aSettingOfTheRoleInThisDatabaseDoesNotReachTheProgram() {
        administrator("alter role %s in database %s set default_transaction_isolation = 'serializable'"
                .formatted(database.user(), database.name()));

        assertThat(shown("transaction_isolation")).isEqualTo("read committed");
    }

    @Test
    void theSchemaThatTheAdministratorChoseStays() {
        administrator("create schema chosen");
        administrator("alter database %s set search_path = chosen, public".formatted(database.name()));

        assertThat(shown("search_path")).isEqualTo("chosen, public");
    }

    private String shown(String name) {
        var settings = new DatabaseSettings(
                TestDatabase.workFolder(), database.url(), database.user(), database.password(), Map.of(), 2);
        try (var started = Database.start(settings);
                var pool = started.connect()) {
            return JdbcClient.create(pool)
                    .sql("select current_setting(:name)")
                    .param("name", name)
                    .query(String.class)
                    .single();
        }
    }

    private void administrator(String statement) {
        JdbcClient.create(database.dataSource()).sql(statement).update();
    }
}
