package io.kehub.erp.inventory;

import io.kehub.erp.QueryPlans;
import io.kehub.erp.inventory.StockDocument.Kind;
import io.kehub.erp.inventory.StockDocument.State;
import io.kehub.erp.inventory.StockDocumentFilter.Period;
import io.kehub.erp.inventory.StockDocumentFilter.Text;
import io.kehub.erp.product.ProductTestContext;
import io.kehub.erp.product.ProductText;
import io.kehub.kernel.PageRequest;
import io.kehub.kernel.ProductId;
import io.kehub.kernel.WarehouseId;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The plans of the statements that {@link StockLists} and {@link StockDocuments} send for their lists, at 20,000
 * products in 5 warehouses and 40,000 documents.
 */
class StockAtScaleTest {

    private static final int PRODUCTS = 20_000;
    private static final int DOCUMENTS = 40_000;

    /** Enough for a page of 20, its products, the totals and the scan up to page 200; the stock has about 1,000 pages. */
    private static final int MAX_PAGES = 700;

    private static final String STOCK = "stock|stock_batch|warehouse_stock|product_stock|stock_document";

    @SuppressWarnings("NullAway.Init")
    private static ProductTestContext context;

    @SuppressWarnings("NullAway.Init")
    private static QueryPlans plans;

    @BeforeAll
    static void load() {
        context = new ProductTestContext("io.kehub.erp.inventory");
        run(
                "insert into warehouse (parent, name, code, remark) select null, '仓' || n, '', '' from generate_series(2, 5) n");
        run("""
                insert into product (name, code, model, class, added_by, added_at)
                select '产品' || n, 'P' || n, '', 1, (select min(id) from erp_user where id > 1000), now()
                from generate_series(1, %d) n""".formatted(PRODUCTS));
        run("""
                insert into product_unit (
                  product, unit, ratio, base, barcode, suggested_purchase_price, highest_purchase_price,
                  suggested_sale_price, lowest_sale_price)
                select id, (select min(id) from dictionary_entry where dictionary = 'PRODUCT_UNIT'), 1, true, '', 0, 0, 0, 0
                from product""");
        run("insert into stock_batch (product, batch) select id, 'B' || id % 100 from product");
        run("""
                insert into stock (product, warehouse, batch, quantity)
                select p.id, w.id, 'B' || p.id % 100, 1 + p.id % 7 from product p cross join warehouse w""");
        run("""
                insert into warehouse_stock (warehouse, product, quantity)
                select warehouse, product, sum(quantity) from stock group by 1, 2""");
        run("insert into product_stock (product, quantity) select product, sum(quantity) from stock group by 1");
        run("""
                insert into stock_document (
                  kind, number, title, state, category, supplier, remark, opinion, source_kind, source_id, source_number,
                  source_title, source_customer, applied_by, applied_at, confirmed_by, confirmed_at)
                select
                  case n %% 2 when 0 then 'STOCK_IN' else 'STOCK_OUT' end, 'D' || n, '第 ' || n || ' 份', 'CONFIRMED', '', '',
                  '', '', '', 0, '', '', '客户' || n %% 1000, (select min(id) from erp_user where id > 1000),
                  timestamptz '2025-01-01 00:00:00Z' + n * interval '1 minute', 1,
                  timestamptz '2025-01-02 00:00:00Z' + n * interval '1 minute'
                from generate_series(1, %d) n""".formatted(DOCUMENTS));
        plans = new QueryPlans(context.jdbc, context.transaction);
        plans.settle(
                "product",
                "product_unit",
                "stock",
                "stock_batch",
                "warehouse_stock",
                "product_stock",
                "stock_document");
    }

    private static void run(String sql) {
        context.jdbc.sql(sql).update();
    }

    @AfterAll
    static void close() {
        context.close();
    }

    static Stream<StockFilter> filters() {
        return Stream.of(
                StockFilter.quick(null, null),
                StockFilter.quick(null, new WarehouseId(3)),
                StockFilter.quick(new ProductId(5_000), null),
                StockFilter.quick(new ProductId(5_000), new WarehouseId(3)),
                new StockFilter(null, null, Map.of(ProductText.KEYWORD, "P1234"), null, ""),
                new StockFilter(null, new WarehouseId(3), Map.of(ProductText.KEYWORD, "P1234"), null, ""));
    }

    @ParameterizedTest
    @MethodSource("filters")
    void everyListOfStockIsReadThroughIndexesAndFewPages(StockFilter filter) {
        var warehouse = filter.warehouse();
        var inside = warehouse == null ? List.<Long>of() : List.of(warehouse.value());
        for (var page :
                List.of(new PageRequest(1, 20), new PageRequest(200, 20), new PageRequest(2, 20).after(10_000))) {
            var query = StockSummariesJdbc.query(filter, inside, List.of(), page);
            plans.areCheap(query.sql(), query.values(), STOCK, MAX_PAGES);
        }
    }

    @Test
    void theListOfAllBatchesIsReadThroughAnIndexAndFewPages() {
        for (var after :
                Arrays.asList(null, new BatchPosition(new ProductId(50_000), new WarehouseId(3), "B", false))) {
            var query = BatchStockJdbc.query(StockFilter.quick(null, null), List.of(), new PageRequest(2, 20), after);

            plans.areCheap(query.sql(), query.values(), STOCK, MAX_PAGES);
        }
    }

    static Stream<StockDocumentFilter> documents() {
        return Stream.of(
                document(null, "", ""),
                document(State.CONFIRMED, "", ""),
                document(State.PENDING, "", ""),
                document(null, "D1234", ""),
                document(null, "", "客户123"));
    }

    private static StockDocumentFilter document(@Nullable State state, String keyword, String customer) {
        return new StockDocumentFilter(
                Kind.STOCK_IN,
                state,
                Map.of(Text.KEYWORD, keyword, Text.CUSTOMER, customer),
                null,
                Period.ALL,
                Period.ALL);
    }

    @ParameterizedTest
    @MethodSource("documents")
    void everyListOfDocumentsIsReadThroughIndexesAndFewPages(StockDocumentFilter filter) {
        for (var page :
                List.of(new PageRequest(1, 20), new PageRequest(200, 20), new PageRequest(2, 20).after(50_000))) {
            var query = StockDocumentListJdbc.query(filter, page);

            plans.areCheap(query.sql(), query.values(), STOCK, MAX_PAGES);
        }
    }
}
