package io.kehub.erp.inventory;

import io.kehub.database.sql.BoundSql;
import io.kehub.database.sql.Conditions;
import io.kehub.database.sql.PageReader;
import io.kehub.database.sql.Sql;
import io.kehub.database.sql.SqlTemplate;
import io.kehub.database.sql.TextSearch;
import io.kehub.erp.inventory.BatchStock.Origin;
import io.kehub.erp.inventory.StockTerms.Text;
import io.kehub.kernel.Page;
import io.kehub.kernel.PageRequest;
import io.kehub.kernel.ProductId;
import io.kehub.kernel.StockDocumentId;
import io.kehub.kernel.WarehouseId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
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
              (select b.expires_on from stock_batch b where b.product = s.product and b.batch = s.batch),
              s.origin_at, s.arrived_at, o.document as origin_document, o.remark as origin_remark, o.custom as origin_custom,
              d.title as origin_title, d.supplier as origin_supplier,
              coalesce((
                select string_agg(n.serial, ',' order by n.folded)
                from stock_serial n
                join stock_line l on l.id = n.line
                where n.product = s.product and l.warehouse = s.warehouse and l.batch = s.batch), '') as serials
            from page
            join stock s on s.product = page.product and s.warehouse = page.warehouse and s.batch = page.batch
            join product p on p.id = s.product
            join product_class k on k.id = p.class
            join product_unit u on u.product = p.id and u.base
            join dictionary_entry e on e.id = u.unit
            join warehouse w on w.id = s.warehouse
            left join stock_line o on o.id = s.origin_line
            left join stock_document d on d.id = o.document""");

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

    private static final Sql SERIAL_NUMBER = SqlTemplate.of("""
            (s.product, s.warehouse, s.batch) in (
              select l.product, l.warehouse, l.batch
              from stock_serial n
              join stock_line l on l.id = n.line
              where {ngrams} and {contains})""")
            .with("ngrams", TextSearch.ngrams("serial", "n.folded || e'\\x1f'"))
            .with("contains", TextSearch.contains("serial", "n.serial"))
            .sql();

    private static final Sql SUPPLIER = SqlTemplate.of("""
            s.origin_line in (
              select l.id
              from stock_document d
              join stock_line l on l.document = d.id
              where {ngrams} and {contains})""")
            .with("ngrams", TextSearch.ngrams("supplier", StockDocumentListJdbc.DETAIL_TEXT))
            .with("contains", TextSearch.contains("supplier", "d.supplier"))
            .sql();

    private static final SqlTemplate OF_BATCH = SqlTemplate.of("""
            (s.product, s.batch) in (
              select b.product, b.batch
              from stock_batch b
              where {condition})""");

    private static final Sql BINS = Sql.of("s.warehouse = any(:bins)");
    private static final Sql QUANTITY_FROM = Sql.of("s.quantity >= :quantityFrom");
    private static final Sql QUANTITY_TO = Sql.of("s.quantity <= :quantityTo");
    private static final Sql FROZEN_FROM = Sql.of("s.frozen >= :frozenFrom");
    private static final Sql FROZEN_TO = Sql.of("s.frozen <= :frozenTo");
    private static final Sql STOCKED_FROM = Sql.of("s.origin_at >= :stockedFrom");
    private static final Sql STOCKED_BEFORE = Sql.of("s.origin_at < :stockedBefore");
    private static final Sql PRODUCED_FROM = ofBatch(Sql.of("b.produced_on >= :producedFrom"));
    private static final Sql PRODUCED_TO = ofBatch(Sql.of("b.produced_on <= :producedTo"));
    private static final Sql EXPIRES_FROM = ofBatch(Sql.of("b.expires_on >= :expiresFrom"));
    private static final Sql EXPIRES_TO = ofBatch(Sql.of("b.expires_on <= :expiresTo"));

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
        narrow(filter.stock(), conditions);
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

    private static Sql ofBatch(Sql condition) {
        return OF_BATCH.with("condition", condition).sql();
    }

    private static void narrow(StockTerms terms, Conditions conditions) {
        BATCH.addTo(conditions, terms.text(Text.BATCH));
        var bins = terms.bins();
        conditions
                .addText(SERIAL_NUMBER, "serial", terms.text(Text.SERIAL_NUMBER))
                .addText(SUPPLIER, "supplier", terms.text(Text.SUPPLIER))
                .add(
                        BINS,
                        "bins",
                        bins == null
                                ? null
                                : bins.stream().map(WarehouseId::value).toArray(Long[]::new))
                .add(QUANTITY_FROM, "quantityFrom", terms.quantity().from())
                .add(QUANTITY_TO, "quantityTo", terms.quantity().to())
                .add(FROZEN_FROM, "frozenFrom", terms.frozen().from())
                .add(FROZEN_TO, "frozenTo", terms.frozen().to())
                .add(STOCKED_FROM, "stockedFrom", time(terms.stocked().from()))
                .add(STOCKED_BEFORE, "stockedBefore", time(terms.stocked().to()))
                .add(PRODUCED_FROM, "producedFrom", terms.producedOn().from())
                .add(PRODUCED_TO, "producedTo", terms.producedOn().to())
                .add(EXPIRES_FROM, "expiresFrom", terms.expiresOn().from())
                .add(EXPIRES_TO, "expiresTo", terms.expiresOn().to());
    }

    private static @Nullable Object time(@Nullable Instant instant) {
        return instant == null ? null : instant.atOffset(ZoneOffset.UTC);
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
                row.getBigDecimal("frozen"),
                origin(row),
                row.getString("serials"));
    }

    private static @Nullable Origin origin(ResultSet row) throws SQLException {
        var stockedAt = row.getObject("origin_at", OffsetDateTime.class);
        return stockedAt == null
                ? null
                : new Origin(
                        new StockDocumentId(row.getLong("origin_document")),
                        row.getString("origin_title"),
                        row.getString("origin_supplier"),
                        row.getString("origin_remark"),
                        StockDocumentsJdbc.custom(row, "origin_custom"),
                        stockedAt.toInstant(),
                        row.getObject("arrived_at", OffsetDateTime.class).toInstant());
    }
}
