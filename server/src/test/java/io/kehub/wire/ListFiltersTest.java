package io.kehub.wire;

import static org.assertj.core.api.Assertions.assertThat;

import io.kehub.erp.access.Role;
import io.kehub.erp.dictionary.Dictionaries;
import io.kehub.erp.dictionary.DictionaryName;
import io.kehub.kernel.CustomerId;
import io.kehub.kernel.ProductClassId;
import io.kehub.kernel.UserId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** The documented filters of the native lists of contact persons and contracts narrow them, or are refused by name. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ListFiltersTest {

    private static final String PERSONS = "salesmanage/person/list.asp";
    private static final String CONTRACTS = "salesmanage/contract/billlist.asp";

    private final TradeWorld world = new TradeWorld();
    private final UserId boss = world.user("boss", Role.ADMINISTRATOR);
    private final UserId li = world.user("li", Role.MANAGER);
    private final NativeCaller caller = NativeCaller.signedIn(world.server().address(), "boss", TradeWorld.PASSWORD);
    private final NativeCaller seller = NativeCaller.signedIn(world.server().address(), "li", TradeWorld.PASSWORD);

    private final String unit = world.server()
            .part(Dictionaries.class)
            .entries(DictionaryName.PRODUCT_UNIT)
            .getFirst()
            .text();

    @BeforeAll
    void fill() {
        var red = customer("红星机械", Map.of("trade", texts("source.asp?enumid=11").get(0)));
        customer("蓝天贸易", Map.of());
        person(
                red,
                Map.of(
                        "person_name",
                        "张三",
                        "pym",
                        "ZS",
                        "part1",
                        "采购部",
                        "job",
                        "采购主管",
                        "fax",
                        "010-8888",
                        "qq",
                        "12345",
                        "joy",
                        "围棋",
                        "intro",
                        "下午联系",
                        "sex",
                        "男"));
        person(red, Map.of("person_name", "李四", "sex", "女", "job", "会计"));
        world.product("产品", "P1", new ProductClassId(1), boss);
        contract("HT-001", "红星机械", "10", "2025-01-01", "2025-03-01", "2025-06-30", "人民币");
        contract("HT-002", "红星机械", "200", "2025-02-01", "2025-04-01", "", "美元");
    }

    @AfterAll
    void stop() {
        world.close();
    }

    private CustomerId customer(String name, Map<String, ?> more) {
        var fields = new HashMap<String, Object>(more);
        fields.putAll(Map.of("sort2", 1, "name", name, "sort", "普通", "sort1", "报价中", "person_name", name + "联系人"));
        assertThat(caller.v3("sales/customer/add", fields).path("Code").intValue(-1))
                .isEqualTo(200);
        return new CustomerId(
                NativeCaller.rows(caller.ov1("salesmanage/custom/list.asp", "refresh", Map.of("name", name)))
                        .getFirst()
                        .get(9)
                        .asLong());
    }

    private void person(CustomerId customer, Map<String, ?> more) {
        var fields = new HashMap<String, Object>(more);
        fields.put("company", customer.value());
        saved(caller.ov1("salesmanage/person/add.asp", "__sys_dosave", fields));
    }

    private void contract(
            String number, String customer, String price, String signed, String from, String to, String currency) {
        var line = new HashMap<String, Object>(
                Map.of("ProductName", "产品", "ProductCode", "P1", "productUnitName", unit, "Num", 1, "Price", price));
        line.putAll(Map.of("InvoiceTypeName", "增值税专用发票", "Discount", 1, "TaxRate", 0, "IsTax", 1));
        var fields = new HashMap<String, Object>(
                Map.of("Title", "合同" + number, "HTId", number, "CompanyName", customer, "SeleManName", "li的姓名"));
        fields.putAll(
                Map.of("SignDate", signed, "BeginDate", from, "EndDate", to, "SortName", "产品销售", "Currency", currency));
        fields.putAll(Map.of(
                "StatusName",
                "生效执行中",
                "PaymentStatus",
                0,
                "PaybackMode",
                0,
                "InvoiceStatus",
                0,
                "InvoiceMode",
                0,
                "contractList",
                List.of(line)));
        var answer = caller.v3("sale/contract/add", fields);
        assertThat(answer.path("Code").intValue(-1)).as(answer.toString()).isEqualTo(200);
    }

    private static void saved(JsonNode answer) {
        assertThat(answer.at("/header/status").intValue(-1))
                .as(answer.toString())
                .isZero();
    }

    private List<String> texts(String address) {
        return options(address, "text");
    }

    private List<String> options(String address, String what) {
        return caller.ov1(address, "", Map.of())
                .at("/body/source/options")
                .valueStream()
                .map(option -> option.path(what).asString())
                .toList();
    }

    private List<String> found(NativeCaller by, String list, int column, Map<String, ?> filter) {
        var answer = by.ov1(list, "refresh", filter);
        saved(answer);
        var rows = NativeCaller.rows(answer);
        assertThat(answer.at("/body/source/table/page/recordcount").asInt(-1)).isEqualTo(rows.size());
        return rows.stream()
                .map(row -> row.get(column).stringValue(""))
                .sorted()
                .toList();
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                "pym, zs, 张三",
                "part1, 采购, 张三",
                "job, 主管, 张三",
                "job, 会计, 李四",
                "fax, 8888, 张三",
                "qq, 234, 张三",
                "joy, 围棋, 张三",
                "intro, 下午, 张三",
                "intro, 上午, ''",
                "sex, 男, 张三",
                "sex, 女, 李四",
                "name, 红星, 张三 李四 红星机械联系人",
                "name, 蓝天, 蓝天贸易联系人",
                "searchKey, 会计, 李四",
                "searchKey, 采, 张三",
                "searchKey, 12345, 张三",
                "searchKey, 蓝天, 蓝天贸易联系人",
                "searchKey, 010-8888, 张三"
            })
    void aFilterNarrowsTheListOfPersons(String filter, String value, String expected) {
        var names = expected.isEmpty() ? List.<String>of() : List.of(expected.split(" "));

        assertThat(found(caller, PERSONS, 1, Map.of(filter, value))).containsExactlyInAnyOrderElementsOf(names);
    }

    @Test
    void thePersonsOfCustomersAreFoundByTheCustomersChoices() {
        var trades = options("source.asp?enumid=11", "value");

        assertThat(found(caller, PERSONS, 1, Map.of("trade", trades.get(0))))
                .hasSize(3)
                .contains("张三", "李四");
        assertThat(found(caller, PERSONS, 1, Map.of("trade", trades.get(1)))).isEmpty();
        assertThat(found(caller, PERSONS, 1, Map.of("trade", trades.get(0), "name", "蓝天")))
                .isEmpty();
        assertThat(found(caller, PERSONS, 1, Map.of("trade", trades.get(0), "job", "会计")))
                .containsExactly("李四");
        assertThat(refused(caller.ov1(PERSONS, "refresh", Map.of("area", "987654"))))
                .containsExactly("area");
        assertThat(refused(caller.ov1(PERSONS, "refresh", Map.of("sex", "x")))).containsExactly("sex");
    }

    @ParameterizedTest
    @CsvSource({
        "htmoney_0, 100, HT-002",
        "htmoney_1, 100, HT-001",
        "dateKS_0, 2025-3-2, HT-002",
        "dateKS_1, 2025-03-01, HT-001",
        "dateZZ_0, 2025-01-01, HT-001",
        "dateZZ_1, 2025-01-01, ''",
        "tdate1, 2000-01-01, HT-001 HT-002",
        "tdate2, 2000-01-01, ''",
        "searchKey, ht-002, HT-002",
        "searchKey, 红星, HT-001 HT-002",
        "searchKey, 蓝天, ''",
        "searchKey, 美元, HT-002",
        "searchKey, li的姓名, HT-001 HT-002",
        "searchKey, 待审批, HT-001 HT-002",
        "searchKey, 审批通过, ''"
    })
    void aFilterNarrowsTheListOfContracts(String filter, String value, String expected) {
        var numbers = expected.isEmpty() ? List.<String>of() : List.of(expected.split(" "));

        assertThat(found(caller, CONTRACTS, 1, Map.of(filter, value))).containsExactlyElementsOf(numbers);
    }

    @Test
    void thePersonTypeOfAContractSaysWhichRoleThePersonHas() {
        assertThat(found(caller, CONTRACTS, 1, Map.of("cateid", li.value()))).hasSize(2);
        assertThat(found(caller, CONTRACTS, 1, Map.of("cateid", li.value(), "catetype", 1)))
                .hasSize(2);
        assertThat(found(caller, CONTRACTS, 1, Map.of("cateid", li.value(), "catetype", 2)))
                .isEmpty();
        assertThat(found(caller, CONTRACTS, 1, Map.of("cateid", boss.value(), "catetype", 2)))
                .hasSize(2);
        assertThat(found(seller, CONTRACTS, 1, Map.of("searchKey", "li的姓名"))).hasSize(2);
        assertThat(refused(caller.ov1(CONTRACTS, "refresh", Map.of("catetype", 3))))
                .containsExactly("catetype");
    }

    @ParameterizedTest
    @CsvSource({
        "htmoney_0, 5, htmoney_1, 4",
        "dateKS_0, 2025-02-02, dateKS_1, 2025-02-01",
        "dateZZ_0, 2025-02-02, dateZZ_1, 2025-02-01",
        "tdate1, 2025-02-02, tdate2, 2025-02-01",
        "dateQD_0, 2025-02-02, dateQD_1, 2025-02-01"
    })
    void aRangeThatEndsBeforeItBeginsIsRefusedByName(String from, String start, String to, String end) {
        assertThat(refused(caller.ov1(CONTRACTS, "refresh", Map.of(from, start, to, end))))
                .containsExactly(from);
    }

    @ParameterizedTest
    @CsvSource({"a_sort1, 3", "ly, 2", "remind, 7", "checktype, x"})
    void aFilterOfWhatKeHubDoesNotHaveIsRefusedByName(String filter, String value) {
        assertThat(refused(caller.ov1(CONTRACTS, "refresh", Map.of(filter, value))))
                .containsExactly(filter);
        assertThat(found(caller, CONTRACTS, 1, Map.of(filter, "0"))).hasSize(2);
    }

    private static List<String> refused(JsonNode answer) {
        return answer.at("/body/message/data/errors")
                .valueStream()
                .map(error -> error.path("field").stringValue(""))
                .toList();
    }
}
