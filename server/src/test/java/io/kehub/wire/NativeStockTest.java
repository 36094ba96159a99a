package io.kehub.wire;

import static org.assertj.core.api.Assertions.assertThat;

import io.kehub.KeHubServer;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** The documented fields of stock, stock-in and stock-out in v3 and ov1: filters narrow, answers are complete, echoes are accepted. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class NativeStockTest {

    private static final String DETAILS = "store/inventory/InventoryDetails";
    private static final String SUMMARY = "store/inventory/InventorySummary";
    private static final String STOCK_INS = "store/KuInApplyList";
    private static final String STOCK_OUTS = "store/kuout/List";
    private static final String CUSTOM_IN = "!B__SysCusmf_0_61001_";
    private static final String CUSTOM_OUT = "!B__SysCusmf_0_62001_";

    private final KeHubServer server = KeHubServer.start();
    private final NativeCaller admin = NativeCaller.signedIn(server.address(), "admin", KeHubServer.ADMIN_PASSWORD);
    private final QuickCaller quick = QuickCaller.signedIn(server.address(), "admin", KeHubServer.ADMIN_PASSWORD);
    private String unit = "";
    private String shelf = "";

    @BeforeAll
    void stockUp() {
        unit = admin.helper("Sales/Product/ProductHandler/GetProductUnitLists", Map.of())
                .at("/datas/0/ID")
                .toString();
        product("P-1", "直流充电桩", Map.of("Intro1", "室外防水", "Intro2", "IP65", "zdy2", "3999", "zdy3", "华东电气"));
        product("P-2", "交流充电桩", Map.of("Aleat1", 5, "Aleat2", 50));
        product("P-3", "交流充电桩", Map.of("Aleat1", 20));
        product("X-9", "测试桩", Map.of());
        product("X-8", "双胞胎", Map.of());
        product("X-7", "双胞胎", Map.of());
        shelf = call("/webapi/v3/office/warehouse/add", Map.of("parentid", "1", "name", "一号架"))
                .at("/data/id")
                .asString();
        var first = line("ord", 1001, "num1", 10, "ku", 1, "ph", "B-1", "xlh", "SN001 SN002", "datesc", "2025-01-02");
        first.putAll(
                Map.of("dateyx", "2027-01-02", "date2", "2025-01-05", "intro", "外箱破损", "sysIcusIInheritIdIidI5", "红色"));
        var second = line("ord", 1002, "num1", 3, "ku", 1, "WareHousePositionID", shelf, "price2", "7");
        done(admin.v3(
                "store/kuin/add",
                Map.of("title", "首批到货", "gysname", "华东电气", CUSTOM_IN + "414_0", "BD-88", "kuinlist", List.of(first))));
        done(admin.v3("store/kuin/add", Map.of("title", "补货", "kuinlist", List.of(second))));
    }

    @AfterAll
    void stop() {
        server.close();
    }

    private void product(String code, String name, Map<String, ?> more) {
        var fields = new HashMap<String, Object>(more);
        fields.putAll(Map.of("Title", name, "Code", code, "Model", "160kW", "Sort1", 1, "Roles", "销售", "PriceMode", 1));
        fields.putAll(Map.of(
                "Unitjb", unit, "PackingPrices", List.of(Map.of("UnitID", unit, "Bl", 1, "Txm", "690000" + code))));
        done(admin.v3("store/product/add", fields));
    }

    private JsonNode call(String path, Map<String, ?> body) {
        var answer = quick.post(path, body);
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        return answer.json();
    }

    private static Map<String, Object> line(Object... namesAndValues) {
        var line = new LinkedHashMap<String, Object>();
        for (var at = 0; at < namesAndValues.length; at += 2) {
            line.put((String) namesAndValues[at], namesAndValues[at + 1]);
        }
        return line;
    }

    private static void done(JsonNode answer) {
        assertThat(answer.path("Code").intValue(-1)).as(answer.toString()).isEqualTo(200);
    }

    private List<String> column(String address, String caption, Map<String, ?> filter) {
        var answer = admin.v3(address, filter);
        done(answer);
        var columns = answer.path("Cols").valueStream().map(JsonNode::asString).toList();
        return answer.path("Rows")
                .valueStream()
                .map(row -> row.get(columns.indexOf(caption)).asString())
                .toList();
    }

    /** Without the products that other tests move. */
    private static List<String> ofStock(List<String> codes) {
        return codes.stream().filter(code -> code.startsWith("P")).toList();
    }

    private static List<String> refused(JsonNode answer) {
        assertThat(answer.path("Code").intValue(-1)).as(answer.toString()).isEqualTo(300);
        return answer.path("Errors")
                .valueStream()
                .map(error -> error.path("Field").stringValue(""))
                .toList();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "adShelves | 一号 | P-2",
                "Xlh | sn002 | P-1",
                "gysname | 华东 | P-1",
                "allunit | nothing | ",
                "intro1 | 防水 | P-1",
                "intro2 | ip65 | P-1",
                "intro3 | 图 | ",
                "addcate | 1001 | P-2,P-1",
                "kcnum | 5,20 | P-1",
                "kcnum | ,4 | P-2",
                "kcnum | 10 | P-1",
                "djnum | 0 | P-2,P-1",
                "djnum | 1, | ",
                "Datesc | 2025-01-02 | P-1",
                "Datesc | 2025-01-03, | ",
                "Dateyx | ,2027-01-02 | P-1",
                "Daterk | ,2024-12-31 | ",
                "Daterk | 2025-01-01, | P-2,P-1",
                "Dateadd | 2025-01-01, | P-2,P-1",
                "Dateadd | ,2024-12-31 | ",
                "Ph | b-1 | P-1",
            })
    void theListOfBatchesIsFilteredByEveryDocumentedField(String name, String value, String codes) {
        var wanted = name.equals("allunit") ? unit : value;
        var expected = name.equals("allunit") ? "P-2,P-1" : codes;

        assertThat(ofStock(column(DETAILS, "编号", Map.of(name, wanted))))
                .containsExactlyElementsOf(expected == null ? List.of() : List.of(expected.split(",")));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "intro1 | 防水 | P-1",
                "zdy2 | 3999 | P-1",
                "zdy3 | 华东 | P-1",
                "zdy3 | 华西 | ",
                "kcnum | 10, | P-1",
                "djnum | ,0 | P-2,P-1",
                "addcate | 1001 | P-2,P-1",
            })
    void theListOfProductsInStockIsFilteredByEveryDocumentedField(String name, String value, String codes) {
        assertThat(ofStock(column(SUMMARY, "产品编号", Map.of(name, value))))
                .containsExactlyElementsOf(codes == null ? List.of() : List.of(codes.split(",")));
    }

    @Test
    void anUnknownBinOrUserOfAFilterIsRejectedByName() {
        assertThat(refused(admin.v3(DETAILS, Map.of("adShelves", "九号架")))).containsExactly("adShelves");
        assertThat(refused(admin.v3(DETAILS, Map.of("addcate", 99_999)))).containsExactly("addcate");
        assertThat(refused(admin.v3(DETAILS, Map.of("kcnum", "20,5")))).containsExactly("kcnum");
        assertThat(refused(admin.v3(STOCK_INS, Map.of("Kg", "没有这个人")))).containsExactly("Kg");
    }

    @Test
    void stockTellsItsPlaceOriginAndAge() {
        assertThat(column(DETAILS, "仓库", Map.of("order1", "P-"))).containsExactly("主仓库", "主仓库");
        assertThat(column(DETAILS, "库位", Map.of("order1", "P-"))).containsExactly("一号架", "");
        assertThat(column(DETAILS, "序列号", Map.of("order1", "P-"))).containsExactly("", "SN001,SN002");
        assertThat(column(DETAILS, "关联供应商", Map.of("order1", "P-"))).containsExactly("", "华东电气");
        assertThat(column(DETAILS, "关联入库单", Map.of("order1", "P-"))).containsExactly("补货", "首批到货");
        assertThat(column(DETAILS, "备注", Map.of("order1", "P-"))).containsExactly("", "外箱破损");
        assertThat(column(DETAILS, "自定义5", Map.of("order1", "P-"))).containsExactly("", "红色");
        assertThat(column(DETAILS, "库龄（天）", Map.of("order1", "P-"))).containsExactly("0", "0");
        assertThat(column(DETAILS, "初始入库时间", Map.of("order1", "P-"))).doesNotContain("");
        assertThat(column(SUMMARY, "详情", Map.of("order1", "P-1"))).containsExactly("主仓库 10");
        assertThat(column(SUMMARY, "供应商", Map.of("order1", "P-1"))).containsExactly("华东电气");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "CPTitle | 直流 | 首批到货",
                "Order1 | p-2 | 补货",
                "Sort1 | 直接入库 | 补货,首批到货",
                "Kg | 1001 | 补货,首批到货",
                "Kg | 管理员 | 补货,首批到货",
                "Cateid | 管理员 | 补货,首批到货",
                "Rkbh | nothing | ",
            })
    void stockInsAreFilteredByEveryDocumentedField(String name, String value, String titles) {
        assertThat(column(STOCK_INS, "入库主题", Map.of(name, value)).stream()
                        .filter(title -> !title.startsWith("待"))
                        .toList())
                .containsExactlyElementsOf(titles == null ? List.of() : List.of(titles.split(",")));
    }

    @Test
    void theCustomFieldsOfStockInsAreAnswered() {
        assertThat(column(STOCK_INS, "磅单编号", Map.of("Title", "首批到货"))).containsExactly("BD-88");
        assertThat(column(STOCK_INS, "客户名称", Map.of("Title", "首批到货"))).containsExactly("");
    }

    @ParameterizedTest
    @CsvSource({
        "ord,30001,1",
        "tdate1,2030-01-01,0",
        "tdate2,2030-01-01,1",
        "rklb,直接入库,1",
        "status,已确认,1",
        "rkzt,2,0",
        "glgys,华东,1",
        "glgys,西南,0",
        "glcg,首批,0"
    })
    void theOldListOfStockInsIsFiltered(String name, String value, int expected) {
        var rows = NativeCaller.rows(
                admin.ov1("storemanage/kuin/list.asp", "refresh", Map.of(name, value, "title", "首批到货")));

        assertThat(rows).hasSize(expected);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "ords | 1001,1003 | 2",
                "txm | 690000p-2 | 1",
                "cateid | 1001 | 3",
                "kcxx_1 | 6 | 1",
                "kcxx_0 | 6 | 1",
                "kcsx_0 | 49 | 0",
                "kcsx_1 | 50 | 1",
            })
    void theListOfProductsIsFilteredByEveryDocumentedField(String name, String value, int expected) {
        assertThat(NativeCaller.rows(
                        admin.ov1("salesmanage/product/billlist.asp", "refresh", Map.of(name, value, "cpbh", "P-"))))
                .hasSize(expected);
    }

    private long pending(String kind, Object... line) {
        var answer = call(
                "/webapi/v3/office/" + kind + "/add",
                Map.of("title", "待确认", "code", "", "remark", "轻放", "lines", List.of(line(line))));
        return Long.parseLong(answer.at("/data/id").asString());
    }

    /** The document as v3 answers it. */
    private Map<String, Object> read(long id) {
        var lines = call("/webapi/v3/office/stockin/detail", Map.of("id", Long.toString(id)))
                .at("/data/lines/0");
        return new HashMap<>(Map.of("Id", lines.path("id").asString(), "ord", 1004, "title", "测试桩"));
    }

    @Test
    void aStockInThatIsSentBackAsItIsIsConfirmedAsItIs() {
        var id =
                pending("stockin", "productid", "1004", "num", "4", "warehouseid", "1", "batch", "E-1", "price", "2.5");
        var row = read(id);
        row.putAll(Map.of("order1", "X-9", "type1", "160kW", "unit", unit, "maxnum", "4.0000", "price1", "2.50"));
        row.putAll(Map.of("num1", "4", "Ck", 1, "WareHousePositionID", 0, "ph", "E-1", "bz", 0, "js", "", "rowinx", 1));

        done(admin.v3(
                "store/kuin/surekuin/edit",
                Map.of("ord", id, "title", "待确认", "ck", 1, "Scanflist", List.of(), "kuinlist", List.of(row))));

        assertThat(column(DETAILS, "库存数量", Map.of("Ph", "E-1"))).containsExactly("4");
    }

    @ParameterizedTest
    @CsvSource({
        "title,另一个主题,title",
        "sort1,销售出库,sort1",
        "line.ord,1002,KuinList[0].ord",
        "line.title,双胞胎,KuinList[0].title",
        "line.unit,9,KuinList[0].unit",
        "line.price1,9.99,KuinList[0].price1",
        "line.maxnum,5,KuinList[0].maxnum",
        "line.js,3,KuinList[0].js",
        "line.WareHousePositionID,99,KuinList[0].WareHousePositionID",
    })
    void aChangedValueThatCannotBeChangedIsRejectedByName(String name, String value, String field) {
        var id = pending("stockin", "productid", "1004", "num", "4", "warehouseid", "1");
        var row = read(id);
        var request = new HashMap<String, Object>(Map.of("ord", id, "Complete1", 3));
        if (name.startsWith("line.")) {
            row.put(name.substring(5), value);
        } else {
            request.put(name, value);
        }
        request.put("KuinList", List.of(row));

        assertThat(refused(admin.v3("store/KuInApplyEdit/edit", request))).containsExactly(field);
        assertThat(column(STOCK_INS, "入库状态", Map.of("Title", "待确认")).getFirst()).isEqualTo("待入库");
    }

    @Test
    void aConfirmationCorrectsPlaceBatchDatesSerialNumbersAndTexts() {
        var id = pending("stockin", "productid", "1004", "num", "4", "warehouseid", "1");
        var row = read(id);
        row.putAll(Map.of("Num1", 3, "Ku", 1, "WareHousePositionID", shelf, "Ph", "C-9", "Xlh", "SN777"));
        row.putAll(Map.of("Datesc", "2025-02-01", "Dateyx", "2026-02-01", "Date2", "2025-02-03", "intro", "已检验"));
        row.put("sysIcusIInheritIdIidI2", "绿色");

        done(admin.v3(
                "store/KuInApplyEdit/edit",
                Map.of("ord", id, "Complete1", 3, "intro", "急件", CUSTOM_IN + "415_0", "渝A", "KuinList", List.of(row))));

        var shown = column(DETAILS, "库位", Map.of("Ph", "C-9"));
        assertThat(shown).containsExactly("一号架");
        assertThat(column(DETAILS, "序列号", Map.of("Ph", "C-9"))).containsExactly("SN777");
        assertThat(column(DETAILS, "有效日期", Map.of("Ph", "C-9"))).containsExactly("2026-02-01");
        assertThat(column(DETAILS, "备注", Map.of("Ph", "C-9"))).containsExactly("已检验");
        assertThat(column(DETAILS, "自定义2", Map.of("Ph", "C-9"))).containsExactly("绿色");
        assertThat(column(STOCK_INS, "入库备注", Map.of("Title", "待确认")).getFirst()).isEqualTo("急件");
        assertThat(column(STOCK_INS, "入库车号", Map.of("Title", "待确认")).getFirst()).isEqualTo("渝A");
        var lines = admin.v3(STOCK_INS, Map.of("Title", "待确认", "needList", 1))
                .at("/Rows/0")
                .toString();
        assertThat(lines).contains("\"Date2\":\"2025-02-03\"");
    }

    @Test
    void scannedLinesAreCorrectedLikeOthersAndNamedInErrors() {
        var id = pending("stockin", "productid", "1004", "num", "4", "warehouseid", "1");
        var row = read(id);
        row.put("Ck", 999);
        assertThat(refused(admin.v3("store/kuin/surekuin/edit", Map.of("ord", id, "ck", 1, "Scanflist", List.of(row)))))
                .containsExactly("Scanflist[0].Ku");
        row.put("Ck", 1);
        row.put("num1", 2);
        done(admin.v3("store/kuin/surekuin/edit", Map.of("ord", id, "ck", 1, "Scanflist", List.of(row))));
    }

    @Test
    void aStockOutTakesItsDocumentedFieldsAndIsFoundByThem() {
        var stocked = line("ord", 1004, "num1", 5, "ku", 1, "ph", "X-1");
        done(admin.v3("store/kuin/add", Map.of("title", "待出", "kuinlist", List.of(stocked))));
        var id = pending("stockout", "productid", "1004", "num", "1", "warehouseid", "1", "batch", "X-1");
        var line = call("/webapi/v3/office/stockout/detail", Map.of("id", Long.toString(id)))
                .at("/data/lines/0/id")
                .asString();
        var request = new HashMap<String, Object>(
                Map.of("ord", id, "Complete1", 3, "Date5", "2025-01-08", "catename", "管理员"));
        request.putAll(Map.of("kgs", "管理员", "title", "待确认", "intro", "送到门口", CUSTOM_OUT + "513_0", "自提"));
        var row = line("Id", line, "ord", 1004, "num1", 1, "Ck", 1, "assistnum", "0", "sysIcusIInheritIdIidI1", "大号");
        request.put("kuoutlist", List.of(row));

        row.put("title", "别的产品");
        assertThat(refused(admin.v3("store/kuout/surekuout/edit", request))).containsExactly("KuoutList[0].title");
        row.put("title", "测试桩");
        done(admin.v3("store/kuout/surekuout/edit", request));

        for (var filter : List.of(
                Map.of(CUSTOM_OUT + "513_0", "自提"),
                Map.of(CUSTOM_OUT + "1401_1", "大号"),
                Map.of("ck", "1"),
                Map.of("product", "测试"),
                Map.of("cptype1", "160"),
                Map.of("cateidsp", "1001"))) {
            assertThat(column(STOCK_OUTS, "出库主题", filter)).as(filter.toString()).containsExactly("待确认");
        }
        assertThat(column(STOCK_OUTS, "出库主题", Map.of(CUSTOM_OUT + "513_0", "快递")))
                .isEmpty();
        assertThat(column(STOCK_OUTS, "出库主题", Map.of("contract", "没有的合同"))).isEmpty();
        assertThat(column("store/KuOutApplyList", "出库备注", Map.of())).containsExactly("送到门口");
    }

    @Test
    void aLineOfADirectStockInNamesItsProductAsDocumented() {
        var named = line("title", "测试桩", "unit", unit, "num1", 2, "ku", 1, "ph", "N-1", "money2", "7");
        done(admin.v3("store/kuin/add", Map.of("title", "待查", "kuinlist", List.of(named))));
        assertThat(column(DETAILS, "编号", Map.of("Ph", "N-1"))).containsExactly("X-9");

        named.put("title", "双胞胎");
        assertThat(refused(admin.v3("store/kuin/add", Map.of("title", "待查", "kuinlist", List.of(named)))))
                .as("two products have the name")
                .containsExactly("kuinlist[0].title");
        named.put("order1", "X-8");
        done(admin.v3("store/kuin/add", Map.of("title", "待查", "kuinlist", List.of(named))));
        named.put("price2", "5");
        assertThat(refused(admin.v3("store/kuin/add", Map.of("title", "待查", "kuinlist", List.of(named)))))
                .containsExactly("kuinlist[0].money2");
        assertThat(refused(admin.v3(
                        "store/kuin/add",
                        Map.of(
                                "title",
                                "待查",
                                "kuinlist",
                                List.of(line("ord", 1004, "title", "别的", "num1", 1, "ku", 1))))))
                .containsExactly("kuinlist[0].title");
    }

    @Test
    void aProductMaySayWhoAddsItAndRepeatItselfInItsPrices() {
        var price = line("UnitID", unit, "Bl", 1, "Title", "插座", "Code", "S-1", "Model", "", "Bm", 0);
        var row = line(
                "Title", "插座", "Code", "S-1", "Sort1", 1, "Unitjb", unit, "Addcate", 1001, "pricelvw", List.of(price));
        price.put("Code", "S-2");
        assertThat(refused(admin.v3("store/productbatch/add", Map.of("productlvw", List.of(row)))))
                .containsExactly("productlvw[0].PackingPrices[0].Code");
        price.put("Code", "S-1");
        row.put("Addcate", 2);
        assertThat(refused(admin.v3("store/productbatch/add", Map.of("productlvw", List.of(row)))))
                .containsExactly("productlvw[0].Addcate");
        row.put("Addcate", 1001);
        row.put("Yxq", 12);
        done(admin.v3("store/productbatch/add", Map.of("productlvw", List.of(row))));
    }

    @Test
    void binsTellWhoAddedThemAndAreFilteredByState() {
        var bins = "uview/stock/Pages/WareHouse/SettingApiList";

        assertThat(column(bins, "创建人ID", Map.of("Status", 1))).containsExactly("1001");
        assertThat(column(bins, "库位名称", Map.of("Status", "停用"))).isEmpty();
        assertThat(column(bins, "添加时间", Map.of())).doesNotContain("");
    }

    private List<String> sorted(String address, String sort, int column, Map<String, ?> filter) {
        var fields = new HashMap<String, Object>(filter);
        fields.put("_rpt_sort", sort);
        return NativeCaller.rows(admin.ov1(address, "refresh", fields)).stream()
                .map(row -> row.get(column).asString())
                .toList();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "salesmanage/product/billlist.asp | cpbh | P-1,P-2,P-3",
                "salesmanage/product/billlist.asp | -cpbh | P-3,P-2,P-1",
                "salesmanage/product/billlist.asp | adddate | P-1,P-2,P-3",
                "salesmanage/product/billlist.asp | -ord | P-3,P-2,P-1",
                "storemanage/store/list.asp | cpbh | P-1,P-2",
                "storemanage/store/list.asp | -kcnum | P-1,P-2",
                "storemanage/store/list.asp | kcnum | P-2,P-1",
                "storemanage/store/list.asp | 6 | P-2,P-1",
                "storemanage/store/list.asp | ord | P-1,P-2",
            })
    void productsAndStockAreSortedByTheirColumns(String address, String sort, String codes) {
        assertThat(sorted(address, sort, 2, Map.of("searchKey", "充电桩"))).containsExactly(codes.split(","));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "title | 补货,首批到货",
                "-rknum | 首批到货,补货",
                "rknum | 补货,首批到货",
                "datesq | 首批到货,补货",
                "-ord | 补货,首批到货",
            })
    void stockInsAreSortedByTheirColumns(String sort, String titles) {
        var filter = Map.of("ord", "30001,30002");

        assertThat(sorted("storemanage/kuin/list.asp", sort, 1, filter)).containsExactly(titles.split(","));
    }

    @Test
    void linesOfAStockInAreSortedByTheirColumns() {
        var lines = List.of(line("ord", 1004, "num1", 12, "ku", 1), line("ord", 1005, "num1", 9, "ku", 1));
        done(admin.v3("store/kuin/add", Map.of("title", "待排", "rkbh", "SORT-1", "kuinlist", lines)));
        var ord = NativeCaller.rows(admin.ov1("storemanage/kuin/list.asp", "refresh", Map.of("rkbh", "SORT-1")))
                .getFirst()
                .get(0)
                .asString();

        assertThat(sorted("storemanage/kuin/morekuinlist.asp", "num1", 6, Map.of("ord", ord)))
                .containsExactly("9", "12");
        assertThat(sorted("storemanage/kuin/morekuinlist.asp", "-num1", 6, Map.of("ord", ord)))
                .containsExactly("12", "9");
    }
}
