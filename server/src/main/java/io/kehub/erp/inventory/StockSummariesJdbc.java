package io.kehub.erp.inventory;

import io.kehub.database.sql.BoundSql;
import io.kehub.database.sql.Conditions;
import io.kehub.database.sql.PageReader;
import io.kehub.database.sql.Sql;
import io.kehub.database.sql.SqlTemplate;
import io.kehub.erp.product.ProductField;
import io.kehub.kernel.Page;
import io.kehub.kernel.PageRequest;
import io.kehub.kernel.ProductClassId;
import io.kehub.kernel.ProductId;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Lists of stock by product. */
final class StockSummariesJdbc {

    /** Stock of all warehouses, or of one without bins: scans an index up to the page and reads only the rows of the page. */
    private static final SqlTemplate BROWSE = SqlTemplate.of("""
            with walked as (
              select s.product
              from {sums} s
              where s.quantity <> 0 and {scope} and s.product < :below
              order by s.product desc
              offset :offset limit :size
            ),
            page as (
              select s.product as id, s.quantity, s.frozen
              from walked
              join {sums} s on s.product = walked.product and {scope}
            )""");

    private static final SqlTemplate FOUND = SqlTemplate.of("""
            select s.product as id, s.quantity, s.frozen{sortKey}
            from {sums} s {joined}
            where s.quantity <> 0 and {scope} and {conditions}""");

    /** Stock of a warehouse and its bins; one product may be in several of them. */
    private static final SqlTemplate FOUND_IN_BINS = SqlTemplate.of("""
            select s.product as id, sum(s.quantity) as quantity, sum(s.frozen) as frozen
            from warehouse_stock s {joined}
            where s.warehouse = any(:inside) and {conditions}
            group by s.product
            having sum(s.quantity) <> 0 and {sums}""");

    private static final SqlTemplate SHOWN = SqlTemplate.of("""
            select page.id, page.id as product, p.name, p.code, p.model, p.class, k.name as class_name, u.unit,
              e.text as unit_name, page.quantity, page.frozen, {available} as available, s.reserved, s.in_transit,
              array(
                select array[w.name, h.quantity::text]
                from warehouse_stock h
                join warehouse w on w.id = h.warehouse
                where h.product = page.id and h.quantity <> 0 and {inside}
                order by h.warehouse) as places,
              coalesce(p.fields ->> 'CUSTOM_2', '') as custom_2, coalesce(p.fields ->> 'CUSTOM_3', '') as custom_3,
              coalesce(p.fields ->> 'CUSTOM_4', '') as custom_4
            from {page}
            join product_stock s on s.product = page.id
            join product p on p.id = page.id
            join product_class k on k.id = p.class
            join product_unit u on u.product = p.id and u.base
            join dictionary_entry e on e.id = u.unit""");

    private static final Sql HELD_INSIDE = Sql.of("h.warehouse = any(:inside)");
    private static final Sql QUANTITY_FROM = Sql.of("s.quantity >= :quantityFrom");
    private static final Sql QUANTITY_TO = Sql.of("s.quantity <= :quantityTo");
    private static final Sql FROZEN_FROM = Sql.of("s.frozen >= :frozenFrom");
    private static final Sql FROZEN_TO = Sql.of("s.frozen <= :frozenTo");
    private static final Sql SUM_FROM = Sql.of("sum(s.quantity) >= :quantityFrom");
    private static final Sql SUM_TO = Sql.of("sum(s.quantity) <= :quantityTo");
    private static final Sql FROZEN_SUM_FROM = Sql.of("sum(s.frozen) >= :frozenFrom");
    private static final Sql FROZEN_SUM_TO = Sql.of("sum(s.frozen) <= :frozenTo");

    private static final Sql PAGE = Sql.of("page");

    /** In another order, the page has only the ids. */
    private static final Sql SORTED_PAGE = Sql.of("""
            (
              select place.id, q.quantity, q.frozen
              from page as place
              join product_stock q on q.product = place.id) as page""");

    private static final Sql ORDER = Sql.of("shown.product desc");

    private static final Sql ALL_SUMS = Sql.of("product_stock");
    private static final Sql WAREHOUSE_SUMS = Sql.of("warehouse_stock");
    private static final Sql IN_WAREHOUSE = Sql.of("s.warehouse = :warehouse");
    private static final Sql COUNTED_PRODUCTS = Sql.of("products");
    private static final Sql COUNTED_ALL = Sql.of("warehouse = 0");
    private static final Sql COUNTED_IN_WAREHOUSE = Sql.of("warehouse = :warehouse");

    /** Reservations belong to no warehouse. */
    private static final Sql AVAILABLE_EVERYWHERE = Sql.of("page.quantity - page.frozen - s.reserved");

    private static final Sql AVAILABLE_IN_WAREHOUSE = Sql.of("page.quantity - page.frozen");

    /** Stock in disabled warehouses is not available. */
    private static final SqlTemplate WITHOUT_DISABLED = SqlTemplate.of("""
            {available} - coalesce((
                  select sum(d.quantity - d.frozen)
                  from warehouse_stock d
                  where d.product = page.id and d.warehouse = any(:disabled)), 0)""");

    /** Warehouses with stock that are disabled themselves or by a parent; there are few, if any. */
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

    private final JdbcClient jdbc;

    StockSummariesJdbc(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** @param inside the warehouse of the filter and all bins in it; empty for all warehouses */
    Page<StockSummary> list(StockFilter filter, List<Long> inside, PageRequest page) {
        return PageReader.read(jdbc, query(filter, inside, disabled(), page), page, (row, number) -> summary(row));
    }

    private List<Long> disabled() {
        return jdbc.sql(DISABLED).query((row, number) -> row.getLong("id")).list();
    }

    /**
     * The statement that {@link #list} sends.
     *
     * @param inside the warehouse of the filter and all bins in it; empty for all warehouses
     * @param disabled disabled warehouses that have stock
     */
    static BoundSql query(StockFilter filter, List<Long> inside, List<Long> disabled, PageRequest page) {
        var narrowing = StockNarrowing.of(filter, inside, page);
        var conditions = narrowing.conditions();
        var everywhere = filter.warehouse() == null;
        var unavailable = disabled.stream()
                .filter(each -> everywhere || inside.contains(each))
                .toList();
        if (!unavailable.isEmpty()) {
            conditions.bind("disabled", unavailable.toArray(Long[]::new));
        }
        var shown = SHOWN.with("available", available(everywhere, !unavailable.isEmpty()))
                .with("inside", everywhere ? Sql.TRUE : HELD_INSIDE)
                .with("page", page.isSorted() ? SORTED_PAGE : PAGE)
                .sql();
        if (page.isSorted() && !everywhere) {
            throw new IllegalArgumentException("only the stock of all warehouses can be sorted");
        }
        if (inside.size() > 1) {
            var sums = addQuantities(
                    conditions.another(), filter.stock(), SUM_FROM, SUM_TO, FROZEN_SUM_FROM, FROZEN_SUM_TO);
            var found = FOUND_IN_BINS
                    .with("joined", narrowing.joined())
                    .with("conditions", conditions.joined())
                    .with("sums", sums.joined())
                    .sql();
            return conditions.bound(PageReader.found(found, shown, ORDER));
        }
        addQuantities(conditions, filter.stock(), QUANTITY_FROM, QUANTITY_TO, FROZEN_FROM, FROZEN_TO);
        var sums = everywhere ? ALL_SUMS : WAREHOUSE_SUMS;
        var scope = everywhere ? Sql.TRUE : IN_WAREHOUSE;
        if (page.isSorted()) {
            var order = StockSort.COLUMNS.order(page, conditions);
            return conditions.bound(PageReader.found(
                    found(sums, scope, StockNarrowing.PRODUCT_JOINED, order.key(), conditions), shown, order));
        }
        if (!conditions.isEmpty()) {
            return conditions.bound(
                    PageReader.found(found(sums, scope, narrowing.joined(), Sql.EMPTY, conditions), shown, ORDER));
        }
        var total = StockNarrowing.COUNTED
                .with("counted", COUNTED_PRODUCTS)
                .with("where", everywhere ? COUNTED_ALL : COUNTED_IN_WAREHOUSE)
                .sql();
        return conditions.bound(
                PageReader.answer(BROWSE.with("sums", sums).with("scope", scope).sql(), total, shown, ORDER));
    }

    private static Sql found(Sql sums, Sql scope, Sql joined, Sql sortKey, Conditions conditions) {
        return FOUND.with("sums", sums)
                .with("scope", scope)
                .with("joined", joined)
                .with("sortKey", sortKey)
                .with("conditions", conditions.joined())
                .sql();
    }

    private static Conditions addQuantities(
            Conditions conditions, StockTerms terms, Sql quantityFrom, Sql quantityTo, Sql frozenFrom, Sql frozenTo) {
        return conditions
                .add(quantityFrom, "quantityFrom", terms.quantity().from())
                .add(quantityTo, "quantityTo", terms.quantity().to())
                .add(frozenFrom, "frozenFrom", terms.frozen().from())
                .add(frozenTo, "frozenTo", terms.frozen().to());
    }

    private static Sql available(boolean everywhere, boolean withoutDisabled) {
        var available = everywhere ? AVAILABLE_EVERYWHERE : AVAILABLE_IN_WAREHOUSE;
        return withoutDisabled ? WITHOUT_DISABLED.with("available", available).sql() : available;
    }

    private static StockSummary summary(ResultSet row) throws SQLException {
        var quantities = new EnumMap<StockQuantity, BigDecimal>(StockQuantity.class);
        for (var quantity : StockQuantity.values()) {
            quantities.put(quantity, row.getBigDecimal(quantity.column()));
        }
        return new StockSummary(
                new StockProduct(
                        new ProductId(row.getLong("product")),
                        row.getString("name"),
                        row.getString("code"),
                        row.getString("model")),
                new ProductClassId(row.getLong("class")),
                row.getString("class_name"),
                new StockUnit(row.getLong("unit"), row.getString("unit_name")),
                quantities,
                places((Object[]) row.getArray("places").getArray()),
                Map.of(
                        ProductField.CUSTOM_2, row.getString("custom_2"),
                        ProductField.CUSTOM_3, row.getString("custom_3"),
                        ProductField.CUSTOM_4, row.getString("custom_4")));
    }

    private static List<StockSummary.Place> places(Object[] rows) {
        return Stream.of(rows)
                .map(each -> (String[]) each)
                .map(each -> new StockSummary.Place(each[0], new BigDecimal(each[1])))
                .toList();
    }
}
