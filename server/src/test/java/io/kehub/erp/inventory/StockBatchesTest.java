package io.kehub.erp.inventory;

import static io.kehub.erp.inventory.StockBed.dated;
import static io.kehub.erp.inventory.StockBed.draft;
import static io.kehub.erp.inventory.StockBed.fields;
import static io.kehub.erp.inventory.StockBed.line;
import static io.kehub.erp.inventory.StockBed.refused;
import static org.assertj.core.api.Assertions.assertThat;

import io.kehub.erp.inventory.StockDocument.Kind;
import io.kehub.kernel.PageRequest;
import io.kehub.kernel.ProductId;
import io.kehub.kernel.WarehouseId;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A batch has one number however it is spelled, and one production and expiry date while any of it is there. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class StockBatchesTest {

    private final StockBed stock = new StockBed();

    @SuppressWarnings("NullAway.Init")
    private ProductId product;

    @SuppressWarnings("NullAway.Init")
    private WarehouseId place;

    @BeforeEach
    void make() {
        product = stock.product();
        place = stock.warehouse();
    }

    @AfterEach
    void nothingIsLostOrMade() {
        stock.isWhole();
    }

    @AfterAll
    void close() {
        stock.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"bx 1", "ＢＸ　１", "Bx\u00a01", " BX 1 "})
    void spellingsOfOneNumberAreOneBatch(String other) {
        stock.in(line(product, "10", place, "BX 1"));
        stock.in(line(product, "5", place, other));
        stock.freezes.freeze(product, place, other, BigDecimal.ONE, "", stock.bed.user);
        assertThat(refused(() -> stock.out(line(product, "15", place, other))).code())
                .isEqualTo("not_enough_stock");

        var out = stock.out(line(product, "14", place, other));

        assertThat(stock.batches(product)).singleElement().satisfies(batch -> {
            assertThat(batch.batch()).isEqualTo("BX 1");
            assertThat(batch.quantity()).isEqualByComparingTo("1");
        });
        assertThat(stock.documents.lines(out).getFirst().batch()).isEqualTo("BX 1");
        stock.reverse(out);
        assertThat(stock.stock(product, "BX 1")).isEqualTo("15");
    }

    @Test
    void spellingsMeetInDraftsInOneDocumentAndInTransfers() {
        var upper = stock.documents.apply(Kind.STOCK_IN, draft(line(product, "1", place, "LOT")), stock.bed.user);
        var lower = stock.documents.apply(Kind.STOCK_IN, draft(line(product, "2", place, "lot")), stock.bed.user);
        stock.confirm(lower);
        stock.confirm(upper);
        stock.in(line(product, "3", place, "Lot"), line(product, "4", place, "LOt"));
        var to = stock.warehouse();
        stock.confirm(stock.transfer(to, line(product, "10", place, "LOT")));

        assertThat(stock.batches(product)).singleElement().satisfies(batch -> {
            assertThat(batch.batch()).isEqualTo("lot");
            assertThat(batch.warehouse()).isEqualTo(to);
        });
        assertThat(stock.lists
                        .batches(
                                new StockFilter(product, null, "", "", "", "", null, "ＬＯＴ"),
                                new PageRequest(1, 10),
                                null)
                        .total())
                .isOne();
    }

    @Test
    void spellingsThatComeAtOnceAreOneBatch() throws Exception {
        var calls = new ArrayList<Runnable>();
        for (var spelling : List.of("q1", "Q1", "ｑ1", "Ｑ１", "q１", "Q１", "ｑ１", "Ｑ1")) {
            calls.add(() -> stock.in(line(product, "1", place, spelling)));
        }

        assertThat(StockBed.atOnce(calls)).isEmpty();

        assertThat(stock.batches(product))
                .singleElement()
                .satisfies(batch -> assertThat(batch.quantity()).isEqualByComparingTo("8"));
    }

    @Test
    void anotherDateOfABatchThatIsThereIsRefusedByName() {
        stock.in(dated(product, "10", place, "B1", "2025-01-01", "2026-01-01"));

        var problem = refused(() -> stock.in(dated(product, "1", place, "b1", "2025-02-01", "2027-01-01")));
        assertThat(problem.errors())
                .extracting(error -> error.field())
                .containsExactly("lines[0].producedOn", "lines[0].expiresOn");
        assertThat(problem.message()).contains("b1", "2025-01-01", "另一个批号");
        for (var kind : Kind.values()) {
            var wrong = draft(dated(product, "1", place, "B1", null, "2027-01-01"));
            assertThat(fields(() -> stock.documents.apply(kind, wrong, stock.bed.user)))
                    .containsExactly("lines[0].expiresOn");
        }
        assertThat(fields(
                        () -> stock.transfer(stock.warehouse(), dated(product, "1", place, "B1", null, "2027-01-01"))))
                .containsExactly("lines[0].expiresOn");
        stock.in(dated(product, "1", stock.warehouse(), "B1", "2025-01-01", null));
        assertThat(stock.batches(product))
                .hasSize(2)
                .allSatisfy(batch -> assertThat(batch.expiresOn()).isEqualTo(LocalDate.of(2026, 1, 1)));
    }

    @Test
    void aMissingDateIsFilledInLaterAndBindsFromThenOn() {
        stock.in(line(product, "10", place, "B1"));
        stock.in(dated(product, "1", place, "B1", null, "2026-01-01"));
        stock.adjust(dated(product, "1", place, "B1", "2025-01-01", null));

        assertThat(stock.batches(product).getFirst().producedOn()).isEqualTo(LocalDate.of(2025, 1, 1));
        assertThat(fields(() -> stock.in(dated(product, "1", place, "B1", null, "2026-01-02"))))
                .containsExactly("lines[0].expiresOn");
        assertThat(fields(() -> stock.in(
                        dated(product, "1", place, "", null, "2026-01-02"),
                        dated(product, "1", place, "", null, "2026-01-03"))))
                .containsExactly("lines[1].expiresOn");
    }

    @Test
    void draftsThatContradictAreBothTakenAndTheSecondIsNotConfirmed() {
        var first = stock.documents.apply(
                Kind.STOCK_IN, draft(dated(product, "1", place, "B1", null, "2026-01-01")), stock.bed.user);
        var second = stock.documents.apply(
                Kind.STOCK_IN, draft(dated(product, "1", place, "B1", null, "2027-01-01")), stock.bed.user);
        stock.confirm(first);

        assertThat(fields(() -> stock.confirm(second))).containsExactly("lines[0].expiresOn");
        stock.confirm(second, stock.part(second, 0, null, null, "B2"));

        assertThat(stock.batches(product)).hasSize(2);
    }

    @Test
    void ofArrivalsThatContradictAtOnceOneIsTaken() throws Exception {
        var calls = new ArrayList<Runnable>();
        for (var day = 1; day <= 8; day++) {
            var expires = "2026-01-0" + day;
            calls.add(() -> stock.in(dated(product, "1", place, "B1", null, expires)));
        }

        assertThat(StockBed.atOnce(calls)).hasSize(7).containsOnly("invalid_field");
        assertThat(stock.stock(product, "B1")).isEqualTo("1");
    }

    @Test
    void aReversedArrivalFreesItsDatesAndSoDoesABatchThatIsGone() {
        var first = stock.in(dated(product, "5", place, "B1", "2025-01-01", "2026-01-01"));
        stock.in(dated(product, "5", place, "B1", "2025-01-01", null));
        stock.reverse(first);
        assertThat(stock.batches(product).getFirst().expiresOn()).isNull();
        assertThat(stock.batches(product).getFirst().producedOn()).isEqualTo(LocalDate.of(2025, 1, 1));
        stock.in(dated(product, "1", place, "B1", null, "2027-01-01"));

        stock.out(line(product, "6", place, "B1"));
        stock.in(dated(product, "1", place, "B1", null, "2028-01-01"));

        assertThat(stock.batches(product).getFirst().expiresOn()).isEqualTo(LocalDate.of(2028, 1, 1));
    }

    @Test
    void goodsInTransitKeepTheirDates() {
        stock.in(dated(product, "5", place, "B1", null, "2026-01-01"));
        var arrival = stock.transfer(stock.warehouse(), line(product, "5", place, "B1"));

        assertThat(fields(() -> stock.in(dated(product, "1", place, "B1", null, "2027-01-01"))))
                .containsExactly("lines[0].expiresOn");
        stock.confirm(arrival);
        assertThat(stock.batches(product).getFirst().expiresOn()).isEqualTo(LocalDate.of(2026, 1, 1));
    }

    @ParameterizedTest
    @CsvSource({
        "2025-01-02, 2025-01-01, lines[0].expiresOn",
        "0001-01-01, , lines[0].producedOn",
        ", 9999-12-31, lines[0].expiresOn",
        "1899-12-31, 2025-01-01, lines[0].producedOn",
    })
    void datesThatCannotBeAreRefused(String produced, String expires, String field) {
        assertThat(fields(() -> stock.in(dated(product, "1", place, "", produced, expires))))
                .containsExactly(field);
    }

    @Test
    void aBatchMayExpireOnTheDayOfItsProduction() {
        stock.in(dated(product, "1", place, "B", "2025-01-01", "2025-01-01"));

        assertThat(fields(() -> stock.in(
                        dated(stock.product(), "1", place, "B", "2025-01-02", null),
                        dated(product, "1", place, "b", "2025-01-01", "2025-01-02"))))
                .containsExactly("lines[1].expiresOn");
    }

    private StockLineDraft serial(String quantity, String serials) {
        return new StockLineDraft(
                product, null, new BigDecimal(quantity), place, "", serials, null, null, BigDecimal.ZERO, "", 0);
    }

    @Test
    void aSerialNumberIsInStockOnceHoweverItIsSpelled() throws Exception {
        var first = stock.in(serial("2", "SN-1, sn-2"));
        assertThat(fields(() -> stock.in(serial("1", "ｓｎ－２")))).containsExactly("lines[0].serialNumbers");
        assertThat(fields(() -> stock.in(serial("2", "X1 x1")))).containsExactly("lines[0].serialNumbers");
        stock.out(serial("1", "SN-2"));
        stock.in(serial("1", "sn-2"), serial("1", "无"));
        stock.in(serial("1", "无"));
        assertThat(stock.bed.count("stock_serial")).isEqualTo(2);
        stock.out(serial("1", "sn-2"));
        stock.reverse(first);
        assertThat(stock.bed.count("stock_serial")).isZero();

        assertThat(StockBed.atOnce(List.of(
                        () -> stock.in(serial("1", "one")),
                        () -> stock.in(serial("1", "ONE")),
                        () -> stock.in(serial("1", "Ｏｎｅ")))))
                .hasSize(2)
                .containsOnly("invalid_field");
    }

    @Test
    void numbersAndNamesAreUniqueHoweverTheyAreSpelled() {
        var numbered = new StockDocumentDraft(
                "RK-ab1", "", "", "", "", SourceRef.NONE, List.of(line(product, "1", place, "")));
        stock.documents.post(Kind.STOCK_IN, numbered, stock.bed.user);
        var again = new StockDocumentDraft(
                "ｒｋ－ＡＢ１", "", "", "", "", SourceRef.NONE, List.of(line(product, "1", place, "")));
        assertThat(refused(() -> stock.documents.post(Kind.STOCK_OUT, again, stock.bed.user))
                        .code())
                .isEqualTo("taken");
        stock.warehouses.add(place, "Shelf Ａ", "", "");
        assertThat(refused(() -> stock.warehouses.add(place, "shelf　a", "", "")).code())
                .isEqualTo("taken");
    }
}
