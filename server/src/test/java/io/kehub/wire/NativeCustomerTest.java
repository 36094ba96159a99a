package io.kehub.wire;

import static org.assertj.core.api.Assertions.assertThat;

import io.kehub.KeHubServer;
import io.kehub.erp.access.NewUser;
import io.kehub.erp.access.Role;
import io.kehub.erp.access.Users;
import io.kehub.erp.customer.CustomerSettingsStore;
import io.kehub.erp.customer.DuplicateRule;
import io.kehub.erp.dictionary.Dictionaries;
import io.kehub.erp.dictionary.DictionaryName;
import java.net.http.HttpRequest;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import tools.jackson.databind.JsonNode;

/** Customers through the native dialects, and one customer through all of them. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class NativeCustomerTest {

    private static final String PASSWORD = "correct horse battery";
    private static final String ADD = "salesmanage/custom/add.asp";
    private static final String LIST = "salesmanage/custom/list.asp";

    private final KeHubServer server = KeHubServer.start();
    private int people;

    @AfterAll
    void stop() {
        server.close();
    }

    private String user(Role role) {
        var login = "user" + ++people;
        server.part(Users.class).create(new NewUser(login, login + "的姓名", role, PASSWORD));
        return login;
    }

    private NativeCaller caller(String login) {
        return NativeCaller.signedIn(server.address(), login, PASSWORD);
    }

    private static Map<String, Object> company(String name, Object ord, Object sourceId, Object classId) {
        return Map.of("ord", ord, "name", name, "sort1", classId, "ly", sourceId, "person_name", "周工");
    }

    private static String firstId(JsonNode trees) {
        return trees.at("/body/source/trees/nodes/0/value").stringValue("");
    }

    @Test
    void aClientOfManyYearsReservesAnIdSavesUnderItAndReadsItsRowByPosition() {
        var caller = caller(user(Role.SALES));
        var form = caller.ov1(ADD + "?intsort=1", "", Map.of());
        var ord = form.at("/body/bill/value").longValue();
        var number = form.at("/body/bill/groups/0/fields/2");
        var classId = firstId(caller.ov1("systemmanage/telsort_list.asp", "", Map.of()));
        var source = caller.ov1("source.asp?enumid=13", "", Map.of()).at("/body/source/options/0");

        var saved = caller.ov1(
                ADD + "?intsort=1",
                "__sys_dosave",
                company("重庆老客户有限公司", Long.toString(ord), source.path("value").stringValue(), classId));

        assertThat(number.path("id").stringValue()).isEqualTo("khid");
        assertThat(saved.at("/header/status").intValue(-1)).as(saved.toString()).isZero();
        var list = caller.ov1(LIST, "refresh", Map.of("searchKey", "老客户", "pagesize", "10", "pageindex", "1"));
        assertThat(list.at("/body/source/table/cols")
                        .valueStream()
                        .map(column -> column.path("id").stringValue(""))
                        .limit(15))
                .containsExactly(
                        "name",
                        "catename",
                        "sortname",
                        "sort1name",
                        "personname",
                        "personjob",
                        "phone",
                        "mobile",
                        "telintro",
                        "ord",
                        "person",
                        "url",
                        "personurl",
                        "khid",
                        "ly");
        var row = NativeCaller.rows(list).getFirst();
        assertThat(row.get(9).stringValue()).isEqualTo(Long.toString(ord));
        assertThat(row.get(10).stringValue()).matches("[0-9]+");
        assertThat(row.get(11).stringValue()).isEqualTo("_url");
        assertThat(row.get(12).stringValue()).isEqualTo("_url");
        assertThat(row.get(13).stringValue()).isEqualTo(number.path("value").stringValue());
        assertThat(row.get(14).stringValue()).isEqualTo(source.path("text").stringValue());
        assertThat(list.at("/body/source/table/page/recordcount").intValue()).isOne();
    }

    @Test
    void aListIsEmptyUntilItIsRefreshed() {
        var caller = caller(user(Role.SALES));
        caller.v3("sales/customer/add", v3("列表公司"));

        var skeleton = caller.ov1(LIST, "", Map.of());

        assertThat(skeleton.at("/body/source/table/cols").size()).isGreaterThan(7);
        assertThat(NativeCaller.rows(skeleton)).isEmpty();
        assertThat(NativeCaller.rows(caller.ov1(LIST, "refresh", Map.of()))).hasSize(1);
    }

    @Test
    void whatV3AddsQuickListsAndOv1ReadsBack() {
        var login = user(Role.SALES);
        var caller = caller(login);
        var quick = QuickCaller.signedIn(server.address(), login, PASSWORD);

        assertThat(caller.v3("sales/customer/add", v3("三种写法公司")).path("Code").intValue())
                .isEqualTo(200);

        var listed =
                quick.post(QuickCaller.LIST, Map.of("keyword", "三种写法")).data().at("/list/0");
        assertThat(listed.path("source").stringValue()).isEqualTo("微信");
        assertThat(listed.path("level").stringValue()).isEqualTo("普通");
        assertThat(listed.path("linkman").stringValue()).isEqualTo("赵经理");
        assertThat(listed.path("remark").stringValue()).isEqualTo("来自 v3");
        var form =
                caller.ov1(ADD + "?edit=1", "", Map.of("ord", listed.path("id").stringValue()));
        assertThat(field(form, "ly").path("text").stringValue()).isEqualTo("微信");
        assertThat(field(form, "ly").path("value").longValue()).isPositive();
        assertThat(field(form, "person_name").path("value").stringValue()).isEqualTo("赵经理");
        assertThat(field(form, "hk_xz").path("value").stringValue()).isEqualTo("1000.5");
    }

    @Test
    void theContactFieldsOfV3AreSavedOnlyWithTheNameOfTheContact() {
        var login = user(Role.SALES);
        var caller = caller(login);
        var quick = QuickCaller.signedIn(server.address(), login, PASSWORD);
        var contact = Map.of(
                "phone",
                "023-88880001",
                "fax",
                "023-88880002",
                "mobile",
                "13900000007",
                "email",
                "a@example.com",
                "sex",
                "女");
        var person = new HashMap<String, Object>(contact);
        person.putAll(Map.of("sort2", "2", "name", "无名联系人", "sort", "普通", "sort1", "报价中", "person_name", "  "));

        assertThat(caller.v3("sales/customer/add", person).path("Code").intValue())
                .isEqualTo(200);

        var added =
                quick.post(QuickCaller.LIST, Map.of("keyword", "无名联系人")).data().at("/list/0");
        assertThat(contactOf(added)).containsOnly("");

        person.putAll(Map.of("ord", added.path("id").stringValue(), "person_name", "钱女士"));
        assertThat(caller.v3("sales/customer/edit", person).path("Code").intValue())
                .isEqualTo(200);
        var named =
                quick.post(QuickCaller.LIST, Map.of("keyword", "无名联系人")).data().at("/list/0");
        assertThat(contactOf(named)).containsExactly("023-88880001", "023-88880002", "13900000007", "a@example.com");
    }

    @Test
    void aChangeOfV3WithoutANameOfTheContactKeepsTheContactFieldsThatOtherDialectsSaved() {
        var login = user(Role.SALES);
        var quick = QuickCaller.signedIn(server.address(), login, PASSWORD);
        var id = quick.post(QuickCaller.ADD, Map.of("name", "个人甲", "sort", 2, "mobile", "13900000008", "level", "普通"))
                .data()
                .path("id")
                .stringValue();

        var changed = caller(login)
                .v3(
                        "sales/customer/edit",
                        Map.of(
                                "ord",
                                id,
                                "sort2",
                                "2",
                                "name",
                                "个人甲",
                                "sort",
                                "普通",
                                "sort1",
                                "报价中",
                                "mobile",
                                "13911111111"));

        assertThat(changed.path("Code").intValue()).as(changed.toString()).isEqualTo(200);
        assertThat(quick.post(QuickCaller.LIST, Map.of("keyword", "个人甲"))
                        .data()
                        .at("/list/0/mobile")
                        .stringValue())
                .isEqualTo("13900000008");
    }

    private static List<String> contactOf(JsonNode listed) {
        return Stream.of("tel", "fax", "mobile", "email")
                .map(field -> listed.path(field).stringValue(""))
                .toList();
    }

    private static JsonNode field(JsonNode form, String id) {
        return form.at("/body/bill/groups")
                .valueStream()
                .flatMap(group -> group.path("fields").valueStream())
                .filter(field -> field.path("id").stringValue("").equals(id))
                .findFirst()
                .orElseThrow();
    }

    private static Map<String, Object> v3(String name) {
        return Map.of(
                "sort2", "1",
                "name", name,
                "sort", "普通",
                "sort1", "报价中",
                "ly", "微信",
                "person_name", "赵经理",
                "hk_xz", "1,000.5",
                "intro", "来自 v3");
    }

    @Test
    void bothSpellingsOfAPathMeanTheSameInAnyCase() {
        var caller = caller(user(Role.SALES));
        var http = QuickCaller.stranger(server.address());

        for (var path :
                List.of("/SYSA/MobilePhone/SalesManage/Custom/List.ASP", "/webapi/v3/ov1/salesManage/custom/list")) {
            var answer = http.post(path, "{session:'%s', cmdkey:'refresh', datas:[]}".formatted(caller.session()));
            assertThat(answer.json().at("/header/status").intValue(-1)).as(path).isZero();
        }
    }

    @Test
    void aForeignIdIsRefusedWithTheValidOnesNamed() {
        var refusal = caller(user(Role.SALES))
                .ov1(ADD + "?intsort=1", "__sys_dosave", company("不该有", "1", "987654", "987654"));

        assertThat(refusal.at("/header/status").intValue()).isEqualTo(1);
        assertThat(refusal.at("/body/message/data/errors")
                        .valueStream()
                        .map(error -> error.path("field").stringValue()))
                .containsExactlyInAnyOrder("ly", "sort1");
        assertThat(refusal.at("/body/message/data/errors").toString()).contains("（微信）", "（潜在客户）");
    }

    @Test
    void unknownFieldsAreIgnoredAndCounted() {
        var caller = caller(user(Role.SALES));
        var before = ignored();

        var answer = caller.ov1(LIST, "refresh", Map.of("nothing", "", "noMode", "1", "nonsense", "2"));

        assertThat(answer.at("/header/status").intValue(-1)).isZero();
        assertThat(ignored() - before).isEqualTo(3);
    }

    /** As an administrator reads it; nothing is known of a meter that has counted nothing yet. */
    private double ignored() {
        var administrator = QuickCaller.signedIn(server.address(), "admin", KeHubServer.ADMIN_PASSWORD);
        return metric(administrator, "/api/admin/metrics/kehub.wire.ignored.fields")
                .json()
                .at("/measurements/0/value")
                .doubleValue(0);
    }

    private static QuickCaller.Answer metric(QuickCaller caller, String path) {
        return caller.send("GET", path, HttpRequest.BodyPublishers.noBody());
    }

    @Test
    void whatIsMeasuredIsForAdministratorsAlone() {
        var seller = QuickCaller.signedIn(server.address(), user(Role.SALES), PASSWORD);

        assertThat(metric(seller, "/api/admin/metrics").status()).isEqualTo(403);
        assertThat(metric(QuickCaller.stranger(server.address()), "/api/admin/metrics")
                        .status())
                .isEqualTo(401);
        assertThat(metric(QuickCaller.stranger(server.address()), "/metrics").text())
                .doesNotContain("jvm");
    }

    @Test
    void badDatasAreRefusedByName() {
        var caller = caller(user(Role.SALES));
        var http = QuickCaller.stranger(server.address());
        var path = "/sysa/mobilephone/" + LIST;

        for (var datas :
                List.of("{}", "\"x\"", "[1]", "[{\"val\":1}]", "[{\"id\":\"a\",\"val\":1},{\"id\":\"A\",\"val\":2}]")) {
            var answer = http.post(path, "{\"session\":\"%s\",\"datas\":%s}".formatted(caller.session(), datas));
            assertThat(answer.status()).isEqualTo(200);
            assertThat(answer.json().at("/header/status").intValue(-1))
                    .as(datas)
                    .isEqualTo(1);
            assertThat(answer.json().at("/body/message/data/errors").size()).isOne();
        }
    }

    @Test
    void aSessionThatTheClientChoseIsNeverAdopted() {
        var http = QuickCaller.stranger(server.address());
        var chosen = "c".repeat(43);

        assertThat(http.post("/sysa/mobilephone/" + LIST, "{session:'%s'}".formatted(chosen))
                        .json()
                        .at("/header/status")
                        .intValue())
                .isEqualTo(2);
        var v3 = http.with("ZBAPI-Token", chosen).post("/webapi/v3/sales/customer/add", "{}");
        assertThat(v3.status()).isEqualTo(200);
        assertThat(v3.json().path("Code").intValue()).isEqualTo(400);
    }

    @Test
    void aCustomerOfAnotherUserIsNeitherReadNorChanged() {
        var li = caller(user(Role.SALES));
        var wang = caller(user(Role.SALES));
        li.v3("sales/customer/add", v3("李的公司"));
        var ord = NativeCaller.rows(li.ov1(LIST, "refresh", Map.of("searchKey", "李的公司")))
                .getFirst()
                .get(9)
                .asLong();

        assertThat(wang.ov1(ADD + "?edit=1", "", Map.of("ord", ord))
                        .at("/header/status")
                        .intValue())
                .isEqualTo(4);
        var edit = wang.v3("sales/customer/edit", Map.of("ord", ord, "sort2", 1, "name", "抢来的", "sort", "普通"));
        assertThat(edit.path("Code").intValue()).isEqualTo(300);
        assertThat(edit.path("Errors").at("/0/Field").stringValue()).isEqualTo("ord");
        assertThat(wang.ov1(LIST, "refresh", Map.of("searchKey", "李的公司"))
                        .at("/body/source/table/page/recordcount")
                        .intValue(-1))
                .isZero();
    }

    @Test
    void aReaderMayLookAndNotWriteAndTheWarehouseSeesNoCustomer() {
        var reader = caller(user(Role.READER));
        var warehouse = caller(user(Role.WAREHOUSE));

        assertThat(reader.ov1(LIST, "refresh", Map.of()).at("/header/status").intValue(-1))
                .isZero();
        assertThat(reader.v3("sales/customer/add", v3("不许")).path("ErrorCode").stringValue())
                .isEqualTo("forbidden");
        assertThat(warehouse.ov1(LIST, "refresh", Map.of()).at("/header/status").intValue())
                .isEqualTo(3);
    }

    @Test
    void anAreaFilterIncludesTheAreasBelow() {
        var dictionaries = server.part(Dictionaries.class);
        var above = dictionaries.add(DictionaryName.AREA, "西南大区");
        var below = dictionaries.add(DictionaryName.AREA, "观音桥", above.id());
        var login = user(Role.SALES);
        var caller = caller(login);
        QuickCaller.signedIn(server.address(), login, PASSWORD)
                .post(QuickCaller.ADD, Map.of("name", "桥边公司", "sort", 1, "region", "观音桥"));

        var node = caller.ov1("systemmanage/area_list.asp", "", Map.of())
                .at("/body/source/trees/nodes")
                .valueStream()
                .filter(each -> each.path("text").stringValue("").equals("西南大区"))
                .findFirst()
                .orElseThrow();
        var found = caller.ov1(LIST, "refresh", Map.of("area", above.id()));

        assertThat(node.at("/nodes/0/value").stringValue()).isEqualTo(Long.toString(below.id()));
        assertThat(NativeCaller.rows(found)).hasSize(1);
        assertThat(found.toString()).contains("桥边公司");
    }

    @Test
    void aDuplicateIsRefusedInEveryDialectByItsOwnNameOfTheField() {
        var settings = server.part(CustomerSettingsStore.class);
        var login = user(Role.SALES);
        var caller = caller(login);
        var quick = QuickCaller.signedIn(server.address(), login, PASSWORD);
        var classId = firstId(caller.ov1("systemmanage/telsort_list.asp", "", Map.of()));
        var source = caller.ov1("source.asp?enumid=13", "", Map.of()).at("/body/source/options/0/value");
        var ord = caller.ov1(ADD + "?intsort=1", "", Map.of())
                .at("/body/bill/value")
                .longValue();
        caller.v3("sales/customer/add", v3("重名公司"));
        settings.change(present -> present.withDuplicateRules(Set.of(DuplicateRule.NAME)));
        try {
            var byQuick = quick.post(QuickCaller.ADD, Map.of("name", "重名　公司", "sort", 1));
            var byV3 = caller.v3("sales/customer/add", v3("重名公司"));
            var byOv1 =
                    caller.ov1(ADD + "?intsort=1", "__sys_dosave", company("重名公司", ord, source.stringValue(), classId));

            assertThat(byQuick.status()).isEqualTo(409);
            assertThat(byV3.path("ErrorCode").stringValue()).isEqualTo("taken");
            assertThat(byV3.path("Errors").at("/0/Field").stringValue()).isEqualTo("name");
            assertThat(byOv1.at("/header/status").intValue(-1)).isPositive();
            assertThat(byOv1.at("/header/message").stringValue()).contains("name", "查重规则");
            assertThat(NativeCaller.rows(caller.ov1(LIST, "refresh", Map.of("searchKey", "重名"))))
                    .hasSize(1);
        } finally {
            settings.change(present -> present.withDuplicateRules(Set.of()));
        }
    }
}
