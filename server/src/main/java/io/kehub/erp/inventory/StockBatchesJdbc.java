package io.kehub.erp.inventory;

import io.kehub.database.sql.ColumnArrays;
import io.kehub.database.sql.Sql;
import io.kehub.database.sql.SqlTemplate;
import io.kehub.kernel.ProductId;
import io.kehub.kernel.StockDocumentId;
import java.time.LocalDate;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;

/** All SQL of batches. */
final class StockBatchesJdbc {

    private static final Sql GIVEN = Sql.of("""
            unnest(cast(:products as bigint[]), cast(:numbers as text[]))
              with ordinality as given (product, number, position)""");

    private static final SqlTemplate FIND_GIVEN = SqlTemplate.of("""
            select given.product, given.number, b.batch, b.produced_on, b.expires_on
            from {given}
            join stock_batch b on b.product = given.product and b.folded = btrim(text_folded(given.number))
            {locked}""");

    private static final Sql FIND =
            FIND_GIVEN.with("given", GIVEN).with("locked", Sql.EMPTY).sql();

    private static final Sql LOCK = FIND_GIVEN
            .with("given", GIVEN)
            .with("locked", Sql.of("order by b.product, b.folded for no key update of b"))
            .sql();

    private static final Sql ADD = SqlTemplate.of("""
                    insert into stock_batch (product, batch)
                    select product, number
                    from (
                      select distinct on (product, btrim(text_folded(number))) product, number
                      from {given}
                      order by product, btrim(text_folded(number)), position) as first
                    on conflict (product, folded) do nothing""").with("given", GIVEN).sql();

    private static final SqlTemplate CLEAR = SqlTemplate.of("""
            update stock_batch b
            set {date} = null
            where b.{date} is not null
              and (b.product, b.batch) in (
                select product, batch from stock_line where document = :reversed and {date} is not null)
              and not exists (
                select
                from stock_movement m
                join stock_line l on l.id = m.line
                join stock_document d on d.id = m.document
                where m.product = b.product and m.batch = b.batch and m.change > 0
                  and l.{date} = b.{date} and d.reverses is null
                  and not exists (select from stock_document r where r.reverses = d.id))""");

    private static final List<Sql> CLEAR_DATES = List.of(
            CLEAR.with("date", Sql.of("produced_on")).sql(),
            CLEAR.with("date", Sql.of("expires_on")).sql());

    /** A batch number of a product, as given. */
    record Numbered(ProductId product, String number) {}

    /** A batch of a product, in its registered spelling. */
    record Registered(ProductId product, StockBatch batch) {}

    private final JdbcClient jdbc;

    StockBatchesJdbc(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** The batches with these numbers; numbers of unknown batches are left out. */
    Map<Numbered, StockBatch> find(Collection<Numbered> numbers) {
        return numbers.isEmpty() ? Map.of() : read(FIND, numbers);
    }

    /** As {@link #find}; locks the rows in the order of product and folded number until the transaction ends. */
    Map<Numbered, StockBatch> lock(Collection<Numbered> numbers) {
        return read(LOCK, numbers);
    }

    private Map<Numbered, StockBatch> read(Sql sql, Collection<Numbered> numbers) {
        var batches = new HashMap<Numbered, StockBatch>();
        given(sql, numbers).query(row -> {
            var product = new ProductId(row.getLong("product"));
            batches.put(
                    new Numbered(product, row.getString("number")),
                    new StockBatch(
                            row.getString("batch"),
                            row.getObject("produced_on", LocalDate.class),
                            row.getObject("expires_on", LocalDate.class)));
        });
        return batches;
    }

    /** Registers unknown batches in their first spelling; does not change registered ones. */
    void add(Collection<Numbered> numbers) {
        given(ADD, numbers).update();
    }

    private JdbcClient.StatementSpec given(Sql sql, Collection<Numbered> numbers) {
        return jdbc.sql(sql.text())
                .param(
                        "products",
                        numbers.stream().map(each -> each.product().value()).toArray(Long[]::new))
                .param("numbers", numbers.stream().map(Numbered::number).toArray(String[]::new));
    }

    /** Sets the dates of registered batches. */
    void setDates(List<Registered> registered) {
        if (registered.isEmpty()) {
            return;
        }
        var rows = new ColumnArrays<>(registered);
        jdbc.sql("""
                        update stock_batch b
                        set produced_on = given.produced_on, expires_on = given.expires_on
                        from unnest(
                            cast(:products as bigint[]), cast(:batches as text[]), cast(:producedOn as date[]),
                            cast(:expiresOn as date[]))
                          as given (product, batch, produced_on, expires_on)
                        where b.product = given.product and b.batch = given.batch""")
                .param("products", rows.longs(row -> row.product().value()))
                .param("batches", rows.texts(row -> row.batch().number()))
                .param("producedOn", rows.dates(row -> row.batch().producedOn()))
                .param("expiresOn", rows.dates(row -> row.batch().expiresOn()))
                .update();
    }

    /** Whether any of a batch is in stock or in transit between warehouses. */
    boolean isInUse(ProductId product, String batch) {
        return jdbc.sql("""
                        select exists (
                            select from stock where product = :product and batch = :batch and quantity <> 0)
                          or exists (
                            select
                            from stock_document d
                            join stock_line l on l.document = d.id
                            where d.kind = 'STOCK_IN' and d.state = 'PENDING' and d.transfer is not null
                              and l.product = :product and l.batch = :batch)""")
                .param("product", product.value())
                .param("batch", batch)
                .query(Boolean.class)
                .single();
    }

    /** Clears the dates that a document states and no other confirmed, unreversed document does. */
    void clearDates(StockDocumentId reversed) {
        for (var clear : CLEAR_DATES) {
            jdbc.sql(clear.text()).param("reversed", reversed.value()).update();
        }
    }
}
