package io.kehub.client.ov1;

import static io.kehub.client.Failures.rejected;
import static io.kehub.client.Failures.unknown;
import static io.kehub.client.Failures.unreachable;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.kehub.client.Customer;
import io.kehub.client.CustomerField;
import io.kehub.client.CustomerKind;
import io.kehub.client.CustomerQuery;
import io.kehub.client.CustomerStatus;
import io.kehub.client.Dialect;
import io.kehub.client.ErpClient;
import io.kehub.client.ErpFailure.Reason;
import io.kehub.client.ErpResult;
import io.kehub.client.KCodeSearch;
import io.kehub.client.ScriptedErp;
import io.kehub.client.ScriptedErp.Reply;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.threeten.extra.MutableClock;

/** Answers of live ERPs in all the forms in which they come. */
class Ov1AnswersTest {
    private static final String ADD = "/sysa/mobilephone/salesmanage/custom/add.asp?intsort=1";
    private static final String DETAIL = "/sysa/mobilephone/salesmanage/custom/add.asp?edit=1";
    private static final String LIST = "/sysa/mobilephone/salesmanage/custom/list.asp";
    private static final String ASSIGN = "/sysa/mobilephone/systemmanage/order.asp?datatype=tel";
    private static final String SOURCES = "/sysa/mobilephone/source.asp?enumid=13";

    private static final String OPTIONS =
            "{\"options\": [{\"text\": \"微信\", \"value\": \"173\"}, {\"text\": \"电话\", \"value\": 174}]}";
    private static final String COLUMNS = "\"cols\": [{\"id\": \"name\"}, {\"id\": \"ORD\"}, {\"id\": \"mobile\"}]";

    private final MutableClock clock = MutableClock.of(Instant.parse("2026-01-01T00:00:00Z"), ZoneOffset.UTC);
    private ScriptedErp erp;
    private ErpClient client;

    @BeforeEach
    void start() throws IOException {
        erp = new ScriptedErp();
        client = ErpClient.builder(erp.uri())
                .dialect(Dialect.OV1)
                .session(() -> "S".repeat(176))
                .clock(clock)
                .build();
    }

    @AfterEach
    void stop() {
        client.close();
        erp.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[[\"甲\", \"7\", \"138\"]]",
                "[\"甲\", \"7\", \"138\"]",
                "[{\"ord\": 7, \"value\": [\"甲\", \"7\", \"138\"]}]",
                "{\"ord\": \"7\", \"value\": [\"甲\", \"7\", \"138\"]}"
            })
    void aRowIsReadInEveryForm(String rows) {
        lists("{" + COLUMNS + ", \"rows\": " + rows + ", \"page\": {\"recordcount\": \"1,234\"}}");

        var page = client.list(CustomerQuery.all(), 1, 20).orElseThrow();

        assertThat(page.total()).isEqualTo(1234);
        assertThat(page.customers()).singleElement().satisfies(customer -> {
            assertThat(customer.id()).isEqualTo("7");
            assertThat(customer.name()).isEqualTo("甲");
            assertThat(customer.get(CustomerField.MOBILE)).isEqualTo("138");
        });
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            ["甲","李","VIP","进展","张","经理","010","13800138000","备注","7","9","_url","_url"] | 13800138000
            ["甲","VIP","进展","张","010","13800138000","备注","7","9","_url","_url"]             | 13800138000
            """)
    void aRowWithoutNamesOfColumnsIsReadByPosition(String row, String mobile) {
        for (var cols : new String[] {"[]", "[{\"caption\": \"客户名称\"}]", "null"}) {
            lists("{\"cols\": " + cols + ", \"rows\": [" + row + "], \"page\": {\"recordcount\": 1}}");
            assertThat(client.list(CustomerQuery.all(), 1, 20).orElseThrow().customers())
                    .singleElement()
                    .satisfies(customer -> {
                        assertThat(customer.id()).isEqualTo("7");
                        assertThat(customer.get(CustomerField.LEVEL)).isEqualTo("VIP");
                        assertThat(customer.get(CustomerField.MOBILE)).isEqualTo(mobile);
                        assertThat(customer.customFields()).doesNotContainValue("_url");
                    });
        }
    }

    @Test
    void theNameInThePlaceOfAContactPersonIsNone() {
        lists("""
                {"cols": [{"id": "name"}, {"id": "personname"}, {"id": "ord"}],
                 "rows": [["甲", "甲", 7], ["乙", "张", 6]], "page": {"recordcount": 2}}""");
        assertThat(client.list(CustomerQuery.all(), 1, 20).orElseThrow().customers())
                .extracting(customer -> customer.get(CustomerField.CONTACT_PERSON))
                .containsExactly("", "张");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"cols\": [], \"rows\": [[\"甲\", \"x\"]], \"page\": {\"recordcount\": 1}}",
                "{\"rows\": [{\"value\": [\"甲\"]}], \"page\": {\"recordcount\": 1}}",
                "{" + COLUMNS + ", \"rows\": [[\"甲\", 7, 8]], \"page\": {}}"
            })
    void aListThatCannotBeReadIsUnknown(String table) {
        lists(table);
        unknown(client.list(CustomerQuery.all(), 1, 20));
    }

    @Test
    void rowsThatDoNotMatchAreLeftOutAndCounted() {
        erp.on(SOURCES, request -> ok("{\"source\": " + OPTIONS + "}"));
        lists("""
                {"cols": [{"id": "name"}, {"id": "ord"}, {"id": "ly"}, {"id": "cateid"}, {"id": "date1"}],
                 "rows": [["甲", 9, "微信", "5", "2025-1-8"], ["乙", 8, "电话", "5", "2025-1-8"],
                  ["丙", 7, "微信", "6", "2025-1-8"], ["丁", 6, "微信", "5", "2024-12-31 23:59:59"]],
                 "page": {"recordcount": 4}}""");
        var query = CustomerQuery.all()
                .withSource("微信")
                .withOwner("5")
                .addedBetween(LocalDate.of(2025, 1, 1), LocalDate.of(2025, 1, 8));
        var page = client.list(query, 1, 20).orElseThrow();
        assertThat(page.customers()).extracting(Customer::id).containsExactly("9");
        assertThat(page.skipped()).isEqualTo(3);
    }

    @Test
    void aConditionThatTheListDoesNotKnowIsRejectedAndNotSent() {
        assertThat(rejected(client.list(CustomerQuery.all().withKind(CustomerKind.PERSON), 1, 20))
                        .reason())
                .isEqualTo(Reason.UNSUPPORTED);
        assertThat(rejected(client.list(CustomerQuery.all().withStatus(CustomerStatus.REVIEWED), 1, 20))
                        .reason())
                .isEqualTo(Reason.UNSUPPORTED);
        assertThat(erp.requests(LIST)).isEmpty();
    }

    @Test
    void anErpThatIgnoresTheNumberFilterDoesNotFindCustomersOfOthers() {
        var rows = new StringBuilder();
        for (int id = 100; id > 0; id--) {
            rows.append(rows.isEmpty() ? "" : ",").append("[\"甲\", %d, \"K%d\"]".formatted(id, id));
        }
        lists("{\"cols\": [{\"id\": \"name\"}, {\"id\": \"ord\"}, {\"id\": \"khid\"}], \"rows\": [" + rows
                + "], \"page\": {\"recordcount\": 100}}");
        erp.on(
                DETAIL,
                request ->
                        ok(bill("12", "{\"id\": \"name\", \"value\": \"甲\"}, {\"id\": \"khid\", \"value\": \"K12\"}")));
        assertThat(client.findByKCode(KCodeSearch.of("K12")).orElseThrow().customers())
                .extracting(Customer::id)
                .containsExactly("12");
        assertThat(erp.requests(DETAIL)).hasSize(1);
    }

    @Test
    void tooManyCandidatesAreNotTakenForNone() {
        var rows = new StringBuilder();
        for (int id = 100; id > 0; id--) {
            rows.append(rows.isEmpty() ? "" : ",").append("[\"甲\", %d, \"\"]".formatted(id));
        }
        lists("{" + COLUMNS + ", \"rows\": [" + rows + "], \"page\": {\"recordcount\": 100}}");
        var matches = client.findByKCode(KCodeSearch.of("K12")).orElseThrow();
        assertThat(matches.complete()).isFalse();
        assertThat(erp.requests(DETAIL)).isEmpty();
    }

    @Test
    void aSearchInAnErpThatIgnoresConditionsEndsAfterFiveThousandRows() {
        erp.on(LIST, request -> {
            var pageIndex = Integer.parseInt(request.body().replaceAll(".*\"pageindex\",\"val\":\"(\\d+)\".*", "$1"));
            var rows = new StringBuilder();
            for (int n = 0; n < 200; n++) {
                rows.append(rows.isEmpty() ? "" : ",")
                        .append("[\"别人\", %d, \"\"]".formatted(1_000_000 - pageIndex * 200 - n));
            }
            return ok("{\"source\": {\"table\": {" + COLUMNS + ", \"rows\": [" + rows
                    + "], \"page\": {\"recordcount\": \"1,000,000\"}}}}");
        });
        assertThat(client.findByName("甲", null).orElseThrow().complete()).isFalse();
        assertThat(erp.requests(LIST)).hasSize(25);
    }

    @Test
    void anIdWithControlCharactersAroundItIsSentWithoutThem() {
        erp.on(ADD, request -> request.body().contains("__sys_dosave") ? saved() : ok(bill("\"\t\u0001 7\"", "")));
        assertThat(client.reserveId()).isEqualTo(new ErpResult.Done<>("7"));
    }

    @Test
    void aTextIsSentAsTheIdOfItsChoiceWhichIsRememberedForTenMinutes() {
        erp.on(SOURCES, request -> ok("{\"source\": " + OPTIONS + "}"));
        erp.on(ADD, request -> saved());

        client.add(under("7", "电话")).orElseThrow();
        client.add(under("8", " 微信 ")).orElseThrow();
        assertThat(erp.requests(ADD))
                .extracting(ScriptedErp.Request::body)
                .satisfiesExactly(
                        first -> assertThat(first).contains("{\"id\":\"ly\",\"val\":\"174\"}"),
                        second -> assertThat(second).contains("{\"id\":\"ly\",\"val\":\"173\"}"));
        assertThat(erp.requests(SOURCES)).hasSize(1);

        clock.add(Duration.ofMinutes(10));
        client.add(under("9", "电话")).orElseThrow();
        assertThat(erp.requests(SOURCES)).hasSize(2);
    }

    @Test
    void aTextThatTheErpDoesNotOfferIsRejectedWithWhatItOffers() {
        erp.on(SOURCES, request -> ok("{\"source\": " + OPTIONS + "}"));
        var rejected = rejected(client.add(under("7", "天上掉下")));
        assertThat(rejected.reason()).isEqualTo(Reason.INVALID_FIELD);
        assertThat(rejected.fields()).singleElement().satisfies(error -> {
            assertThat(error.field()).isEqualTo(CustomerField.SOURCE);
            assertThat(error.allowed()).isEqualTo("微信、电话");
        });
        assertThat(erp.requests(ADD)).isEmpty();
    }

    @Test
    void aChoiceThatWasAddedMeanwhileIsFound() {
        var added = new AtomicInteger();
        erp.on(
                SOURCES,
                request -> ok("{\"source\": " + (added.incrementAndGet() == 1 ? OPTIONS : OPTIONS.replace("电话", "展会"))
                        + "}"));
        erp.on(ADD, request -> saved());
        client.add(under("7", "电话")).orElseThrow();
        clock.add(Duration.ofMinutes(1));
        client.add(under("8", "展会")).orElseThrow();
        assertThat(erp.requests(SOURCES)).hasSize(2);
    }

    @Test
    void anAmbiguousTextOfATreeNeedsItsPath() {
        erp.on("/sysa/mobilephone/systemmanage/area_list.asp", request -> ok("""
                        {"source": {"trees": {"nodes": [
                         {"text": "重庆", "value": 1, "nodes": [{"text": "鼓楼", "value": 2}]},
                         {"text": "南京", "value": 3, "nodes": [{"text": "鼓楼", "value": 4}]}]}}}"""));
        erp.on(ADD, request -> saved());
        var customer = Customer.named("甲", CustomerKind.COMPANY).id("7");
        var rejected =
                rejected(client.add(customer.set(CustomerField.REGION, "鼓楼").build()));
        assertThat(rejected.fields().get(0).allowed()).contains("重庆->鼓楼", "南京->鼓楼");
        client.add(customer.set(CustomerField.REGION, "南京->鼓楼").build()).orElseThrow();
        assertThat(erp.requests(ADD).getFirst().body()).contains("{\"id\":\"area\",\"val\":\"4\"}");
    }

    @Test
    void aFailureBeforeTheSaveIsNoUnknownOutcome() {
        erp.on(SOURCES, request -> Reply.of(200, "<html>维护中</html>", Map.of("Content-Type", "text/html")));
        unreachable(client.add(under("7", "微信")));
        erp.on(ADD, request -> Reply.of(500, "", Map.of()));
        unreachable(client.add(Customer.named("甲", CustomerKind.COMPANY).build()));
        erp.on(DETAIL, request -> Reply.of(200, "", Map.of()));
        unreachable(client.update(
                "7", Customer.builder().set(CustomerField.REMARK, "新").build()));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"message\": {\"text\": \"保存成功！\"}}",
                "{\"message\": {\"text\": \"\", \"data\": \"7\"}}",
                "{\"message\": {\"text\": \"OK\", \"data\": {\"ord\": 7}}}",
                "{\"bill\": {\"value\": 7}}"
            })
    void aSaveIsProvenByItsWordsOrItsId(String body) {
        erp.on(ADD, request -> ok(body));
        assertThat(client.add(named("7"))).isEqualTo(new ErpResult.Done<>("7"));
        assertThat(erp.requests(DETAIL)).isEmpty();
    }

    @Test
    void anAmbiguousAnswerToASaveIsDecidedByReadingBack() {
        erp.on(ADD, request -> ok("{\"message\": {\"text\": \"Subscript out of range\"}}"));

        erp.on(DETAIL, request -> ok(bill("7", "{\"id\": \"name\", \"value\": \"甲\"}")));
        assertThat(client.add(named("7"))).isEqualTo(new ErpResult.Done<>("7"));

        erp.on(DETAIL, request -> ok(bill("7", "{\"id\": \"name\", \"value\": \"乙\"}")));
        unknown(client.add(named("7")));

        erp.on(DETAIL, request -> ok("null"));
        var rejected = rejected(client.add(named("7")));
        assertThat(rejected.reason()).isEqualTo(Reason.OTHER);
        assertThat(rejected.message()).isEqualTo("Subscript out of range");

        erp.on(DETAIL, request -> Reply.of(200, "<html>", Map.of()));
        unknown(client.add(named("7")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"保存不成功", "未能成功保存", "没有保存成功！", "成功 0 个，失败 1 个", "操作成功，但发生错误"})
    void wordsThatSaySuccessAndFailureAreDecidedByReadingBack(String words) {
        erp.on(ADD, request -> ok("{\"message\": {\"text\": \"" + words + "\"}}"));
        erp.on(DETAIL, request -> ok("null"));
        assertThat(rejected(client.add(named("7"))).message()).isEqualTo(words);
        erp.on(DETAIL, request -> ok(bill("7", "{\"id\": \"name\", \"value\": \"甲\"}")));
        assertThat(client.add(named("7"))).isEqualTo(new ErpResult.Done<>("7"));
    }

    @Test
    void aFormWithoutFieldsIsNeitherACustomerNorAbsence() {
        lists("{" + COLUMNS + ", \"rows\": [], \"page\": {\"recordcount\": 0}}");
        erp.on(DETAIL, request -> ok("{\"bill\": {\"value\": 7, \"groups\": []}}"));
        unknown(client.read("7"));
    }

    @Test
    void theFormOfAnotherCustomerIsNotMergedIntoAnUpdate() {
        erp.on(DETAIL, request -> ok(bill("8", "{\"id\": \"name\", \"value\": \"别人\"}")));
        unreachable(client.update(
                "7", Customer.builder().set(CustomerField.REMARK, "新").build()));
        unknown(client.read("7"));
        assertThat(erp.requests(ADD)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "[]",
                "\"ok\"",
                "<html><body>错误</body></html>",
                "{\"header\": {\"status\": 0, \"message\": \"保存成功！\"}, \"body\": {\"message\": {\"text\": \"保存成",
                "{\"success\": true, \"message\": \"保存成功\", \"data\": {\"id\": \"7\"}}",
                "{\"Code\": 200, \"Msg\": \"保存成功\"}"
            })
    void anAnswerThatProvesNothingIsUnknown(String body) {
        erp.on(ADD, request -> Reply.of(200, body, Map.of("Content-Type", "text/html")));
        unknown(client.add(named("7")));
        assertThat(erp.requests(ADD)).hasSize(1);
    }

    @Test
    void controlCharactersInTextsAreRead() {
        erp.on(DETAIL, request -> ok(bill("7", "{\"id\": \"intro\", \"value\": \"一\n二\t三\u0001\"}")));
        assertThat(client.read("7").orElseThrow().orElseThrow().get(CustomerField.REMARK))
                .isEqualTo("一\n二\t三\u0001");
    }

    @Test
    void aSaveThatClearsWhatItDoesNotNameClearsNothing() {
        erp.on(
                DETAIL,
                request -> ok(
                        bill(
                                "7",
                                "{\"id\": \"name\", \"value\": \"甲\"}, {\"id\": \"ly\", \"value\": 173, \"source\": "
                                        + OPTIONS
                                        + "}, {\"id\": \"@meju_3\", \"value\": \"9\"}, {\"id\": \"intro\", \"value\": \"旧\"}")));
        erp.on(ADD, request -> saved());
        client.update("7", Customer.builder().set(CustomerField.REMARK, "新").build())
                .orElseThrow();
        assertThat(erp.requests(ADD).getFirst().body())
                .contains("{\"id\":\"ord\",\"val\":\"7\"}", "{\"id\":\"name\",\"val\":\"甲\"}")
                .contains("{\"id\":\"ly\",\"val\":\"173\"}", "{\"id\":\"@meju_3\",\"val\":\"9\"}")
                .contains("{\"id\":\"intro\",\"val\":\"新\"}")
                .doesNotContain("旧");
    }

    @Test
    void aCustomFieldThatTheFormDoesNotHaveIsRejected() {
        erp.on(DETAIL, request -> ok(bill("7", "{\"id\": \"name\", \"value\": \"甲\"}")));
        var rejected = rejected(
                client.update("7", Customer.builder().customField("weixin", "x").build()));
        assertThat(rejected.fields().get(0).name()).isEqualTo("weixin");
        assertThat(erp.requests(ADD)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"ord", "session", "name", "INTRO", "a b", "编号"})
    void onlyOtherFieldsAreCustomFields(String name) {
        assertThat(rejected(client.add(
                                named("7").toBuilder().customField(name, "x").build()))
                        .fields())
                .singleElement()
                .satisfies(error -> assertThat(error.name()).isEqualTo(name));
    }

    @Test
    void anOwnerThatCannotBeAssignedDoesNotHideTheSave() {
        erp.on(ADD, request -> saved());
        erp.on(ASSIGN, request -> refused("没有权限指派"));
        var owned = named("7").toBuilder().set(CustomerField.OWNER_ID, "5").build();
        var added = client.add(owned);
        assertThat(added.orElseThrow()).isEqualTo("7");
        assertThat(((ErpResult.Done<String>) added).warnings())
                .singleElement()
                .satisfies(failure -> assertThat(failure.message()).isEqualTo("没有权限指派"));

        erp.on(ASSIGN, request -> ok("{\"message\": {\"text\": \"客户指派成功\"}}"));
        assertThat(client.add(owned)).isEqualTo(new ErpResult.Done<>("7"));
        assertThat(erp.requests(ASSIGN).getLast().body())
                .contains("{\"id\":\"member1\",\"val\":\"0\"}", "{\"id\":\"member2\",\"val\":\"5\"}");
    }

    @Test
    void anUpdateThatOnlyAssignsAnOwnerFailsIfThatFails() {
        erp.on(DETAIL, request -> ok(bill("7", "{\"id\": \"name\", \"value\": \"甲\"}")));
        erp.on(ASSIGN, request -> refused("没有权限指派"));
        var owner = Customer.builder().set(CustomerField.OWNER_ID, "5").build();
        assertThat(rejected(client.update("7", owner)).message()).isEqualTo("没有权限指派");
        assertThat(erp.requests(ADD)).isEmpty();
    }

    @Test
    void theWordsForAbsenceAreLearnedFromAnIdThatCannotExist() {
        lists("{" + COLUMNS + ", \"rows\": [[\"甲\", 3, \"\"]], \"page\": {\"recordcount\": 1}}");
        erp.on(
                DETAIL,
                request -> request.body().contains("\"3\"")
                        ? ok(bill("3", "{\"id\": \"name\", \"value\": \"甲\"}"))
                        : refused("单据不存在"));
        assertThat(client.read("7").orElseThrow()).isEmpty();
        assertThat(client.read("8").orElseThrow()).isEmpty();
        assertThat(erp.requests(LIST)).hasSize(1);
    }

    @Test
    void aRefusalOfEveryReadingIsNotTakenForAbsence() {
        lists("{" + COLUMNS + ", \"rows\": [[\"甲\", 3, \"\"]], \"page\": {\"recordcount\": 1}}");
        erp.on(DETAIL, request -> refused("系统维护中"));
        assertThat(rejected(client.read("7")).message()).isEqualTo("系统维护中");
        lists("{" + COLUMNS + ", \"rows\": [], \"page\": {\"recordcount\": 0}}");
        assertThat(rejected(client.read("7")).message()).isEqualTo("系统维护中");
    }

    @Test
    void anUnknownAddressIsUnsupported() {
        erp.on(DETAIL, request -> Reply.of(404, "<html>.asp 找不到对应处理程序", Map.of()));
        assertThat(rejected(client.read("7")).reason()).isEqualTo(Reason.UNSUPPORTED);
    }

    @Test
    void theSessionIsSentWholeAndTheDeviceIsChecked() {
        erp.on(DETAIL, request -> ok("null"));
        client.read("7").orElseThrow();
        assertThat(erp.requests(DETAIL).getFirst().body()).contains("\"session\":\"" + "S".repeat(176) + "\"");
        var settings = ErpClient.builder(URI.create("http://erp.example"));
        for (var device : new String[] {"", "a b", "设备", "x".repeat(37), "a/b"}) {
            assertThatIllegalArgumentException().isThrownBy(() -> settings.device(device));
        }
        settings.device("Hub_1-" + "x".repeat(30));
    }

    private void lists(String table) {
        erp.on(LIST, request -> ok("{\"source\": {\"type_\": \"table\", \"table\": " + table + "}}"));
    }

    private static Customer named(String id) {
        return Customer.named("甲", CustomerKind.COMPANY).id(id).build();
    }

    private static Customer under(String id, String source) {
        return named(id).toBuilder().set(CustomerField.SOURCE, source).build();
    }

    private static String bill(String id, String fields) {
        return "{\"bill\": {\"value\": " + id + ", \"groups\": [{\"fields\": [" + fields + "]}]}}";
    }

    private static Reply saved() {
        return ok("{\"message\": {\"text\": \"保存成功！\"}}");
    }

    private static Reply ok(String body) {
        return Reply.json("{\"header\": {\"status\": 0, \"message\": \"操作完成\"}, \"body\": " + body + "}");
    }

    private static Reply refused(String text) {
        return Reply.json("{\"header\": {\"status\": 1, \"message\": \"" + text
                + "\"}, \"body\": {\"message\": {\"text\": \"" + text + "\"}}}");
    }
}
