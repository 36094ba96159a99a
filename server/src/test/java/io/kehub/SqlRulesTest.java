package io.kehub;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The SQL keeps its rules, and each rule finds a seeded violation. */
class SqlRulesTest {

    private static final SqlRules HOUSE =
            new SqlRules(Path.of("src/main/java"), Path.of("src/main/resources/db/migration"));

    /** What landed before the rule. The list only becomes shorter: a new migration keeps the rule. */
    private static final List<String> LANDED = List.of(
            "erp.contract names erp_user of erp.access in V130__contracts.sql",
            "erp.contract names erp_user of erp.access in V142__contract_drafts.sql",
            "erp.contract names erp_user of erp.access in V144__contract_settlements.sql",
            "erp.contract names erp_user of erp.access in V200__deliveries_by_line.sql",
            "erp.customer names contract of erp.contract in V150__text_keys.sql",
            "erp.customer names contract_settlement of erp.contract in V150__text_keys.sql",
            "erp.customer names department of erp.access in V150__text_keys.sql",
            "erp.customer names erp_user of erp.access in V100__customer_profile.sql",
            "erp.customer names erp_user of erp.access in V101__customer_sight.sql",
            "erp.customer names erp_user of erp.access in V102__persons.sql",
            "erp.customer names erp_user of erp.access in V150__text_keys.sql",
            "erp.customer names erp_user of erp.access in V30__customer.sql",
            "erp.customer names hub_contact of hub.contact in V150__text_keys.sql",
            "erp.customer names product of erp.product in V150__text_keys.sql",
            "erp.customer names product_class of erp.product in V150__text_keys.sql",
            "erp.customer names stock_document of erp.inventory in V150__text_keys.sql",
            "erp.customer names warehouse of erp.inventory in V150__text_keys.sql",
            "erp.inventory names erp_user of erp.access in V120__inventory.sql",
            "erp.product names erp_user of erp.access in V110__products.sql");

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
    void migrationsNameTablesAndFunctionsOnlyOfModulesThatTheirModuleMayUse() {
        assertThat(HOUSE.foreignInMigrations()).containsExactlyElementsOf(LANDED);
    }

    @Test
    void allowedNamesAreNoViolation() {
        assertThat(rules().foreign()).isEmpty();
        assertThat(rules().foreignInMigrations()).isEmpty();
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

        assertThat(rules().foreign()).containsExactly("erp.back names shop_open() of erp.front in BackJdbc.java");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "update shop set id = 1;",
                "insert into shop (id) values (1);",
                "alter table shop add column name text;",
                "create table shelf (shop bigint references shop (id));",
                "create unique index shelf_by_shop on shop (id);",
                "create trigger shop_moved after update on shop execute function moved();",
                "delete from store using numbers as n where exists (select from numbers, shop);",
                "truncate store;\ntruncate shop;",
                "call text_made_unique('shop', 'id', 'shop_id_is_unique', '{row}id');",
                "SELECT id FROM shop;",
            })
    void aMigrationThatNamesAForeignTableIsFound(String statement) throws IOException {
        write("sql/back/V3__back.sql", statement);

        assertThat(rules().foreignInMigrations()).containsExactly("erp.back names shop of erp.front in V3__back.sql");
    }

    @Test
    void aMigrationThatNamesAForeignFunctionIsFound() throws IOException {
        write("sql/back/V3__back.sql", "alter table store add check (shop_open());");

        assertThat(rules().foreignInMigrations())
                .containsExactly("erp.back names shop_open() of erp.front in V3__back.sql");
    }

    @Test
    void aRenamedTableKeepsItsOwner() throws IOException {
        write("sql/front/V3__front.sql", "alter table shop rename to branch;");
        write("sql/back/V4__back.sql", "update branch set id = 1;");

        assertThat(rules().foreignInMigrations()).containsExactly("erp.back names branch of erp.front in V4__back.sql");
    }

    @Test
    void aModuleDoesNotBecomeTheOwnerByReplacingOrRenaming() throws IOException {
        write(
                "sql/back/V3__back.sql",
                "create or replace function shop_open() returns boolean;\nalter table shop rename to branch;");

        assertThat(rules().foreignInMigrations())
                .containsExactly(
                        "erp.back names shop of erp.front in V3__back.sql",
                        "erp.back names shop_open() of erp.front in V3__back.sql");
    }

    @Test
    void everyModuleMayNameWhatTheKernelTookOver() throws IOException {
        write("java/kernel/package-info.java", "@ApplicationModule(id = \"kernel\", allowedDependencies = {})");
        write(
                "sql/kernel/V3__kernel.sql",
                "alter function shop_open() rename to is_open;\ncreate or replace function is_open() returns boolean");
        write("sql/back/V4__back.sql", "select is_open();");
        write("java/back/BackJdbc.java", "\"select is_open()\"");

        assertThat(rules().foreignInMigrations()).isEmpty();
        assertThat(rules().foreign()).isEmpty();
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
