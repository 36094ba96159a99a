package io.kehub.erp.product;

import io.kehub.erp.QueryPlans;
import io.kehub.kernel.Bounds;
import io.kehub.kernel.PageRequest;
import io.kehub.kernel.ProductClassId;
import io.kehub.kernel.ProductId;
import io.kehub.kernel.UserId;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The plans of the statements that {@link Products} sends for its lists, at 20,000 products of 20 classes. */
class ProductsAtScaleTest {

    /** Enough for a page of 20, its units, the totals and the scan up to page 200; the products have about 450 pages. */
    private static final int MAX_PAGES = 400;

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
                        insert into product (name, code, model, class, added_by, added_at, fields)
                        select '产品' || n, 'P' || n, '', 1 + n % 20, :by, timestamptz '2025-01-01' + n * interval '1 minute',
                          case when n % 20 = 0 then jsonb_build_object('DESCRIPTION', '防爆' || n, 'CUSTOM_3', '供应商' || n, 'LOWEST_STOCK', n::text,
                            'HIGHEST_STOCK', (100000 + n)::text) else '{}' end
                        from generate_series(1, 20000) n""").param("by", context.user.value()).update();
        context.jdbc.sql("""
                        insert into product_unit (
                          product, unit, ratio, base, barcode, suggested_purchase_price, highest_purchase_price,
                          suggested_sale_price, lowest_sale_price)
                        select id, :unit, 1, true, '690' || id + 12000000, 0, 0, 0, 0 from product""").param("unit", context.unit("个")).update();
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
                new ProductFilter(Map.of(ProductText.CODE, "P1234"), null, true, ProductTerms.NONE),
                terms(ProductTerms.NONE.withIds(List.of(new ProductId(1_500), new ProductId(9_000)))),
                terms(ProductTerms.NONE.withAddedBy(List.of(new UserId(999)))),
                terms(ProductTerms.NONE.withAdded(new Bounds<>(Instant.parse("2030-01-01T00:00:00Z"), null))),
                terms(ProductTerms.NONE.withUnit("箱")),
                terms(ProductTerms.NONE.withFields(Map.of(
                        ProductField.LOWEST_STOCK, new Bounds<>(new BigDecimal("19990"), null),
                        ProductField.HIGHEST_STOCK, new Bounds<>(null, new BigDecimal("90000"))))),
                text(ProductText.BARCODE, "69012345"),
                text(ProductText.DESCRIPTION, "防爆1234"),
                text(ProductText.CUSTOM_3, "供应商1234"));
    }

    private static ProductFilter terms(ProductTerms terms) {
        return new ProductFilter(Map.of(), null, null, terms);
    }

    private static ProductFilter text(ProductText text, String part) {
        return new ProductFilter(Map.of(text, part), null, null, ProductTerms.NONE);
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
