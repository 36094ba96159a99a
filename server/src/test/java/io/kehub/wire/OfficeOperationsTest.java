package io.kehub.wire;

import static org.assertj.core.api.Assertions.assertThat;

import io.kehub.KeHubServer;
import io.kehub.erp.access.Role;
import io.kehub.kernel.ContractId;
import io.kehub.kernel.ProductClassId;
import io.kehub.kernel.ProductId;
import io.kehub.kernel.UserId;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** What a warehouse keeper, a manager and an administrator do where 智邦's own API has no operation. */
class OfficeOperationsTest {

    private static final String OFFICE = "/webapi/v3/office/";

    private static TradeWorld world;
    private static UserId boss;
    private static QuickCaller admin;
    private static QuickCaller keeper;
    private static QuickCaller seller;
    private static ProductId pile;

    @BeforeAll
    static void start() {
        world = new TradeWorld();
        var address = world.server().address();
        admin = QuickCaller.signedIn(address, "admin", KeHubServer.ADMIN_PASSWORD);
        world.user("keeper", Role.WAREHOUSE);
        keeper = QuickCaller.signedIn(address, "keeper", TradeWorld.PASSWORD);
        world.user("seller", Role.SALES);
        seller = QuickCaller.signedIn(address, "seller", TradeWorld.PASSWORD);
        boss = world.user("boss", Role.ADMINISTRATOR);
        pile = world.product("充电桩", "P-1", new ProductClassId(1), boss);
    }

    @AfterAll
    static void stop() {
        world.close();
    }

    private static QuickCaller.Answer office(QuickCaller caller, String path, String body) {
        return caller.post(OFFICE + path, body);
    }

    private static String text(QuickCaller.Answer answer, String name) {
        return answer.data().path(name).stringValue("");
    }

    private static int number(QuickCaller.Answer answer, String name) {
        return answer.data().path(name).intValue(-1);
    }

    private static String warehouse(String name) {
        return text(office(keeper, "warehouse/add", "{\"name\": \"%s\"}".formatted(name)), "id");
    }

    private static String line(String warehouse, String quantity) {
        return "{\"productid\": %d, \"warehouseid\": \"%s\", \"num\": \"%s\", \"batch\": \"B1\"}"
                .formatted(pile.value(), warehouse, quantity);
    }

    /** Adds a stock document of a kind and confirms it at once. */
    private static QuickCaller.Answer post(String kind, String more, String... lines) {
        return office(
                keeper, kind + "/add", "{\"confirm\": 1%s, \"lines\": [%s]}".formatted(more, String.join(",", lines)));
    }

    private static QuickCaller.Answer decide(String kind, String id, int status, String more) {
        return office(keeper, kind + "/confirm", "{\"id\": %s, \"status\": %d%s}".formatted(id, status, more));
    }

    @Test
    void aWarehouseUserAddsAWarehouseWithABin() {
        var added = office(keeper, "warehouse/add", "{\"name\": \"西区仓\", \"code\": \"W\"}");
        assertThat(added.status()).isEqualTo(200);

        var place = office(
                keeper, "warehouse/add", "{\"name\": \"一号架\", \"parentid\": \"%s\"}".formatted(text(added, "id")));

        assertThat(text(place, "fullpath")).isEqualTo("西区仓/一号架");
        assertThat(office(keeper, "warehouse/add", "{\"name\": \"西区仓\"}").status())
                .isEqualTo(409);
        assertThat(office(keeper, "warehouse/add", "{\"name\": \"x\", \"parentid\": 999}")
                        .refusedFields())
                .containsExactly("parentid");
        var off = office(keeper, "warehouse/edit", "{\"id\": %s, \"status\": 0}".formatted(text(place, "id")));
        assertThat(number(off, "status")).isZero();
        assertThat(text(off, "name")).isEqualTo("一号架");
        assertThat(office(keeper, "warehouse/edit", "{\"id\": 999999, \"status\": 0}")
                        .status())
                .isEqualTo(404);
        assertThat(office(keeper, "warehouse/list", "{\"name\": \"西区\"}")
                        .data()
                        .path("total")
                        .intValue())
                .isEqualTo(1);
        var places = office(keeper, "place/list", "{\"parentid\": %s, \"status\": 0}".formatted(text(added, "id")));
        assertThat(places.data().at("/list/0/id").stringValue()).isEqualTo(text(place, "id"));
    }

    @Test
    void anEditWithoutAChangeIsRefused() {
        for (var path : List.of("warehouse/edit", "productclass/edit")) {
            assertThat(office(admin, path, "{\"id\": 1}").code()).isEqualTo("nothing_to_change");
        }
    }

    @Test
    void aClassCannotBeMovedBelowItself() {
        var top = text(office(admin, "productclass/add", "{\"name\": \"设备\"}"), "id");
        var below =
                text(office(admin, "productclass/add", "{\"name\": \"充电\", \"parentid\": %s}".formatted(top)), "id");

        var refused = office(admin, "productclass/edit", "{\"id\": %s, \"parentid\": %s}".formatted(top, below));

        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.refusedFields()).containsExactly("parentid");
        assertThat(office(admin, "productclass/edit", "{\"id\": %s, \"top\": 1, \"parentid\": 1}".formatted(below))
                        .refusedFields())
                .containsExactly("top");
        assertThat(office(admin, "productclass/edit", "{\"id\": %s, \"top\": 1, \"name\": \"充电类\"}".formatted(below))
                        .data()
                        .toString())
                .isEqualTo("{\"id\":\"%s\",\"parentid\":\"\",\"name\":\"充电类\",\"status\":1}".formatted(below));
        assertThat(office(keeper, "productclass/list", "{}").data().path("list").valueStream())
                .anySatisfy(each -> assertThat(each.path("name").stringValue()).isEqualTo("充电类"));
    }

    @Test
    void stockIsReceivedTransferredAndReversed() {
        var from = warehouse("出发仓");
        var to = warehouse("到达仓");
        var taken = post("stockin", ", \"code\": \"RK-API-1\", \"sort\": \"采购入库\"", line(from, "10.5"));
        assertThat(taken.status()).isEqualTo(200);
        assertThat(number(taken, "status")).isEqualTo(3);
        assertThat(text(taken, "applicant")).isEqualTo("keeper的姓名");
        assertThat(post("stockin", ", \"code\": \"RK-API-1\"", line(from, "1")).status())
                .isEqualTo(409);

        var arriving = office(
                keeper, "stocktransfer/add", "{\"targetid\": %s, \"lines\": [%s]}".formatted(to, line(from, "4")));
        assertThat(number(arriving, "status")).isEqualTo(1);
        assertThat(arriving.data().at("/lines/0/warehousename").stringValue()).isEqualTo("到达仓");
        var arrived = decide("stockin", text(arriving, "id"), 3, ", \"opinion\": \"齐\"");
        assertThat(number(arrived, "status")).isEqualTo(3);
        assertThat(decide("stockin", text(arriving, "id"), 3, "").code()).isEqualTo("already_confirmed");
        assertThat(decide("stockout", text(arriving, "id"), 3, "").refusedFields())
                .containsExactly("id");

        for (var target : List.of(from, "999999")) {
            assertThat(office(
                                    keeper,
                                    "stocktransfer/add",
                                    "{\"targetid\": %s, \"lines\": [%s]}".formatted(target, line(from, "1")))
                            .refusedFields())
                    .containsExactly("targetid");
        }
        var tooMuch = post("stockout", "", line(from, "1"), line(to, "7"));
        assertThat(tooMuch.code()).isEqualTo("not_enough_stock");
        assertThat(tooMuch.refusedFields()).containsExactly("lines[1].num");

        var reversed = office(keeper, "stockin/reverse", "{\"id\": %s}".formatted(text(arrived, "id")));
        assertThat(reversed.data().at("/lines/0/num").stringValue()).isEqualTo("-4");
        assertThat(text(office(keeper, "stockin/detail", "{\"id\": %s}".formatted(text(reversed, "id"))), "reversedid"))
                .isEqualTo(text(arrived, "id"));
        assertThat(office(keeper, "stockin/list", "{\"keyword\": \"RK-API-1\", \"status\": \"已确认\"}")
                        .data()
                        .path("total")
                        .intValue())
                .isEqualTo(1);
    }

    @Test
    void frozenStockDoesNotLeave() {
        var place = warehouse("冷冻仓");
        post("stockin", "", line(place, "5"));
        var freeze = "{\"productid\": %d, \"warehouseid\": %s, \"batch\": \"B1\", \"num\": %s}";

        assertThat(office(keeper, "stockfreeze/add", freeze.formatted(pile.value(), place, "3"))
                        .status())
                .isEqualTo(200);

        assertThat(post("stockout", "", line(place, "2.5")).code()).isEqualTo("not_enough_stock");
        assertThat(office(keeper, "stockfreeze/add", freeze.formatted(pile.value(), place, "-4"))
                        .refusedFields())
                .containsExactly("num");
    }

    @Test
    void anAdjustmentTakesAndGivesStock() {
        var place = warehouse("盘点仓");
        var found = office(keeper, "adjustment/add", "{\"lines\": [%s]}".formatted(line(place, "3")));
        assertThat(text(found, "statusname")).isEqualTo("待盘点");
        assertThat(number(decide("adjustment", text(found, "id"), 3, ""), "status"))
                .isEqualTo(3);

        var missing = post("adjustment", "", line(place, "-1"));

        assertThat(text(missing, "num")).isEqualTo("-1");
        assertThat(post("stockout", "", line(place, "2.1")).code()).isEqualTo("not_enough_stock");
        assertThat(post("stockin", "", line(place, "-1")).refusedFields()).containsExactly("lines[0].num");
    }

    @Test
    void aTransferArrivesInPartsAndTheRestIsWrittenOff() {
        var from = warehouse("甲仓");
        var to = warehouse("乙仓");
        post("stockin", "", line(from, "10"));
        var arriving = office(
                keeper, "stocktransfer/add", "{\"targetid\": %s, \"lines\": [%s]}".formatted(to, line(from, "4")));
        var id = text(arriving, "id");
        var lineId = arriving.data().at("/lines/0/id").stringValue();
        assertThat(text(arriving, "transferpart")).isEqualTo("调入");
        var parts = ", \"rest\": %s, \"lines\": [{\"id\": %s, \"num\": 2}, {\"id\": %s, \"num\": %s%s}]";

        assertThat(decide("stockin", id, 3, parts.formatted("2", lineId, lineId, 1, ""))
                        .refusedFields())
                .containsExactly("lines[1].id");
        assertThat(decide("stockin", id, 3, parts.formatted("7", lineId, lineId, 1, ""))
                        .refusedFields())
                .containsExactly("rest");
        var bin = text(office(keeper, "warehouse/add", "{\"name\": \"乙一\", \"parentid\": \"%s\"}".formatted(to)), "id");
        var arrived = decide("stockin", id, 3, parts.formatted("2", lineId, lineId, 1, ", \"warehouseid\": " + bin));

        assertThat(arrived.data().path("lines").size()).isEqualTo(2);
        assertThat(text(arrived, "num")).isEqualTo("3");
        assertThat(office(keeper, "stockout/reverse", "{\"id\": %s}".formatted(text(arriving, "transferid")))
                        .code())
                .isEqualTo("transfer_arrived");
        assertThat(post("stockout", "", line(from, "6.1")).code()).isEqualTo("not_enough_stock");
        assertThat(post("stockout", "", line(from, "6")).status()).isEqualTo(200);
    }

    @Test
    void aWarehouseWithStockStaysEnabled() {
        var place = warehouse("有货仓");
        post("stockin", "", line(place, "5"));
        var off = "{\"id\": %s, \"status\": 0}".formatted(place);

        var refused = office(keeper, "warehouse/edit", off);

        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.code()).isEqualTo("warehouse_in_use");
        assertThat(refused.refusedFields()).containsExactly("status");
        post("stockout", "", line(place, "5"));
        assertThat(office(keeper, "warehouse/edit", off).status()).isEqualTo(200);
    }

    @Test
    void aBatchExpiresOnOneDay() {
        var place = warehouse("效期仓");
        var dated = "{\"productid\": %d, \"warehouseid\": %s, \"num\": 1, \"batch\": \"%s\", \"producedate\": \"%s\","
                + " \"expiredate\": \"%s\"}";
        post("stockin", "", dated.formatted(pile.value(), place, "E1", "2025-01-01", "2026-01-01"));

        for (var wrong : List.of(
                dated.formatted(pile.value(), place, "ｅ1", "2025-01-01", "2026-01-02"),
                dated.formatted(pile.value(), place, "E2", "2025-01-02", "2025-01-01"),
                dated.formatted(pile.value(), place, "E2", "2025-01-02", "9999-12-31"))) {
            assertThat(post("stockin", "", wrong).refusedFields()).containsExactly("lines[0].expiredate");
        }
    }

    @Test
    void everyErrorOfEveryLineIsNamedAndNothingIsSaved() {
        var before = total("stockin/list");

        var refused = office(
                keeper,
                "stockin/add",
                "{\"lines\": [{\"productid\": \"x\", \"warehouseid\": 1, \"num\": \"1e3\"},"
                        + " {\"productid\": 1, \"warehouseid\": 1, \"colour\": 1, \"num\": 1,"
                        + " \"producedate\": \"2025-02-30\"}]}");

        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.refusedFields())
                .containsExactlyInAnyOrder(
                        "lines[0].productid", "lines[0].num", "lines[1].colour", "lines[1].producedate");
        var tooLong = "长".repeat(2_001);
        assertThat(office(keeper, "stockin/add", "{\"sort\": \"天上掉下\", \"lines\": [%s]}".formatted(line("1", "1")))
                        .refusedFields())
                .containsExactly("sort");
        assertThat(office(
                                keeper,
                                "stockin/add",
                                "{\"remark\": \"%s\", \"lines\": [%s]}"
                                        .formatted(tooLong, line("1", "99999999999999999999")))
                        .refusedFields())
                .containsExactly("remark", "lines[0].num");
        var waiting = text(office(keeper, "stockin/add", "{\"lines\": [%s]}".formatted(line("1", "1"))), "id");
        for (var decision : List.of(3, 2)) {
            assertThat(decide("stockin", waiting, decision, ", \"opinion\": \"%s\"".formatted(tooLong))
                            .refusedFields())
                    .containsExactly("opinion");
        }
        decide("stockin", waiting, 2, "");
        assertThat(office(keeper, "stockin/add", "{\"lines\": 1, \"gift\": 1}").refusedFields())
                .containsExactlyInAnyOrder("lines", "gift");
        assertThat(total("stockin/list")).isEqualTo(before + 1);
    }

    private static int total(String path) {
        return office(keeper, path, "{}").data().path("total").intValue();
    }

    @ParameterizedTest
    @CsvSource({
        "warehouse/list, {}, 200, 200",
        "warehouse/add, {}, 403, 400",
        "stockin/add, {}, 403, 400",
        "stockout/confirm, {}, 403, 400",
        "adjustment/reverse, {}, 403, 400",
        "stocktransfer/add, {}, 403, 400",
        "stockfreeze/add, {}, 403, 400",
        "productclass/add, {}, 403, 400",
        "settlement/list, {\"contractid\": 1}, 404, 403",
        "settlement/add, {\"contractid\": 1}, 403, 403",
        "contract/fulfilment, {\"id\": 1}, 404, 403",
        "contract/stockout, {\"id\": 1}, 404, 403",
        "contract/close, {\"id\": 1}, 403, 403",
        "contract/reopen, {\"id\": 1}, 403, 403"
    })
    void sellersAndKeepersDoWhatTheirRoleMay(String path, String body, int sellerStatus, int keeperStatus) {
        assertThat(office(seller, path, body).status()).isEqualTo(sellerStatus);
        assertThat(office(keeper, path, body).status()).isEqualTo(keeperStatus);
        assertThat(office(QuickCaller.stranger(world.server().address()), path, body)
                        .status())
                .isEqualTo(401);
    }

    @Test
    void stockFallsBelowZeroOnlyWhereAnAdministratorAllowsIt() {
        var place = warehouse("透支仓");
        assertThat(post("stockout", "", line(place, "1")).code()).isEqualTo("not_enough_stock");

        allowNegativeStock(true);
        assertThat(post("stockout", "", line(place, "1")).status()).isEqualTo(200);

        allowNegativeStock(false);
        assertThat(post("stockout", "", line(place, "1")).code()).isEqualTo("not_enough_stock");
    }

    private static void allowNegativeStock(boolean allowed) {
        var answer = admin.send(
                "PUT",
                "/api/admin/erp-settings",
                BodyPublishers.ofString("{\"negative_stock_allowed\": %s}".formatted(allowed)));
        assertThat(answer.status()).isEqualTo(200);
    }

    private static ContractId contract(String number, String quantity) {
        var customer = world.customer("客户" + number, boss);
        var contract = world.contract(number, customer, boss, pile, quantity, "1");
        world.approve(contract, boss);
        return contract;
    }

    private static JsonNode fulfilment(ContractId contract) {
        return about("contract/fulfilment", contract).data();
    }

    private static QuickCaller.Answer about(String path, ContractId contract) {
        return admin.post(OFFICE + path, Map.of("id", contract.value()));
    }

    @Test
    void aContractIsShippedInPartsRequestedAgainClosedAndReopened() {
        post("stockin", "", "{\"productid\": %d, \"warehouseid\": 1, \"num\": 50}".formatted(pile.value()));
        var contract = contract("HT-1", "10");
        var first = fulfilment(contract).at("/stockouts/0/id").stringValue();
        var line = office(keeper, "stockout/detail", "{\"id\": %s}".formatted(first))
                .data()
                .at("/lines/0/id")
                .stringValue();
        var ships = ", \"lines\": [{\"id\": \"%s\", \"num\": \"%s\"}]";
        assertThat(decide("stockout", first, 3, ships.formatted(line, "1000")).code())
                .isEqualTo("over_delivery");

        decide("stockout", first, 3, ships.formatted(line, "6"));
        var shown = fulfilment(contract);
        assertThat(shown.path("ckjz").stringValue()).isEqualTo("部分出库");
        assertThat(shown.at("/lines/0/delivered").stringValue()).isEqualTo("6");
        assertThat(shown.at("/lines/0/waiting").stringValue()).isEqualTo("4");
        decide("stockout", shown.at("/stockouts/1/id").stringValue(), 2, ", \"opinion\": \"缺货\"");
        assertThat(fulfilment(contract).at("/lines/0/open").stringValue()).isEqualTo("4");

        var asked = about("contract/stockout", contract);
        assertThat(asked.data().at("/lines/0/num").stringValue()).isEqualTo("4");
        assertThat(about("contract/stockout", contract).code()).isEqualTo("nothing_open");
        assertThat(admin.post(
                                OFFICE + "contract/stockout",
                                "{\"id\": %d, \"lines\": [{\"lineid\": \"x\", \"color\": 1}]}"
                                        .formatted(contract.value()))
                        .refusedFields())
                .containsExactlyInAnyOrder("lines[0].lineid", "lines[0].color");

        var closed = admin.post(OFFICE + "contract/close", Map.of("id", contract.value(), "reason", "客户取消"))
                .data();
        assertThat(closed.path("closed").intValue()).isEqualTo(1);
        assertThat(closed.path("status").stringValue()).isEqualTo("意外终止");
        assertThat(closed.at("/lines/0/reserved").stringValue()).isEqualTo("0");
        assertThat(closed.at("/stockouts/2/status").intValue()).isEqualTo(2);
        assertThat(closed.at("/closures/0/reason").stringValue()).isEqualTo("客户取消");
        var reopened = about("contract/reopen", contract).data();
        assertThat(reopened.path("closed").intValue()).isZero();
        assertThat(reopened.at("/lines/0/reserved").stringValue()).isEqualTo("4");
        assertThat(seller.post(OFFICE + "contract/fulfilment", Map.of("id", contract.value()))
                        .status())
                .isEqualTo(404);
    }

    @Test
    void aPaymentIsRecordedOnceUnderItsNumber() {
        var contract = contract("HT-2", "100");
        var payment = "{\"contractid\": %d, \"kind\": \"到账\", \"money\": \"60\", \"settledate\": \"2025-01-02\","
                + " \"code\": \"SLIP-1\"}";

        var added = office(admin, "settlement/add", payment.formatted(contract.value()));
        var again = office(admin, "settlement/add", payment.formatted(contract.value()));

        assertThat(text(added, "kindname")).isEqualTo("到账");
        assertThat(text(again, "id")).isEqualTo(text(added, "id"));
        assertThat(office(admin, "settlement/list", "{\"contractid\": %d}".formatted(contract.value()))
                        .data()
                        .path("list")
                        .size())
                .isEqualTo(1);
        assertThat(office(
                                admin,
                                "settlement/add",
                                "{\"contractid\": %d, \"kind\": 3, \"money\": \"x\", \"settledate\": \"2025-02-30\"}"
                                        .formatted(contract.value()))
                        .refusedFields())
                .containsExactlyInAnyOrder("kind", "money", "settledate");
    }
}
