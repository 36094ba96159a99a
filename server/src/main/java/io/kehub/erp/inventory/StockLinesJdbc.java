package io.kehub.erp.inventory;

import io.kehub.database.sql.ColumnArrays;
import io.kehub.database.sql.Sql;
import io.kehub.database.sql.SqlTemplate;
import io.kehub.erp.inventory.StockCorrections.Corrected;
import io.kehub.kernel.ProductId;
import io.kehub.kernel.StockDocumentId;
import io.kehub.kernel.WarehouseId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;

/** All SQL of the lines of stock documents. */
final class StockLinesJdbc {

    private static final String LINES = """
            select l.*, p.name as product_name, p.code as product_code, p.model as product_model,
              e.text as unit_name, w.name as warehouse_name
            from stock_line l
            join product p on p.id = l.product
            join dictionary_entry e on e.id = l.unit
            join warehouse w on w.id = l.warehouse
            where l.document = any(:documents)
            order by l.id
            """;

    private static final String INSERT_ALL = """
            insert into stock_line (
              document, product, unit, quantity, base_quantity, warehouse, batch, serial_numbers,
              produced_on, expires_on, price, remark, source_line, arrived_on, custom)
            select
              :document, product, unit, quantity, base_quantity, warehouse, batch, serial_numbers,
              produced_on, expires_on, price, remark, source_line, arrived_on, string_to_array(custom, e'\\x1f')
            from unnest(
                cast(:products as bigint[]), cast(:units as bigint[]), cast(:quantities as numeric[]),
                cast(:baseQuantities as numeric[]), cast(:warehouses as bigint[]), cast(:batches as text[]),
                cast(:serialNumbers as text[]), cast(:producedOn as date[]), cast(:expiresOn as date[]),
                cast(:prices as numeric[]), cast(:remarks as text[]), cast(:sourceLines as bigint[]),
                cast(:arrivedOn as date[]), cast(:custom as text[]))
              with ordinality as given (
                product, unit, quantity, base_quantity, warehouse, batch, serial_numbers,
                produced_on, expires_on, price, remark, source_line, arrived_on, custom, position)
            order by position
            """;

    private static final Sql GIVEN = Sql.of("""
            unnest(
                cast(:lines as bigint[]), cast(:quantities as numeric[]), cast(:baseQuantities as numeric[]),
                cast(:warehouses as bigint[]), cast(:batches as text[]), cast(:serialNumbers as text[]),
                cast(:producedOn as date[]), cast(:expiresOn as date[]), cast(:remarks as text[]),
                cast(:arrivedOn as date[]), cast(:custom as text[]))
              with ordinality as given (
                line, quantity, base_quantity, warehouse, batch, serial_numbers, produced_on, expires_on, remark,
                arrived_on, custom, position)""");

    private static final Sql CORRECT = SqlTemplate.of("""
                    update stock_line l
                    set quantity = given.quantity, base_quantity = given.base_quantity, warehouse = given.warehouse,
                      batch = given.batch, serial_numbers = given.serial_numbers, produced_on = given.produced_on,
                      expires_on = given.expires_on, remark = given.remark, arrived_on = given.arrived_on,
                      custom = string_to_array(given.custom, e'\\x1f')
                    from {given}
                    where l.id = given.line""").with("given", GIVEN).sql();

    private static final Sql ADD_PARTS =
            SqlTemplate.of("""
                    insert into stock_line (
                      document, product, unit, quantity, base_quantity, warehouse, batch, serial_numbers,
                      produced_on, expires_on, price, remark, source_line, arrived_on, custom)
                    select l.document, l.product, l.unit, given.quantity, given.base_quantity, given.warehouse,
                      given.batch, given.serial_numbers, given.produced_on, given.expires_on, l.price, given.remark,
                      l.source_line, given.arrived_on, string_to_array(given.custom, e'\\x1f')
                    from {given}
                    join stock_line l on l.id = given.line
                    order by given.position""").with("given", GIVEN).sql();

    private final JdbcClient jdbc;

    StockLinesJdbc(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Inserts the lines in their order. */
    void insertAll(StockDocumentId document, List<AcceptedLine> lines) {
        var rows = new ColumnArrays<>(lines);
        jdbc.sql(INSERT_ALL)
                .param("document", document.value())
                .param("products", rows.longs(line -> line.draft().product().value()))
                .param("units", rows.longs(AcceptedLine::unit))
                .param("quantities", rows.numbers(line -> line.draft().quantity()))
                .param("baseQuantities", rows.numbers(AcceptedLine::baseQuantity))
                .param("warehouses", rows.longs(line -> line.draft().warehouse().value()))
                .param("batches", rows.texts(line -> line.draft().batch().number()))
                .param("serialNumbers", rows.texts(line -> line.draft().serialNumbers()))
                .param("producedOn", rows.dates(line -> line.draft().batch().producedOn()))
                .param("expiresOn", rows.dates(line -> line.draft().batch().expiresOn()))
                .param("prices", rows.numbers(line -> line.draft().price()))
                .param("remarks", rows.texts(line -> line.draft().details().remark()))
                .param("arrivedOn", rows.dates(line -> line.draft().details().arrivedOn()))
                .param(
                        "custom",
                        rows.texts(line -> line.draft().details().custom().joined()))
                .param("sourceLines", rows.longs(line -> line.draft().sourceLine()))
                .update();
    }

    /** Writes corrections over their lines. */
    void correct(List<Corrected> corrected) {
        given(CORRECT, corrected);
    }

    /** Adds parts of lines, in their order. */
    void addParts(List<Corrected> parts) {
        given(ADD_PARTS, parts);
    }

    private void given(Sql sql, List<Corrected> corrected) {
        if (corrected.isEmpty()) {
            return;
        }
        var rows = new ColumnArrays<>(corrected);
        jdbc.sql(sql.text())
                .param("lines", rows.longs(Corrected::line))
                .param("quantities", rows.numbers(row -> row.quantity().inUnit()))
                .param("baseQuantities", rows.numbers(row -> row.quantity().inBaseUnit()))
                .param("warehouses", rows.longs(row -> row.warehouse().value()))
                .param("batches", rows.texts(row -> row.batch().number()))
                .param("serialNumbers", rows.texts(Corrected::serialNumbers))
                .param("producedOn", rows.dates(row -> row.batch().producedOn()))
                .param("expiresOn", rows.dates(row -> row.batch().expiresOn()))
                .param("remarks", rows.texts(row -> row.details().remark()))
                .param("arrivedOn", rows.dates(row -> row.details().arrivedOn()))
                .param("custom", rows.texts(row -> row.details().custom().joined()))
                .update();
    }

    /** Sets the batch of each of these lines to its registered spelling. */
    void renameBatches(Map<Long, String> batches) {
        jdbc.sql("""
                        update stock_line l
                        set batch = given.batch
                        from unnest(cast(:lines as bigint[]), cast(:batches as text[])) as given (line, batch)
                        where l.id = given.line""")
                .param("lines", batches.keySet().toArray(Long[]::new))
                .param("batches", batches.values().toArray(String[]::new))
                .update();
    }

    List<StockLine> list(StockDocumentId id) {
        return listOf(List.of(id)).getOrDefault(id, List.of());
    }

    Map<StockDocumentId, List<StockLine>> listOf(List<StockDocumentId> ids) {
        var lines = new HashMap<StockDocumentId, List<StockLine>>();
        jdbc.sql(LINES)
                .param("documents", ids.stream().map(StockDocumentId::value).toArray(Long[]::new))
                .query(row -> {
                    lines.computeIfAbsent(new StockDocumentId(row.getLong("document")), id -> new ArrayList<>())
                            .add(line(row));
                });
        return lines;
    }

    void changePrices(List<StockDocuments.Price> prices) {
        var rows = new ColumnArrays<>(prices);
        jdbc.sql("""
                        update stock_line l
                        set price = given.price
                        from unnest(cast(:lines as bigint[]), cast(:prices as numeric[])) as given (line, price)
                        where l.id = given.line""")
                .param("lines", rows.longs(StockDocuments.Price::line))
                .param("prices", rows.numbers(StockDocuments.Price::price))
                .update();
    }

    private static StockLine line(ResultSet row) throws SQLException {
        return new StockLine(
                row.getLong("id"),
                new StockProduct(
                        new ProductId(row.getLong("product")),
                        row.getString("product_name"),
                        row.getString("product_code"),
                        row.getString("product_model")),
                new StockUnit(row.getLong("unit"), row.getString("unit_name")),
                new StockLine.Quantities(row.getBigDecimal("quantity"), row.getBigDecimal("base_quantity")),
                new StockWarehouse(new WarehouseId(row.getLong("warehouse")), row.getString("warehouse_name")),
                new StockBatch(
                        row.getString("batch"),
                        row.getObject("produced_on", LocalDate.class),
                        row.getObject("expires_on", LocalDate.class)),
                row.getString("serial_numbers"),
                row.getBigDecimal("price"),
                new StockLineDetails(
                        row.getString("remark"),
                        row.getObject("arrived_on", LocalDate.class),
                        StockDocumentsJdbc.custom(row, "custom")),
                row.getLong("source_line"));
    }
}
