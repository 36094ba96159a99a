package io.kehub.erp.product;

import io.kehub.database.sql.BoundSql;
import io.kehub.database.sql.Conditions;
import io.kehub.database.sql.PageReader;
import io.kehub.database.sql.Sql;
import io.kehub.database.sql.SqlTemplate;
import io.kehub.database.sql.TextSearch;
import io.kehub.kernel.Page;
import io.kehub.kernel.PageRequest;
import java.time.Instant;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Lists of products with exact totals. */
final class ProductListJdbc {

    /** The class and all below it. */
    private static final Sql BELOW = Sql.of("""
            p.class in (
              with recursive below as (
                select id from product_class where id = :class
                union
                select c.id from product_class c join below b on c.parent = b.id)
              select id from below)""");

    private static final SqlTemplate WALKED = SqlTemplate.of("""
            with page as (
              select p.id
              from product p
              where {conditions} and p.id < :below
              order by p.id desc
              offset :offset limit :size
            )""");

    /** Without a text, the products are counted by the counters kept beside them. */
    private static final SqlTemplate COUNTED =
            SqlTemplate.of("(select coalesce(sum({counter}), 0)::bigint from product_count p where {classes})");

    private static final Sql COUNTED_ALL = Sql.of("p.enabled + p.disabled");
    private static final Sql ENABLED = Sql.of("p.enabled");
    private static final Sql COUNTED_DISABLED = Sql.of("p.disabled");
    private static final Sql DISABLED = Sql.of("not p.enabled");

    private static final SqlTemplate FOUND = SqlTemplate.of("""
            select p.id
            from product p
            where {conditions}""");

    private static final Sql SHOWN =
            SqlTemplate.of("""
                    select {columns}
                    from page
                    join product p on p.id = page.id""").with("columns", ProductsJdbc.COLUMNS).sql();

    private static final TextSearch KEYWORD = TextSearch.indexed("keyword", "p.search_text", "p.search_text");
    private static final TextSearch NAME = TextSearch.indexed("name", "p.search_text", "p.name");
    private static final TextSearch CODE = TextSearch.indexed("code", "p.search_text", "p.code");
    private static final TextSearch MODEL = TextSearch.indexed("model", "p.search_text", "p.model");
    private static final Sql ADDED_FROM = Sql.of("p.added_at >= :addedFrom");
    private static final Sql ADDED_BEFORE = Sql.of("p.added_at < :addedBefore");

    private final JdbcClient jdbc;

    ProductListJdbc(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    Page<Product> list(ProductFilter filter, PageRequest page) {
        return PageReader.read(jdbc, query(filter, page), page, (row, number) -> ProductsJdbc.product(row));
    }

    /** The very statement that {@link #list} sends. */
    static BoundSql query(ProductFilter filter, PageRequest page) {
        var conditions = new Conditions();
        PageReader.bind(conditions, page);
        var productClass = filter.productClass();
        conditions.add(BELOW, "class", productClass == null ? null : productClass.value());
        var classes = conditions.joined();
        conditions.either(filter.enabled(), ENABLED, DISABLED);
        var counted = conditions.size();
        narrow(filter, conditions);
        var joined = conditions.joined();
        if (conditions.size() > counted) {
            return conditions.bound(
                    PageReader.found(FOUND.with("conditions", joined).sql(), SHOWN));
        }
        return conditions.bound(PageReader.answer(
                WALKED.with("conditions", joined).sql(),
                COUNTED.with("counter", counter(filter.enabled()))
                        .with("classes", classes)
                        .sql(),
                SHOWN));
    }

    private static Sql counter(@Nullable Boolean enabled) {
        return enabled == null ? COUNTED_ALL : enabled ? ENABLED : COUNTED_DISABLED;
    }

    /** Adds the conditions that the counters do not cover. */
    private static void narrow(ProductFilter filter, Conditions conditions) {
        KEYWORD.addTo(conditions, filter.keyword());
        NAME.addTo(conditions, filter.name());
        CODE.addTo(conditions, filter.code());
        MODEL.addTo(conditions, filter.model());
        conditions
                .add(ADDED_FROM, "addedFrom", time(filter.addedFrom()))
                .add(ADDED_BEFORE, "addedBefore", time(filter.addedBefore()));
    }

    private static @Nullable Object time(@Nullable Instant instant) {
        return instant == null ? null : instant.atOffset(ZoneOffset.UTC);
    }
}
