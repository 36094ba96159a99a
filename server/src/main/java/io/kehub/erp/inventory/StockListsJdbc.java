package io.kehub.erp.inventory;

import io.kehub.kernel.Page;
import io.kehub.kernel.PageRequest;
import io.kehub.kernel.ProductClassId;
import io.kehub.kernel.ProductId;
import io.kehub.kernel.WarehouseId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Lists of what there is. Rows and total are of one statement, so of one moment. */
final class StockListsJdbc {

    /** A statement and the values that are bound to its names. */
    record Query(String sql, Map<String, Object> values) {}

    /** Over all warehouses: the sums stand ready beside the products. */
    private static final String EVERYWHERE = """
            with found as (
              select s.product as id
              from product_stock s {joined}
              where s.quantity <> 0 and {conditions}
            ),
            page as (
              select id from found order by id desc offset :offset limit :size
            )
            select (select count(*) from found) as total, shown.*
            from (values (true)) as answer
            left join (
              select s.product, p.name, p.code, p.model, p.class, k.name as class_name, u.unit, e.text as unit_name,
                s.quantity, s.frozen, s.quantity - s.frozen - s.reserved as available, s.reserved, s.in_transit
              from page
              join product_stock s on s.product = page.id
              join product p on p.id = s.product
              join product_class k on k.id = p.class
              join product_unit u on u.product = p.id and u.base
              join dictionary_entry e on e.id = u.unit
            ) as shown on true
            order by shown.product desc
            """;

    /** In one warehouse and the places in it. */
    private static final String IN_WAREHOUSE = """
            with recursive inside as (
              select id from warehouse where id = :warehouse
              union
              select w.id from warehouse w join inside i on w.parent = i.id
            ),
            found as materialized (
              select s.product as id, sum(s.quantity) as quantity, sum(s.frozen) as frozen
              from stock s {joined}
              where s.warehouse in (select id from inside) and s.quantity <> 0 and {conditions}
              group by s.product
              having sum(s.quantity) <> 0
            ),
            page as (
              select * from found order by id desc offset :offset limit :size
            )
            select (select count(*) from found) as total, shown.*
            from (values (true)) as answer
            left join (
              select page.id as product, p.name, p.code, p.model, p.class, k.name as class_name, u.unit,
                e.text as unit_name, page.quantity, page.frozen, page.quantity - page.frozen as available,
                s.reserved, s.in_transit
              from page
              join product_stock s on s.product = page.id
              join product p on p.id = page.id
              join product_class k on k.id = p.class
              join product_unit u on u.product = p.id and u.base
              join dictionary_entry e on e.id = u.unit
            ) as shown on true
            order by shown.product desc
            """;

    private static final String BATCHES = """
            with recursive inside as (
              select id from warehouse where cast(:warehouse as bigint) is null or id = :warehouse
              union
              select w.id from warehouse w join inside i on w.parent = i.id
            ),
            found as (
              select s.product, s.warehouse, s.batch
              from stock s {joined}
              where s.warehouse in (select id from inside) and s.quantity <> 0 and {conditions}
            ),
            page as (
              select * from found order by product desc, warehouse, batch offset :offset limit :size
            )
            select (select count(*) from found) as total, shown.*
            from (values (true)) as answer
            left join (
              select s.product, p.name, p.code, p.model, k.name as class_name, e.text as unit_name,
                s.warehouse, w.name as warehouse_name, s.batch, s.quantity, s.frozen, s.produced_on, s.expires_on
              from page
              join stock s on s.product = page.product and s.warehouse = page.warehouse and s.batch = page.batch
              join product p on p.id = s.product
              join product_class k on k.id = p.class
              join product_unit u on u.product = p.id and u.base
              join dictionary_entry e on e.id = u.unit
              join warehouse w on w.id = s.warehouse
            ) as shown on true
            order by shown.product desc, shown.warehouse, shown.batch
            """;

    private static final String BELOW = """
            p.class in (
              with recursive below as (
                select id from product_class where id = :class
                union
                select c.id from product_class c join below b on c.parent = b.id)
              select id from below)""";

    private final JdbcClient jdbc;

    StockListsJdbc(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    Page<StockSummary> summaries(StockFilter filter, PageRequest page) {
        return read(query(filter.warehouse() == null ? EVERYWHERE : IN_WAREHOUSE, filter, page), page, summary());
    }

    Page<BatchStock> batches(StockFilter filter, PageRequest page) {
        return read(query(BATCHES, filter, page), page, batch());
    }

    /** The statement that {@link #summaries} sends. */
    static Query summaryQuery(StockFilter filter, PageRequest page) {
        return query(filter.warehouse() == null ? EVERYWHERE : IN_WAREHOUSE, filter, page);
    }

    private static Query query(String template, StockFilter filter, PageRequest page) {
        var values = new HashMap<String, Object>();
        values.put("offset", page.offset());
        values.put("size", page.size());
        values.put(
                "warehouse",
                filter.warehouse() == null ? null : filter.warehouse().value());
        var conditions = new ArrayList<String>(List.of("true"));
        if (filter.product() != null) {
            values.put("product", filter.product().value());
            conditions.add("s.product = :product");
        }
        var own = conditions.size();
        if (filter.productClass() != null) {
            values.put("class", filter.productClass().value());
            conditions.add(BELOW);
        }
        part("keyword", "search_text", filter.keyword(), conditions, values);
        part("name", "name", filter.name(), conditions, values);
        part("code", "code", filter.code(), conditions, values);
        part("model", "model", filter.model(), conditions, values);
        // most lists ask nothing of the product, and need not look at it to count
        var joined = conditions.size() > own ? "join product p on p.id = s.product" : "";
        if (!filter.batch().isEmpty() && template.equals(BATCHES)) {
            values.put("batch", filter.batch());
            conditions.add("strpos(customer_folded(s.batch), customer_folded(:batch)) > 0");
        }
        return new Query(
                template.replace("{joined}", joined).replace("{conditions}", String.join(" and ", conditions)), values);
    }

    private static void part(
            String name, String column, String text, List<String> conditions, Map<String, Object> values) {
        if (!text.isEmpty()) {
            values.put(name, text);
            conditions.add("customer_grams(p.search_text) @@ (select customer_keyword_grams(customer_folded(:%s)))"
                    .formatted(name));
            conditions.add("strpos(customer_folded(p.%s), customer_folded(:%s)) > 0".formatted(column, name));
        }
    }

    private <T> Page<T> read(Query query, PageRequest page, RowMapper<T> mapper) {
        return jdbc.sql(query.sql()).params(query.values()).query(rows -> {
            var total = 0L;
            var items = new ArrayList<T>(page.size());
            while (rows.next()) {
                total = rows.getLong("total");
                rows.getLong("product");
                if (!rows.wasNull()) {
                    items.add(mapper.mapRow(rows, items.size()));
                }
            }
            return new Page<>(items, total, page);
        });
    }

    private static RowMapper<StockSummary> summary() {
        return (row, number) -> new StockSummary(
                new ProductId(row.getLong("product")),
                row.getString("name"),
                row.getString("code"),
                row.getString("model"),
                new ProductClassId(row.getLong("class")),
                row.getString("class_name"),
                row.getLong("unit"),
                row.getString("unit_name"),
                row.getBigDecimal("quantity"),
                row.getBigDecimal("frozen"),
                row.getBigDecimal("available"),
                row.getBigDecimal("reserved"),
                row.getBigDecimal("in_transit"));
    }

    private static RowMapper<BatchStock> batch() {
        return (row, number) -> batchStock(row);
    }

    private static BatchStock batchStock(ResultSet row) throws SQLException {
        return new BatchStock(
                new ProductId(row.getLong("product")),
                row.getString("name"),
                row.getString("code"),
                row.getString("model"),
                row.getString("class_name"),
                row.getString("unit_name"),
                new WarehouseId(row.getLong("warehouse")),
                row.getString("warehouse_name"),
                row.getString("batch"),
                row.getBigDecimal("quantity"),
                row.getBigDecimal("frozen"),
                row.getObject("produced_on", LocalDate.class),
                row.getObject("expires_on", LocalDate.class));
    }
}
