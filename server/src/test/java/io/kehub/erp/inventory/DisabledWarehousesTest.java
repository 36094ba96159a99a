package io.kehub.erp.inventory;

import static io.kehub.erp.inventory.StockTestContext.draft;
import static io.kehub.erp.inventory.StockTestContext.fields;
import static io.kehub.erp.inventory.StockTestContext.line;
import static io.kehub.erp.inventory.StockTestContext.refused;
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

/** A warehouse can be disabled only without stock and pending documents; stock can still leave a disabled one. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DisabledWarehousesTest {

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
                        now.fullPath(),
                        now.history()),
                null);
    }

    /** Disables a warehouse with stock, as an older version allowed. */
    private void disableDirectly(WarehouseId id) {
        stock.context
                .jdbc
                .sql("update warehouse set enabled = false where id = " + id.value())
                .update();
    }

    @Test
    void aWarehouseWithStockCannotBeDisabledAndTheErrorListsTheStock() {
        stock.in(line(product, "7.5", warehouse, "B9"));

        var problem = refused(() -> enable(warehouse, false));

        assertThat(problem.code()).isEqualTo("warehouse_in_use");
        assertThat(problem.message()).contains("产品", "B9", "7.5");
        assertThat(stock.warehouses.find(warehouse).orElseThrow().enabled()).isTrue();
        stock.out(line(product, "7.5", warehouse, "B9"));
        enable(warehouse, false);
        enable(warehouse, true);
        stock.in(line(product, "1", warehouse, ""));
    }

    @Test
    void aWarehouseWhoseBinsHaveStockCannotBeDisabled() {
        var bin = stock.bin(stock.bin(warehouse));
        stock.in(line(product, "1", bin, ""));

        assertThat(fields(() -> enable(warehouse, false))).containsExactly("enabled");
        assertThat(fields(() -> enable(bin, false))).containsExactly("enabled");
    }

    @Test
    void aWarehouseOfPendingDocumentsOrTransfersCannotBeDisabled() {
        var to = stock.warehouse();
        stock.in(line(product, "4", warehouse, ""));
        var arrival = stock.transfer(to, line(product, "4", warehouse, ""));
        var number = stock.documents.find(arrival).orElseThrow().number();

        assertThat(refused(() -> enable(to, false)).message()).contains(number);
        assertThat(refused(() -> enable(warehouse, false)).message()).contains(number);
        stock.confirm(arrival);
        enable(warehouse, false);
        for (var kind : Kind.values()) {
            var pending = stock.documents.apply(kind, draft(line(product, "1", stock.bin(to), "")), stock.context.user);
            assertThat(refused(() -> enable(to, false)).errors()).hasSize(2);
            stock.refuse(pending);
        }
    }

    @Test
    void aBinOfADisabledWarehouseAcceptsNoStock() {
        var bin = stock.bin(warehouse);
        enable(warehouse, false);

        assertThat(fields(() -> stock.in(line(product, "1", bin, "")))).containsExactly("lines[0].warehouse");
        assertThat(fields(() -> stock.out(line(product, "1", bin, "")))).containsExactly("lines[0].warehouse");
        enable(warehouse, true);
        stock.in(line(product, "1", bin, ""));
    }

    @Test
    void stockInADisabledWarehouseIsNotAvailableButCanLeave() {
        var bin = stock.bin(warehouse);
        var open = stock.warehouse();
        stock.in(line(product, "5", warehouse, ""), line(product, "3", bin, ""), line(product, "2", open, ""));
        disableDirectly(warehouse);

        assertThat(stock.summary(product).quantity(StockQuantity.ON_HAND)).isEqualByComparingTo("10");
        assertThat(stock.summary(product).quantity(StockQuantity.AVAILABLE)).isEqualByComparingTo("2");
        assertThat(stock.lists
                        .summaries(StockFilter.quick(product, warehouse), new PageRequest(1, 1))
                        .items()
                        .getFirst()
                        .quantity(StockQuantity.AVAILABLE))
                .isZero();
        assertThat(fields(() -> stock.in(line(product, "1", warehouse, "")))).containsExactly("lines[0].warehouse");
        stock.warehouses.allowNegativeStock(true);
        try {
            assertThat(refused(() -> stock.out(line(product, "6", warehouse, "")))
                            .code())
                    .isEqualTo("not_enough_stock");
        } finally {
            stock.warehouses.allowNegativeStock(false);
        }
        var out = stock.out(line(product, "1", warehouse, ""));
        assertThat(fields(() -> stock.reverse(out))).containsExactly("lines[0].warehouse");
        stock.adjust(line(product, "-1", warehouse, ""));
        stock.confirm(stock.transfer(open, line(product, "3", warehouse, ""), line(product, "3", bin, "")));

        assertThat(stock.summary(product).quantity(StockQuantity.AVAILABLE)).isEqualByComparingTo("8");
    }

    @Test
    void aStockInForADisabledWarehouseCanBeConfirmedForAnotherOne() {
        var pending =
                stock.documents.apply(Kind.STOCK_IN, draft(line(product, "1", warehouse, "")), stock.context.user);
        disableDirectly(warehouse);

        assertThat(fields(() -> stock.confirm(pending))).containsExactly("lines[0].warehouse");
        assertThat(fields(() -> stock.confirm(pending, stock.part(pending, 0, null, new WarehouseId(999_999), null))))
                .containsExactly("lines[0].warehouse");
        stock.confirm(pending, stock.part(pending, 0, null, stock.warehouse(), null));
    }

    @Test
    void concurrentDisablingAndPostingLeaveNoStockInADisabledWarehouse() throws Exception {
        for (var round = 0; round < 8; round++) {
            make();
            var bin = stock.bin(warehouse);
            var target = warehouse;
            StockTestContext.atOnce(List.of(
                    () -> stock.in(line(product, "1", bin, "")),
                    () -> enable(target, false),
                    () -> stock.documents.apply(
                            Kind.STOCK_IN, draft(line(product, "1", target, "")), stock.context.user),
                    () -> enable(bin, false)));

            assertThat(stock.context
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
