package io.kehub.database;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What an older build kept of contracts is carried over line by line. */
class DeliveriesByLineMigrationTest {

    private final TestDatabase database = TestDatabase.empty();
    private final JdbcClient jdbc = JdbcClient.create(database.dataSource());

    private void migrate(String target) {
        var configuration = Flyway.configure().dataSource(database.dataSource()).target(target);
        Migrations.configure(configuration);
        Migrations.migrate(configuration.load());
    }

    private void run(String sql) {
        jdbc.sql(sql).update();
    }

    @Test
    void whatWasShippedPartlyReversedTooMuchOrNeverReservedIsReservedRightly() {
        migrate("147");
        run("""
                insert into erp_user (login, login_folded, name, role, enabled, created_at)
                values ('li', 'li', 'li', 'SALES', true, now())""");
        run("""
                insert into product (name, code, model, class, added_by, added_at)
                select '产品' || n, 'P' || n, '', 1, (select min(id) from erp_user), now() from generate_series(1, 2) as n""");
        run("""
                insert into customer (
                  name, short_name, kind, source, contact_person, phone, mobile, email, address, remark, level,
                  industry, scale, region, website, fax, postcode, k_code, owner, added_by, added_at, reviewed)
                select '客户', '', 1, '', '', '', '', '', '', '', '', '', '', '', '', '', '', '', id, id, now(), true
                from erp_user where login = 'li'""");
        // 1 partly shipped, 2 shipped and reversed, 3 shipped too much, 4 never reserved, 5 reserved but vetoed
        run("""
                insert into contract (
                  id, number, title, customer, owner, category, state, currency, signed_on, starts_on, counterpart,
                  summary, payment, delivery_address, remark, freight, total, concession, amount, tax, base_quantity,
                  approval, added_by, added_at)
                overriding system value
                select
                  n, 'HT' || n, '合同', k.id, k.owner, '', '', '', date '2025-01-01', date '2025-01-01', '', '', '', '', '',
                  0, 1, 0, 1, 0, 10, case n when 5 then 'VETOED' else 'APPROVED' end, k.owner, now()
                from customer k, generate_series(1, 5) as n""");
        run("""
                insert into contract_line (
                  id, contract, product, unit, quantity, base_quantity, price, discount, tax_included, tax_rate, total,
                  concession, amount, tax, remark)
                overriding system value
                select n, n, 1001, (select min(id) from dictionary_entry), 10, 10, 1, 1, true, 0, 10, 0, 10, 0, ''
                from generate_series(1, 5) as n""");
        run("""
                insert into stock_reservation (source_kind, source_id, line, product, quantity)
                values ('CONTRACT', 1, 1, 1001, 4), ('CONTRACT', 2, 2, 1001, 0), ('CONTRACT', 3, 3, 1001, 0),
                  ('CONTRACT', 5, 5, 1001, 10), ('CONTRACT', 99, 99, 1002, 3), ('OTHER', 1, 1, 1002, 2)""");
        run("insert into product_stock (product, reserved) values (1001, 14), (1002, 77)");
        for (var shipped : List.of("1, 6", "2, 10", "2, -10", "3, 15")) {
            run("""
                    with d as (
                      insert into stock_document (
                        kind, number, title, state, category, supplier, remark, opinion, source_kind, source_id,
                        source_number, source_title, source_customer, applied_by, applied_at, confirmed_by, confirmed_at)
                      select 'STOCK_OUT', 'CK%1$s', '出库', 'CONFIRMED', '', '', '', '', 'CONTRACT', contract, '', '', '',
                        u.id, now(), u.id, now()
                      from erp_user u, (values (%1$s)) as shipped (contract, quantity)
                      where u.login = 'li'
                      returning id, source_id)
                    insert into stock_line (
                      document, product, unit, quantity, base_quantity, warehouse, batch, serial_numbers, price, remark,
                      source_line)
                    select d.id, 1001, (select min(id) from dictionary_entry), quantity, quantity, 1, '', '', 0, '', d.source_id
                    from d, (values (%1$s)) as shipped (contract, quantity)""".formatted(shipped));
        }

        migrate("200");

        assertThat(jdbc.sql("""
                        select source_kind || source_id as source, delivered::int || '/' || promised::int || '/' || quantity::int
                        from stock_reservation""")
                        .query((row, number) -> Map.entry(row.getString(1), row.getString(2)))
                        .list())
                .containsExactlyInAnyOrder(
                        Map.entry("CONTRACT1", "6/10/4"),
                        Map.entry("CONTRACT2", "0/10/10"),
                        Map.entry("CONTRACT3", "15/10/0"),
                        Map.entry("CONTRACT4", "0/10/10"),
                        Map.entry("CONTRACT5", "0/10/0"),
                        Map.entry("CONTRACT99", "0/0/0"),
                        Map.entry("OTHER1", "0/2/2"));
        assertThat(jdbc.sql("select product || ':' || reserved::int from product_stock order by product")
                        .query(String.class)
                        .list())
                .containsExactly("1001:24", "1002:2");
    }
}
