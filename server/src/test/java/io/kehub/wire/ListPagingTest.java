package io.kehub.wire;

import static org.assertj.core.api.Assertions.assertThat;

import io.kehub.erp.access.Role;
import io.kehub.erp.inventory.StockDocument;
import io.kehub.erp.inventory.Warehouses;
import io.kehub.kernel.CustomerId;
import io.kehub.kernel.ProductClassId;
import io.kehub.kernel.ProductId;
import io.kehub.kernel.UserId;
import io.kehub.wire.operation.type.DialectId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Who reads a list page by page while others add to it is given everything that was there, once. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ListPagingTest {

    private final TradeWorld world = new TradeWorld();
    private final UserId boss = world.user("boss", Role.ADMINISTRATOR);
    private final CustomerId customer = world.customer("客户", boss);
    private int made;

    @AfterAll
    void stop() {
        world.close();
    }

    private ProductId product() {
        return world.product("产品", "P" + ++made, new ProductClassId(1), boss);
    }

    private void add(String what) {
        switch (what) {
            case "product" -> product();
            case "contract" -> world.contract("", customer, boss, product(), "1", "10");
            default -> world.stocked(StockDocument.Kind.STOCK_IN, product(), "1", TradeWorld.MAIN, boss);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "product, /webapi/v3/ov1/salesmanage/product/billlist, id, 1",
        "product, /webapi/v3/ov1/salesmanage/product/billlist, id, 2",
        "contract, /webapi/v3/ov1/salesmanage/contract/billlist, id, 3",
        "contract, /webapi/v3/ov1/salesmanage/contract/billlist, id, 4",
        "stock, /webapi/v3/store/inventory/InventorySummary, productid, 5",
        "stock, /webapi/v3/store/inventory/InventorySummary, productid, 6"
    })
    void everyPageInTurnGivesEveryRecordExactlyOnceWhileMoreAreAdded(String what, String path, String id, long seed) {
        var random = new Random(seed);
        for (var number = 0; number < 12; number++) {
            add(what);
        }
        var caller = QuickCaller.signedIn(world.server().address(), "boss", TradeWorld.PASSWORD);
        var before = ids(caller, path, id, 1, 500);
        var size = 1 + random.nextInt(5);

        var seen = new ArrayList<String>();
        for (var page = 1; page <= before.size() / size + 1; page++) {
            seen.addAll(ids(caller, path, id, page, size));
            for (var more = random.nextInt(4); more > 0; more--) {
                add(what);
            }
        }

        assertThat(seen).isEqualTo(before);
        assertThat(ids(caller, path, id, 1, 500)).containsAll(before).hasSizeGreaterThan(before.size());
    }

    @ParameterizedTest
    @CsvSource({
        "product, /webapi/v3/ov1/salesmanage/product/billlist, id, 11",
        "contract, /webapi/v3/ov1/salesmanage/contract/billlist, id, 12",
        "stock, /webapi/v3/store/inventory/InventorySummary, productid, 13"
    })
    void twoReadersInOneSessionThatTakeTurnsAreBothGivenEveryRecordOnce(
            String what, String path, String id, long seed) {
        var random = new Random(seed);
        for (var number = 0; number < 12; number++) {
            add(what);
        }
        var caller = QuickCaller.signedIn(world.server().address(), "boss", TradeWorld.PASSWORD);
        var before = ids(caller, path, id, 1, 500);
        var size = Math.max(5, before.size() / 4);
        var first = new ArrayList<>(ids(caller, path, id, 1, size));
        for (var number = 0; number < 5; number++) {
            add(what);
        }
        var later = ids(caller, path, id, 1, 500);
        var second = new ArrayList<>(ids(caller, path, id, 1, size));
        for (var page = 2; page <= later.size() / size + 1; page++) {
            first.addAll(ids(caller, path, id, page, size));
            for (var more = random.nextInt(3); more > 0; more--) {
                add(what);
            }
            second.addAll(ids(caller, path, id, page, size));
        }

        assertThat(first).isEqualTo(before);
        assertThat(second).isEqualTo(later);
    }

    @ParameterizedTest
    @ValueSource(longs = {21, 22, 23})
    void readersThatNameThemselvesReadAtAnySpeed(long seed) {
        var random = new Random(seed);
        var path = "/webapi/v3/ov1/salesmanage/product/billlist";
        for (var number = 0; number < 12; number++) {
            add("product");
        }
        var caller = QuickCaller.signedIn(world.server().address(), "boss", TradeWorld.PASSWORD);
        var size = ids(caller, path, "id", 1, 500).size() / 4;
        var there = new ArrayList<List<String>>();
        var seen = new ArrayList<List<String>>();
        var next = new int[3];
        for (var reader = 0; reader < 3; reader++) {
            there.add(ids(caller, path, "id", 1, 500));
            seen.add(new ArrayList<>(ids(caller.with("X-KeHub-Reader", "reader " + reader), path, "id", 1, size)));
            next[reader] = 2;
            add("product");
        }
        while (IntStream.range(0, 3)
                .anyMatch(reader -> seen.get(reader).size() < there.get(reader).size())) {
            var reader = random.nextInt(3);
            seen.get(reader)
                    .addAll(ids(caller.with("X-KeHub-Reader", "reader " + reader), path, "id", next[reader]++, size));
            add("product");
        }

        assertThat(seen).isEqualTo(there);
    }

    @Test
    void batchesAndWarehousesStandStillToo() {
        var erp = new ListSpeaker(world.server(), DialectId.V3, "boss", TradeWorld.PASSWORD);
        for (var number = 0; number < 7; number++) {
            add("stock");
            place();
        }
        var batches = pages(erp, "inventory-details", "product", () -> add("stock"));
        var warehouses = pages(erp, "warehouse-list", "id", this::place);

        assertThat(batches).doesNotHaveDuplicates().hasSizeGreaterThanOrEqualTo(7);
        assertThat(warehouses).doesNotHaveDuplicates().hasSizeGreaterThanOrEqualTo(7);
    }

    private void place() {
        world.server().part(Warehouses.class).add(null, "仓库 " + ++made, "", "", null);
    }

    private static List<String> pages(ListSpeaker erp, String list, String id, Runnable add) {
        var whole = erp.list(list, Map.of("pageSize", "500")).all(id);
        var seen = new ArrayList<String>();
        for (var page = 1; page <= whole.size() / 2 + 1; page++) {
            seen.addAll(erp.list(list, Map.of("pageIndex", "" + page, "pageSize", "2"))
                    .all(id));
            add.run();
        }
        assertThat(seen).isEqualTo(whole);
        return seen;
    }

    @Test
    void theNameOfAReaderHasALimit() {
        var caller = QuickCaller.signedIn(world.server().address(), "boss", TradeWorld.PASSWORD)
                .with("X-KeHub-Reader", "r".repeat(101));

        var answer = caller.post("/webapi/v3/ov1/salesmanage/product/billlist", Map.of());

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.refusedFields()).containsExactly("X-KeHub-Reader");
    }

    private static List<String> ids(QuickCaller caller, String path, String id, int page, int size) {
        return caller.post(path, Map.of("pageindex", page, "pagesize", size))
                .data()
                .path("list")
                .valueStream()
                .map(row -> row.path(id).stringValue(""))
                .toList();
    }
}
