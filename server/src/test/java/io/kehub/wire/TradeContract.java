package io.kehub.wire;

import static org.assertj.core.api.Assertions.assertThat;

import io.kehub.erp.access.Role;
import io.kehub.kernel.CustomerId;
import io.kehub.kernel.ProductClassId;
import io.kehub.kernel.ProductId;
import io.kehub.kernel.UserId;
import io.kehub.wire.operation.type.DialectId;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Contract of every dialect that lists products and contracts, in the domain's names. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class TradeContract {

    private static final String PRODUCTS = "product-list";
    static final String CONTRACTS = "contract-list";

    private final TradeWorld world = new TradeWorld();
    private final UserId li = world.user("li", Role.SALES);
    private final UserId wang = world.user("wang", Role.SALES);
    private final UserId boss = world.user("boss", Role.ADMINISTRATOR);
    private final ProductClassId devices = world.productClass(null, "设备");
    private final ProductClassId chargers = world.productClass(devices, "充电设备");
    private final ProductId pile = world.product("直流充电桩", "CP-120", chargers, boss);
    private final ProductId cable = world.product("电缆", "DL-充电用", devices, boss);
    private final CustomerId ours = world.customer("重庆客户", li);
    private final CustomerId theirs = world.customer("成都客户", wang);

    abstract DialectId dialect();

    @BeforeAll
    void contracts() {
        world.product("仪表", "YB-1", new ProductClassId(1), boss);
        world.contract("HT-A", ours, li, pile, "3", "1000.5");
        var approved = world.contract("HT-B", ours, li, cable, "2", "7");
        world.contract("HT-C", theirs, wang, pile, "1", "99999999.99");
        world.approve(approved, boss);
    }

    @AfterAll
    void stop() {
        world.close();
    }

    ListSpeaker speaker(String login) {
        return new ListSpeaker(world.server(), dialect(), login, TradeWorld.PASSWORD);
    }

    @Test
    void aProductIsFoundByAnyPartOfItsNameAndCode() {
        var found = speaker("li").list(PRODUCTS, Map.of("keyword", "充电"));

        assertThat(found.all("name")).containsExactly("电缆", "直流充电桩");
        assertThat(found.all("code")).containsExactly("DL-充电用", "CP-120");
        assertThat(found.all("id")).containsExactly(id(cable.value()), id(pile.value()));
        assertThat(found.total()).isEqualTo(2);
    }

    @Test
    void theClassFilterIncludesSubclasses() {
        var speaker = speaker("li");

        assertThat(speaker.list(PRODUCTS, Map.of("productClass", id(devices.value())))
                        .all("name"))
                .containsExactly("电缆", "直流充电桩");
        assertThat(speaker.list(PRODUCTS, Map.of("productClass", id(chargers.value())))
                        .all("className"))
                .singleElement()
                // the ov1 list shows the path from the root
                .asString()
                .endsWith("充电设备");
    }

    @Test
    void pagesReturnEachProductOnceWithTheExactTotal() {
        var speaker = speaker("li");
        var first = speaker.list(PRODUCTS, Map.of("pageIndex", "1", "pageSize", "2"));
        var second = speaker.list(PRODUCTS, Map.of("pageIndex", "2", "pageSize", "2"));

        assertThat(first.all("name")).containsExactly("仪表", "电缆");
        assertThat(second.all("name")).containsExactly("直流充电桩");
        assertThat(List.of(first.total(), second.total())).containsOnly(3L);
        assertThat(speaker.list(PRODUCTS, Map.of("pageIndex", "9", "pageSize", "2"))
                        .total())
                .isEqualTo(3);
    }

    @Test
    void aWrongPageSizeIsRefusedByName() {
        for (var list : List.of(PRODUCTS, CONTRACTS)) {
            var refused = speaker("li").list(list, Map.of("pageSize", "0"));

            assertThat(refused.done()).isFalse();
            assertThat(refused.refused()).containsExactly("pageSize");
        }
    }

    @Test
    void sellersSeeTheirOwnContractsAndTotalsCountNoOthers() {
        var own = speaker("li").list(CONTRACTS, Map.of());

        assertThat(own.all("number")).containsExactly("HT-B", "HT-A");
        assertThat(own.total()).isEqualTo(2);
        assertThat(speaker("wang").list(CONTRACTS, Map.of("keyword", "HT-A")).total())
                .isZero();
        assertThat(speaker("boss").list(CONTRACTS, Map.of()).all("number")).containsExactly("HT-C", "HT-B", "HT-A");
    }

    @Test
    void aContractShowsItsMoneyAndHowFarItHasCome() {
        var contract = speaker("boss")
                .list(CONTRACTS, Map.of("keyword", "HT-A"))
                .records()
                .getFirst();
        var large = speaker("boss")
                .list(CONTRACTS, Map.of("keyword", "HT-C"))
                .records()
                .getFirst();

        assertThat(contract)
                .containsEntry("title", "供货合同 HT-A")
                .containsEntry("customerName", "重庆客户")
                .containsEntry("ownerName", "li的姓名")
                .containsEntry("amount", "3001.5")
                .containsEntry("paid", "0")
                .containsEntry("deliveryProgress", "未出库")
                .containsEntry("paymentProgress", "未收款")
                .containsEntry("invoicingProgress", "未开票");
        assertThat(large).containsEntry("amount", "99999999.99");
    }

    @Test
    void aKeywordFindsAContractByItsNumberAndItsTitle() {
        assertThat(speaker("li").list(CONTRACTS, Map.of("keyword", "ht-b")).all("number"))
                .containsExactly("HT-B");
        assertThat(speaker("li").list(CONTRACTS, Map.of("keyword", "供货")).total())
                .isEqualTo(2);
        assertThat(speaker("li").list(CONTRACTS, Map.of("keyword", "没有")).total())
                .isZero();
    }

    private static String id(long value) {
        return Long.toString(value);
    }
}
