package io.kehub.erp.product;

import io.kehub.erp.QueryPlans;
import io.kehub.kernel.PageRequest;
import io.kehub.kernel.ProductClassId;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The plans of the statements that {@link Products} sends for its lists, at 20,000 products of 20 classes. */
class ProductsAtScaleTest {

    /** Enough for a page of 20, its units, the totals and the scan up to page 200; the products have about 400 pages. */
    private static final int MAX_PAGES = 360;

    @SuppressWarnings("NullAway.Init")
    private static ProductTestContext context;

    @SuppressWarnings("NullAway.Init")
    private static QueryPlans plans;

    @BeforeAll
    static void load() {
        context = new ProductTestContext();
        context.jdbc
                .sql("insert into product_class (parent, name) select null, '分类' || n from generate_series(2, 20) n")
                .update();
        context.jdbc.sql("""
                        insert into product (name, code, model, class, added_by, added_at)
                        select '产品' || n, 'P' || n, '', 1 + n % 20, :by, now() from generate_series(1, 20000) n""").param("by", context.user.value()).update();
        context.jdbc.sql("""
                        insert into product_unit (
                          product, unit, ratio, base, barcode, suggested_purchase_price, highest_purchase_price,
                          suggested_sale_price, lowest_sale_price)
                        select id, :unit, 1, true, '', 0, 0, 0, 0 from product""").param("unit", context.unit("个")).update();
        plans = new QueryPlans(context.jdbc, context.transaction);
        plans.settle("product", "product_class", "product_unit", "product_count");
    }

    @AfterAll
    static void close() {
        context.close();
    }

    static Stream<ProductFilter> filters() {
        return Stream.of(
                ProductFilter.quick("", null),
                ProductFilter.quick("", new ProductClassId(7)),
                ProductFilter.quick("P1234", null),
                new ProductFilter(Map.of(ProductText.CODE, "P1234"), null, true, null, null));
    }

    @ParameterizedTest
    @MethodSource("filters")
    void everyListIsReadThroughIndexesAndFewPages(ProductFilter filter) {
        for (var page :
                List.of(new PageRequest(1, 20), new PageRequest(200, 20), new PageRequest(2, 20).after(10_000))) {
            var query = ProductListJdbc.query(filter, page);

            plans.areCheap(query.sql(), query.values(), "product|product p|product_unit", MAX_PAGES);
        }
    }
}
