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
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Lists of what there is. Rows and total are of one statement, so of one moment. */
final class StockListsJdbc {

    /** A statement and the values that are bound to its names. */
    record Query(String sql, Map<String, Object> values) {}

    /** How many there are, where nothing narrows them: counted beside the stock. */
    private static final String COUNTED = """
            (select coalesce(sum({counted}), 0)::bigint
              from (
                select warehouse, products, batches from stock_count
                union all
                select warehouse, products, batches from stock_count_change) as held
              where {where})""";

    /**
     * Everything that is there, of all warehouses or of one without places: the sums stand ready. An index is walked to the
     * page, and only its rows are looked at.
     */
    private static final String BROWSE = """
            with walked as (
              select s.product
              from {sums} s
              where s.quantity <> 0 and {place} and s.product < :below
              order by s.product desc
              offset :offset limit :size
            ),
            page as (
              select s.product as id, s.quantity, s.frozen
              from walked
              join {sums} s on s.product = walked.product and {place}
            )
            select {total} as total, shown.*
            {shown}
            """;

    private static final String SEARCH = """
            with found as materialized (
              select s.product as id, s.quantity, s.frozen
              from {sums} s {joined}
              where s.quantity <> 0 and {place} and {conditions}
            ),
            page as (
              select * from found where id < :below order by id desc offset :offset limit :size
            )
            select (select count(*) from found) as total, shown.*
            {shown}
            """;

    /** In a warehouse and the places in it, where one product may lie in several. */
    private static final String IN_PLACES = """
            with found as materialized (
              select s.product as id, sum(s.quantity) as quantity, sum(s.frozen) as frozen
              from warehouse_stock s {joined}
              where s.warehouse = any(:inside) and {conditions}
              group by s.product
              having sum(s.quantity) <> 0
            ),
            page as (
              select * from found where id < :below order by id desc offset :offset limit :size
            )
            select (select count(*) from found) as total, shown.*
            {shown}
            """;

    private static final String SHOWN = """
            from (values (true)) as answer
            left join (
              select page.id as product, p.name, p.code, p.model, p.class, k.name as class_name, u.unit,
                e.text as unit_name, page.quantity, page.frozen, {available} as available, s.reserved, s.in_transit
              from page
              join product_stock s on s.product = page.id
              join product p on p.id = page.id
              join product_class k on k.id = p.class
              join product_unit u on u.product = p.id and u.base
              join dictionary_entry e on e.id = u.unit
            ) as shown on true
            order by shown.product desc""";

    private static final String BATCHES = """
            with {found}
            page as (
              select s.product, s.warehouse, s.batch
              from {rows} s
              {narrowed}
              order by s.product desc, s.warehouse, s.batch
              offset :offset limit :size
            )
            select {total} as total, shown.*
            from (values (true)) as answer
            left join (
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
              join warehouse w on w.id = s.warehouse
            ) as shown on true
            order by shown.product desc, shown.warehouse, shown.batch
            """;

    private static final String FOUND_BATCHES = """
            found as materialized (
              select s.product, s.warehouse, s.batch
              from stock s {joined}
              where s.quantity <> 0 and {place} and {conditions}
            ),""";

    private static final String AFTER = """
            s.product <= :afterProduct
            and (s.product < :afterProduct or (s.warehouse, s.batch) {beyond} (:afterWarehouse, :afterBatch))""";

    private static final String INSIDE = """
            with recursive inside as (
              select id from warehouse where id = :warehouse
              union
              select w.id from warehouse w join inside i on w.parent = i.id
            )
            select id from inside order by id
            """;

    /** Disabled warehouses that still have stock, also by what they stand in; hardly any has. */
    private static final String DISABLED = """
            with recursive tree as (
              select id, enabled from warehouse where parent is null
              union all
              select w.id, w.enabled and t.enabled from warehouse w join tree t on w.parent = t.id
            )
            select id
            from tree
            where not enabled and exists (
              select from warehouse_stock s where s.warehouse = tree.id and s.quantity <> 0)
            order by id
            """;

    /** Stock in disabled warehouses is not available. */
    private static final String UNAVAILABLE = """
             - coalesce((
                  select sum(d.quantity - d.frozen)
                  from warehouse_stock d
                  where d.product = page.id and d.warehouse = any(:disabled)), 0)""";

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
        return read(summaryQuery(filter, inside(filter), disabled(), page), page, summary());
    }

    Page<BatchStock> batches(StockFilter filter, PageRequest page, @Nullable BatchPosition after) {
        return read(batchQuery(filter, inside(filter), page, after), page, batch());
    }

    /** The warehouse that is asked for and all places in it; empty where all are. */
    private List<Long> inside(StockFilter filter) {
        return filter.warehouse() == null
                ? List.of()
                : jdbc.sql(INSIDE)
                        .param("warehouse", filter.warehouse().value())
                        .query((row, number) -> row.getLong("id"))
                        .list();
    }

    private List<Long> disabled() {
        return jdbc.sql(DISABLED).query((row, number) -> row.getLong("id")).list();
    }

    /**
     * The statement that {@link #summaries} sends.
     *
     * @param inside the warehouse that is asked for and all places in it; empty where all are
     * @param disabled disabled warehouses that have stock
     */
    static Query summaryQuery(StockFilter filter, List<Long> inside, List<Long> disabled, PageRequest page) {
        var narrowing = Narrowing.of(filter, inside, page);
        var everywhere = filter.warehouse() == null;
        var unavailable = disabled.stream()
                .filter(each -> everywhere || inside.contains(each))
                .toList();
        if (!unavailable.isEmpty()) {
            narrowing.values().put("disabled", unavailable.toArray(Long[]::new));
        }
        // what is promised is promised from no warehouse in particular
        var available = (everywhere ? "page.quantity - page.frozen - s.reserved" : "page.quantity - page.frozen")
                + (unavailable.isEmpty() ? "" : UNAVAILABLE);
        var template = inside.size() > 1 ? IN_PLACES : narrowing.isEmpty() ? BROWSE : SEARCH;
        var sql = template.replace("{shown}", SHOWN.replace("{available}", available))
                .replace("{sums}", everywhere ? "product_stock" : "warehouse_stock")
                .replace("{place}", everywhere ? "true" : "s.warehouse = :warehouse")
                .replace(
                        "{total}",
                        COUNTED.replace("{counted}", "products")
                                .replace("{where}", everywhere ? "warehouse = 0" : "warehouse = :warehouse"))
                .replace("{joined}", narrowing.joined())
                .replace("{conditions}", narrowing.conditions());
        return new Query(sql, narrowing.values());
    }

    /** The statement that {@link #batches} sends. */
    static Query batchQuery(StockFilter filter, List<Long> inside, PageRequest page, @Nullable BatchPosition after) {
        var narrowing = Narrowing.of(filter, inside, page);
        if (!filter.batch().isEmpty()) {
            narrowing.values().put("batch", filter.batch());
            narrowing.all().add("strpos(customer_folded(s.batch), customer_folded(:batch)) > 0");
        }
        var place = filter.warehouse() == null ? "true" : "s.warehouse = any(:inside)";
        var counted = COUNTED.replace("{counted}", "batches")
                .replace("{where}", filter.warehouse() == null ? "warehouse <> 0" : "warehouse = any(:inside)");
        var sql = narrowing.isEmpty()
                ? BATCHES.replace("{found}", "")
                        .replace("{rows}", "stock")
                        .replace("{narrowed}", "where s.quantity <> 0 and {place} and {after}")
                        .replace("{total}", counted)
                : BATCHES.replace("{found}", FOUND_BATCHES)
                        .replace("{rows}", "found")
                        .replace("{narrowed}", "where {after}")
                        .replace("{total}", "(select count(*) from found)");
        if (after != null) {
            narrowing.values().put("offset", 0L);
            narrowing.values().put("afterProduct", after.product().value());
            narrowing.values().put("afterWarehouse", after.warehouse().value());
            narrowing.values().put("afterBatch", after.batch());
        }
        var beyond = after == null ? "true" : AFTER.replace("{beyond}", after.before() ? ">=" : ">");
        return new Query(
                sql.replace("{place}", place)
                        .replace("{after}", beyond)
                        .replace("{joined}", narrowing.joined())
                        .replace("{conditions}", narrowing.conditions()),
                narrowing.values());
    }

    /**
     * What narrows a list.
     *
     * @param joined most lists ask nothing of the product, and need not look at it
     */
    private record Narrowing(List<String> all, String joined, Map<String, Object> values) {

        static Narrowing of(StockFilter filter, List<Long> inside, PageRequest page) {
            var values = new HashMap<String, Object>();
            values.put("offset", page.offset());
            values.put("size", page.size());
            values.put("below", page.below());
            values.put("inside", inside.toArray(Long[]::new));
            values.put(
                    "warehouse",
                    filter.warehouse() == null ? 0L : filter.warehouse().value());
            var conditions = new ArrayList<String>();
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
            return new Narrowing(
                    conditions, conditions.size() > own ? "join product p on p.id = s.product" : "", values);
        }

        boolean isEmpty() {
            return all.isEmpty();
        }

        String conditions() {
            return all.isEmpty() ? "true" : String.join(" and ", all);
        }
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
