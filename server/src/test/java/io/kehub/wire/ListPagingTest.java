package io.kehub.wire;

import static org.assertj.core.api.Assertions.assertThat;

import io.kehub.erp.access.Role;
import io.kehub.erp.inventory.StockDocument;
import io.kehub.kernel.CustomerId;
import io.kehub.kernel.ProductClassId;
import io.kehub.kernel.ProductId;
import io.kehub.kernel.UserId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

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

    private static List<String> ids(QuickCaller caller, String path, String id, int page, int size) {
        return caller.post(path, Map.of("pageindex", page, "pagesize", size))
                .data()
                .path("list")
                .valueStream()
                .map(row -> row.path(id).stringValue(""))
                .toList();
    }
}
