package io.kehub.wire;

import static org.assertj.core.api.Assertions.assertThat;

import io.kehub.erp.access.Role;
import io.kehub.erp.inventory.StockDocument.Kind;
import io.kehub.erp.inventory.Warehouses;
import io.kehub.kernel.ProductClassId;
import io.kehub.kernel.ProductId;
import io.kehub.kernel.UserId;
import io.kehub.kernel.WarehouseId;
import io.kehub.wire.operation.type.DialectId;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Contract of every dialect that lists stock, in the domain's names. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class StockContract {

    private static final String STOCK = "inventory-summary";

    private final TradeWorld world = new TradeWorld();
    private final UserId boss = world.user("boss", Role.ADMINISTRATOR);
    private final ProductId pile = world.product("充电桩", "A", new ProductClassId(1), boss);
    private final ProductId cable = world.product("电缆", "B", new ProductClassId(1), boss);
    private final WarehouseId west = world.server().part(Warehouses.class).add(null, "西区仓", "", "", null);
    private final WarehouseId shelf = world.server().part(Warehouses.class).add(west, "一号架", "", "", null);

    abstract DialectId dialect();

    @BeforeAll
    void stock() {
        world.user("seller", Role.SALES);
        world.product("没有库存的", "C", new ProductClassId(1), boss);
        world.stocked(Kind.STOCK_IN, pile, "10.5", TradeWorld.MAIN, boss);
        world.stocked(Kind.STOCK_IN, pile, "4", west, boss);
        world.stocked(Kind.STOCK_IN, pile, "1", shelf, boss);
        world.stocked(Kind.STOCK_IN, cable, "7", TradeWorld.MAIN, boss);
        world.stocked(Kind.STOCK_OUT, cable, "7", TradeWorld.MAIN, boss);
        var contract = world.contract("HT-A", world.customer("客户", boss), boss, pile, "2", "10");
        world.approve(contract, boss);
    }

    @AfterAll
    void stop() {
        world.close();
    }

    private ListSpeaker speaker() {
        return new ListSpeaker(world.server(), dialect(), "seller", TradeWorld.PASSWORD);
    }

    /** The name of the column with the product's id. */
    String productColumn() {
        return "product";
    }

    @Test
    void productsWithStockAreListedWithTheirTotalOverAllWarehouses() {
        var listed = speaker().list(STOCK, Map.of());

        assertThat(listed.total()).isOne();
        assertThat(listed.records().getFirst())
                .containsEntry("name", "充电桩")
                .containsEntry(productColumn(), Long.toString(pile.value()))
                .containsEntry("quantity", "15.5")
                .containsEntry("reserved", "2")
                .containsEntry("available", "13.5")
                .containsEntry("frozen", "0")
                .containsEntry("inTransit", "0");
    }

    /** For dialects whose list has a warehouse filter; ov1 has none. */
    void theStockOfAWarehouseIncludesItsBins() {
        var speaker = speaker();

        assertThat(speaker.list(STOCK, inside(west)).all("quantity")).containsExactly("5");
        assertThat(speaker.list(STOCK, inside(shelf)).all("quantity")).containsExactly("1");
        assertThat(speaker.list(STOCK, inside(TradeWorld.MAIN)).all("quantity")).containsExactly("10.5");
    }

    private static Map<String, String> inside(WarehouseId warehouse) {
        return Map.of("warehouse", Long.toString(warehouse.value()));
    }

    @Test
    void aPageHasAtMostTheRequestedSize() {
        var listed = speaker().list(STOCK, Map.of("pageIndex", "2", "pageSize", "1"));

        assertThat(listed.records()).isEmpty();
        assertThat(listed.total()).isOne();
        assertThat(speaker().list(STOCK, Map.of("pageSize", "0")).refused()).containsExactly("pageSize");
    }
}
