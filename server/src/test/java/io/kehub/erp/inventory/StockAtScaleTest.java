package io.kehub.erp.inventory;

import static org.assertj.core.api.Assertions.assertThat;

import io.kehub.database.sql.BoundSql;
import io.kehub.erp.QueryPlans;
import io.kehub.erp.inventory.StockDocument.Kind;
import io.kehub.erp.inventory.StockDocument.State;
import io.kehub.erp.inventory.StockDocumentFilter.Period;
import io.kehub.erp.inventory.StockDocumentFilter.Text;
import io.kehub.erp.product.ProductTerms;
import io.kehub.erp.product.ProductTestContext;
import io.kehub.erp.product.ProductText;
import io.kehub.kernel.Bounds;
import io.kehub.kernel.PageRequest;
import io.kehub.kernel.ProductId;
import io.kehub.kernel.Sort;
import io.kehub.kernel.StockDocumentId;
import io.kehub.kernel.UserId;
import io.kehub.kernel.WarehouseId;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
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
    private static final UserId OTHER = new UserId(999);

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
                insert into product (name, code, model, class, added_by, added_at, fields)
                select '产品' || n, 'P' || n, '', 1, (select min(id) from erp_user where id > 1000), now(),
                  case when n %% 20 = 0 then jsonb_build_object('DESCRIPTION', '说明' || n, 'CUSTOM_2', n::text) else '{}' end
                from generate_series(1, %d) n""".formatted(PRODUCTS));
        run("""
                insert into product_unit (
                  product, unit, ratio, base, barcode, suggested_purchase_price, highest_purchase_price,
                  suggested_sale_price, lowest_sale_price)
                select id, (select min(id) from dictionary_entry where dictionary = 'PRODUCT_UNIT'), 1, true, '', 0, 0, 0, 0
                from product""");
        run("""
                insert into stock_batch (product, batch, produced_on, expires_on)
                select id, 'B' || id % 100, date '2025-01-01' + (id % 1000)::int, date '2026-01-01' + (id % 1000)::int
                from product""");
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
                  source_title, source_customer, applied_by, applied_at, confirmed_by, confirmed_at, custom)
                select
                  case n %% 2 when 0 then 'STOCK_IN' else 'STOCK_OUT' end, 'D' || n, '第 ' || n || ' 份', 'CONFIRMED', '',
                  '供应商' || n, '', '', '', 0, '', '合同' || n, '客户' || n %% 1000, (select min(id) from erp_user where id > 1000),
                  timestamptz '2025-01-01 00:00:00Z' + n * interval '1 minute', 1,
                  timestamptz '2025-01-02 00:00:00Z' + n * interval '1 minute', array['', '磅单' || n]
                from generate_series(1, %d) n""".formatted(DOCUMENTS));
        run("""
                insert into stock_line (
                  document, product, unit, quantity, base_quantity, warehouse, batch, serial_numbers, price, remark, source_line,
                  custom)
                select d.id, p.id, (select min(id) from dictionary_entry where dictionary = 'PRODUCT_UNIT'), 1, 1,
                  1 + (d.id % 2), 'B' || p.id % 100, '', 0, '', 0, array['规格' || d.id]
                from stock_document d
                join product p on p.id = (select min(id) from product) + d.id % 20000""");
        run("""
                insert into stock_serial (product, serial, line)
                select product, 'SN' || id, id from stock_line""");
        run("""
                update stock s
                set origin_line = l.id, origin_at = timestamptz '2025-01-01 00:00:00Z' + l.id * interval '1 minute',
                  arrived_at = timestamptz '2025-01-01 00:00:00Z' + l.id * interval '1 minute'
                from stock_line l
                where l.product = s.product and s.warehouse = 1""");
        plans = new QueryPlans(context.jdbc, context.transaction);
        plans.settle(
                "product",
                "product_unit",
                "stock",
                "stock_batch",
                "warehouse_stock",
                "product_stock",
                "stock_line",
                "stock_serial",
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
                new StockFilter(
                        null, null, Map.of(ProductText.KEYWORD, "P1234"), null, ProductTerms.NONE, StockTerms.NONE),
                new StockFilter(
                        null,
                        new WarehouseId(3),
                        Map.of(ProductText.KEYWORD, "P1234"),
                        null,
                        ProductTerms.NONE,
                        StockTerms.NONE));
    }

    private static ProductTerms product() {
        return ProductTerms.NONE;
    }

    private static StockFilter stock(ProductTerms terms, StockTerms stock) {
        return new StockFilter(null, null, Map.of(), null, terms, stock);
    }

    private static StockFilter described(ProductText text, String part) {
        return new StockFilter(null, null, Map.of(text, part), null, ProductTerms.NONE, StockTerms.NONE);
    }

    static Stream<StockFilter> summaries() {
        return Stream.of(
                stock(product().withAddedBy(List.of(OTHER)), StockTerms.NONE),
                stock(product(), StockTerms.NONE.withQuantities(Bounds.none(), new Bounds<>(BigDecimal.ONE, null))),
                described(ProductText.DESCRIPTION, "说明1234"),
                described(ProductText.CUSTOM_2, "1234"));
    }

    @ParameterizedTest
    @MethodSource("summaries")
    void everyFilterOfProductsInStockIsAnsweredThroughIndexes(StockFilter filter) {
        var query = StockSummariesJdbc.query(filter, List.of(), List.of(), new PageRequest(1, 20));

        isReadThroughIndexes(query);
    }

    /** As PostgreSQL plans for the given values: what is rare is found through an index, whatever the averages say. */
    private static void isReadThroughIndexes(BoundSql query) {
        var plan = plans.planOf(query.sql(), query.values(), QueryPlans.Planning.FORCE_CUSTOM_PLAN);

        assertThat(plan).doesNotContainPattern("Seq Scan on (" + STOCK + "|stock_line|stock_serial|product)( |$)");
        assertThat(QueryPlans.pagesRead(plan)).as(plan).isLessThan(2 * MAX_PAGES);
    }

    static Stream<StockFilter> batches() {
        var day = LocalDate.of(2025, 1, 7);
        return Stream.of(
                stock(product(), texts(StockTerms.Text.SERIAL_NUMBER, "SN12345")),
                stock(product(), texts(StockTerms.Text.SUPPLIER, "供应商123")),
                stock(product(), StockTerms.NONE.withBins(List.of(new WarehouseId(6)))),
                stock(product(), StockTerms.NONE.withQuantities(Bounds.none(), new Bounds<>(BigDecimal.ONE, null))),
                stock(
                        product(),
                        StockTerms.NONE.withStocked(new Bounds<>(Instant.parse("2025-02-01T00:00:00Z"), null))),
                stock(product(), StockTerms.NONE.withDates(new Bounds<>(day, day), Bounds.none())),
                stock(
                        product(),
                        StockTerms.NONE.withDates(Bounds.none(), new Bounds<>(day.plusYears(1), day.plusYears(1)))),
                stock(product().withAdded(new Bounds<>(Instant.parse("2040-01-01T00:00:00Z"), null)), StockTerms.NONE));
    }

    private static StockTerms texts(StockTerms.Text text, String part) {
        return StockTerms.NONE.withTexts(Map.of(text, part));
    }

    @ParameterizedTest
    @MethodSource("batches")
    void everyFilterOfBatchesIsAnsweredThroughIndexesAndFewPages(StockFilter filter) {
        var query = BatchStockJdbc.query(filter, List.of(), new PageRequest(1, 20), null);

        isReadThroughIndexes(query);
    }

    /** Amounts of stock change with every document, so they have no index; the table is read once. */
    @Test
    void aFilterByQuantityReadsTheStockOnce() {
        var bounds = new Bounds<>(BigDecimal.TEN, (BigDecimal) null);
        var filter = stock(product(), StockTerms.NONE.withQuantities(bounds, Bounds.none()));
        for (var query : List.of(
                BatchStockJdbc.query(filter, List.of(), new PageRequest(1, 20), null),
                StockSummariesJdbc.query(filter, List.of(), List.of(), new PageRequest(1, 20)))) {
            var plan = plans.planOf(query.sql(), query.values(), QueryPlans.Planning.FORCE_CUSTOM_PLAN);

            assertThat(QueryPlans.pagesRead(plan)).as(plan).isLessThan(3_000);
        }
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

    static Stream<StockDocumentFilter> termsOfDocuments() {
        return Stream.of(
                terms(StockDocumentTerms.NONE.withIds(List.of(new StockDocumentId(30_500)))),
                terms(StockDocumentTerms.NONE.withCategory("退货入库")),
                terms(StockDocumentTerms.NONE.withDecidedBy(OTHER)),
                terms(StockDocumentTerms.NONE.withWarehouse(new WarehouseId(3))),
                terms(StockDocumentTerms.NONE.withProducts(Map.of(ProductText.CODE, "P1234"))),
                text(Text.SUPPLIER, "供应商1234"),
                text(Text.PURCHASE, "合同1234"),
                terms(StockDocumentTerms.NONE.withSource("", "合同123")),
                terms(StockDocumentTerms.NONE.withCustom(Map.of(2, "磅单1234"), Map.of())),
                terms(StockDocumentTerms.NONE.withCustom(Map.of(), Map.of(1, "规格1234"))));
    }

    private static StockDocumentFilter terms(StockDocumentTerms terms) {
        return new StockDocumentFilter(Kind.STOCK_IN, null, Map.of(), null, Period.ALL, Period.ALL, terms);
    }

    private static StockDocumentFilter text(Text text, String part) {
        return new StockDocumentFilter(
                Kind.STOCK_IN, null, Map.of(text, part), null, Period.ALL, Period.ALL, StockDocumentTerms.NONE);
    }

    private static StockDocumentFilter document(@Nullable State state, String keyword, String customer) {
        return new StockDocumentFilter(
                Kind.STOCK_IN,
                state,
                Map.of(Text.KEYWORD, keyword, Text.CUSTOMER, customer),
                null,
                Period.ALL,
                Period.ALL,
                StockDocumentTerms.NONE);
    }

    @ParameterizedTest
    @MethodSource("termsOfDocuments")
    void everyFurtherFilterOfDocumentsIsAnsweredThroughIndexes(StockDocumentFilter filter) {
        isReadThroughIndexes(StockDocumentListJdbc.query(filter, List.of(6L), new PageRequest(1, 20)));
    }

    @ParameterizedTest
    @MethodSource("documents")
    void everyListOfDocumentsIsReadThroughIndexesAndFewPages(StockDocumentFilter filter) {
        for (var page :
                List.of(new PageRequest(1, 20), new PageRequest(200, 20), new PageRequest(2, 20).after(50_000))) {
            var query = StockDocumentListJdbc.query(filter, List.of(3L), page);

            plans.areCheap(query.sql(), query.values(), STOCK, MAX_PAGES);
        }
    }

    /** A sorted list of all records has no index but reads each of them once, and sorts only the first rows of the page. */
    @Test
    void aSortedListReadsItsRecordsOnce() {
        var page = new PageRequest(1, 20);
        var all = StockFilter.quick(null, null);
        for (var query : List.of(
                StockDocumentListJdbc.query(
                        StockDocumentFilter.of(Kind.STOCK_IN), List.of(), page.sortedBy(new Sort("number", false))),
                StockSummariesJdbc.query(all, List.of(), List.of(), page.sortedBy(new Sort("quantity", true))))) {
            var plan = plans.planOf(query.sql(), query.values(), QueryPlans.Planning.FORCE_CUSTOM_PLAN);

            assertThat(plan).contains("top-N heapsort");
            assertThat(QueryPlans.pagesRead(plan)).as(plan).isLessThan(5_000);
        }
    }
}
