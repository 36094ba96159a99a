package io.kehub.wire;

import static org.assertj.core.api.Assertions.assertThat;

import io.kehub.KeHubServer;
import io.kehub.erp.access.NewUser;
import io.kehub.erp.access.Role;
import io.kehub.erp.access.Users;
import io.kehub.erp.contract.ContractFulfilment;
import io.kehub.erp.contract.Contracts;
import io.kehub.kernel.AccessScope;
import io.kehub.kernel.ContractId;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import tools.jackson.databind.JsonNode;

/** From a product to a delivered contract, through the native dialects. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class NativeContractTest {

    private static final String PASSWORD = "correct horse battery";
    private static final String ADD = "salesmanage/contract/add.asp";
    private static final String LINES = "salesmanage/contract/contractlist.asp";

    private final KeHubServer server = KeHubServer.start();
    private final NativeCaller admin = NativeCaller.signedIn(server.address(), "admin", KeHubServer.ADMIN_PASSWORD);
    private int people;
    private String unit = "";

    @AfterAll
    void stop() {
        server.close();
    }

    @BeforeAll
    void stockUp() {
        unit = admin.helper("Sales/Product/ProductHandler/GetProductUnitLists", Map.of())
                .at("/datas/0/ID")
                .toString();
        admin.v3(
                "store/product/add",
                Map.of(
                        "Title",
                        "充电桩",
                        "Code",
                        "P-1",
                        "Sort1",
                        1,
                        "Roles",
                        "销售",
                        "PriceMode",
                        1,
                        "Unitjb",
                        unit,
                        "PackingPrices",
                        List.of(Map.of("UnitID", unit, "Bl", 1, "Price2jy", "100"))));
        var lines = List.of(Map.of("ord", 1001, "num1", 10, "ku", 1));
        assertThat(admin.v3("store/kuin/add", Map.of("title", "首批", "kuinlist", lines))
                        .path("Code")
                        .intValue())
                .isEqualTo(200);
    }

    private NativeCaller seller() {
        var login = "seller" + ++people;
        server.part(Users.class).create(new NewUser(login, login, Role.SALES, PASSWORD));
        return NativeCaller.signedIn(server.address(), login, PASSWORD);
    }

    private static String customer(NativeCaller seller, String name) {
        seller.v3(
                "sales/customer/add",
                Map.of("sort2", 1, "name", name, "sort", "普通", "sort1", "报价中", "person_name", "周工"));
        return NativeCaller.rows(seller.ov1("salesmanage/custom/list.asp", "refresh", Map.of("searchKey", name)))
                .getFirst()
                .get(9)
                .asString();
    }

    private static Map<String, Object> contract(String customer, Object ord, JsonNode form) {
        var fields = new TreeMap<String, Object>();
        fields.put("ord", ord);
        fields.put("company", customer);
        fields.put("title", "供货合同");
        fields.put("date3", "2025-1-8");
        fields.put("date1", "2025-1-8");
        for (var field : form.at("/body/bill/groups/0/fields").valueStream().toList()) {
            var id = field.path("id").stringValue();
            if (List.of("sort", "bz").contains(id)) {
                fields.put(id, field.at("/source/options/0/value").stringValue());
            }
        }
        return fields;
    }

    @Test
    void aContractIsCreatedLineByLineApprovedAndDelivered() {
        var seller = seller();
        var customer = customer(seller, "逐行客户");
        seller.ov1(LINES + "?__msgid=addtocontract", "", Map.of("ord", 1001, "num1", 4, "company", customer));
        var form = seller.ov1(ADD, "", Map.of());
        var ord = form.at("/body/bill/value").longValue();

        assertThat(seller.ov1(ADD, "__sys_dosave", contract(customer, ord, form))
                        .at("/header/status")
                        .intValue(-1))
                .isZero();

        assertThat(NativeCaller.rows(seller.ov1(LINES, "refresh", Map.of("company", customer))))
                .isEmpty();
        assertThat(row(seller, ord).get(6).stringValue()).isEqualTo("400");
        var approved = admin.v3(
                "sales/contract/approve/edit", Map.of("ord", ord, "approveResult", "同意", "approveMessage", "好"));
        assertThat(approved.path("Code").intValue()).as(approved.toString()).isEqualTo(200);
        assertThat(row(seller, ord).get(14).stringValue()).isEqualTo("未出库");
        var waiting = admin.v3("store/KuOutApplyList", Map.of("Complete1", 1))
                .at("/Rows/0/0")
                .longValue();
        admin.v3(
                "store/KuOutApplyEdit/edit",
                Map.of("ord", waiting, "Complete1", 3, "Intro2", "已发", "Date5", "2025-1-9"));
        assertThat(row(seller, ord).get(14).stringValue()).isEqualTo("出库完毕");
        detailTellsWhatHappened(seller, ord);
    }

    private void detailTellsWhatHappened(NativeCaller seller, long ord) {
        var closer = server.part(Users.class)
                .create(new NewUser("closer", "终止的人", Role.ADMINISTRATOR, PASSWORD))
                .id();
        server.part(Contracts.class).share(new ContractId(ord), true, Set.of(), AccessScope.everything(closer));
        var waiting = seller.v3("sales/contract/detail", Map.of("ord", ord)).path("Data");

        assertThat(waiting.path("LastSp").stringValue()).isNotEmpty();
        assertThat(waiting.at("/splist/0/结果").stringValue()).isEqualTo("审批通过");
        assertThat(waiting.at("/splist/0/意见").stringValue()).isEqualTo("好");
        assertThat(waiting.at("/splist/0/name").stringValue())
                .isEqualTo(waiting.path("LastSp").stringValue());
        assertThat(waiting.at("/contractlist/0/Num2").stringValue()).isEqualTo("4");
        assertThat(waiting.at("/contractlist/0/Num3").stringValue()).isEqualTo("4");
        assertThat(waiting.at("/contractlist/0/NumTH").stringValue()).isEqualTo("0");
        assertThat(waiting.at("/progresslist/0/Progress").intValue()).isEqualTo(100);
        assertThat(waiting.at("/progresslist/1/Progress").intValue()).isZero();
        assertThat(waiting.path("thTotal").stringValue())
                .isEqualTo(waiting.path("Money1").stringValue());
        assertThat(waiting.path("jinjiaCostMoney").stringValue("-")).isEmpty();
        assertThat(waiting.path("MLMoney").stringValue("-")).isEmpty();
        assertThat(waiting.path("StopName").stringValue("-")).isEmpty();
        assertThat(waiting.at("/logisticslist").isArray()).isTrue();

        server.part(ContractFulfilment.class)
                .close(new ContractId(ord), "客户取消", "", closer, AccessScope.everything(closer));
        var ended = seller.v3("sales/contract/detail", Map.of("ord", ord)).path("Data");
        assertThat(ended.path("StopName").stringValue()).isEqualTo("终止的人");
        assertThat(ended.path("AddshareName").stringValue()).isEqualTo("所有人");
        assertThat(ended.path("Stopdate").stringValue()).startsWith("20");
        assertThat(ended.at("/contractlist/0/Num3").stringValue()).isEqualTo("4");
    }

    @Test
    void aTakenNumberIsRefusedInTheWordsOfTheErpAndNothingElse() {
        var seller = seller();
        var customer = customer(seller, "同号客户");
        var answers = new ArrayList<JsonNode>();
        for (var title : List.of("第一份", "第二份")) {
            seller.ov1(LINES, "AddToContract", Map.of("ord", 1001, "company", customer));
            var form = seller.ov1(ADD, "", Map.of());
            var fields = contract(customer, form.at("/body/bill/value").longValue(), form);
            fields.putAll(Map.of("title", title, "htid", "HT-SAME", "premoney", "123.45", "yhvalue", "0", "fqhk", "0"));
            answers.add(seller.ov1(ADD, "__sys_dosave", fields));
        }

        assertThat(answers.getFirst().at("/header/status").intValue(-1))
                .as(answers.getFirst().toString())
                .isZero();
        assertThat(answers.getLast().at("/header/status").intValue(-1)).isEqualTo(1);
        assertThat(answers.getLast().at("/body/message/text").stringValue()).isEqualTo("合同编号已被使用，不能保存！");
        assertThat(answers.getLast().at("/body/message/data/errors/0/field").stringValue())
                .isEqualTo("htid");
    }

    @Test
    void theContractsOfACustomerAreListedByDataTypeAndOrd() {
        var seller = seller();
        var customer = customer(seller, "名下客户");
        seller.ov1(LINES, "addtocontract", Map.of("ord", 1001, "company", customer));
        var form = seller.ov1(ADD, "", Map.of());
        seller.ov1(
                ADD,
                "__sys_dosave",
                contract(customer, form.at("/body/bill/value").longValue(), form));

        assertThat(NativeCaller.rows(contracts(seller, Map.of("datatype", "tel", "ord", customer))))
                .hasSize(1);
        assertThat(NativeCaller.rows(contracts(seller, Map.of("datatype", "tel", "ord", 1))))
                .isEmpty();
        assertThat(NativeCaller.rows(contracts(seller, Map.of("stype", 1)))).hasSize(1);
        assertThat(contracts(seller, Map.of("ord", customer))
                        .at("/body/message/data/errors/0/field")
                        .stringValue(""))
                .isEqualTo("datatype");
        assertThat(contracts(seller, Map.of("datatype", "product", "ord", 1001))
                        .at("/body/message/data/errors/0/field")
                        .stringValue(""))
                .isEqualTo("datatype");
    }

    private static JsonNode contracts(NativeCaller caller, Map<String, ?> filter) {
        return caller.ov1("salesmanage/contract/billlist.asp", "refresh", filter);
    }

    @Test
    void linesInAV3BodyMayComeAsJsonText() {
        var text = "[{\"ord\": 1001, \"num1\": 1, \"ku\": 1}]";

        var added = admin.v3("store/kuin/add", Map.of("title", "文本明细", "kuinlist", text));
        var broken = admin.v3("store/kuin/add", Map.of("title", "坏明细", "kuinlist", "[{\"ord\": "));

        assertThat(added.path("Code").intValue()).as(added.toString()).isEqualTo(200);
        assertThat(broken.path("Code").intValue()).isEqualTo(300);
        assertThat(broken.at("/Errors/0/Field").stringValue("")).isEqualTo("kuinlist");
    }

    @Test
    void aPeriodOfV3HasBothEndsInOneField() {
        var all = admin.v3("store/kuout/List", Map.of("applicationTime", "2000-1-1,2100-1-1"));
        var none = admin.v3("store/kuout/List", Map.of("applicationTime", "2100-1-1,"));
        var wrong = admin.v3("store/kuout/List", Map.of("confirmTime", "2100-1-1,2000-1-1"));

        assertThat(all.path("Code").intValue()).isEqualTo(200);
        assertThat(none.at("/Page/RecordCount").longValue(-1)).isZero();
        assertThat(wrong.at("/Errors/0/Field").stringValue("")).isEqualTo("confirmTime");
    }

    private static JsonNode row(NativeCaller caller, long ord) {
        return NativeCaller.rows(caller.ov1("salesmanage/contract/billlist.asp", "refresh", Map.of())).stream()
                .filter(row -> row.get(0).asLong() == ord)
                .findFirst()
                .orElseThrow();
    }

    @Test
    void savingTwiceWithOneOrdChangesTheSameContract() {
        var seller = seller();
        var customer = customer(seller, "重复客户");
        seller.ov1(LINES + "?__msgid=addtocontract", "", Map.of("ord", 1001, "company", customer));
        var form = seller.ov1(ADD, "", Map.of());
        var fields = contract(customer, form.at("/body/bill/value").longValue(), form);

        seller.ov1(ADD, "__sys_dosave", fields);
        fields.put("title", "改过的合同");
        var again = seller.ov1(ADD, "__sys_dosave", fields);

        assertThat(again.at("/header/status").intValue(-1)).as(again.toString()).isZero();
        var rows = NativeCaller.rows(seller.ov1("salesmanage/contract/billlist.asp", "refresh", Map.of()));
        assertThat(rows)
                .singleElement()
                .satisfies(row -> assertThat(row.get(2).stringValue()).isEqualTo("改过的合同"));
    }

    @Test
    void aLineOfAnotherUserIsNeitherReadNorChangedNorUsed() {
        var li = seller();
        var wang = seller();
        var line = li.ov1(LINES + "?__msgid=addtocontract", "", Map.of("ord", 1001))
                .at("/body/message/data")
                .stringValue();

        assertThat(wang.ov1("salesmanage/contract/contractlist_edit.asp", "", Map.of("ord", line))
                        .at("/header/status")
                        .intValue())
                .isEqualTo(4);
        assertThat(wang.ov1(LINES + "?__msgid=delete&batch=0", "", Map.of("id", line))
                        .at("/header/status")
                        .intValue())
                .isEqualTo(4);
        assertThat(NativeCaller.rows(li.ov1(LINES, "refresh", Map.of()))).hasSize(1);
    }

    @Test
    void anOrdOfZeroIsTheEmptyTemplate() {
        var form = admin.ov1(ADD, "", Map.of("ord", "0"));
        var detail = admin.v3("sales/contract/detail", Map.of("ord", "0"));

        assertThat(form.at("/body/bill/value").intValue(-1)).isZero();
        assertThat(form.at("/body/bill/groups/0/fields/2/value").stringValue()).isEmpty();
        assertThat(detail.path("Code").intValue()).isEqualTo(200);
        assertThat(detail.at("/Data/contractlist").isEmpty()).isTrue();
    }

    @Test
    void v3ListsMayBeReadByGet() {
        var answer = QuickCaller.stranger(server.address())
                .with("ZBAPI-Token", admin.session())
                .send(
                        "GET",
                        "/webapi/v3/store/inventory/InventorySummary?page_size=5&page_index=1&title=",
                        BodyPublishers.noBody())
                .json();

        assertThat(answer.path("Code").intValue()).isEqualTo(200);
        assertThat(answer.path("Cols").get(5).stringValue()).isEqualTo("库存数量");
        assertThat(answer.at("/Page/PageSize").intValue()).isEqualTo(5);
    }
}
