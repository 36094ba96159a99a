package io.kehub.erp.inventory;

import io.kehub.database.sql.ColumnArrays;
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
              produced_on, expires_on, price, remark, source_line)
            select
              :document, product, unit, quantity, base_quantity, warehouse, batch, serial_numbers,
              produced_on, expires_on, price, remark, source_line
            from unnest(
                cast(:products as bigint[]), cast(:units as bigint[]), cast(:quantities as numeric[]),
                cast(:baseQuantities as numeric[]), cast(:warehouses as bigint[]), cast(:batches as text[]),
                cast(:serialNumbers as text[]), cast(:producedOn as date[]), cast(:expiresOn as date[]),
                cast(:prices as numeric[]), cast(:remarks as text[]), cast(:sourceLines as bigint[]))
              with ordinality as given (
                product, unit, quantity, base_quantity, warehouse, batch, serial_numbers,
                produced_on, expires_on, price, remark, source_line, position)
            order by position
            """;

    private final JdbcClient jdbc;

    StockLinesJdbc(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Inserts the lines in their order, with one statement. */
    void insertAll(StockDocumentId document, List<StockDocumentRules.Accepted> lines) {
        var rows = new ColumnArrays<>(lines);
        jdbc.sql(INSERT_ALL)
                .param("document", document.value())
                .param("products", rows.longs(line -> line.draft().product().value()))
                .param("units", rows.longs(StockDocumentRules.Accepted::unit))
                .param("quantities", rows.numbers(line -> line.draft().quantity()))
                .param("baseQuantities", rows.numbers(StockDocumentRules.Accepted::baseQuantity))
                .param("warehouses", rows.longs(line -> line.draft().warehouse().value()))
                .param("batches", rows.texts(line -> line.draft().batch()))
                .param("serialNumbers", rows.texts(line -> line.draft().serialNumbers()))
                .param("producedOn", rows.dates(line -> line.draft().producedOn()))
                .param("expiresOn", rows.dates(line -> line.draft().expiresOn()))
                .param("prices", rows.numbers(line -> line.draft().price()))
                .param("remarks", rows.texts(line -> line.draft().remark()))
                .param("sourceLines", rows.longs(line -> line.draft().sourceLine()))
                .update();
    }

    void correct(StockDocumentRules.Corrected corrected) {
        jdbc.sql("""
                        update stock_line
                        set quantity = :quantity, base_quantity = :baseQuantity, warehouse = :warehouse, batch = :batch
                        where id = :line""")
                .param("quantity", corrected.quantity())
                .param("baseQuantity", corrected.baseQuantity())
                .param("warehouse", corrected.warehouse().value())
                .param("batch", corrected.batch())
                .param("line", corrected.line())
                .update();
    }

    /** Adds a part of a line beside it. Its serial numbers stay with the first part. */
    void addPart(StockDocumentRules.Corrected part) {
        jdbc.sql("""
                        insert into stock_line (
                          document, product, unit, quantity, base_quantity, warehouse, batch, serial_numbers,
                          produced_on, expires_on, price, remark, source_line)
                        select document, product, unit, :quantity, :baseQuantity, :warehouse, :batch, '',
                          produced_on, expires_on, price, remark, source_line
                        from stock_line
                        where id = :line""")
                .param("quantity", part.quantity())
                .param("baseQuantity", part.baseQuantity())
                .param("warehouse", part.warehouse().value())
                .param("batch", part.batch())
                .param("line", part.line())
                .update();
    }

    /** Sets the batch of each of these lines to its kept spelling. */
    void spellBatches(Map<Long, String> batches) {
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
                new ProductId(row.getLong("product")),
                row.getString("product_name"),
                row.getString("product_code"),
                row.getString("product_model"),
                row.getLong("unit"),
                row.getString("unit_name"),
                row.getBigDecimal("quantity"),
                row.getBigDecimal("base_quantity"),
                new WarehouseId(row.getLong("warehouse")),
                row.getString("warehouse_name"),
                row.getString("batch"),
                row.getString("serial_numbers"),
                row.getObject("produced_on", LocalDate.class),
                row.getObject("expires_on", LocalDate.class),
                row.getBigDecimal("price"),
                row.getString("remark"),
                row.getLong("source_line"));
    }
}
