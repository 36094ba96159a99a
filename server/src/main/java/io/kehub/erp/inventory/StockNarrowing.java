package io.kehub.erp.inventory;

import io.kehub.database.sql.Conditions;
import io.kehub.database.sql.PageReader;
import io.kehub.database.sql.Sql;
import io.kehub.database.sql.SqlTemplate;
import io.kehub.erp.product.ProductConditions;
import io.kehub.kernel.PageRequest;
import java.util.List;

/**
 * The conditions of a stock list.
 *
 * @param joined joins the product if a condition needs it
 */
record StockNarrowing(Conditions conditions, Sql joined) {

    /** Total from the counter table, if there are no further conditions. */
    static final SqlTemplate COUNTED = SqlTemplate.of("""
            (select coalesce(sum({counted}), 0)::bigint
              from (
                select warehouse, products, batches from stock_count
                union all
                select warehouse, products, batches from stock_count_change) as held
              where {where})""");

    private static final Sql PRODUCT = Sql.of("s.product = :product");

    static final Sql PRODUCT_JOINED = Sql.of("join product p on p.id = s.product");

    /** @param inside the warehouse of the filter and all bins in it; empty for all warehouses */
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
        ProductConditions.addClass(conditions, filter.productClass());
        ProductConditions.addTexts(conditions, filter.texts());
        ProductConditions.addTerms(conditions, filter.terms());
        return new StockNarrowing(conditions, conditions.size() > own ? PRODUCT_JOINED : Sql.EMPTY);
    }
}
