package io.kehub;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The SQL keeps its rules, and each rule finds a seeded violation. */
class SqlRulesTest {

    private static final SqlRules HOUSE =
            new SqlRules(Path.of("src/main/java"), Path.of("src/main/resources/db/migration"));

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path seeded;

    @BeforeEach
    void seed() throws IOException {
        write(
                "java/front/package-info.java",
                "@ApplicationModule(id = \"erp.front\", allowedDependencies = {\"erp.back\"})");
        write(
                "java/back/package-info.java",
                "@ApplicationModule(id = \"erp.back\", allowedDependencies = {\"kernel\"})");
        write("sql/front/V1__front.sql", "create table shop (id bigint);\ncreate function shop_open() returns boolean");
        write(
                "sql/back/V2__back.sql",
                "create table store (id bigint);\ncreate or replace function store_full() returns boolean");
        write("java/front/FrontJdbc.java", "\"select 1 from shop join store on store_full()\"");
        write("java/back/BackJdbc.java", "// reads from shop\n\"select 1 from store where id = 1\"");
    }

    @Test
    void noSourceAndNoMigrationOfSqlIsTooLong() {
        assertThat(HOUSE.tooLong()).isEmpty();
    }

    @Test
    void placeholdersAreFilledByTemplates() {
        assertThat(HOUSE.replaced()).isEmpty();
    }

    @Test
    void modulesNameTablesAndFunctionsOnlyOfModulesThatTheyMayUse() {
        assertThat(HOUSE.foreign()).isEmpty();
    }

    @Test
    void allowedNamesAreNoViolation() {
        assertThat(rules().foreign()).isEmpty();
        assertThat(rules().tooLong()).isEmpty();
        assertThat(rules().replaced()).isEmpty();
    }

    @Test
    void aForeignTableIsFound() throws IOException {
        write("java/back/BackJdbc.java", "\"select 1 from shop\"");

        assertThat(rules().foreign()).containsExactly("erp.back names shop of erp.front in BackJdbc.java");
    }

    @Test
    void aForeignTableThatIsChangedIsFound() throws IOException {
        write("java/back/BackJdbc.java", "\"update\n  shop set id = 1\"");

        assertThat(rules().foreign()).hasSize(1);
    }

    @Test
    void aForeignFunctionIsFound() throws IOException {
        write("java/back/BackJdbc.java", "\"select shop_open()\"");

        assertThat(rules().foreign()).containsExactly("erp.back names shop_open of erp.front in BackJdbc.java");
    }

    @Test
    void aLongSourceAndALongMigrationAreFound() throws IOException {
        write("java/back/BackJdbc.java", "//\n".repeat(SqlRules.MAX_LINES + 1));
        write("sql/back/V3__long.sql", "--\n".repeat(SqlRules.MAX_LINES + 1));

        assertThat(rules().tooLong()).hasSize(2);
    }

    @Test
    void aPlaceholderFilledByReplacementIsFound() throws IOException {
        write("java/back/BackJdbc.java", "SQL.replace(\n  \"{table}\", name)");

        assertThat(rules().replaced()).hasSize(1);
    }

    private SqlRules rules() {
        return new SqlRules(seeded.resolve("java"), seeded.resolve("sql"));
    }

    private void write(String file, String text) throws IOException {
        var path = seeded.resolve(file);
        Files.createDirectories(path.getParent());
        Files.writeString(path, text);
    }
}
