package io.kehub.sample;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kehub.KeHubServer;
import io.kehub.wire.QuickCaller;
import java.io.OutputStream;
import java.io.PrintStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
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
            "contract",
            "contract_settlement",
            "hub_contact",
            "delivery");

    private final KeHubServer server = KeHubServer.start();
    private final QuickCaller admin = QuickCaller.signedIn(server.address(), "admin", KeHubServer.ADMIN_PASSWORD);
    private List<Sample.Account> accounts = List.of();

    @BeforeAll
    void stopsHalfWayAndIsCompleted() throws InterruptedException {
        var stopped = sample(new StoppingStream());
        assertThatThrownBy(stopped::fill).hasMessage("stopped");
        var first = users();
        assertThat(first).isNotEmpty();

        accounts = sample(quiet()).fill();
    }

    @AfterAll
    void stop() {
        server.close();
    }

    private Sample sample(PrintStream out) {
        return Sample.signIn(
                URI.create(server.address() + "/"), "admin", KeHubServer.ADMIN_PASSWORD, out, false, () -> PASSWORD);
    }

    private static PrintStream quiet() {
        return new PrintStream(OutputStream.nullOutputStream(), true, StandardCharsets.UTF_8);
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
        assertThat(total(QuickCaller.LIST)).isEqualTo(SampleIds.CUSTOMERS + SampleFirm.FILED_CONTACTS);
        assertThat(total(CONTRACTS)).isEqualTo(SampleFirm.CONTRACTS);
        assertThat(total("/webapi/v3/ov1/salesmanage/product/billlist")).isEqualTo(SampleFirm.PRODUCTS.size());
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
    void everyStateOfAContractIsThereUnderItsId() {
        assertThat(contract(SampleIds.RETURNED_CONTRACT)).containsEntry("approval", "审批退回");
        assertThat(contract(SampleIds.WAITING_CONTRACT)).containsEntry("approval", "待审批");
        assertThat(contract(SampleIds.REFUSED_CONTRACT)).containsEntry("approval", "审批否决");
        assertThat(contract(SampleIds.APPROVED_CONTRACT))
                .containsEntry("approval", "审批通过")
                .containsEntry("ckjz", "未出库");
        assertThat(contract(SampleIds.PARTLY_SHIPPED_CONTRACT))
                .containsEntry("ckjz", "部分出库")
                .containsEntry("skjz", "部分收款");
        assertThat(contract(SampleIds.SHIPPED_CONTRACT))
                .containsEntry("ckjz", "已出库")
                .containsEntry("kpjz", "已开票");
        assertThat(contract(SampleIds.SETTLED_CONTRACT))
                .containsEntry("ckjz", "已出库")
                .containsEntry("skjz", "已收款")
                .containsEntry("kpjz", "已开票");
        assertThat(contract(SampleIds.CLOSED_CONTRACT)).containsEntry("status", "意外终止");
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
        var users = users();
        assertThat(users)
                .containsEntry(Long.toString(SampleIds.MANAGER), "linjing")
                .containsEntry(Long.toString(SampleIds.SALES), "zhaolei")
                .containsEntry(Long.toString(SampleIds.WAREHOUSE_KEEPER), "qianduo")
                .containsEntry(Long.toString(SampleIds.READER), "heqing");
        var customer =
                admin.post(QuickCaller.DETAIL, Map.of("id", SampleIds.CUSTOMER)).data();
        assertThat(customer.path("charge").stringValue("")).isEqualTo(Long.toString(SampleIds.SALES));
        assertThat(customer.path("mobile").stringValue("")).isEqualTo("15400000001");
        assertThat(admin.post("/webapi/v3/office/stockin/detail", Map.of("id", SampleIds.STOCK_IN))
                        .data()
                        .path("title")
                        .stringValue(""))
                .isEqualTo("主仓库期初入库");
        var contact = get("/api/hub/contacts/" + SampleIds.FILED_CONTACT);
        assertThat(contact.path("k_code").asString()).isEqualTo(SampleIds.K_CODE);
        assertThat(contact.path("erp_id").asString())
                .isEqualTo(Long.toString(SampleIds.CUSTOMER + SampleIds.CUSTOMERS));
        assertThat(get("/api/hub/contacts/" + SampleIds.UNFILED_CONTACT)
                        .path("k_code")
                        .asString(""))
                .isEmpty();
    }

    @Test
    void anotherRunAddsNothing() throws InterruptedException {
        var before = counts();

        var again = sample(quiet());
        assertThat(again.mayFill()).isTrue();
        assertThat(again.fill())
                .allSatisfy(account -> assertThat(account.password()).isEmpty());

        assertThat(counts()).isEqualTo(before);
    }

    @Test
    void anErpWithOtherDataIsLeftAlone() {
        try (var other = KeHubServer.start()) {
            QuickCaller.signedIn(other.address(), "admin", KeHubServer.ADMIN_PASSWORD)
                    .post(QuickCaller.ADD, Map.of("name", "真实客户", "sort", 1));

            assertThat(Sample.signIn(
                                    URI.create(other.address() + "/"),
                                    "admin",
                                    KeHubServer.ADMIN_PASSWORD,
                                    quiet(),
                                    false,
                                    () -> PASSWORD)
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

    private Map<String, String> contract(long id) {
        var row = admin.post(CONTRACTS, Map.of("pagesize", 500))
                .data()
                .path("list")
                .valueStream()
                .filter(each -> each.path("id").stringValue("").equals(Long.toString(id)))
                .findFirst()
                .orElseThrow();
        var fields = new TreeMap<String, String>();
        row.forEachEntry((name, value) -> fields.put(name, value.asString("")));
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
