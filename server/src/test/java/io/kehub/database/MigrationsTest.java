package io.kehub.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.flywaydb.core.Flyway;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;

class MigrationsTest {

    @TempDir
    Path older;

    @TempDir
    Path newer;

    TestDatabase database;

    @BeforeEach
    void makeADatabase() {
        database = TestDatabase.empty();
    }

    @Test
    void theMigrationsOfThisProgramApplyToAnEmptyDatabaseAndThenNothingIsLeftToDo() {
        var configuration = Flyway.configure().dataSource(database.dataSource());
        Migrations.configure(configuration);
        Migrations.migrate(configuration.load());
        assertThat(configuration.load().info().pending()).isEmpty();
    }

    /** A body in a string is not checked when a function that it calls is renamed or dropped. */
    @Test
    void functionBodiesCallOnlyFunctionsThatExist() {
        var unknown = JdbcClient.create(TestDatabase.fresh().dataSource())
                .sql("""
                        select distinct p.proname || ' calls ' || call[1]
                        from pg_proc p
                        cross join lateral regexp_matches(p.prosrc, '\\m((?:customer|text|phone)_\\w+)\\(', 'g') as call
                        where p.pronamespace = 'public'::regnamespace
                          and not exists (select from pg_proc known where known.proname = call[1])
                        """)
                .query(String.class)
                .list();
        assertThat(unknown).isEmpty();
    }

    @Test
    void aDatabaseMigratedByANewerVersionIsRejectedUnchanged() throws IOException {
        write(older, "V1__one.sql", "create table one ()");
        write(newer, "V1__one.sql", "create table one ()");
        write(newer, "V2__two.sql", "create table two ()");
        Migrations.migrate(flyway(newer));
        write(older, "V1.5__between.sql", "create table between_them ()");

        assertThatThrownBy(() -> Migrations.migrate(flyway(older)))
                .isInstanceOf(DatabaseStartException.class)
                .hasMessageContaining("更新版本的 KeHub（本版本不认识 V2__two.sql）")
                .hasMessageContaining("a newer KeHub (this one does not know V2__two.sql)");
        assertThat(tables()).containsExactly("one", "two");
    }

    @Test
    void anUnknownMigrationIsDetectedRegardlessOfItsNumber() throws IOException {
        write(older, "V9__nine.sql", "create table nine ()");
        write(newer, "V9__nine.sql", "create table nine ()");
        write(newer, "V3__three.sql", "create table three ()");
        Migrations.migrate(flyway(newer));

        assertThatThrownBy(() -> Migrations.migrate(flyway(older))).hasMessageContaining("V3__three.sql");
    }

    @Test
    void aFailingMigrationIsRolledBackAndSucceedsOnceFixed() throws IOException {
        write(older, "V1__one.sql", "create table one (); create table two (no_such_type nonsense)");
        assertThatThrownBy(() -> Migrations.migrate(flyway(older)))
                .isInstanceOf(DatabaseStartException.class)
                .hasMessageContaining("数据库升级失败")
                .hasMessageContaining("nonsense");
        assertThat(tables()).isEmpty();

        write(older, "V1__one.sql", "create table one ()");
        Migrations.migrate(flyway(older));
        assertThat(tables()).containsExactly("one");
    }

    @Test
    void aHalfAppliedMigrationIsRejectedBeforeTheNextOneRuns() throws IOException {
        write(older, "V1__one.sql", "create table one ()");
        Migrations.migrate(flyway(older));
        JdbcClient.create(database.dataSource())
                .sql("update flyway_schema_history set success = false")
                .update();
        write(older, "V2__two.sql", "create table two ()");

        assertThatThrownBy(() -> Migrations.migrate(flyway(older)))
                .isInstanceOf(DatabaseStartException.class)
                .hasMessageContaining("V1__one.sql")
                .hasMessageContaining("只完成了一半");
        assertThat(tables()).containsExactly("one");
    }

    @Test
    void aDatabaseWithTheHistoryOfAnotherProgramIsRejected() throws IOException {
        write(newer, "V1__their_start.sql", "create table theirs ()");
        write(newer, "V2__their_more.sql", "create table more ()");
        Migrations.migrate(flyway(newer));
        write(older, "V1__one.sql", "create table one ()");

        assertThatThrownBy(() -> Migrations.migrate(flyway(older)))
                .isInstanceOf(DatabaseStartException.class)
                .hasMessageContaining("属于另一个程序")
                .hasMessageContaining("create database kehub owner kehub");
        assertThat(tables()).containsExactly("more", "theirs");
    }

    @Test
    void tablesWithoutAMigrationHistoryAreRejected() throws IOException {
        JdbcClient.create(database.dataSource()).sql("create table theirs ()").update();
        write(older, "V1__one.sql", "create table one ()");

        assertThatThrownBy(() -> Migrations.migrate(flyway(older)))
                .hasMessageContaining("属于另一个程序")
                .hasMessageNotContaining("baseline");
        assertThat(tables()).containsExactly("theirs");
    }

    @Test
    void migrationsThatDifferFromTheAppliedOnesAreRejectedByName() throws IOException {
        write(older, "V1__one.sql", "create table one ()");
        write(older, "V3__three.sql", "create table three ()");
        Migrations.migrate(flyway(older));

        write(older, "V3__three.sql", "create table three (id bigint)");
        assertThatThrownBy(() -> Migrations.migrate(flyway(older)))
                .isInstanceOf(DatabaseStartException.class)
                .hasMessageContaining("升级步骤与本程序不一致（V3__three.sql）")
                .hasMessageContaining("(V3__three.sql)");

        write(older, "V3__three.sql", "create table three ()");
        write(older, "V2__two.sql", "create table two ()");
        assertThatThrownBy(() -> Migrations.migrate(flyway(older))).hasMessageContaining("不一致（V2__two.sql）");
        assertThat(tables()).containsExactly("one", "three");
    }

    @Test
    void aDatabaseUserWithoutPermissionsGetsTheGrantStatementThatHelps() throws IOException {
        write(older, "V1__one.sql", "create table one ()");
        Migrations.migrate(flyway(older));
        var jdbc = JdbcClient.create(database.dataSource());
        jdbc.sql("create role other_user login password 'pw'").update();
        jdbc.sql("grant select on flyway_schema_history to other_user").update();
        write(older, "V2__two.sql", "alter table one add column id bigint");

        var theirs = new TestDatabase(database.url(), "other_user", "pw");
        var configuration = Flyway.configure().dataSource(theirs.dataSource());
        Migrations.configure(configuration);
        assertThatThrownBy(() -> Migrations.migrate(
                        configuration.locations("filesystem:" + older).load()))
                .isInstanceOf(DatabaseStartException.class)
                .hasMessageContaining("足够的权限")
                .hasMessageContaining("grant usage, create on schema public");
    }

    @Test
    void concurrentProcessesApplyEachMigrationOnce() throws Exception {
        write(older, "V1__one.sql", "create table one (); select pg_sleep(0.3)");
        write(older, "V2__two.sql", "create table two ()");
        Callable<Void> migration = () -> {
            Migrations.migrate(flyway(older));
            return null;
        };
        try (var programs = Executors.newFixedThreadPool(4)) {
            for (var done : programs.invokeAll(List.of(migration, migration, migration, migration))) {
                done.get();
            }
        }
        assertThat(tables()).containsExactly("one", "two");
    }

    private static void write(Path folder, String name, String sql) throws IOException {
        Files.writeString(folder.resolve(name), sql);
    }

    private Flyway flyway(Path folder) {
        var configuration = Flyway.configure().dataSource(database.dataSource());
        Migrations.configure(configuration);
        return configuration.locations("filesystem:" + folder).load();
    }

    private List<@Nullable String> tables() {
        return JdbcClient.create(database.dataSource())
                .sql("""
                        select table_name from information_schema.tables
                        where table_schema = 'public' and table_name <> 'flyway_schema_history' order by 1
                        """)
                .query(String.class)
                .list();
    }
}
