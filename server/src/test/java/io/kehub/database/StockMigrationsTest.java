package io.kehub.database;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.flywaydb.core.Flyway;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Upgrade of stock from versions in which batches had several spellings and transfers were two unrelated documents. */
class StockMigrationsTest {

    private final TestDatabase database = TestDatabase.empty();
    private final JdbcClient jdbc = JdbcClient.create(database.dataSource());

    @BeforeEach
    void fillAnEarlierVersion() {
        // the version just before
        migrate("179?");
        run("insert into product (name, code, model, class, added_by, added_at) values ('桩', 'A', '', 1, 1, now())");
        run("insert into warehouse (parent, name, code, remark) values (null, '二号仓', '', '')");
        document("STOCK_IN", "CONFIRMED", "1", "采购入库", "2025-01-01 00:00:00Z");
        line("1", "BX", 10);
        line("1", "bx", 5);
        line("1", "ＢＸ", 1);
        run("""
                insert into stock (product, warehouse, batch, quantity, frozen, produced_on, expires_on) values
                  (1001, 1, 'BX', 6, 1, '2025-01-01', '2026-01-01'),
                  (1001, 1, 'bx', 5, 2, '2025-03-01', '2025-12-31'),
                  (1001, 2, 'ＢＸ', 1, 0, '2027-01-01', null),
                  (1001, 2, 'BX', 0, 0, '0001-01-01', '9999-12-31'),
                  (1001, 2, '', 3, 0, '2025-05-01', '2025-04-01')""");
        run(
                "insert into warehouse_stock (warehouse, product, quantity, frozen) values (1, 1001, 11, 3), (2, 1001, 4, 0)");
        run("insert into product_stock (product, quantity, frozen, in_transit) values (1001, 15, 3, 4)");
        run("""
                insert into stock_movement (document, line, product, warehouse, batch, change, by_user, at)
                select document, id, product, warehouse, batch, quantity, 1, now() from stock_line order by id""");
        run(
                "insert into stock_freeze (product, warehouse, batch, change, reason, by_user, at) values (1001, 1, 'bx', 2, '', 1, now())");
        document("STOCK_OUT", "CONFIRMED", "2", "", "2025-02-01 00:00:00Z");
        line("2", "BX", 4);
        document("STOCK_IN", "PENDING", "3", "调拨入库", "2025-02-01 00:00:00Z");
        line("3", "BX", 4);
        document("STOCK_IN", "PENDING", "4", "调拨入库", "2025-02-02 00:00:00Z");
        line("4", "bx", 4);
    }

    private void migrate(String target) {
        var configuration = Flyway.configure().dataSource(database.dataSource());
        Migrations.configure(configuration);
        Migrations.migrate(configuration.target(target).load());
    }

    private void run(String sql) {
        jdbc.sql(sql).update();
    }

    private void document(String kind, String state, String number, String category, String at) {
        run("""
                insert into stock_document (
                  kind, number, title, state, category, supplier, remark, opinion, source_kind, source_id, source_number,
                  source_title, source_customer, applied_by, applied_at, confirmed_at)
                values ('%s', '%s', 't', '%s', '%s', '', '', '', '', 0, '', '', '', 1, '%s', %s)""".formatted(kind, number, state, category, at, state.equals("PENDING") ? "null" : "'" + at + "'"));
    }

    private void line(String document, String batch, int quantity) {
        run("""
                insert into stock_line (
                  document, product, unit, quantity, base_quantity, warehouse, batch, serial_numbers, price, remark, source_line)
                select id, 1001, (select min(id) from dictionary_entry where dictionary = 'PRODUCT_UNIT'), %d, %d, 1, '%s', '', 0, '', 0
                from stock_document where number = '%s'""".formatted(quantity, quantity, batch, document));
    }

    private List<@Nullable String> rows(String sql) {
        return jdbc.sql(sql).query(String.class).list();
    }

    @Test
    void spellingsOfABatchBecomeTheFirstOneAndTotalsStay() {
        migrate("latest");

        assertThat(
                        rows(
                                "select concat_ws(' ', warehouse, batch, trim_scale(quantity), trim_scale(frozen)) from stock order by 1"))
                .containsExactly("1 BX 11 3", "2  3 0", "2 BX 1 0");
        assertThat(rows("select concat_ws('|', batch, produced_on, expires_on) from stock_batch order by 1"))
                .containsExactly("BX|2025-01-01|2025-12-31", "|2025-04-01");
        assertThat(rows("select distinct batch from stock_movement union select batch from stock_freeze"))
                .containsExactly("BX");
        assertThat(rows("select distinct batch from stock_line")).containsExactly("BX");
        assertThat(rows("select trim_scale(sum(change))::text from stock_movement"))
                .containsExactly("16");
        assertThat(rows("select concat_ws(' ', warehouse, products, batches) from stock_count order by 1"))
                .containsExactly("0 1 0", "1 1 1", "2 1 2");
    }

    @Test
    void matchingDocumentsBecomeATransferAndOthersStay() {
        migrate("latest");

        assertThat(rows("""
                        select concat_ws(' ', d.number, of.number, d.transfer_part)
                        from stock_document d left join stock_document of on of.id = d.transfer
                        order by d.number""")).containsExactly("1", "2 2 DEPARTURE", "3 2 ARRIVAL", "4");
        assertThat(rows("""
                        select count(*)::text
                        from stock_line l join stock_line leaving on leaving.id = l.source_line
                        join stock_document d on d.id = l.document
                        where d.number = '3' and leaving.document = d.transfer""")).containsExactly("1");
    }

    @Test
    void theLedgerStillCannotBeEdited() {
        migrate("latest");

        assertThat(rows("select tgenabled::text from pg_trigger where tgname = 'stock_movement_stays'"))
                .containsExactly("O");
    }
}
