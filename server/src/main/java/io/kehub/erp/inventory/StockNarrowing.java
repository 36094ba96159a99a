package io.kehub.erp.inventory;

import io.kehub.database.sql.Conditions;
import io.kehub.database.sql.PageReader;
import io.kehub.database.sql.Sql;
import io.kehub.database.sql.SqlTemplate;
import io.kehub.database.sql.TextSearch;
import io.kehub.kernel.PageRequest;
import java.util.List;

/**
 * The conditions of a stock list.
 *
 * @param joined joins the product if a condition needs it; most lists do not
 */
record StockNarrowing(Conditions conditions, Sql joined) {

    /** Number of rows, if no condition narrows them: kept beside the stock. */
    static final SqlTemplate COUNTED = SqlTemplate.of("""
            (select coalesce(sum({counted}), 0)::bigint
              from (
                select warehouse, products, batches from stock_count
                union all
                select warehouse, products, batches from stock_count_change) as held
              where {where})""");

    private static final Sql PRODUCT = Sql.of("s.product = :product");

    private static final Sql BELOW = Sql.of("""
            p.class in (
              with recursive below as (
                select id from product_class where id = :class
                union
                select c.id from product_class c join below b on c.parent = b.id)
              select id from below)""");

    private static final Sql PRODUCT_JOINED = Sql.of("join product p on p.id = s.product");

    private static final TextSearch KEYWORD = TextSearch.indexed("keyword", "p.search_text", "p.search_text");
    private static final TextSearch NAME = TextSearch.indexed("name", "p.search_text", "p.name");
    private static final TextSearch CODE = TextSearch.indexed("code", "p.search_text", "p.code");
    private static final TextSearch MODEL = TextSearch.indexed("model", "p.search_text", "p.model");

    /** @param inside the warehouse of the filter and all locations in it; empty for all warehouses */
    static StockNarrowing of(StockFilter filter, List<Long> inside, PageRequest page) {
        var conditions = new Conditions();
        var warehouse = filter.warehouse();
        PageReader.bind(conditions, page);
        conditions
                .bind("inside", inside.toArray(Long[]::new))
                .bind("warehouse", warehouse == null ? 0L : warehouse.value());
        var product = filter.product();
        conditions.add(PRODUCT, "product", product == null ? null : product.value());
        var own = conditions.size();
        var productClass = filter.productClass();
        conditions.add(BELOW, "class", productClass == null ? null : productClass.value());
        KEYWORD.addTo(conditions, filter.keyword());
        NAME.addTo(conditions, filter.name());
        CODE.addTo(conditions, filter.code());
        MODEL.addTo(conditions, filter.model());
        return new StockNarrowing(conditions, conditions.size() > own ? PRODUCT_JOINED : Sql.EMPTY);
    }
}
