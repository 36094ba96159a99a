package io.kehub.sample;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kehub.KeHubServer;
import io.kehub.sample.SampleFirm.Stage;
import io.kehub.wire.QuickCaller;
import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SampleTest {

    private static final String PASSWORD = "sample-only-3208";
    private static final String CONTRACTS = "/webapi/v3/ov1/salesmanage/contract/billlist";

    /** Tables that a second run must not change. */
    private static final List<String> TABLES = List.of(
            "erp_user",
            "department",
            "custom_field",
            "customer",
            "customer_person",
            "follow_up",
            "product",
            "product_class",
            "warehouse",
            "stock_document",
            "opportunity",
            "customer_application",
            "contract",
            "contract_settlement",
            "hub_contact",
            "delivery");

    private static final long FIRST_CUSTOMER = 10_001;
    private static final long RENAMED_BEFORE_THE_STOP = 10_052;
    private static final long LAST_BEFORE_THE_STOP = 10_100;

    private final KeHubServer server = KeHubServer.start();
    private final QuickCaller admin = QuickCaller.signedIn(server.address(), "admin", KeHubServer.ADMIN_PASSWORD);
    private List<Sample.Account> accounts = List.of();

    @BeforeAll
    void stopsHalfWayAndIsCompleted() throws InterruptedException {
        var stopped = sample(new StoppingStream());
        assertThatThrownBy(stopped::fill).hasMessage("stopped");
        var first = users();
        assertThat(first).isNotEmpty();
        var renamed = List.of(RENAMED_BEFORE_THE_STOP, LAST_BEFORE_THE_STOP);
        renamed.forEach(id -> rename("customer", "name", id, "改名客户" + id));

        var report = new ByteArrayOutputStream();
        accounts = sample(new PrintStream(report, true, StandardCharsets.UTF_8)).fill();

        var names = new SampleFirm()
                .customers().stream().map(SampleFirm.Customer::name).toList();
        for (var id : renamed) {
            var name = names.get((int) (id - FIRST_CUSTOMER));
            assertThat(report.toString(StandardCharsets.UTF_8)).contains("客户 / Customers：" + name);
            assertThat(count("customer where name = '" + name + "'")).isZero();
            rename("customer", "name", id, name);
        }
    }

    private void rename(String table, String column, long id, String text) {
        server.part(JdbcClient.class)
                .sql("update %s set %s = :text where id = :id".formatted(table, column))
                .param("text", text)
                .param("id", id)
                .update();
    }

    @AfterAll
    void stop() {
        server.close();
    }

    private Sample sample(PrintStream out) {
        return SampleServer.sample(server, out, PASSWORD);
    }

    /** Breaks off when the customers are half done. */
    private static final class StoppingStream extends PrintStream {
        StoppingStream() {
            super(OutputStream.nullOutputStream(), true, StandardCharsets.UTF_8);
        }

        @Override
        public void println(String line) {
            if (line.contains("Customers 100/200")) {
                throw new IllegalStateException("stopped");
            }
        }
    }

    @Test
    void theFirmIsComplete() {
        assertThat(total(QuickCaller.LIST)).isEqualTo(SampleFirm.CUSTOMERS + SampleFirm.FILED_CONTACTS + 1);
        assertThat(total(CONTRACTS)).isEqualTo(SampleFirm.CONTRACTS);
        assertThat(total("/webapi/v3/ov1/salesmanage/product/billlist"))
                .isEqualTo(SampleFirm.allProducts().size());
        assertThat(count("customer_person")).isGreaterThanOrEqualTo(250);
        assertThat(count("follow_up")).isEqualTo(150);
        assertThat(count("hub_contact")).isEqualTo(SampleFirm.CONTACTS);
        assertThat(server.part(JdbcClient.class)
                        .sql("select count(*) from hub_contact where k_code is not null")
                        .query(Integer.class)
                        .single())
                .isEqualTo(SampleFirm.FILED_CONTACTS);
        for (var warehouse : List.of("1", "2", "3")) {
            assertThat(admin.post("/webapi/v3/store/inventory/InventorySummary", Map.of("warehouseid", warehouse))
                            .data()
                            .path("total")
                            .intValue())
                    .isPositive();
        }
    }

    @Test
    void everyStageAndStateOfAnOpportunityIsThereAndSomeWaitForApproval() {
        var list = "/webapi/v3/office/opportunity/list";
        assertThat(total(list)).isEqualTo(SampleOpportunities.OPPORTUNITIES);
        for (var stage : SampleOpportunities.STAGES) {
            assertThat(matching(list, "stage", stage)).as(stage).isPositive();
        }
        for (var state : SampleOpportunities.STATES) {
            assertThat(matching(list, "status", state)).as(state).isPositive();
        }
        assertThat(matching(list, "approval", "待审批")).isEqualTo(SampleOpportunities.PENDING);
        assertThat(matching("/webapi/v3/office/customerapplication/list", "state", "待审批"))
                .isEqualTo(1);
    }

    private int matching(String list, String field, String value) {
        return admin.post(list, Map.of(field, value)).data().path("total").intValue(-1);
    }

    @Test
    void everyStateOfAContractIsThere() {
        assertThat(contract(Stage.RETURNED)).containsEntry("approval", "审批退回");
        assertThat(contract(Stage.WAITING)).containsEntry("approval", "待审批");
        assertThat(contract(Stage.REFUSED)).containsEntry("approval", "审批否决");
        assertThat(contract(Stage.APPROVED)).containsEntry("approval", "审批通过").containsEntry("ckjz", "未出库");
        assertThat(contract(Stage.PARTLY_SHIPPED)).containsEntry("ckjz", "部分出库").containsEntry("skjz", "部分收款");
        assertThat(contract(Stage.SHIPPED)).containsEntry("ckjz", "已出库").containsEntry("kpjz", "已开票");
        assertThat(contract(Stage.SETTLED))
                .containsEntry("ckjz", "已出库")
                .containsEntry("skjz", "已收款")
                .containsEntry("kpjz", "已开票");
        assertThat(contract(Stage.CLOSED)).containsEntry("status", "意外终止");
    }

    @Test
    void everyRoleSignsInAndNobodyHasADefaultPassword() {
        assertThat(accounts.stream().map(Sample.Account::role).distinct())
                .containsExactlyInAnyOrder("administrator", "manager", "sales", "warehouse", "reader");
        for (var account : accounts) {
            assertThat(QuickCaller.signedIn(server.address(), account.login(), PASSWORD)
                            .session())
                    .isNotEmpty();
        }
    }

    @Test
    void theDocumentedIdsNameWhatTheySay() {
        assertThat(users())
                .containsEntry(FirmValues.of("user.sales.id"), FirmValues.of("user.sales.login"))
                .containsEntry(FirmValues.of("account.first"), FirmValues.of("account.first.login"))
                .containsEntry(FirmValues.of("account.to-delete"), "chenli");
        var customer = customer("customer.first");
        assertThat(customer)
                .containsEntry("name", FirmValues.of("customer.first.name"))
                .containsEntry("charge", FirmValues.of("user.sales.id"))
                .containsEntry("chargename", FirmValues.of("user.sales.name"))
                .containsEntry("mobile", "15400000001");
        assertThat(customer("customer.protected")).containsEntry("protect", "1");
        assertThat(customer("customer.in-pool")).containsEntry("chargename", "");
        assertThat(customer("customer.to-take-back"))
                .containsEntry("charge", FirmValues.of("user.sales.id"))
                .containsEntry("protect", "0");
        assertThat(server.part(JdbcClient.class)
                        .sql("select id from customer where not reviewed")
                        .query(String.class)
                        .list())
                .containsExactly(FirmValues.of("customer.to-review"));
        var contact = get("/api/hub/contacts/1");
        assertThat(contact.path("k_code").asString()).isEqualTo("K1");
        assertThat(contact.path("erp_id").asString())
                .isEqualTo(Long.toString(Long.parseLong(FirmValues.of("customer.first")) + SampleFirm.CUSTOMERS));
        assertThat(get("/api/hub/contacts/40").path("k_code").asString("")).isEmpty();
    }

    private static Stream<Arguments> documents() {
        return Stream.of(
                Arguments.of("stock-in.pending", "stockin", "1"),
                Arguments.of("stock-in.pending-2", "stockin", "1"),
                Arguments.of("stock-in.to-cost", "stockin", "1"),
                Arguments.of("stock-in.confirmed", "stockin", "3"),
                Arguments.of("stock-out.pending", "stockout", "1"),
                Arguments.of("stock-out.pending-2", "stockout", "1"),
                Arguments.of("stock-out.confirmed", "stockout", "3"),
                Arguments.of("adjustment.pending", "adjustment", "1"),
                Arguments.of("adjustment.confirmed", "adjustment", "3"));
    }

    @ParameterizedTest
    @MethodSource("documents")
    void eachStockDocumentHasItsStateAndItsLine(String name, String kind, String state) {
        var document = admin.post("/webapi/v3/office/" + kind + "/detail", Map.of("id", FirmValues.of(name)))
                .data();

        assertThat(document.path("status").asString()).isEqualTo(state);
        assertThat(document.at("/lines/0/productid").asString()).isEqualTo(FirmValues.of("product.first"));
        if (FirmValues.has(name + ".line")) {
            assertThat(document.at("/lines/0/id").asString()).isEqualTo(FirmValues.of(name + ".line"));
        }
    }

    private Map<String, String> customer(String name) {
        return texts(admin.post(QuickCaller.DETAIL, Map.of("id", FirmValues.of(name)))
                .data());
    }

    @Test
    void anotherRunAddsNothing() throws InterruptedException {
        var before = counts();

        var again = sample(SampleServer.quiet());
        assertThat(again.mayFill()).isTrue();
        assertThat(again.fill())
                .allSatisfy(account -> assertThat(account.password()).isEmpty());

        assertThat(counts()).isEqualTo(before);
    }

    @Test
    void whatIsNotFoundAnyMoreIsReportedAndNotAddedAgain() throws InterruptedException {
        var before = counts();
        var firm = new SampleFirm();
        var last = firm.contracts().getLast();
        rename("customer", "name", FIRST_CUSTOMER, "改名的第一个客户");
        rename("customer", "name", Long.parseLong(FirmValues.of("customer.to-review")), "改名的最后一个客户");
        rename("department", "name", Long.parseLong(FirmValues.of("department.first")), "改名的部门");
        rename("product", "code", Long.parseLong(FirmValues.of("product.first")), "X-1");
        rename("contract", "number", 50_000 + firm.contracts().size(), "X-2");
        try {
            var report = new ByteArrayOutputStream();
            var again = sample(new PrintStream(report, true, StandardCharsets.UTF_8));
            assertThat(again.mayFill()).isTrue();
            again.fill();

            assertThat(counts()).isEqualTo(before);
            assertThat(report.toString(StandardCharsets.UTF_8).lines().map(String::strip))
                    .contains(
                            "客户 / Customers：" + firm.customers().getFirst().name(),
                            "客户 / Customers：" + SampleFirm.TO_REVIEW,
                            "部门 / Departments：销售一部",
                            "产品 / Products：" + SampleFirm.EXAMPLE_PRODUCT.code(),
                            "合同 / Contracts：" + last.number())
                    .noneMatch(line -> line.startsWith("仓库 / Warehouses："));
        } finally {
            rename(
                    "customer",
                    "name",
                    FIRST_CUSTOMER,
                    firm.customers().getFirst().name());
            rename("customer", "name", Long.parseLong(FirmValues.of("customer.to-review")), SampleFirm.TO_REVIEW);
            rename("department", "name", Long.parseLong(FirmValues.of("department.first")), "销售一部");
            rename(
                    "product",
                    "code",
                    Long.parseLong(FirmValues.of("product.first")),
                    SampleFirm.EXAMPLE_PRODUCT.code());
            rename("contract", "number", 50_000 + firm.contracts().size(), last.number());
        }
    }

    @Test
    void theMarkOfACompleteFirmCanNotBeChosen() {
        assertThat(get("/api/admin/dictionaries/follow_up_template")
                        .path("list")
                        .valueStream()
                        .filter(entry -> entry.path("text").asString("").contains("示例企业")))
                .singleElement()
                .satisfies(entry ->
                        assertThat(entry.path("enabled").booleanValue(true)).isFalse());
    }

    @Test
    void anErpWithOtherDataIsLeftAlone() {
        try (var other = KeHubServer.start()) {
            QuickCaller.signedIn(other.address(), "admin", KeHubServer.ADMIN_PASSWORD)
                    .post(QuickCaller.ADD, Map.of("name", "真实客户", "sort", 1));

            assertThat(SampleServer.sample(other, SampleServer.quiet(), PASSWORD)
                            .mayFill())
                    .isFalse();
        }
    }

    @Test
    void noPhoneNumberIsInARangeThatAnOperatorHas() {
        assertThat(server.part(JdbcClient.class)
                        .sql(
                                "select mobile from customer where mobile <> '' and mobile !~ '^154[0-9]{8}$'"
                                        + " union all select phone from customer where phone <> '' and phone !~ '^023-0[0-9]{7}$'")
                        .query(String.class)
                        .list())
                .isEmpty();
    }

    /** The first contract of this state. */
    private Map<String, String> contract(Stage stage) {
        var number = new SampleFirm()
                .contracts().stream()
                        .filter(each -> each.stage() == stage)
                        .findFirst()
                        .orElseThrow()
                        .number();
        return admin.post(CONTRACTS, Map.of("pagesize", 500))
                .data()
                .path("list")
                .valueStream()
                .map(SampleTest::texts)
                .filter(row -> number.equals(row.get("code")))
                .findFirst()
                .orElseThrow();
    }

    private static Map<String, String> texts(JsonNode record) {
        var fields = new TreeMap<String, String>();
        record.forEachEntry((name, value) -> fields.put(name, value.asString("")));
        return fields;
    }

    private Map<String, String> users() {
        return get("/api/admin/users?page_size=100")
                .path("list")
                .valueStream()
                .collect(Collectors.toMap(
                        row -> row.path("id").asString(),
                        row -> row.path("login").asString()));
    }

    private JsonNode get(String path) {
        return admin.send("GET", path, java.net.http.HttpRequest.BodyPublishers.noBody())
                .data();
    }

    private int total(String list) {
        return admin.post(list, "{}").data().path("total").intValue();
    }

    private Map<String, Integer> counts() {
        return TABLES.stream().collect(Collectors.toMap(table -> table, this::count));
    }

    private int count(String table) {
        return server.part(JdbcClient.class)
                .sql("select count(*) from " + table)
                .query(Integer.class)
                .single();
    }
}
