package io.kehub.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.kehub.client.ScriptedErp.Reply;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AnswersTest {
    private ScriptedErp erp;
    private ErpClient client;

    @BeforeEach
    void start() throws IOException {
        erp = new ScriptedErp();
        client = ErpClient.builder(erp.uri())
                .session(() -> "KEHUB_SESSION=s1")
                .clock(new TurnableClock())
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

        var id = client.addCustomer(CustomerDraft.builder("张三公司", CustomerSort.ORGANISATION)
                .shortName("张三")
                .source("微信")
                .kCode("K3208")
                .build());

        assertThat(id).isEqualTo("12345");
        assertThat(erp.requests(ScriptedErp.ADD))
                .singleElement()
                .satisfies(
                        request -> assertThat(request.body())
                                .isEqualTo(
                                        "{\"name\":\"张三公司\",\"sort\":1,\"telname\":\"张三\",\"source\":\"微信\",\"k_code\":\"K3208\"}"));
    }

    @Test
    void aQueryGoesOutAsTheQuickReferenceWritesIt() {
        erp.on(ScriptedErp.LIST, request -> Reply.json(ScriptedErp.NO_CUSTOMERS));

        client.customersPage(CustomerQuery.all(), 1, 20);
        client.customersPage(
                CustomerQuery.keyword("重庆")
                        .withSort(CustomerSort.PERSON)
                        .withSource("微信")
                        .withCharge("1001")
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

        var page = client.customersPage(CustomerQuery.all(), 2, 20);

        assertThat(page.total()).isEqualTo(1234);
        assertThat(page.pageIndex()).isEqualTo(2);
        assertThat(page.customers()).singleElement().satisfies(customer -> {
            assertThat(customer.id()).isEqualTo("77");
            assertThat(customer.name()).isEqualTo("甲");
            assertThat(customer.sort()).contains(CustomerSort.ORGANISATION);
            assertThat(customer.status()).contains(CustomerStatus.AWAITING_REVIEW);
            assertThat(customer.addedAt()).contains(LocalDate.of(2025, 1, 8).atStartOfDay());
            assertThat(customer.fax()).isEmpty();
        });
    }

    @Test
    void aDetailNeedsNoIdOfItsOwn() {
        erp.on(ScriptedErp.DETAIL, request -> Reply.json("""
                {"success": true, "message": "", "data": {"name": "乙"}}"""));
        assertThat(client.customer("9")).hasValueSatisfying(customer -> {
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
        assertThat(client.customer("9")).isEmpty();
    }

    @Test
    void anAddressThatTheErpDoesNotKnowIsNotTakenForAMissingCustomer() {
        erp.on(ScriptedErp.DETAIL, request -> Reply.refusal(404, "unknown_address", "没有这个接口"));
        assertThatExceptionOfType(ErpException.Refused.class).isThrownBy(() -> client.customer("9"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "null", "[]", "\"9\"", "{\"id\":\"8\",\"name\":\"别人\"}"})
    void aDetailThatHoldsNotTheCustomerAskedForProvesNothing(String data) {
        erp.on(ScriptedErp.DETAIL, request -> Reply.json("{\"success\":true,\"message\":\"\",\"data\":" + data + "}"));
        assertThatExceptionOfType(ErpException.Unknown.class).isThrownBy(() -> client.customer("9"));
    }

    @Test
    void aRefusalTellsItsCodeAndTheFieldsAtFault() {
        erp.on(ScriptedErp.ADD, request -> Reply.json(409, """
                {"success": false, "message": "k_code：已被使用", "data": {"code": "taken", "errors":
                 [{"field": "k_code", "message": "已被客户 12 使用", "allowed": "没有用过的编码"}]}}"""));

        var refused = catchThrowableOfType(ErpException.Refused.class, this::add);

        assertThat(refused).hasMessage("k_code：已被使用");
        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.code()).isEqualTo("taken");
        assertThat(refused.callerRefused()).isFalse();
        assertThat(refused.retryAfter()).isEmpty();
        assertThat(refused.fields())
                .containsExactly(new ErpException.Refused.FieldRefusal("k_code", "已被客户 12 使用", "没有用过的编码"));
    }

    @Test
    void aLiveErpRefusesAtHttp200WithoutACode() {
        erp.on(ScriptedErp.ADD, request -> Reply.json("{\"success\":false,\"message\":\"客户名称重复\"}"));

        var refused = catchThrowableOfType(ErpException.Refused.class, this::add);

        assertThat(refused).hasMessage("客户名称重复");
        assertThat(refused.status()).isEqualTo(200);
        assertThat(refused.code()).isEmpty();
        assertThat(refused.fields()).isEmpty();
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

        var refused = catchThrowableOfType(ErpException.Refused.class, this::add);

        assertThat(refused.status()).isEqualTo(429);
        assertThat(refused.callerRefused()).isFalse();
        assertThat(refused.retryAfter()).contains(wait);
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

        assertThatExceptionOfType(ErpException.Unknown.class)
                .isThrownBy(this::add)
                .satisfies(unknown -> assertThat(unknown.getMessage()).doesNotContain("<"));

        assertThat(erp.requests(ScriptedErp.ADD)).hasSize(1);
    }

    @Test
    void aBusyErpSaysWhenToLookAgain() {
        erp.on(ScriptedErp.ADD, request -> Reply.of(503, "", Map.of("Retry-After", "30")));
        assertThat(catchThrowableOfType(ErpException.Unknown.class, this::add).retryAfter())
                .contains(Duration.ofSeconds(30));
    }

    @Test
    void bytesThatAreNoUtf8AndJsonWithoutEndAreUnknown() {
        var brokenLetters =
                "{\"success\":true,\"data\":{\"id\":\"1\",\"name\":\"??\"}}".getBytes(StandardCharsets.US_ASCII);
        for (int i = 0; i < brokenLetters.length; i++) {
            brokenLetters[i] = brokenLetters[i] == '?' ? (byte) 0xff : brokenLetters[i];
        }
        erp.on(ScriptedErp.ADD, request -> new Reply(200, ByteBuffer.wrap(brokenLetters), Map.of()));
        assertThatExceptionOfType(ErpException.Unknown.class).isThrownBy(this::add);

        erp.on(ScriptedErp.ADD, request -> Reply.json("{\"success\":true,\"data\":" + "[".repeat(10_000)));
        assertThatExceptionOfType(ErpException.Unknown.class).isThrownBy(this::add);
    }

    @Test
    void aListThatIsNoListProvesNothing() {
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
            assertThatExceptionOfType(ErpException.Unknown.class)
                    .as(data)
                    .isThrownBy(() -> client.customersPage(CustomerQuery.all(), 1, 20));
        }
    }

    @Test
    void anAnswerOfMegabytesIsReadAndOneOfMoreThan32IsNot() {
        erp.on(
                ScriptedErp.DETAIL,
                request -> Reply.json(
                        "{\"success\":true,\"data\":{\"id\":\"9\",\"remark\":\"" + "长".repeat(2_000_000) + "\"}}"));
        assertThat(client.customer("9").orElseThrow().remark()).hasSize(2_000_000);

        erp.on(
                ScriptedErp.ADD,
                request -> Reply.json(
                        "{\"success\":true,\"data\":{\"id\":\"9\",\"x\":\"" + "x".repeat(33 * 1024 * 1024) + "\"}}"));
        assertThatExceptionOfType(ErpException.Unknown.class)
                .isThrownBy(this::add)
                .withMessageContaining("33554432");
    }

    private void add() {
        client.addCustomer(
                CustomerDraft.builder("张三公司", CustomerSort.ORGANISATION).build());
    }
}
