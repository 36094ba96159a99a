package io.kehub.console;

import static org.assertj.core.api.Assertions.assertThat;

import io.kehub.erp.access.NewUser;
import io.kehub.erp.access.Role;
import io.kehub.erp.access.User;
import io.kehub.erp.access.Users;
import io.kehub.erp.contract.Contract.Approval;
import io.kehub.erp.contract.ContractDrafts;
import io.kehub.erp.contract.Contracts;
import io.kehub.erp.customer.CustomerDetails;
import io.kehub.erp.customer.CustomerKind;
import io.kehub.erp.customer.Customers;
import io.kehub.erp.product.ProductDetails;
import io.kehub.erp.product.ProductUnit;
import io.kehub.erp.product.ProductUnit.UnitPrices;
import io.kehub.erp.product.Products;
import io.kehub.kernel.AccessScope;
import io.kehub.kernel.ProductClassId;
import io.kehub.kernel.ProductId;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** What a warehouse keeper, a manager and an administrator do where the ERP's own API has no operation. */
class ErpApiTest {

    private static final String WAREHOUSES = "/api/erp/warehouses";
    private static final String CLASSES = "/api/erp/product-classes";
    private static final String DOCUMENTS = "/api/erp/stock-documents";
    private static final String DICTIONARIES = "/api/admin/dictionaries";
    private static final String SETTINGS = "/api/admin/erp-settings";

    private static ConsoleServer server;
    private static ConsoleServer.Caller admin;
    private static ConsoleServer.Caller keeper;
    private static User keeperUser;
    private static ProductId pile;

    @BeforeAll
    static void start() {
        server = new ConsoleServer();
        admin = server.asAdmin();
        keeperUser =
                server.part(Users.class).create(new NewUser("keeper", "钱库管", Role.WAREHOUSE, ConsoleServer.PASSWORD));
        keeper = server.as(keeperUser);
        pile = product("充电桩", "P-1");
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    private static ProductId product(String name, String code) {
        var piece = admin.get(DICTIONARIES + "/product_unit")
                .data()
                .get("list")
                .get(0)
                .get("id")
                .asString();
        return server.part(Products.class)
                .add(
                        new Products.Draft(
                                new ProductDetails(name, code, "", new ProductClassId(1), Map.of()),
                                List.of(new ProductUnit(
                                        Long.parseLong(piece), "", BigDecimal.ONE, true, "", UnitPrices.NONE))),
                        server.admin().id());
    }

    private static String warehouse(String name) {
        return keeper.post(WAREHOUSES, "{\"name\": \"%s\"}".formatted(name)).text("id");
    }

    private static String line(String warehouse, String quantity) {
        return "{\"product\": %d, \"warehouse\": \"%s\", \"quantity\": \"%s\", \"batch\": \"B1\"}"
                .formatted(pile.value(), warehouse, quantity);
    }

    private static ConsoleServer.Answer post(String kind, String more, String... lines) {
        return keeper.post(
                DOCUMENTS,
                "{\"kind\": \"%s\", \"confirm\": true%s, \"lines\": [%s]}"
                        .formatted(kind, more, String.join(",", lines)));
    }

    private static String document(ConsoleServer.Answer answer, String name) {
        return answer.data().get("document").get(name).asString();
    }

    @Test
    void aKeeperMakesAWarehouseWithAPlaceInIt() {
        var made = keeper.post(WAREHOUSES, "{\"name\": \"西区仓\", \"code\": \"W\"}");
        assertThat(made.status()).isEqualTo(201);

        var place = keeper.post(WAREHOUSES, "{\"name\": \"一号架\", \"parent\": \"%s\"}".formatted(made.text("id")));

        assertThat(place.text("full_path")).isEqualTo("西区仓/一号架");
        assertThat(keeper.post(WAREHOUSES, "{\"name\": \"西区仓\"}").status()).isEqualTo(409);
        assertThat(keeper.post(WAREHOUSES, "{\"name\": \"x\", \"parent\": 999}").fields())
                .containsExactly("parent");
        var off = keeper.patch(WAREHOUSES + "/" + place.text("id"), "{\"enabled\": false}");
        assertThat(off.data().get("enabled").booleanValue()).isFalse();
        assertThat(off.text("name")).isEqualTo("一号架");
        assertThat(keeper.patch(WAREHOUSES + "/999999", "{\"enabled\": false}").status())
                .isEqualTo(404);
        assertThat(keeper.get(WAREHOUSES).data().get("list").size()).isGreaterThanOrEqualTo(3);
    }

    @Test
    void aClassCannotBeMovedBelowItself() {
        var top = admin.post(CLASSES, "{\"name\": \"设备\"}").text("id");
        var below = admin.post(CLASSES, "{\"name\": \"充电\", \"parent\": %s}".formatted(top))
                .text("id");

        var refused = admin.patch(CLASSES + "/" + top, "{\"parent\": \"%s\"}".formatted(below));

        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.fields()).containsExactly("parent");
        assertThat(admin.patch(CLASSES + "/" + below, "{\"top\": true, \"name\": \"充电类\"}")
                        .data()
                        .toString())
                .isEqualTo("{\"id\":\"%s\",\"parent\":null,\"name\":\"充电类\",\"enabled\":true}".formatted(below));
    }

    @Test
    void stockIsTakenInTransferredAndReversed() {
        var from = warehouse("出发仓");
        var to = warehouse("到达仓");
        var taken = post("stock_in", ", \"number\": \"RK-API-1\", \"category\": \"采购入库\"", line(from, "10.5"));
        assertThat(taken.status()).isEqualTo(201);
        assertThat(document(taken, "state")).isEqualTo("confirmed");
        assertThat(document(taken, "applied_by")).isEqualTo("钱库管");
        assertThat(post("stock_in", ", \"number\": \"RK-API-1\"", line(from, "1"))
                        .status())
                .isEqualTo(409);

        var arriving = keeper.post(
                "/api/erp/stock-transfers", "{\"target\": %s, \"lines\": [%s]}".formatted(to, line(from, "4")));
        assertThat(document(arriving, "state")).isEqualTo("pending");
        assertThat(arriving.data().get("lines").get(0).get("warehouse_name").asString())
                .isEqualTo("到达仓");
        var arrived = keeper.post(DOCUMENTS + "/" + document(arriving, "id") + "/confirm", "{\"opinion\": \"齐\"}");
        assertThat(document(arrived, "state")).isEqualTo("confirmed");
        assertThat(keeper.post(DOCUMENTS + "/" + document(arriving, "id") + "/confirm", "{}")
                        .code())
                .isEqualTo("already_confirmed");

        for (var target : List.of(from, "999999")) {
            assertThat(keeper.post(
                                    "/api/erp/stock-transfers",
                                    "{\"target\": %s, \"lines\": [%s]}".formatted(target, line(from, "1")))
                            .fields())
                    .containsExactly("target");
        }
        var tooMuch = post("stock_out", "", line(from, "1"), line(to, "7"));
        assertThat(tooMuch.code()).isEqualTo("not_enough_stock");
        assertThat(tooMuch.fields()).containsExactly("lines[1].quantity");

        var reversed = keeper.post(DOCUMENTS + "/" + document(arrived, "id") + "/reverse", "{}");
        assertThat(reversed.data().get("lines").get(0).get("quantity").asString())
                .isEqualTo("-4");
        assertThat(document(keeper.get(DOCUMENTS + "/" + document(reversed, "id")), "reverses"))
                .isEqualTo(document(arrived, "id"));
        assertThat(keeper.get(DOCUMENTS + "?kind=stock_in&keyword=RK-API-1")
                        .data()
                        .get("total")
                        .longValue())
                .isEqualTo(1);
    }

    @Test
    void frozenStockDoesNotLeave() {
        var place = warehouse("冷冻仓");
        post("stock_in", "", line(place, "5"));
        var freeze = "{\"product\": %d, \"warehouse\": %s, \"batch\": \"B1\", \"quantity\": %s}";

        assertThat(keeper.post("/api/erp/stock-freezes", freeze.formatted(pile.value(), place, "3"))
                        .status())
                .isEqualTo(200);

        assertThat(post("stock_out", "", line(place, "2.5")).code()).isEqualTo("not_enough_stock");
        assertThat(keeper.post("/api/erp/stock-freezes", freeze.formatted(pile.value(), place, "-4"))
                        .fields())
                .containsExactly("quantity");
    }

    @Test
    void aTransferArrivesInPartsAndTheRestIsWrittenOff() {
        var from = warehouse("甲仓");
        var to = warehouse("乙仓");
        post("stock_in", "", line(from, "10"));
        var arriving = keeper.post(
                "/api/erp/stock-transfers", "{\"target\": %s, \"lines\": [%s]}".formatted(to, line(from, "4")));
        var id = document(arriving, "id");
        var lineId = arriving.data().get("lines").get(0).get("id").asString();
        assertThat(document(arriving, "transfer_part")).isEqualTo("arrival");
        var parts = "{\"rest\": \"%s\", \"lines\": [{\"id\": %s, \"quantity\": 2}, {\"id\": %s, \"quantity\": %s%s}]}";

        assertThat(keeper.post(DOCUMENTS + "/" + id + "/confirm", parts.formatted("lost", lineId, lineId, 1, ""))
                        .fields())
                .containsExactly("lines[1].id");
        assertThat(keeper.post(DOCUMENTS + "/" + id + "/confirm", parts.formatted("gone", lineId, lineId, 1, ""))
                        .fields())
                .containsExactly("rest");
        var bin = keeper.post(WAREHOUSES, "{\"name\": \"乙一\", \"parent\": \"%s\"}".formatted(to))
                .text("id");
        var arrived = keeper.post(
                DOCUMENTS + "/" + id + "/confirm",
                parts.formatted("lost", lineId, lineId, 1, ", \"warehouse\": " + bin));

        assertThat(arrived.data().get("lines").size()).isEqualTo(2);
        assertThat(document(arrived, "quantity")).isEqualTo("3");
        assertThat(keeper.post(DOCUMENTS + "/" + document(arriving, "transfer") + "/reverse", "{}")
                        .code())
                .isEqualTo("transfer_arrived");
        assertThat(post("stock_out", "", line(from, "6.1")).code()).isEqualTo("not_enough_stock");
        assertThat(post("stock_out", "", line(from, "6")).status()).isEqualTo(201);
    }

    @Test
    void aWarehouseWithStockStaysEnabled() {
        var place = warehouse("有货仓");
        post("stock_in", "", line(place, "5"));

        var refused = keeper.patch(WAREHOUSES + "/" + place, "{\"enabled\": false}");

        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.code()).isEqualTo("warehouse_in_use");
        assertThat(refused.fields()).containsExactly("enabled");
        post("stock_out", "", line(place, "5"));
        assertThat(keeper.patch(WAREHOUSES + "/" + place, "{\"enabled\": false}")
                        .status())
                .isEqualTo(200);
    }

    @Test
    void aBatchExpiresOnOneDay() {
        var place = warehouse("效期仓");
        var dated = "{\"product\": %d, \"warehouse\": %s, \"quantity\": 1, \"batch\": \"%s\", \"produced_on\": \"%s\","
                + " \"expires_on\": \"%s\"}";
        post("stock_in", "", dated.formatted(pile.value(), place, "E1", "2025-01-01", "2026-01-01"));

        assertThat(post("stock_in", "", dated.formatted(pile.value(), place, "ｅ1", "2025-01-01", "2026-01-02"))
                        .fields())
                .containsExactly("lines[0].expires_on");
        assertThat(post("stock_in", "", dated.formatted(pile.value(), place, "E2", "2025-01-02", "2025-01-01"))
                        .fields())
                .containsExactly("lines[0].expires_on");
        assertThat(post("stock_in", "", dated.formatted(pile.value(), place, "E2", "2025-01-02", "9999-12-31"))
                        .fields())
                .containsExactly("lines[0].expires_on");
    }

    @Test
    void everyFaultOfEveryLineIsNamedAndNothingIsSaved() {
        var before =
                keeper.get(DOCUMENTS + "?kind=stock_in").data().get("total").longValue();

        var refused = keeper.post(
                DOCUMENTS,
                "{\"kind\": \"stock_in\", \"lines\": [{\"product\": \"x\", \"warehouse\": 1, \"quantity\": \"1e3\"},"
                        + " {\"product\": 1, \"warehouse\": 1, \"colour\": 1, \"quantity\": 1,"
                        + " \"produced_on\": \"2025-02-30\"}]}");

        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.fields())
                .containsExactlyInAnyOrder(
                        "lines[0].product", "lines[0].quantity", "lines[1].colour", "lines[1].produced_on");
        var tooLong = "长".repeat(2_001);
        assertThat(keeper.post(
                                DOCUMENTS,
                                "{\"kind\": \"stock_in\", \"category\": \"天上掉下\", \"lines\": [%s]}"
                                        .formatted(line("1", "1")))
                        .fields())
                .containsExactly("category");
        assertThat(keeper.post(
                                DOCUMENTS,
                                "{\"kind\": \"stock_in\", \"remark\": \"%s\", \"lines\": [%s]}"
                                        .formatted(tooLong, line("1", "99999999999999999999")))
                        .fields())
                .containsExactly("remark", "lines[0].quantity");
        var waiting = document(
                keeper.post(DOCUMENTS, "{\"kind\": \"stock_in\", \"lines\": [%s]}".formatted(line("1", "1"))), "id");
        for (var decision : List.of("/confirm", "/refuse")) {
            assertThat(keeper.post(DOCUMENTS + "/" + waiting + decision, "{\"opinion\": \"%s\"}".formatted(tooLong))
                            .fields())
                    .containsExactly("opinion");
        }
        keeper.post(DOCUMENTS + "/" + waiting + "/refuse", "{}");
        assertThat(keeper.post(DOCUMENTS, "{\"kind\": \"gift\", \"lines\": {}}").fields())
                .containsExactlyInAnyOrder("kind", "lines");
        assertThat(keeper.get(DOCUMENTS + "?kind=stock_in").data().get("total").longValue())
                .isEqualTo(before + 1);
    }

    @ParameterizedTest
    @CsvSource({
        "GET, /api/erp/warehouses, 200, 200",
        "POST, /api/erp/warehouses, 403, 400",
        "POST, /api/erp/stock-documents, 403, 400",
        "POST, /api/erp/stock-transfers, 403, 400",
        "POST, /api/erp/stock-freezes, 403, 400",
        "POST, /api/erp/product-classes, 403, 400",
        "GET, /api/erp/contracts/1/settlements, 404, 403",
        "POST, /api/erp/contracts/1/settlements, 403, 403",
        "GET, /api/erp/contracts/1/fulfilment, 404, 403",
        "POST, /api/erp/contracts/1/stock-outs, 404, 403",
        "POST, /api/erp/contracts/1/close, 403, 403",
        "POST, /api/erp/contracts/1/reopen, 403, 403",
        "GET, /api/admin/erp-settings, 403, 403",
        "GET, /api/admin/dictionaries, 403, 403",
        "GET, /api/admin/metrics, 403, 403"
    })
    void sellersAndKeepersDoWhatTheirRoleMay(String method, String path, int seller, int warehouseKeeper) {
        assertThat(call(server.asSeller(), method, path)).isEqualTo(seller);
        assertThat(call(keeper, method, path)).isEqualTo(warehouseKeeper);
        assertThat(call(server.asNobody(), method, path)).isEqualTo(401);
    }

    private static int call(ConsoleServer.Caller caller, String method, String path) {
        return (method.equals("GET") ? caller.get(path) : caller.json(method, path, "{}")).status();
    }

    @Test
    void anAdministratorEditsEveryDictionaryAndItsTree() {
        var names = admin.get(DICTIONARIES).data();
        assertThat(names.valueStream().map(each -> each.get("name").asString()))
                .contains("customer_source", "area", "stock_in_kind");

        var parent = admin.post(DICTIONARIES + "/area", "{\"text\": \"渝中区\"}");
        var child = admin.post(
                DICTIONARIES + "/area", "{\"text\": \"解放碑\", \"parent\": \"%s\"}".formatted(parent.text("id")));

        assertThat(child.text("parent")).isEqualTo(parent.text("id"));
        assertThat(admin.post(DICTIONARIES + "/trade", "{\"text\": \"x\", \"parent\": 1}")
                        .fields())
                .containsExactly("parent");
        var missing = admin.get(DICTIONARIES + "/colour");
        assertThat(missing.status()).isEqualTo(404);
        assertThat(missing.data().get("errors").get(0).get("allowed").asString())
                .contains("customer_source、");
    }

    @Test
    void stockFallsBelowZeroOnlyWhereAnAdministratorAllowsIt() {
        var place = warehouse("透支仓");
        assertThat(post("stock_out", "", line(place, "1")).code()).isEqualTo("not_enough_stock");

        admin.put(SETTINGS, "{\"negative_stock_allowed\": true}");
        assertThat(post("stock_out", "", line(place, "1")).status()).isEqualTo(201);

        assertThat(admin.put(SETTINGS, "{\"negative_stock_allowed\": false}")
                        .data()
                        .toString())
                .isEqualTo("{\"negative_stock_allowed\":false,\"contract_approval_required\":true,"
                        + "\"over_delivery_percent\":\"0\",\"over_settlement_percent\":\"0\"}");
        assertThat(admin.put(SETTINGS, "{}").code()).isEqualTo("nothing_to_change");
    }

    private static String contract(String quantity) {
        var li = server.admin().id();
        var customer = server.part(Customers.class)
                .add(
                        new CustomerDetails(
                                "客户" + quantity,
                                "",
                                CustomerKind.COMPANY,
                                "",
                                "",
                                "",
                                "",
                                "",
                                "",
                                "",
                                "",
                                "",
                                "",
                                "",
                                "",
                                "",
                                "",
                                "",
                                Map.of()),
                        li,
                        li);
        var contracts = server.part(Contracts.class);
        var id = contracts.add(
                ContractDrafts.draft("", "供货", customer, li, ContractDrafts.line(pile, quantity, "1")),
                li,
                AccessScope.everything(li));
        contracts.decide(id, Approval.APPROVED, "", li, AccessScope.everything(li));
        return "/api/erp/contracts/" + id.value();
    }

    private static JsonNode fulfilment(String contract) {
        return admin.get(contract + "/fulfilment").data();
    }

    private static String stockOut(JsonNode fulfilment, int index) {
        return DOCUMENTS + "/"
                + fulfilment.get("stock_outs").get(index).get("id").asString();
    }

    @Test
    void aContractIsShippedInPartsRequestedAgainClosedAndReopened() {
        keeper.post(
                DOCUMENTS,
                "{\"kind\": \"stock_in\", \"confirm\": true, \"lines\": [{\"product\": %d, \"warehouse\": 1, \"quantity\": 50}]}"
                        .formatted(pile.value()));
        var contract = contract("10");
        var first = stockOut(fulfilment(contract), 0);
        var line = keeper.get(first).data().get("lines").get(0).get("id").asString();
        var ships = "{\"lines\": [{\"id\": \"%s\", \"quantity\": \"%s\"}]}";
        assertThat(keeper.post(first + "/confirm", ships.formatted(line, "1000"))
                        .code())
                .isEqualTo("over_delivery");

        keeper.post(first + "/confirm", ships.formatted(line, "6"));
        var shown = fulfilment(contract);
        assertThat(shown.get("delivery").asString()).isEqualTo("part");
        assertThat(shown.get("lines").get(0).get("delivered").asString()).isEqualTo("6");
        assertThat(shown.get("lines").get(0).get("waiting").asString()).isEqualTo("4");
        keeper.post(stockOut(shown, 1) + "/refuse", "{\"opinion\": \"缺货\"}");
        assertThat(fulfilment(contract).get("lines").get(0).get("open").asString())
                .isEqualTo("4");

        var asked = admin.post(contract + "/stock-outs", "{}");
        assertThat(asked.status()).isEqualTo(201);
        assertThat(asked.data().get("lines").get(0).get("quantity").asString()).isEqualTo("4");
        assertThat(admin.post(contract + "/stock-outs", "{}").code()).isEqualTo("nothing_open");
        assertThat(admin.post(contract + "/stock-outs", "{\"lines\": [{\"line\": \"x\", \"color\": 1}]}")
                        .fields())
                .containsExactlyInAnyOrder("lines[0].line", "lines[0].color");

        var closed = admin.post(contract + "/close", "{\"reason\": \"客户取消\"}").data();
        assertThat(closed.get("closed").booleanValue()).isTrue();
        assertThat(closed.get("state").asString()).isEqualTo("意外终止");
        assertThat(closed.get("lines").get(0).get("reserved").asString()).isEqualTo("0");
        assertThat(closed.get("stock_outs").get(2).get("state").asString()).isEqualTo("refused");
        assertThat(closed.get("closures").get(0).get("reason").asString()).isEqualTo("客户取消");
        var reopened = admin.post(contract + "/reopen", "{}").data();
        assertThat(reopened.get("closed").booleanValue()).isFalse();
        assertThat(reopened.get("lines").get(0).get("reserved").asString()).isEqualTo("4");
        assertThat(server.asSeller().get(contract + "/fulfilment").status()).isEqualTo(404);
    }

    @Test
    void aWrongPercentageIsRefusedAndNothingOfTheChangeIsSaved() {
        var before = admin.get(SETTINGS).data().toString();

        assertThat(admin.put(
                                SETTINGS,
                                "{\"negative_stock_allowed\": true, \"over_delivery_percent\": 100.01,"
                                        + " \"over_settlement_percent\": -1}")
                        .fields())
                .containsExactly("over_delivery_percent", "over_settlement_percent");

        assertThat(admin.get(SETTINGS).data().toString()).isEqualTo(before);
        assertThat(admin.put(SETTINGS, "{\"over_delivery_percent\": \"2.50\"}").text("over_delivery_percent"))
                .isEqualTo("2.5");
        admin.put(SETTINGS, "{\"over_delivery_percent\": 0}");
    }

    @Test
    void anAdministratorGivesAUserAnotherRole() {
        var id = admin.post(
                        "/api/admin/users",
                        "{\"login\": \"zhou\", \"name\": \"周\", \"password\": \"long enough 1\", \"department\": 1}")
                .text("id");

        var changed = admin.patch("/api/admin/users/" + id, "{\"role\": \"manager\", \"name\": \"周经理\"}");

        assertThat(changed.text("role")).isEqualTo("manager");
        assertThat(changed.text("name")).isEqualTo("周经理");
        assertThat(admin.patch("/api/admin/users/" + id, "{\"role\": \"service\"}")
                        .fields())
                .containsExactly("role");
        assertThat(admin.patch("/api/admin/users/" + id, "{\"department\": 99}").fields())
                .containsExactly("department");
        assertThat(admin.patch("/api/admin/users/" + server.admin().id().value(), "{\"role\": \"sales\"}")
                        .fields())
                .containsExactly("role");
        assertThat(admin.get("/api/admin/departments")
                        .data()
                        .get("list")
                        .get(0)
                        .get("name")
                        .asString())
                .isEqualTo("总公司");
    }
}
