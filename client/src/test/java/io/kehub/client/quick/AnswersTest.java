package io.kehub.client.quick;

import static io.kehub.client.Failures.rejected;
import static io.kehub.client.Failures.unknown;
import static org.assertj.core.api.Assertions.assertThat;

import io.kehub.client.Customer;
import io.kehub.client.CustomerField;
import io.kehub.client.CustomerKind;
import io.kehub.client.CustomerQuery;
import io.kehub.client.CustomerStatus;
import io.kehub.client.ErpClient;
import io.kehub.client.ErpFailure;
import io.kehub.client.ErpFailure.FieldError;
import io.kehub.client.ErpFailure.Reason;
import io.kehub.client.ErpResult;
import io.kehub.client.ScriptedErp;
import io.kehub.client.ScriptedErp.Reply;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.threeten.extra.MutableClock;

class AnswersTest {
    private ScriptedErp erp;
    private ErpClient client;

    @BeforeEach
    void start() throws IOException {
        erp = new ScriptedErp();
        client = ErpClient.builder(erp.uri())
                .session(() -> "KEHUB_SESSION=s1")
                .clock(MutableClock.of(Instant.parse("2026-01-01T00:00:00Z"), ZoneOffset.UTC))
                .build();
    }

    @AfterEach
    void stop() {
        client.close();
        erp.close();
    }

    @Test
    void anAddSendsTheDraftAndAnswersTheNewId() {
        erp.on(ScriptedErp.ADD, request -> Reply.json("""
                {"success": true, "message": "添加成功", "data": {"id": "12345"}}"""));

        var added = client.add(Customer.named("张三公司", CustomerKind.COMPANY)
                .set(CustomerField.SHORT_NAME, "张三")
                .set(CustomerField.SOURCE, "微信")
                .set(CustomerField.PHONE, "")
                .set(CustomerField.K_CODE, "K3208")
                .customField("field12", "007")
                .build());

        assertThat(added).isEqualTo(new ErpResult.Done<>("12345"));
        assertThat(erp.requests(ScriptedErp.ADD))
                .singleElement()
                .satisfies(request -> assertThat(request.body())
                        .isEqualTo("{\"name\":\"张三公司\",\"telname\":\"张三\",\"sort\":1,\"source\":\"微信\",\"tel\":\"\","
                                + "\"k_code\":\"K3208\",\"field12\":\"007\"}"));
    }

    @Test
    void aQueryGoesOutAsTheQuickReferenceWritesIt() {
        erp.on(ScriptedErp.LIST, request -> Reply.json(ScriptedErp.NO_CUSTOMERS));

        client.list(CustomerQuery.all(), 1, 20);
        client.list(
                CustomerQuery.keyword("重庆")
                        .withKind(CustomerKind.PERSON)
                        .withSource("微信")
                        .withOwner("1001")
                        .addedBetween(LocalDate.of(2025, 1, 1), LocalDate.of(2025, 12, 31))
                        .withStatus(CustomerStatus.REVIEWED),
                3,
                50);

        assertThat(erp.requests(ScriptedErp.LIST))
                .extracting(ScriptedErp.Request::body)
                .containsExactly("""
                        {"pageindex":1,"pagesize":20,"keyword":"","sort":0,"source":"","charge":"",\
                        "starttime":"","endtime":"","status":""}""", """
                        {"pageindex":3,"pagesize":50,"keyword":"重庆","sort":2,"source":"微信","charge":"1001",\
                        "starttime":"2025-01-01","endtime":"2025-12-31","status":1}""");
    }

    @Test
    void aListOfALiveErpIsReadWithItsSeparatorsAndNumbersAsTexts() {
        erp.on(ScriptedErp.LIST, request -> Reply.json("""
                {"success": "true", "message": "操作成功", "data": {"total": "1,234", "pageindex": "2", "pagesize": "20",
                 "list": [{"id": 77, "Name": "甲", "sort": "1", "status": 0, "addtime": "2025-1-8", "fax": null}]}}"""));

        var page = client.list(CustomerQuery.all(), 2, 20).orElseThrow();

        assertThat(page.total()).isEqualTo(1234);
        assertThat(page.pageIndex()).isEqualTo(2);
        assertThat(page.customers()).singleElement().satisfies(customer -> {
            assertThat(customer.id()).isEqualTo("77");
            assertThat(customer.name()).isEqualTo("甲");
            assertThat(customer.kind()).contains(CustomerKind.COMPANY);
            assertThat(customer.status()).contains(CustomerStatus.AWAITING_REVIEW);
            assertThat(customer.addedAt()).contains(LocalDate.of(2025, 1, 8).atStartOfDay());
            assertThat(customer.has(CustomerField.FAX)).isTrue();
            assertThat(customer.get(CustomerField.FAX)).isEmpty();
        });
    }

    @Test
    void aDetailNeedsNoId() {
        erp.on(ScriptedErp.DETAIL, request -> Reply.json("""
                {"success": true, "message": "", "data": {"name": "乙"}}"""));
        assertThat(client.read("9").orElseThrow()).hasValueSatisfying(customer -> {
            assertThat(customer.id()).isEqualTo("9");
            assertThat(customer.name()).isEqualTo("乙");
        });
        assertThat(erp.requests(ScriptedErp.DETAIL))
                .singleElement()
                .satisfies(request -> assertThat(request.body()).isEqualTo("{\"id\":\"9\"}"));
    }

    @Test
    void aCustomerThatTheErpDoesNotHaveIsEmpty() {
        erp.on(ScriptedErp.DETAIL, request -> Reply.refusal(404, "not_found", "没有这个客户"));
        assertThat(client.read("9").orElseThrow()).isEmpty();
    }

    @Test
    void anUnknownAddressIsNotMistakenForAMissingCustomer() {
        erp.on(ScriptedErp.DETAIL, request -> Reply.refusal(404, "unknown_address", "没有这个接口"));
        assertThat(rejected(client.read("9")).reason()).isEqualTo(Reason.UNSUPPORTED);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "null", "[]", "\"9\"", "{\"id\":\"8\",\"name\":\"别人\"}"})
    void aDetailOfAnotherCustomerIsUnknown(String data) {
        erp.on(ScriptedErp.DETAIL, request -> Reply.json("{\"success\":true,\"message\":\"\",\"data\":" + data + "}"));
        unknown(client.read("9"));
    }

    @ParameterizedTest
    @CsvSource(quoteCharacter = '`', textBlock = """
            404, `{"success": false, "message": "客户 # 不存在"}`
            200, `{"success": false, "message": "没有找到数据"}`
            200, `{"success": true, "message": "", "data": null}`
            200, `{"success": true, "message": "", "data": {}}`
            200, `{"success": true, "message": "", "data": []}`
            200, `{"success": true, "message": "", "data": {"id": "", "name": " "}}`
            """)
    void theWordsForAbsenceAreLearnedFromAnIdThatCannotExist(int status, String absent) {
        erp.on(
                ScriptedErp.LIST,
                request -> Reply.json(
                        "{\"success\":true,\"message\":\"\",\"data\":{\"list\":[{\"id\":\"3\"}],\"total\":1}}"));
        erp.on(
                ScriptedErp.DETAIL,
                request -> request.body().equals("{\"id\":\"3\"}")
                        ? Reply.json("{\"success\":true,\"message\":\"\",\"data\":{\"id\":\"3\",\"name\":\"甲\"}}")
                        : Reply.json(status, absent.replace("#", request.body().replaceAll("[^0-9]", ""))));
        assertThat(client.read("9").orElseThrow()).isEmpty();
        assertThat(client.read("10").orElseThrow()).isEmpty();
        assertThat(erp.requests(ScriptedErp.LIST)).hasSize(1);
    }

    @Test
    void aRefusalOfEveryReadingIsNotTakenForAbsence() {
        erp.on(
                ScriptedErp.LIST,
                request -> Reply.json(
                        "{\"success\":true,\"message\":\"\",\"data\":{\"list\":[{\"id\":\"3\"}],\"total\":1}}"));
        erp.on(ScriptedErp.DETAIL, request -> Reply.json("{\"success\": false, \"message\": \"系统维护中\"}"));
        assertThat(rejected(client.read("9")).message()).isEqualTo("系统维护中");
        erp.on(ScriptedErp.LIST, request -> Reply.json(ScriptedErp.NO_CUSTOMERS));
        assertThat(rejected(client.read("9")).message()).isEqualTo("系统维护中");
    }

    @Test
    void controlCharactersInTextsAreRead() {
        erp.on(
                ScriptedErp.DETAIL,
                request -> Reply.json("{\"success\":true,\"data\":{\"id\":\"9\",\"remark\":\"一\n二\t\u0001三\"}}"));
        assertThat(client.read("9").orElseThrow().orElseThrow().get(CustomerField.REMARK))
                .isEqualTo("一\n二\t\u0001三");
    }

    @Test
    void aRejectionHasItsCodeAndTheInvalidFields() {
        erp.on(ScriptedErp.ADD, request -> Reply.json(409, """
                {"success": false, "message": "k_code：已被使用", "data": {"code": "taken", "errors":
                 [{"field": "k_code", "message": "已被客户 12 使用", "allowed": "没有用过的编码"}]}}"""));

        assertThat(rejected(add()))
                .isEqualTo(new ErpFailure.Rejected(
                        Reason.CONFLICT,
                        "taken",
                        "k_code：已被使用",
                        List.of(new FieldError(CustomerField.K_CODE, "k_code", "已被客户 12 使用", "没有用过的编码"))));
    }

    @Test
    void aLiveErpRefusesAtHttp200WithoutACode() {
        erp.on(ScriptedErp.ADD, request -> Reply.json("{\"success\":false,\"message\":\"客户名称重复\"}"));

        assertThat(rejected(add())).isEqualTo(new ErpFailure.Rejected(Reason.OTHER, "", "客户名称重复", List.of()));
    }

    @ParameterizedTest
    @CsvSource({
        "400, invalid_field, INVALID_FIELD",
        "400, no_such_code, OTHER",
        "401, '', UNAUTHENTICATED",
        "403, '', FORBIDDEN",
        "404, '', NOT_FOUND",
        "404, unknown_address, UNSUPPORTED",
        "405, '', UNSUPPORTED",
        "407, '', UNAUTHENTICATED",
        "408, '', TOO_MANY_REQUESTS",
        "409, state_conflict, CONFLICT",
        "413, '', OTHER",
        "429, '', TOO_MANY_REQUESTS",
        "200, no_session, UNAUTHENTICATED",
        "200, forbidden, FORBIDDEN",
        "200, not_found, NOT_FOUND",
        "200, taken, CONFLICT",
        "200, invalid_field, INVALID_FIELD"
    })
    void aRejectionIsClassifiedByItsStatusAndElseByItsCode(int status, String code, Reason reason) {
        erp.on(ScriptedErp.ADD, request -> Reply.refusal(status, code, "不行"));
        assertThat(rejected(add()).reason()).isEqualTo(reason);
        assertThat(rejected(add()).message()).isEqualTo("不行");
    }

    @Test
    void aRejectionAtHttp200ThatNamesFieldsIsAboutThem() {
        erp.on(ScriptedErp.ADD, request -> Reply.json("""
                {"success": false, "message": "无效", "data": {"errors":
                 [{"field": "Source", "message": "无此来源"}, {"field": "field7", "message": "太长"}]}}"""));
        var rejected = rejected(add());
        assertThat(rejected.reason()).isEqualTo(Reason.INVALID_FIELD);
        assertThat(rejected.fields())
                .containsExactly(
                        new FieldError(CustomerField.SOURCE, "Source", "无此来源", ""),
                        new FieldError(null, "field7", "太长", ""));
    }

    @ParameterizedTest
    @EnumSource(
            value = CustomerField.class,
            names = {"OWNER_NAME", "ADDED_AT", "STATUS", "PROTECTED", "SCALE", "POSTCODE"})
    void aFieldThatTheDialectCannotWriteIsRejectedAndNotSent(CustomerField field) {
        var rejected = rejected(client.add(
                Customer.named("张三公司", CustomerKind.COMPANY).set(field, "x").build()));
        assertThat(rejected.reason()).isEqualTo(Reason.INVALID_FIELD);
        assertThat(rejected.fields()).singleElement().satisfies(error -> {
            assertThat(error.field()).isEqualTo(field);
            assertThat(error.message()).contains(field.caption());
            assertThat(error.allowed()).contains("客户名称", "K编码");
        });
        assertThat(erp.requests(ScriptedErp.ADD)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"name", "field", "field1x", "xfield1", "编号"})
    void onlyCustomFieldsAreSentByTheirNames(String name) {
        var rejected = rejected(client.add(Customer.named("张三公司", CustomerKind.COMPANY)
                .customField(name, "x")
                .build()));
        assertThat(rejected.fields())
                .singleElement()
                .satisfies(error -> assertThat(error.name()).isEqualTo(name));
        assertThat(erp.requests(ScriptedErp.ADD)).isEmpty();
    }

    @Test
    void anUnknownKindIsSentAndReadUnchanged() {
        erp.on(ScriptedErp.ADD, request -> Reply.json("{\"success\": true, \"data\": {\"id\": \"9\"}}"));
        erp.on(
                ScriptedErp.DETAIL,
                request ->
                        Reply.json("{\"success\": true, \"data\": {\"name\": \"乙\", \"sort\": 3, \"status\": \"7\"}}"));
        client.add(Customer.builder().set(CustomerField.KIND, "3").build());
        assertThat(erp.requests(ScriptedErp.ADD))
                .singleElement()
                .satisfies(request -> assertThat(request.body()).isEqualTo("{\"sort\":\"3\"}"));
        assertThat(client.read("9").orElseThrow()).hasValueSatisfying(customer -> {
            assertThat(customer.get(CustomerField.KIND)).isEqualTo("3");
            assertThat(customer.kind()).isEmpty();
            assertThat(customer.get(CustomerField.STATUS)).isEqualTo("7");
        });
    }

    @ParameterizedTest
    @CsvSource({
        "120, PT2M",
        "'Thu, 01 Jan 2026 00:05:00 GMT', PT5M",
        "'Wed, 31 Dec 2025 00:05:00 GMT', PT0S",
        "999999999999999999, PT24H"
    })
    void tooManyCallsAreRefusedWithTheTimeToWait(String header, Duration wait) {
        erp.on(ScriptedErp.ADD, request -> Reply.of(429, "slow down", Map.of("Retry-After", header)));

        var rejected = rejected(add());

        assertThat(rejected.reason()).isEqualTo(Reason.TOO_MANY_REQUESTS);
        assertThat(rejected.retryAfter()).isEqualTo(wait);
    }

    @ParameterizedTest
    @CsvSource(quoteCharacter = '`', textBlock = """
            200, text/html,        `<html><body>系统错误</body></html>`
            200, application/json, ``
            200, application/json, `[]`
            200, application/json, `"ok"`
            200, application/json, `{"Code":200,"Msg":"ok"}`
            200, application/json, `{"success":1,"message":"","data":{"id":"1"}}`
            200, application/json, `{"success":true,"message":"添加成功","data":{"id":"1"}`
            200, application/json, `{"success":true,"message":"添加成功","data":{"id":"1"}} trailing`
            200, application/json, `{"success":true,"message":"添加成功"}`
            200, application/json, `{"success":true,"message":"添加成功","data":{}}`
            200, application/json, `{"success":true,"message":"添加成功","data":{"id":""}}`
            302, text/html,        `<a href="/login">`
            302, application/json, `{"success":true,"message":"","data":{"id":"1"}}`
            404, text/html,        `<html>no such page</html>`
            400, application/json, `{"success":true,"message":"","data":{"id":"1"}}`
            500, text/html,        `<html>error</html>`
            500, application/json, `{"success":false,"message":"内部错误","data":{"code":"x","errors":[]}}`
            503, application/json, `{"success":true,"message":"","data":{"id":"1"}}`
            """)
    void anAnswerThatProvesNothingIsUnknown(int status, String type, String body) {
        erp.on(ScriptedErp.ADD, request -> Reply.of(status, body, Map.of("Content-Type", type, "Retry-After", "7")));

        assertThat(unknown(add()).message()).doesNotContain("<");

        assertThat(erp.requests(ScriptedErp.ADD)).hasSize(1);
    }

    @Test
    void aBusyErpSaysWhenToRetry() {
        erp.on(ScriptedErp.ADD, request -> Reply.of(503, "", Map.of("Retry-After", "30")));
        assertThat(unknown(add()).retryAfter()).isEqualTo(Duration.ofSeconds(30));
    }

    @Test
    void bytesThatAreNoUtf8AndJsonWithoutEndAreUnknown() {
        var brokenLetters =
                "{\"success\":true,\"data\":{\"id\":\"1\",\"name\":\"??\"}}".getBytes(StandardCharsets.US_ASCII);
        for (int i = 0; i < brokenLetters.length; i++) {
            brokenLetters[i] = brokenLetters[i] == '?' ? (byte) 0xff : brokenLetters[i];
        }
        erp.on(ScriptedErp.ADD, request -> new Reply(200, ByteBuffer.wrap(brokenLetters), Map.of()));
        unknown(add());

        erp.on(ScriptedErp.ADD, request -> Reply.json("{\"success\":true,\"data\":" + "[".repeat(10_000)));
        unknown(add());
    }

    @Test
    void aMalformedListIsUnknown() {
        for (var data : new String[] {
            "{}",
            "{\"list\":{},\"total\":1}",
            "{\"list\":[]}",
            "{\"list\":[{\"name\":\"甲\"}],\"total\":1}",
            "{\"list\":[7],\"total\":1}"
        }) {
            erp.on(
                    ScriptedErp.LIST,
                    request -> Reply.json("{\"success\":true,\"message\":\"\",\"data\":" + data + "}"));
            assertThat(unknown(client.list(CustomerQuery.all(), 1, 20)).message())
                    .as(data)
                    .isNotBlank();
        }
    }

    @Test
    void anAnswerOfMegabytesIsReadAndOneOfMoreThan32IsNot() {
        erp.on(
                ScriptedErp.DETAIL,
                request -> Reply.json(
                        "{\"success\":true,\"data\":{\"id\":\"9\",\"remark\":\"" + "长".repeat(2_000_000) + "\"}}"));
        assertThat(client.read("9").orElseThrow().orElseThrow().get(CustomerField.REMARK))
                .hasSize(2_000_000);

        erp.on(
                ScriptedErp.ADD,
                request -> Reply.json(
                        "{\"success\":true,\"data\":{\"id\":\"9\",\"x\":\"" + "x".repeat(33 * 1024 * 1024) + "\"}}"));
        assertThat(unknown(add()).message()).contains("33554432");
    }

    private ErpResult<String> add() {
        return client.add(Customer.named("张三公司", CustomerKind.COMPANY).build());
    }
}
