package io.kehub.erp.product;

import io.kehub.database.sql.BoundSql;
import io.kehub.database.sql.Conditions;
import io.kehub.database.sql.PageReader;
import io.kehub.database.sql.SortColumns;
import io.kehub.database.sql.Sql;
import io.kehub.database.sql.SqlTemplate;
import io.kehub.kernel.Page;
import io.kehub.kernel.PageRequest;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Lists of products with exact totals. */
final class ProductListJdbc {

    private static final SqlTemplate BROWSE = SqlTemplate.of("""
            with page as (
              select p.id
              from product p
              where {conditions} and p.id < :below
              order by p.id desc
              offset :offset limit :size
            )""");

    /** Total from the counter table, if class and status are the only conditions. */
    private static final SqlTemplate COUNTED =
            SqlTemplate.of("(select coalesce(sum({counter}), 0)::bigint from product_count p where {classes})");

    private static final Sql COUNTED_ALL = Sql.of("p.enabled + p.disabled");
    private static final Sql ENABLED = Sql.of("p.enabled");
    private static final Sql COUNTED_DISABLED = Sql.of("p.disabled");
    private static final Sql DISABLED = Sql.of("not p.enabled");

    private static final SqlTemplate FOUND = SqlTemplate.of("""
            select p.id{sortKey}
            from product p
            where {conditions}""");

    /** Another order of all products that the counters count. */
    private static final SqlTemplate SORTED = SqlTemplate.of("with {page}");

    private static final SqlTemplate SORTED_FROM = SqlTemplate.of("""
            (
              select p.id{sortKey}
              from product p
              where {conditions}
            )""");

    private static final Sql SHOWN =
            SqlTemplate.of("""
                    select {columns}
                    from page
                    join product p on p.id = page.id""").with("columns", ProductsJdbc.COLUMNS).sql();

    private final JdbcClient jdbc;

    ProductListJdbc(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    Page<Product> list(ProductFilter filter, PageRequest page) {
        return PageReader.read(jdbc, query(filter, page), page, (row, number) -> ProductsJdbc.product(row));
    }

    /** The statement that {@link #list} sends. */
    static BoundSql query(ProductFilter filter, PageRequest page) {
        var conditions = new Conditions();
        PageReader.bind(conditions, page);
        ProductConditions.addClass(conditions, filter.productClass());
        var classes = conditions.joined();
        conditions.either(filter.enabled(), ENABLED, DISABLED);
        var counted = conditions.size();
        narrow(filter, conditions);
        var joined = conditions.joined();
        var order = ProductSort.COLUMNS.order(page, conditions);
        if (conditions.size() > counted) {
            var found = FOUND.with("sortKey", order.key())
                    .with("conditions", joined)
                    .sql();
            return conditions.bound(PageReader.found(found, SHOWN, order));
        }
        return conditions.bound(PageReader.answer(
                order.isSorted()
                        ? sorted(order, joined)
                        : BROWSE.with("conditions", joined).sql(),
                COUNTED.with("counter", counter(filter.enabled()))
                        .with("classes", classes)
                        .sql(),
                SHOWN,
                order));
    }

    private static Sql sorted(SortColumns.Order order, Sql conditions) {
        var from = SORTED_FROM
                .with("sortKey", order.key())
                .with("conditions", conditions)
                .sql();
        return SORTED.with("page", order.page(from)).sql();
    }

    private static Sql counter(@Nullable Boolean enabled) {
        return enabled == null ? COUNTED_ALL : enabled ? ENABLED : COUNTED_DISABLED;
    }

    /** Adds the conditions that the counters do not cover. */
    private static void narrow(ProductFilter filter, Conditions conditions) {
        ProductConditions.addTexts(conditions, filter.texts());
        ProductConditions.addTerms(conditions, filter.terms());
    }
}
