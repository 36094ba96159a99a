package io.kehub.wire;

import static org.assertj.core.api.Assertions.assertThat;

import io.kehub.KeHubServer;
import io.kehub.erp.access.NewUser;
import io.kehub.erp.access.Role;
import io.kehub.erp.access.Users;
import io.kehub.erp.customer.CustomerAssignment;
import io.kehub.kernel.AccessScope;
import io.kehub.kernel.CustomerId;
import io.kehub.kernel.UserId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** Every documented filter of the ov1 customer list narrows it, or is refused by name. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class NativeCustomerFiltersTest {

    private static final String LIST = "salesmanage/custom/list.asp";
    private static final String PASSWORD = "correct horse battery";

    private final KeHubServer server = KeHubServer.start();
    private final UserId li = user("li");
    private final UserId wang = user("wang");
    private final NativeCaller admin = NativeCaller.signedIn(server.address(), "admin", KeHubServer.ADMIN_PASSWORD);
    private final NativeCaller seller = NativeCaller.signedIn(server.address(), "li", PASSWORD);
    private final Map<String, Long> ids = new HashMap<>();

    private UserId user(String login) {
        return server.part(Users.class)
                .create(new NewUser(login, login, Role.MANAGER, PASSWORD))
                .id();
    }

    @BeforeAll
    void addCustomers() {
        var sources = texts("source.asp?enumid=13");
        add(
                "甲公司",
                Map.of(
                        "ly",
                        sources.get(0),
                        "fax",
                        "0755-1234",
                        "url",
                        "jia.example",
                        "zip",
                        "518000",
                        "trade",
                        texts("source.asp?enumid=11").get(0),
                        "job",
                        "首席采购官"));
        add(
                "乙公司",
                Map.of("ly", sources.get(1), "jz", texts("source.asp?enumid=14").get(0)));
        add("丙公司", Map.of("ly", sources.get(2)));
        add("丁公司", Map.of());
        var care = server.part(CustomerAssignment.class);
        var everything = AccessScope.everything(li);
        care.assign(List.of(id("乙公司")), wang, li, everything);
        care.release(List.of(id("丙公司")), li, everything);
        care.protect(List.of(id("丁公司")), true, li, everything);
        admin.ov1(
                "salesmanage/custom/share.asp",
                "",
                Map.of(
                        "ord",
                        ids.get("丁公司"),
                        "member1",
                        0,
                        "member2",
                        wang.value(),
                        "sharecontact",
                        1,
                        "replyshare",
                        1,
                        "contractshare",
                        1));
    }

    private void add(String name, Map<String, ?> more) {
        var fields = new HashMap<String, Object>(more);
        fields.putAll(Map.of("sort2", 1, "name", name, "sort", "普通", "sort1", "报价中", "person_name", name + "的联系人"));
        assertThat(seller.v3("sales/customer/add", fields).path("Code").intValue(-1))
                .isEqualTo(200);
        ids.put(
                name,
                NativeCaller.rows(seller.ov1(LIST, "refresh", Map.of("name", name)))
                        .getFirst()
                        .get(9)
                        .asLong());
    }

    private CustomerId id(String name) {
        return new CustomerId(Objects.requireNonNull(ids.get(name)));
    }

    private List<String> texts(String address) {
        return seller.ov1(address, "", Map.of())
                .at("/body/source/options")
                .valueStream()
                .map(option -> option.path("text").stringValue(""))
                .toList();
    }

    private List<String> optionIds(String address) {
        return seller.ov1(address, "", Map.of())
                .at("/body/source/options")
                .valueStream()
                .map(option -> option.path("value").asString())
                .toList();
    }

    @AfterAll
    void stop() {
        server.close();
    }

    private List<String> names(Map<String, ?> filter) {
        return names(admin, filter);
    }

    private static List<String> names(NativeCaller caller, Map<String, ?> filter) {
        var answer = caller.ov1(LIST, "refresh", filter);
        assertThat(answer.at("/header/status").intValue(-1))
                .as(answer.toString())
                .isZero();
        return NativeCaller.rows(answer).stream()
                .map(row -> row.get(0).stringValue("").replace("公司", ""))
                .sorted()
                .collect(Collectors.toCollection(ArrayList::new));
    }

    @Test
    void severalIdsInOneFilterAreAlternatives() {
        var sources = optionIds("source.asp?enumid=13");

        assertThat(names(Map.of("ly", sources.get(0)))).containsExactly("甲");
        assertThat(names(Map.of("ly", sources.get(0) + "," + sources.get(1)))).containsExactly("乙", "甲");
        assertThat(names(Map.of("ly", sources.get(2) + "，" + sources.get(1) + ",,")))
                .containsExactly("丙", "乙");
        assertThat(names(Map.of("khly", sources.get(2)))).containsExactly("丙");
        assertThat(names(Map.of("trade", String.join(",", optionIds("source.asp?enumid=11")))))
                .containsExactly("甲");
        assertThat(names(Map.of("jz", optionIds("source.asp?enumid=14").get(0) + ",", "ly", "")))
                .containsExactly("乙");
    }

    @Test
    void anUnknownIdAmongSeveralIsRefusedByName() {
        var answer = admin.ov1(
                LIST, "refresh", Map.of("ly", optionIds("source.asp?enumid=13").get(0) + ",987654"));

        assertThat(refused(answer)).containsExactly("ly");
    }

    @ParameterizedTest
    @CsvSource({"fax, 1234, 甲", "url, JIA, 甲", "zip, 518, 甲", "pym, xyz, ''"})
    void partsOfTextsNarrowTheList(String filter, String part, String found) {
        var expected = found.codePoints().mapToObj(Character::toString).sorted().toList();
        assertThat(names(Map.of(filter, part))).isEqualTo(expected);
    }

    @Test
    void theModesOfTheListNarrowIt() {
        assertThat(names(Map.of("stype", "0"))).containsExactly("丁", "丙", "乙", "甲");
        assertThat(names(Map.of("stype", "1"))).containsExactly("丙");
        assertThat(names(Map.of("stype", 3))).containsExactly("丁");
        assertThat(names(Map.of("stype", "4"))).containsExactly("丁");
        assertThat(names(NativeCaller.signedIn(server.address(), "wang", PASSWORD), Map.of("stype", "5")))
                .containsExactly("丁");
        assertThat(names(seller, Map.of("stype", "5"))).isEmpty();
        assertThat(names(Map.of("stype", "2"))).isEmpty();
        assertThat(refused(admin.ov1(LIST, "refresh", Map.of("stype", "6")))).containsExactly("stype");
    }

    @Test
    void theNewestCustomersOfThePoolHaveTheirIdAtSeven() {
        var answer = admin.ov1(LIST, "refresh", Map.of("stype", 1, "remind", 147));

        assertThat(answer.at("/body/source/table/cols/7/id").stringValue()).isEqualTo("ord");
        assertThat(NativeCaller.rows(answer)).hasSize(1);
        assertThat(NativeCaller.rows(answer).getFirst().get(7).asLong()).isEqualTo(ids.get("丙公司"));
        assertThat(admin.ov1(LIST + "?stype=1&remind=147", "refresh", Map.of())
                        .at("/body/source/table/cols/7/id")
                        .stringValue())
                .isEqualTo("ord");
    }

    @Test
    void thePersonTypeSaysWhichRoleThePersonHas() {
        assertThat(names(Map.of("cateid", li.value()))).containsExactly("丁", "甲");
        assertThat(names(Map.of("cateid", li.value(), "catetype", 0))).containsExactly("丁", "甲");
        assertThat(names(Map.of("cateid", wang.value(), "catetype", 1))).containsExactly("乙");
        assertThat(names(Map.of("cateid", li.value(), "catetype", 2))).containsExactly("丙");
        assertThat(names(Map.of("cateid", li.value(), "catetype", 3))).containsExactly("丁", "丙", "乙", "甲");
        assertThat(names(Map.of("cateid", wang.value(), "catetype", 4))).containsExactly("乙");
        assertThat(names(Map.of("cateid", li.value(), "catetype", 5, "stype", 1)))
                .containsExactly("丙");
        assertThat(names(Map.of("cateid", li.value(), "catetype", 6))).containsExactly("丁");
        assertThat(names(Map.of("catetype", 7))).containsExactly("丙", "乙", "甲");
    }

    @Test
    void theClaimingDaysNarrowTheList() {
        assertThat(names(Map.of("tdate1", "2000-1-1"))).containsExactly("丁", "乙", "甲");
        assertThat(names(Map.of("tdate2", "2000-1-1"))).isEmpty();
        assertThat(names(Map.of("tdate1", "2000-1-1", "tdate2", "2100-1-1", "cateid", wang.value())))
                .containsExactly("乙");
        assertThat(refused(admin.ov1(LIST, "refresh", Map.of("tdate1", "2100-1-1", "tdate2", "2000-1-1"))))
                .containsExactly("tdate1");
    }

    @ParameterizedTest
    @CsvSource({"tjly, 3", "Ismode, 1", "datatype, product", "checktype, x", "remind, 5"})
    void aFilterThatIsNotSupportedIsRefusedByName(String name, String value) {
        assertThat(refused(admin.ov1(LIST, "refresh", Map.of(name, value)))).containsExactly(name);
        assertThat(names(Map.of(name, ""))).hasSize(4);
        assertThat(names(Map.of(name, "0"))).hasSize(4);
    }

    @Test
    void aPageSizeAboveTheLimitCountsAsTheLimit() {
        var answer = admin.ov1(LIST, "refresh", Map.of("pagesize", 2000));

        assertThat(answer.at("/body/source/table/page/pagesize").intValue()).isEqualTo(500);
        assertThat(NativeCaller.rows(answer)).hasSize(4);
    }

    private static List<String> refused(JsonNode answer) {
        return answer.at("/body/message/data/errors")
                .valueStream()
                .map(error -> error.path("field").stringValue(""))
                .toList();
    }

    @Test
    void keywordsAreLookedForInEveryContactPersonToo() {
        assertThat(names(Map.of("searchKey", "乙公司的联系人"))).containsExactly("乙");
        assertThat(names(Map.of("searchKey", "乙公司"))).containsExactly("乙");
        assertThat(names(Map.of("searchKey", "没有这样的客户"))).isEmpty();
    }

    /** The owner's name, class, progress, job, and a text of each kind that the list shows. */
    @Test
    void keywordsAreLookedForInEveryTextThatTheListShows() {
        assertThat(names(Map.of("searchKey", "wang"))).containsExactly("乙");
        assertThat(names(Map.of("searchKey", "WANG"))).containsExactly("乙");
        assertThat(names(Map.of("searchKey", "普通"))).contains("丙", "乙", "甲");
        assertThat(names(Map.of("searchKey", "报价"))).containsExactly("丁", "丙", "乙", "甲");
        assertThat(names(Map.of("searchKey", "报"))).containsExactly("丁", "丙", "乙", "甲");
        assertThat(names(Map.of("searchKey", "首席采购"))).containsExactly("甲");
        assertThat(names(Map.of("searchKey", "首席采购", "name", "乙"))).isEmpty();
        assertThat(names(Map.of("searchKey", "5-1234"))).containsExactly("甲");
        assertThat(names(Map.of("searchKey", "jia.EXAMPLE"))).containsExactly("甲");
        assertThat(names(Map.of("searchKey", "518000"))).containsExactly("甲");
        assertThat(names(Map.of("searchKey", "518000报价"))).isEmpty();
        assertThat(names(Map.of("searchKey", texts("source.asp?enumid=13").get(2))))
                .containsExactly("丙");
    }

    @Test
    void aKeywordFindsNoCustomerThatTheCallerMayNotSee() {
        var zhao = server.part(Users.class).create(new NewUser("zhao", "zhao", Role.SALES, PASSWORD));
        var own = NativeCaller.signedIn(server.address(), "zhao", PASSWORD);

        assertThat(zhao.name()).isEqualTo("zhao");
        assertThat(names(own, Map.of("searchKey", "wang"))).isEmpty();
        assertThat(names(own, Map.of("searchKey", "首席采购"))).isEmpty();
    }

    @Test
    void theClassAndTheProgressOfACustomerComeInOneField() {
        var classId = seller.ov1("systemmanage/telsort_list.asp", "", Map.of())
                .at("/body/source/trees/nodes/0/value")
                .asString();
        var form = seller.ov1("salesmanage/custom/add.asp?edit=1", "", Map.of("ord", ids.get("丁公司")));
        var saved = field(form, "sort1");
        assertThat(saved).matches("[0-9]+,[0-9]+");

        var changed = seller.ov1(
                "salesmanage/custom/add.asp?intsort=1",
                "__sys_dosave",
                Map.of("ord", ids.get("丁公司"), "sort1", classId + "," + saved.split(",")[1]));

        assertThat(changed.at("/header/status").intValue(-1))
                .as(changed.toString())
                .isZero();
        assertThat(field(seller.ov1("salesmanage/custom/add.asp?edit=1", "", Map.of("ord", ids.get("丁公司"))), "sort1"))
                .isEqualTo(classId + "," + saved.split(",")[1]);
        assertThat(refused(seller.ov1(
                        "salesmanage/custom/add.asp?intsort=1",
                        "__sys_dosave",
                        Map.of("ord", ids.get("丁公司"), "sort1", classId + ",987654"))))
                .containsExactly("sort1");
        assertThat(refused(seller.ov1(
                        "salesmanage/custom/add.asp?intsort=1",
                        "__sys_dosave",
                        Map.of("ord", ids.get("丁公司"), "sort1", "1,2,3"))))
                .contains("sort1");
    }

    private static String field(JsonNode form, String id) {
        return form.at("/body/bill/groups")
                .valueStream()
                .flatMap(group -> group.path("fields").valueStream())
                .filter(field -> field.path("id").stringValue("").equals(id))
                .map(field -> field.path("value").asString())
                .findFirst()
                .orElseThrow();
    }

    @ParameterizedTest
    @CsvSource({"profect, 丙", "PROFECT, 丙", "unprofect, 丙"})
    void theActionMayStandInTheCommand(String command, String customer) {
        var answer = admin.ov1("salesmanage/custom/add.asp", command, Map.of("ord", ids.get(customer + "公司")));

        assertThat(answer.at("/body/message/text").stringValue("")).contains("保护");
    }

    @Test
    void fieldsSentToARequestThatOnlyReservesAnIdAreRefusedByName() {
        var answer = seller.ov1("salesmanage/custom/add.asp?intsort=1", "", Map.of("name", "没有保存"));

        assertThat(refused(answer)).containsExactly("name");
    }

    @Test
    void theDocumentedIdsOfFollowUpWaysWork() {
        for (var sort : List.of("481", "482", "483", "484")) {
            var answer = seller.ov1(
                    "systemmanage/reply.asp?datatype=tel",
                    "__sys_dosave",
                    Map.of(
                            "ord",
                            ids.get("甲公司"),
                            "intro",
                            "电话联系",
                            "sort",
                            sort,
                            "plantype",
                            1,
                            "@title1",
                            "回访",
                            "@remind",
                            0,
                            "@ret_0",
                            "2025-1-9"));
            assertThat(answer.at("/header/status").intValue(-1))
                    .as(answer.toString())
                    .isZero();
        }
    }
}
