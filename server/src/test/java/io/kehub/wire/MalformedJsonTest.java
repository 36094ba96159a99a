package io.kehub.wire;

import static org.assertj.core.api.Assertions.assertThat;

import io.kehub.KeHubServer;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Broken JSON is reported at its line and column, in every dialect and under /api, and no valid field is blamed for it. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class MalformedJsonTest {

    private static final String CONTACTS = "/api/hub/contacts";
    private static final String OV1_LIST = "/sysa/mobilephone/salesmanage/custom/list.asp";

    private final KeHubServer server = KeHubServer.start();
    private final String session = QuickCaller.signedIn(server.address(), "admin", KeHubServer.ADMIN_PASSWORD)
            .session();
    private final QuickCaller stranger = QuickCaller.stranger(server.address());
    private final QuickCaller caller = stranger.with("Cookie", "KEHUB_SESSION=" + session);

    @AfterAll
    void stop() {
        server.close();
    }

    /**
     * A broken body.
     *
     * @param tail what follows the field {@code a}, in each dialect under another name
     * @param line where the syntax breaks
     * @param column for a body that begins with <code>{"a": </code>
     */
    record Row(String what, String tail, int line, int column) {
        @Override
        public String toString() {
            return what;
        }
    }

    static Stream<Row> rows() {
        return Stream.of(
                new Row("cut off in a text", "\"张三", 1, 10),
                new Row("cut off behind a field", "\"张三\"", 1, 11),
                new Row("cut off behind a comma", "\"张三\",\n", 2, 1),
                new Row("a missing comma", "\"张三\"\n \"b\": 1}", 2, 2),
                new Row("a missing colon", "\"张三\", \"b\" 1}", 1, 17),
                new Row("a missing value", "\"张三\", \"b\": }", 1, 18),
                new Row("a bad escape", "\"C:\\x\"}", 1, 10),
                new Row("half a Unicode escape", "\"\\u12\"}", 1, 8),
                new Row("a full-width comma", "\"张三\"，\"b\": 1}", 1, 11),
                new Row("a word without quotes", "None}", 1, 7),
                new Row("a number in hexadecimal", "0x1F}", 1, 7),
                new Row("brackets that do not match", "[1}", 1, 9),
                new Row("something behind the object", "\"张三\"} x", 1, 13));
    }

    @ParameterizedTest
    @MethodSource("rows")
    void brokenSyntaxIsReportedAtItsPlaceInEveryDialect(Row row) {
        var body = "{\"a\": " + row.tail();
        var place = "第 %d 行第 %d 列".formatted(row.line(), row.column());

        var quick = caller.post(QuickCaller.LIST, body);
        assertThat(quick.status()).isEqualTo(400);
        assertThat(quick.code()).isEqualTo("malformed_body");
        assertThat(quick.refusedFields()).containsExactly("");
        assertThat(quick.json().path("message").stringValue("")).contains(place).contains("；允许：");

        var api = caller.post(CONTACTS, body);
        assertThat(api.status()).isEqualTo(400);
        assertThat(api.code()).isEqualTo("malformed_json");
        assertThat(api.refusedFields()).containsExactly("");
        assertThat(api.json().path("message").stringValue("")).contains(place).contains("；允许：");

        var v3 = stranger.with("ZBAPI-Token", session).post("/webapi/v3/sales/customer/add", body);
        assertThat(v3.json().path("Code").intValue()).isEqualTo(300);
        assertThat(v3.json().path("Msg").stringValue("")).contains(place);

        var ov1 = stranger.post("/sysa/mobilephone/salesmanage/custom/list.asp", body);
        assertThat(ov1.json().at("/header/status").intValue(0)).isNotZero();
        assertThat(ov1.json().at("/header/message").stringValue("")).contains(place);

        var helper = stranger.post("/webapi/apiHelper/SystemManage/GetUnitList", body);
        assertThat(helper.json().path("flag").booleanValue(true)).isFalse();
        assertThat(helper.json().path("msg").stringValue("")).contains(place);
    }

    @Test
    void namesWithoutQuotesAndSingleQuotesAreMistakesInQuickAndApiOnly() {
        for (var body : List.of("{pagesize: 1}", "{'pagesize': 1}", "{\"pagesize\": '1'}")) {
            assertThat(caller.post(QuickCaller.LIST, body)
                            .json()
                            .path("message")
                            .stringValue(""))
                    .contains("第 1 行第", "引号");
            assertThat(caller.post(CONTACTS, body).json().path("message").stringValue(""))
                    .contains("第 1 行第", "引号");
            assertThat(stranger.with("ZBAPI-Token", session)
                            .post("/webapi/v3/sales/customer/add", body)
                            .json()
                            .path("Msg")
                            .stringValue(""))
                    .doesNotContain("JSON");
        }
    }

    @Test
    void commentsAndTrailingCommasAreMistakesOutsideOfTheQuickDialect() {
        var body = "{\"wx_id\": \"wxid_x\" // 微信号\n}";

        assertThat(caller.post(QuickCaller.LIST, "{\"pagesize\": 1, // 每页\n}").status())
                .isEqualTo(200);
        assertThat(caller.post(CONTACTS, body).json().path("message").stringValue(""))
                .contains("第 1 行第 20 列", "此处不接受注释");
        assertThat(caller.post(CONTACTS, "{\"wx_id\": \"wxid_x\",}")
                        .json()
                        .path("message")
                        .stringValue(""))
                .contains("第 1 行第 20 列", "逗号之后没有字段");
        assertThat(stranger.post(OV1_LIST, "{\"session\": \"x\", // y\n\"datas\": []}")
                        .json()
                        .at("/header/message")
                        .stringValue(""))
                .contains("第 1 行第 18 列", "此处不接受注释");
    }

    @Test
    void controlCharactersAreReportedWhereTheyStand() {
        for (var address : List.of(QuickCaller.LIST, CONTACTS)) {
            var answer = caller.post(address, "{\"keyword\": \"a\",\n \"wx_id\": \"a\u0001\"}");

            assertThat(answer.refusedFields()).containsExactly("");
            assertThat(answer.json().path("message").stringValue("")).contains("第 2 行第 13 列", "U+0001");
        }
    }

    @Test
    void anotherEncodingIsReportedAtItsPlace() {
        var gbk = "{\"a\": 1,\n \"name\": \"张三\"}".getBytes(Charset.forName("GBK"));
        for (var address : List.of(QuickCaller.ADD, CONTACTS)) {
            var answer = caller.post(address, gbk);

            assertThat(answer.status()).isEqualTo(400);
            assertThat(answer.code()).isIn("malformed_body", "malformed_utf8");
            assertThat(answer.json().path("message").stringValue("")).contains("第 2 行第 11 列（第 20 个字节）", "UTF-8", "GBK");
        }
        assertThat(caller.post(QuickCaller.ADD, "{\"客户\": \"a\"}".getBytes(Charset.forName("GBK")))
                        .refusedFields())
                .containsExactly("");
        assertThat(caller.post(QuickCaller.LIST, "{}".getBytes(StandardCharsets.UTF_16))
                        .status())
                .isEqualTo(400);
    }

    @Test
    void aRepeatedFieldIsNamedWithThePlaceOfItsRepetition() {
        for (var address : List.of(QuickCaller.LIST, CONTACTS)) {
            var answer = caller.post(address, "{\"wx_id\": \"a\",\n \"wx_id\": \"b\"}");

            assertThat(answer.status()).isEqualTo(400);
            assertThat(answer.refusedFields()).containsExactly("wx_id");
            assertThat(answer.json().path("message").stringValue("")).contains("第 2 行第 2 列");
        }
    }

    @Test
    void limitsAreToldAsLimits() {
        var deep = "[".repeat(40) + "]".repeat(40);
        for (var address : List.of(QuickCaller.LIST, CONTACTS)) {
            assertThat(message(address, "{\"wx_id\": " + deep + "}")).contains("嵌套超过", "第 1 行");
            assertThat(message(address, "{\"wx_id\": " + "9".repeat(2000) + "}"))
                    .contains("数字超过 100 位");
            assertThat(message(address, "")).contains("允许：");
        }
        assertThat(message(CONTACTS, "")).contains("没有内容");
        assertThat(message(QuickCaller.LIST, "")).contains("请求体为空");
    }

    @Test
    void nothingIsStoredOfABrokenRequest() {
        caller.post(QuickCaller.ADD, "{\"name\": \"甲\", \"sort\": 1} x");
        caller.post(CONTACTS, "{\"wx_id\": \"wxid_a\"");

        assertThat(server.part(JdbcClient.class)
                        .sql("select (select count(*) from customer) + (select count(*) from hub_contact)")
                        .query(Long.class)
                        .single())
                .isZero();
    }

    private String message(String address, String body) {
        var answer = caller.post(address, body);
        assertThat(answer.status()).isEqualTo(400);
        return answer.json().path("message").stringValue("");
    }
}
