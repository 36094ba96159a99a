package io.kehub.wire;

import static org.assertj.core.api.Assertions.assertThat;

import io.kehub.KeHubServer;
import io.kehub.erp.dictionary.Dictionaries;
import io.kehub.erp.dictionary.DictionaryName;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/** Clients that contain the ids which the ERP documents, and 0 for "none", work without a change. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DocumentedIdsTest {

    private static final String CUSTOMER = "salesmanage/custom/add.asp";
    private static final String CUSTOMERS = "salesmanage/custom/list.asp";
    private static final String CONTRACT = "salesmanage/contract/add.asp";

    private final KeHubServer server = KeHubServer.start();
    private final NativeCaller admin = NativeCaller.signedIn(server.address(), "admin", KeHubServer.ADMIN_PASSWORD);
    private int customers;

    @BeforeAll
    void anAdministratorHasAddedTheDocumentedSource() {
        server.part(Dictionaries.class).add(DictionaryName.CUSTOMER_SOURCE, "陌生开发");
    }

    @BeforeAll
    void aProduct() {
        var unit = admin.helper("Sales/Product/ProductHandler/GetProductUnitLists", Map.of())
                .at("/datas/0/ID")
                .toString();
        var price = List.of(Map.of("UnitID", unit, "Bl", 1, "Price2jy", "100"));
        var added = admin.v3(
                "store/product/add",
                Map.of(
                        "Title",
                        "充电桩",
                        "Sort1",
                        1,
                        "Roles",
                        "销售",
                        "PriceMode",
                        1,
                        "Unitjb",
                        unit,
                        "PackingPrices",
                        price));
        assertThat(added.path("Code").intValue()).as(added.toString()).isEqualTo(200);
    }

    @AfterAll
    void stop() {
        server.close();
    }

    private long reserve() {
        return admin.ov1(CUSTOMER + "?intsort=2", "", Map.of())
                .at("/body/bill/value")
                .longValue();
    }

    private String normalClass() {
        return admin.ov1("systemmanage/telsort_list.asp", "", Map.of())
                .at("/body/source/trees/nodes/1/value")
                .stringValue("");
    }

    private JsonNode save(long ord, Map<String, ?> more) {
        var fields =
                new HashMap<String, Object>(Map.of("ord", ord, "name", "常量客户" + ++customers, "sort1", normalClass()));
        fields.putAll(more);
        return admin.ov1(CUSTOMER + "?intsort=2", "__sys_dosave", fields);
    }

    private String shown(long ord, String field) {
        return admin.ov1(CUSTOMER + "?edit=1", "", Map.of("ord", ord))
                .at("/body/bill/groups")
                .valueStream()
                .flatMap(group -> group.path("fields").valueStream())
                .filter(each -> each.path("id").stringValue("").equals(field))
                .findFirst()
                .orElseThrow()
                .path("text")
                .stringValue("");
    }

    @ParameterizedTest
    @CsvSource({"jz, 175, 很高", "jz, 290, 很低", "ly, 173, 陌生开发"})
    void aDocumentedIdStandsForTheEntryWithItsText(String field, String id, String text) {
        var ord = reserve();

        var saved = save(ord, Map.of(field, id));

        assertThat(saved.at("/header/status").intValue(-1)).as(saved.toString()).isZero();
        assertThat(shown(ord, field)).isEqualTo(text);
    }

    @Test
    void aDocumentedIdFiltersAloneAndBesideAnother() {
        var ord = reserve();
        save(ord, Map.of("jz", "289"));

        for (var filter : new String[] {"289", "289,177"}) {
            assertThat(NativeCaller.rows(admin.ov1(CUSTOMERS, "refresh", Map.of("jz", filter))))
                    .hasSize(1);
        }
    }

    @ParameterizedTest
    @CsvSource({"ly, 171", "trade, 139", "jz, 178"})
    void anIdWhoseTextIsNoEntryIsRefusedByItsField(String field, String id) {
        var refused = save(reserve(), Map.of(field, id));

        assertThat(refused.at("/body/message/data/errors/0/field").stringValue(""))
                .as(refused.toString())
                .isEqualTo(field);
    }

    @Test
    void aContractWithTheDocumentedIdsAndNoSalespersonBelongsToTheCaller() {
        var customer = reserve();
        save(customer, Map.of());
        admin.ov1("salesmanage/contract/contractlist.asp", "addToContract", Map.of("ord", 1001, "company", customer));

        var saved = admin.ov1(
                CONTRACT,
                "__sys_dosave",
                new TreeMap<>(Map.of(
                        "company",
                        customer,
                        "htid",
                        "GB_1",
                        "title",
                        "商城合同",
                        "date3",
                        "2025-1-8",
                        "date1",
                        "2025-1-8",
                        "cateid",
                        "0",
                        "sort",
                        "192",
                        "complete1",
                        "195",
                        "bz",
                        "14",
                        "premoney",
                        "128.50")));

        assertThat(saved.at("/header/status").intValue(-1)).as(saved.toString()).isZero();
        var row = NativeCaller.rows(admin.ov1("salesmanage/contract/billlist.asp", "refresh", Map.of("htbh", "GB_1")))
                .getFirst();
        assertThat(row.get(4).stringValue()).isEqualTo("管理员");
        assertThat(row.get(5).stringValue()).isEqualTo("产品销售");
        assertThat(row.get(8).stringValue()).isEqualTo("人民币");
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", " 0 ", ""})
    void aUserOfZeroFiltersNothingInANativeDialect(String nobody) {
        save(reserve(), Map.of());

        assertThat(NativeCaller.rows(admin.ov1(CUSTOMERS, "refresh", Map.of("cateid", nobody))))
                .isNotEmpty();
    }

    @Test
    void theQuickDialectHasNoUserOfZero() {
        var quick = QuickCaller.signedIn(server.address(), "admin", KeHubServer.ADMIN_PASSWORD);

        assertThat(quick.post(QuickCaller.LIST, Map.of("charge", "0")).refusedFields())
                .containsExactly("charge");
    }

    @ParameterizedTest
    @CsvSource({"107, 电话无人接听", "120, 正在考虑中", "已约下周, 已约下周", "3208, 3208"})
    void aFollowUpSavesTheTextOfATemplateAndAnyOtherTextAsItIs(String given, String saved) {
        var ord = reserve();
        save(ord, Map.of());

        var answer = admin.ov1(
                "systemmanage/reply.asp?datatype=tel",
                "__sys_dosave",
                Map.of("ord", ord, "intro", given, "sort", "481", "plantype", "0"));

        assertThat(answer.at("/header/status").intValue(-1))
                .as(answer.toString())
                .isZero();
        assertThat(server.part(JdbcClient.class)
                        .sql("select text from follow_up where customer = :id")
                        .param("id", ord)
                        .query(String.class)
                        .single())
                .isEqualTo(saved);
    }

    @ParameterizedTest
    @ValueSource(strings = {"1", "0", ""})
    void theProductsToAddToAContractAreThoseOfTheList(String mode) {
        var answer = admin.ov1("salesmanage/product/billlist.asp", "refresh", Map.of("listadd", mode));

        assertThat(answer.at("/header/status").intValue(-1))
                .as(answer.toString())
                .isZero();
    }
}
