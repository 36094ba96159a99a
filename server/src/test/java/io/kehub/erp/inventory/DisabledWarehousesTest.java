package io.kehub.erp.inventory;

import static io.kehub.erp.inventory.StockBed.draft;
import static io.kehub.erp.inventory.StockBed.fields;
import static io.kehub.erp.inventory.StockBed.line;
import static io.kehub.erp.inventory.StockBed.refused;
import static org.assertj.core.api.Assertions.assertThat;

import io.kehub.erp.inventory.StockDocument.Kind;
import io.kehub.kernel.PageRequest;
import io.kehub.kernel.ProductId;
import io.kehub.kernel.WarehouseId;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** A warehouse is disabled only when nothing is in it or on its way; stock in one that is disabled already may leave. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DisabledWarehousesTest {

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

    @AfterAll
    void close() {
        stock.close();
    }

    private void enable(WarehouseId id, boolean enabled) {
        stock.warehouses.change(
                id,
                now -> new Warehouse(
                        now.id(),
                        now.parent(),
                        now.name(),
                        now.code(),
                        now.remark(),
                        enabled,
                        now.usable(),
                        now.fullPath()));
    }

    private void disabledLongAgo(WarehouseId id) {
        stock.bed
                .jdbc
                .sql("update warehouse set enabled = false where id = " + id.value())
                .update();
    }

    @Test
    void aWarehouseWithStockStaysEnabledAndTheErrorNamesTheStock() {
        stock.in(line(product, "7.5", place, "B9"));

        var problem = refused(() -> enable(place, false));

        assertThat(problem.code()).isEqualTo("warehouse_in_use");
        assertThat(problem.message()).contains("产品", "B9", "7.5");
        assertThat(stock.warehouses.find(place).orElseThrow().enabled()).isTrue();
        stock.out(line(product, "7.5", place, "B9"));
        enable(place, false);
        enable(place, true);
        stock.in(line(product, "1", place, ""));
    }

    @Test
    void soDoesOneWhosePlacesHaveStock() {
        var bin = stock.bin(stock.bin(place));
        stock.in(line(product, "1", bin, ""));

        assertThat(fields(() -> enable(place, false))).containsExactly("enabled");
        assertThat(fields(() -> enable(bin, false))).containsExactly("enabled");
    }

    @Test
    void soDoesOneThatPendingDocumentsOrTransfersName() {
        var to = stock.warehouse();
        stock.in(line(product, "4", place, ""));
        var arrival = stock.transfer(to, line(product, "4", place, ""));
        var number = stock.documents.find(arrival).orElseThrow().number();

        assertThat(refused(() -> enable(to, false)).message()).contains(number);
        assertThat(refused(() -> enable(place, false)).message()).contains(number);
        stock.confirm(arrival);
        enable(place, false);
        for (var kind : Kind.values()) {
            var waiting = stock.documents.apply(kind, draft(line(product, "1", stock.bin(to), "")), stock.bed.user);
            assertThat(refused(() -> enable(to, false)).errors()).hasSize(2);
            stock.refuse(waiting);
        }
    }

    @Test
    void aPlaceInADisabledWarehouseTakesNothing() {
        var bin = stock.bin(place);
        enable(place, false);

        assertThat(fields(() -> stock.in(line(product, "1", bin, "")))).containsExactly("lines[0].warehouse");
        assertThat(fields(() -> stock.out(line(product, "1", bin, "")))).containsExactly("lines[0].warehouse");
        enable(place, true);
        stock.in(line(product, "1", bin, ""));
    }

    @Test
    void stockInAWarehouseThatWasDisabledLongAgoIsNotAvailableAndMayLeave() {
        var bin = stock.bin(place);
        var open = stock.warehouse();
        stock.in(line(product, "5", place, ""), line(product, "3", bin, ""), line(product, "2", open, ""));
        disabledLongAgo(place);

        assertThat(stock.summary(product).quantity()).isEqualByComparingTo("10");
        assertThat(stock.summary(product).available()).isEqualByComparingTo("2");
        assertThat(stock.lists
                        .summaries(StockFilter.quick(product, place), new PageRequest(1, 1))
                        .items()
                        .getFirst()
                        .available())
                .isZero();
        assertThat(fields(() -> stock.in(line(product, "1", place, "")))).containsExactly("lines[0].warehouse");
        stock.warehouses.allowNegativeStock(true);
        try {
            assertThat(refused(() -> stock.out(line(product, "6", place, ""))).code())
                    .isEqualTo("not_enough_stock");
        } finally {
            stock.warehouses.allowNegativeStock(false);
        }
        var out = stock.out(line(product, "1", place, ""));
        assertThat(fields(() -> stock.reverse(out))).containsExactly("lines[0].warehouse");
        stock.adjust(line(product, "-1", place, ""));
        stock.confirm(stock.transfer(open, line(product, "3", place, ""), line(product, "3", bin, "")));

        assertThat(stock.summary(product).available()).isEqualByComparingTo("8");
    }

    @Test
    void stockInWaitsForAnotherPlaceWhereItsOwnIsDisabled() {
        var waiting = stock.documents.apply(Kind.STOCK_IN, draft(line(product, "1", place, "")), stock.bed.user);
        disabledLongAgo(place);

        assertThat(fields(() -> stock.confirm(waiting))).containsExactly("lines[0].warehouse");
        assertThat(fields(() -> stock.confirm(waiting, stock.part(waiting, 0, null, new WarehouseId(999_999), null))))
                .containsExactly("lines[0].warehouse");
        stock.confirm(waiting, stock.part(waiting, 0, null, stock.warehouse(), null));
    }

    @Test
    void disablingAndStockingAtOnceLeaveNoStockInADisabledWarehouse() throws Exception {
        for (var round = 0; round < 8; round++) {
            make();
            var bin = stock.bin(place);
            var target = place;
            StockBed.atOnce(List.of(
                    () -> stock.in(line(product, "1", bin, "")),
                    () -> enable(target, false),
                    () -> stock.documents.apply(Kind.STOCK_IN, draft(line(product, "1", target, "")), stock.bed.user),
                    () -> enable(bin, false)));

            assertThat(stock.bed
                            .jdbc
                            .sql("""
                            select count(*) from warehouse w
                            where not w.enabled and (
                              exists (
                                select from stock s join warehouse b on b.id = s.warehouse
                                where w.id in (b.id, b.parent) and s.quantity <> 0 and s.product = :product)
                              or exists (
                                select from stock_line l join stock_document d on d.id = l.document
                                join warehouse b on b.id = l.warehouse
                                where w.id in (b.id, b.parent) and d.state = 'PENDING' and l.product = :product))""")
                            .param("product", product.value())
                            .query(Long.class)
                            .single())
                    .isZero();
        }
    }
}
