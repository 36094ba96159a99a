package io.kehub.erp.inventory;

import static io.kehub.erp.inventory.StockTestContext.dated;
import static io.kehub.erp.inventory.StockTestContext.draft;
import static io.kehub.erp.inventory.StockTestContext.fields;
import static io.kehub.erp.inventory.StockTestContext.line;
import static io.kehub.erp.inventory.StockTestContext.refused;
import static org.assertj.core.api.Assertions.assertThat;

import io.kehub.erp.inventory.StockDocument.Kind;
import io.kehub.erp.product.ProductTerms;
import io.kehub.kernel.PageRequest;
import io.kehub.kernel.ProductId;
import io.kehub.kernel.WarehouseId;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A batch has one number in any spelling, and one production and expiry date while any of it is in stock. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class StockBatchesTest {

    private final StockTestContext stock = new StockTestContext();

    @SuppressWarnings("NullAway.Init")
    private ProductId product;

    @SuppressWarnings("NullAway.Init")
    private WarehouseId warehouse;

    @BeforeEach
    void make() {
        product = stock.product();
        warehouse = stock.warehouse();
    }

    @AfterEach
    void checkTotals() {
        stock.assertConsistent();
    }

    @AfterAll
    void close() {
        stock.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"bx 1", "ＢＸ　１", "Bx\u00a01", " BX 1 "})
    void spellingsOfOneBatchNumberAreOneBatch(String other) {
        stock.in(line(product, "10", warehouse, "BX 1"));
        stock.in(line(product, "5", warehouse, other));
        stock.freezes.freeze(product, warehouse, other, BigDecimal.ONE, "", stock.context.user);
        assertThat(refused(() -> stock.out(line(product, "15", warehouse, other)))
                        .code())
                .isEqualTo("not_enough_stock");

        var out = stock.out(line(product, "14", warehouse, other));

        assertThat(stock.batches(product)).singleElement().satisfies(batch -> {
            assertThat(batch.batch().number()).isEqualTo("BX 1");
            assertThat(batch.quantity()).isEqualByComparingTo("1");
        });
        assertThat(stock.documents.lines(out).getFirst().batch().number()).isEqualTo("BX 1");
        stock.reverse(out);
        assertThat(stock.stock(product, "BX 1")).isEqualTo("15");
    }

    @Test
    void spellingsAreUnifiedInDraftsDocumentsAndTransfers() {
        var upper =
                stock.documents.apply(Kind.STOCK_IN, draft(line(product, "1", warehouse, "LOT")), stock.context.user);
        var lower =
                stock.documents.apply(Kind.STOCK_IN, draft(line(product, "2", warehouse, "lot")), stock.context.user);
        stock.confirm(lower);
        stock.confirm(upper);
        stock.in(line(product, "3", warehouse, "Lot"), line(product, "4", warehouse, "LOt"));
        var to = stock.warehouse();
        stock.confirm(stock.transfer(to, line(product, "10", warehouse, "LOT")));

        assertThat(stock.batches(product)).singleElement().satisfies(batch -> {
            assertThat(batch.batch().number()).isEqualTo("lot");
            assertThat(batch.warehouse().id()).isEqualTo(to);
        });
        assertThat(stock.lists
                        .batches(
                                new StockFilter(
                                        product,
                                        null,
                                        Map.of(),
                                        null,
                                        ProductTerms.NONE,
                                        StockTerms.NONE.withTexts(Map.of(StockTerms.Text.BATCH, "ＬＯＴ"))),
                                new PageRequest(1, 10),
                                null)
                        .total())
                .isOne();
    }

    @Test
    void concurrentSpellingsOfOneNumberAreOneBatch() throws Exception {
        var calls = new ArrayList<Runnable>();
        for (var spelling : List.of("q1", "Q1", "ｑ1", "Ｑ１", "q１", "Q１", "ｑ１", "Ｑ1")) {
            calls.add(() -> stock.in(line(product, "1", warehouse, spelling)));
        }

        assertThat(StockTestContext.atOnce(calls)).isEmpty();

        assertThat(stock.batches(product))
                .singleElement()
                .satisfies(batch -> assertThat(batch.quantity()).isEqualByComparingTo("8"));
    }

    @Test
    void aDateThatDiffersFromTheBatchInStockIsRefused() {
        stock.in(dated(product, "10", warehouse, "B1", "2025-01-01", "2026-01-01"));

        var problem = refused(() -> stock.in(dated(product, "1", warehouse, "b1", "2025-02-01", "2027-01-01")));
        assertThat(problem.errors())
                .extracting(error -> error.field())
                .containsExactly("lines[0].producedOn", "lines[0].expiresOn");
        assertThat(problem.message()).contains("b1", "2025-01-01", "另一个批号");
        for (var kind : Kind.values()) {
            var wrong = draft(dated(product, "1", warehouse, "B1", null, "2027-01-01"));
            assertThat(fields(() -> stock.documents.apply(kind, wrong, stock.context.user)))
                    .containsExactly("lines[0].expiresOn");
        }
        assertThat(fields(() ->
                        stock.transfer(stock.warehouse(), dated(product, "1", warehouse, "B1", null, "2027-01-01"))))
                .containsExactly("lines[0].expiresOn");
        stock.in(dated(product, "1", stock.warehouse(), "B1", "2025-01-01", null));
        assertThat(stock.batches(product))
                .hasSize(2)
                .allSatisfy(batch -> assertThat(batch.batch().expiresOn()).isEqualTo(LocalDate.of(2026, 1, 1)));
    }

    @Test
    void aMissingDateCanBeAddedLaterAndIsFixedThen() {
        stock.in(line(product, "10", warehouse, "B1"));
        stock.in(dated(product, "1", warehouse, "B1", null, "2026-01-01"));
        stock.adjust(dated(product, "1", warehouse, "B1", "2025-01-01", null));

        assertThat(stock.batches(product).getFirst().batch().producedOn()).isEqualTo(LocalDate.of(2025, 1, 1));
        assertThat(fields(() -> stock.in(dated(product, "1", warehouse, "B1", null, "2026-01-02"))))
                .containsExactly("lines[0].expiresOn");
        assertThat(fields(() -> stock.in(
                        dated(product, "1", warehouse, "", null, "2026-01-02"),
                        dated(product, "1", warehouse, "", null, "2026-01-03"))))
                .containsExactly("lines[1].expiresOn");
    }

    @Test
    void ofTwoDraftsWithDifferentDatesOnlyTheFirstCanBeConfirmed() {
        var first = stock.documents.apply(
                Kind.STOCK_IN, draft(dated(product, "1", warehouse, "B1", null, "2026-01-01")), stock.context.user);
        var second = stock.documents.apply(
                Kind.STOCK_IN, draft(dated(product, "1", warehouse, "B1", null, "2027-01-01")), stock.context.user);
        stock.confirm(first);

        assertThat(fields(() -> stock.confirm(second))).containsExactly("lines[0].expiresOn");
        stock.confirm(second, stock.part(second, 0, null, null, "B2"));

        assertThat(stock.batches(product)).hasSize(2);
    }

    @Test
    void ofConcurrentArrivalsWithDifferentDatesOneIsAccepted() throws Exception {
        var calls = new ArrayList<Runnable>();
        for (var day = 1; day <= 8; day++) {
            var expires = "2026-01-0" + day;
            calls.add(() -> stock.in(dated(product, "1", warehouse, "B1", null, expires)));
        }

        assertThat(StockTestContext.atOnce(calls)).hasSize(7).containsOnly("invalid_field");
        assertThat(stock.stock(product, "B1")).isEqualTo("1");
    }

    @Test
    void reversingTheArrivalOrUsingUpTheBatchAllowsNewDates() {
        var first = stock.in(dated(product, "5", warehouse, "B1", "2025-01-01", "2026-01-01"));
        stock.in(dated(product, "5", warehouse, "B1", "2025-01-01", null));
        stock.reverse(first);
        assertThat(stock.batches(product).getFirst().batch().expiresOn()).isNull();
        assertThat(stock.batches(product).getFirst().batch().producedOn()).isEqualTo(LocalDate.of(2025, 1, 1));
        stock.in(dated(product, "1", warehouse, "B1", null, "2027-01-01"));

        stock.out(line(product, "6", warehouse, "B1"));
        stock.in(dated(product, "1", warehouse, "B1", null, "2028-01-01"));

        assertThat(stock.batches(product).getFirst().batch().expiresOn()).isEqualTo(LocalDate.of(2028, 1, 1));
    }

    @Test
    void goodsInTransitKeepTheirDates() {
        stock.in(dated(product, "5", warehouse, "B1", null, "2026-01-01"));
        var arrival = stock.transfer(stock.warehouse(), line(product, "5", warehouse, "B1"));

        assertThat(fields(() -> stock.in(dated(product, "1", warehouse, "B1", null, "2027-01-01"))))
                .containsExactly("lines[0].expiresOn");
        stock.confirm(arrival);
        assertThat(stock.batches(product).getFirst().batch().expiresOn()).isEqualTo(LocalDate.of(2026, 1, 1));
    }

    @ParameterizedTest
    @CsvSource({
        "2025-01-02, 2025-01-01, lines[0].expiresOn",
        "0001-01-01, , lines[0].producedOn",
        ", 9999-12-31, lines[0].expiresOn",
        "1899-12-31, 2025-01-01, lines[0].producedOn",
    })
    void invalidDatesAreRefused(String produced, String expires, String field) {
        assertThat(fields(() -> stock.in(dated(product, "1", warehouse, "", produced, expires))))
                .containsExactly(field);
    }

    @Test
    void aBatchCanExpireOnItsProductionDate() {
        stock.in(dated(product, "1", warehouse, "B", "2025-01-01", "2025-01-01"));

        assertThat(fields(() -> stock.in(
                        dated(stock.product(), "1", warehouse, "B", "2025-01-02", null),
                        dated(product, "1", warehouse, "b", "2025-01-01", "2025-01-02"))))
                .containsExactly("lines[1].expiresOn");
    }

    private StockLineDraft serial(String quantity, String serials) {
        return StockLineDraft.of(product, new BigDecimal(quantity), warehouse).withSerialNumbers(serials);
    }

    @Test
    void aSerialNumberIsInStockAtMostOnceInAnySpelling() throws Exception {
        var first = stock.in(serial("2", "SN-1, sn-2"));
        assertThat(fields(() -> stock.in(serial("1", "ｓｎ－２")))).containsExactly("lines[0].serialNumbers");
        assertThat(fields(() -> stock.in(serial("2", "X1 x1")))).containsExactly("lines[0].serialNumbers");
        stock.out(serial("1", "SN-2"));
        stock.in(serial("1", "sn-2"), serial("1", "无"));
        stock.in(serial("1", "无"));
        assertThat(stock.context.count("stock_serial")).isEqualTo(2);
        stock.out(serial("1", "sn-2"));
        stock.reverse(first);
        assertThat(stock.context.count("stock_serial")).isZero();

        assertThat(StockTestContext.atOnce(List.of(
                        () -> stock.in(serial("1", "one")),
                        () -> stock.in(serial("1", "ONE")),
                        () -> stock.in(serial("1", "Ｏｎｅ")))))
                .hasSize(2)
                .containsOnly("invalid_field");
    }

    @Test
    void documentNumbersAndBinNamesAreUniqueInAnySpelling() {
        var numbered = StockDocumentDraft.of(List.of(line(product, "1", warehouse, "")))
                .withNumber("RK-ab1");
        stock.documents.post(Kind.STOCK_IN, numbered, stock.context.user);
        var again = StockDocumentDraft.of(List.of(line(product, "1", warehouse, "")))
                .withNumber("ｒｋ－ＡＢ１");
        assertThat(refused(() -> stock.documents.post(Kind.STOCK_OUT, again, stock.context.user))
                        .code())
                .isEqualTo("taken");
        stock.warehouses.add(warehouse, "Shelf Ａ", "", "", null);
        assertThat(refused(() -> stock.warehouses.add(warehouse, "shelf　a", "", "", null))
                        .code())
                .isEqualTo("taken");
    }
}
