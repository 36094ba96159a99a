package io.kehub.erp.inventory;

import io.kehub.database.sql.BoundSql;
import io.kehub.database.sql.PageReader;
import io.kehub.database.sql.Sql;
import io.kehub.database.sql.SqlTemplate;
import io.kehub.database.sql.TextSearch;
import io.kehub.kernel.Page;
import io.kehub.kernel.PageRequest;
import io.kehub.kernel.ProductId;
import io.kehub.kernel.WarehouseId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Lists of stock by batch and warehouse. */
final class BatchStockJdbc {

    private static final SqlTemplate BROWSE = SqlTemplate.of("""
            with page as (
              select s.product, s.warehouse, s.batch
              from stock s
              where s.quantity <> 0 and {scope} and {after}
              order by s.product desc, s.warehouse, s.batch
              offset :offset limit :size
            )""");

    private static final SqlTemplate SEARCH = SqlTemplate.of("""
            with found as materialized (
              select s.product, s.warehouse, s.batch
              from stock s {joined}
              where s.quantity <> 0 and {scope} and {conditions}
            ),
            page as (
              select s.product, s.warehouse, s.batch
              from found s
              where {after}
              order by s.product desc, s.warehouse, s.batch
              offset :offset limit :size
            )""");

    private static final Sql FOUND_TOTAL = Sql.of("(select count(*) from found)");

    private static final Sql SHOWN = Sql.of("""
            select s.product, p.name, p.code, p.model, k.name as class_name, e.text as unit_name,
              s.warehouse, w.name as warehouse_name, s.batch, s.quantity, s.frozen,
              (select b.produced_on from stock_batch b where b.product = s.product and b.batch = s.batch),
              (select b.expires_on from stock_batch b where b.product = s.product and b.batch = s.batch)
            from page
            join stock s on s.product = page.product and s.warehouse = page.warehouse and s.batch = page.batch
            join product p on p.id = s.product
            join product_class k on k.id = p.class
            join product_unit u on u.product = p.id and u.base
            join dictionary_entry e on e.id = u.unit
            join warehouse w on w.id = s.warehouse""");

    private static final Sql ORDER = Sql.of("shown.product desc, shown.warehouse, shown.batch");

    private static final SqlTemplate AFTER = SqlTemplate.of("""
            s.product <= :afterProduct
            and (s.product < :afterProduct or (s.warehouse, s.batch) {beyond} (:afterWarehouse, :afterBatch))""");

    private static final Sql AFTER_POSITION = AFTER.with("beyond", Sql.of(">")).sql();
    private static final Sql FROM_POSITION = AFTER.with("beyond", Sql.of(">=")).sql();

    private static final Sql IN_WAREHOUSE = Sql.of("s.warehouse = any(:inside)");
    private static final Sql COUNTED_BATCHES = Sql.of("batches");
    private static final Sql COUNTED_ALL = Sql.of("warehouse <> 0");
    private static final Sql COUNTED_IN_WAREHOUSE = Sql.of("warehouse = any(:inside)");
    private static final TextSearch BATCH = TextSearch.unindexed("batch", "s.batch");

    private final JdbcClient jdbc;

    BatchStockJdbc(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** @param inside the warehouse of the filter and all bins in it; empty for all warehouses */
    Page<BatchStock> list(StockFilter filter, List<Long> inside, PageRequest page, @Nullable BatchPosition after) {
        return PageReader.read(jdbc, query(filter, inside, page, after), page, (row, number) -> batchStock(row));
    }

    /** The statement that {@link #list} sends. */
    static BoundSql query(StockFilter filter, List<Long> inside, PageRequest page, @Nullable BatchPosition after) {
        // a page after a position starts there; its index does not count
        var narrowing = StockNarrowing.of(filter, inside, after == null ? page : new PageRequest(1, page.size()));
        var conditions = narrowing.conditions();
        BATCH.addTo(conditions, filter.batch());
        var everywhere = filter.warehouse() == null;
        var scope = everywhere ? Sql.TRUE : IN_WAREHOUSE;
        var beyond = Sql.TRUE;
        if (after != null) {
            conditions
                    .bind("afterProduct", after.product().value())
                    .bind("afterWarehouse", after.warehouse().value())
                    .bind("afterBatch", after.batch());
            beyond = after.before() ? FROM_POSITION : AFTER_POSITION;
        }
        if (conditions.isEmpty()) {
            var total = StockNarrowing.COUNTED
                    .with("counted", COUNTED_BATCHES)
                    .with("where", everywhere ? COUNTED_ALL : COUNTED_IN_WAREHOUSE)
                    .sql();
            return conditions.bound(PageReader.answer(
                    BROWSE.with("scope", scope).with("after", beyond).sql(), total, SHOWN, ORDER));
        }
        var found = SEARCH.with("joined", narrowing.joined())
                .with("scope", scope)
                .with("conditions", conditions.joined())
                .with("after", beyond)
                .sql();
        return conditions.bound(PageReader.answer(found, FOUND_TOTAL, SHOWN, ORDER));
    }

    private static BatchStock batchStock(ResultSet row) throws SQLException {
        return new BatchStock(
                new StockProduct(
                        new ProductId(row.getLong("product")),
                        row.getString("name"),
                        row.getString("code"),
                        row.getString("model")),
                row.getString("class_name"),
                row.getString("unit_name"),
                new StockWarehouse(new WarehouseId(row.getLong("warehouse")), row.getString("warehouse_name")),
                new StockBatch(
                        row.getString("batch"),
                        row.getObject("produced_on", LocalDate.class),
                        row.getObject("expires_on", LocalDate.class)),
                row.getBigDecimal("quantity"),
                row.getBigDecimal("frozen"));
    }
}
