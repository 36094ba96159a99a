package io.kehub.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStream;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Whatever is sent, the answer is a refusal that names the fault, and nothing is stored. */
class BadInputTest {

    private static final String CONTACTS = "/api/hub/contacts";
    private static ApiServer server;
    private static ApiServer.Caller admin;

    @BeforeAll
    static void start() {
        server = new ApiServer();
        admin = server.asAdmin();
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @AfterEach
    void nothingWasStored() {
        assertThat(server.part(JdbcClient.class)
                        .sql("select count(*) from hub_contact")
                        .query(Long.class)
                        .single())
                .isZero();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "{",
                "[]",
                "null",
                "\"text\"",
                "{\"wx_id\": \"a\"} {}",
                "{\"wx_id\": \"a\", \"wx_id\": \"b\"}",
                "{'wx_id': 'a'}",
                "{\"wx_id\": NaN}",
                "wx_id=a"
            })
    void aBodyThatIsNoJsonObjectIsRefused(String body) {
        var refused = admin.post(CONTACTS, body);

        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.code()).isEqualTo("malformed_json");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{}|wx_id",
                "{\"wx_id\": null}|wx_id",
                "{\"wx_id\": \"\"}|wx_id",
                "{\"wx_id\": 5}|wx_id",
                "{\"wx_id\": {\"a\": 1}}|wx_id",
                "{\"wx_id\": \"a\\u0000b\"}|wx_id",
                "{\"wx_id\": \"\\ud800\"}|wx_id",
                "{\"wx_id\": \"a b\"}|wx_id",
                "{\"wx_id\": \"a\", \"phone\": \"1\"}|phone",
                "{\"wx_id\": \"a\", \"myField\": \"1\"}|myField",
                "{\"wx_id\": \"a\", \"WX_ID\": \"b\"}|WX_ID",
                "{\"wx_id\": \"a\", \"confidence\": \"85%\"}|confidence",
                "{\"wx_id\": \"a\", \"confidence\": 8.5}|confidence",
                "{\"wx_id\": \"a\", \"confidence\": 101}|confidence",
                "{\"wx_id\": \"a\", \"confidence\": 1000000000000000000000000000000}|confidence",
                "{\"wx_id\": \"a\", \"confidence\": 1e400}|confidence",
                "{\"wx_id\": \"a\", \"type\": \"friend\"}|type",
                "{\"wx_id\": \"a\", \"type\": 1}|type",
                "{\"wx_id\": \"a\", \"source\": \"\"}|source",
                "{\"wx_id\": \"a\", \"owner\": [\"b\"]}|owner"
            })
    void anInvalidFieldIsNamed(String body, String field) {
        var refused = admin.post(CONTACTS, body);

        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.fields()).containsExactly(field);
        assertThat(refused.message()).startsWith(field);
        assertThat(refused.data().get("errors").get(0).get("allowed").asString())
                .isNotBlank();
    }

    @Test
    void allErrorsAreNamedAtOnce() {
        assertThat(admin.post(CONTACTS, "{\"x\": 1, \"remark\": 2, \"confidence\": -1}")
                        .fields())
                .containsExactlyInAnyOrder("x", "wx_id", "remark", "confidence");
        assertThat(admin.post(
                                CONTACTS,
                                "{\"wx_id\": \"a b\", \"remark\": \"%s\", \"owner\": \"%s\"}"
                                        .formatted("长".repeat(201), "长".repeat(51)))
                        .fields())
                .containsExactly("wx_id", "remark", "owner");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"wx_id\": \"a b\", \"confidence\": \"x\", \"y\": 1}|confidence,y,wx_id",
                "{\"wx_id\": {\"a\": [1]}, \"owner\": [\"b\", {}], \"type\": true}|wx_id,owner,type",
                "{\"remark\": \"\\u0001\", \"nickname\": null, \"source\": \"x\", \"confidence\": 101}|remark,source,wx_id,confidence",
                "{\"z\": {\"z\": 1}, \"wx_id\": \"\", \"confidence\": 1e99999999999}|confidence,z,wx_id"
            })
    void errorsOfEveryKindAreNamedTogether(String body, String fields) {
        assertThat(admin.post(CONTACTS, body).fields()).containsExactlyInAnyOrder(fields.split(","));
    }

    @Test
    void aRepeatedFieldIsNamedBesideTheOtherErrors() {
        var refused = admin.post(CONTACTS, "{\"wx_id\": \"a\", \"wx_id\": \"b\", \"confidence\": \"x\", \"y\": 1}");

        assertThat(refused.code()).isEqualTo("malformed_json");
        assertThat(refused.fields()).containsExactlyInAnyOrder("wx_id", "confidence", "y");
    }

    @Test
    void errorsOfAdministrationBodiesAreNamedTogether() {
        assertThat(admin.post("/api/admin/users", "{\"login\": \"a b\", \"role\": \"service\", \"password\": \"x\"}")
                        .fields())
                .containsExactlyInAnyOrder("login", "name", "role", "password");
        assertThat(admin.post("/api/admin/custom-fields", "{\"options\": [\"a\", 1], \"type\": 5}")
                        .fields())
                .containsExactlyInAnyOrder("options[1]", "type", "caption");
        for (var list : List.of("\"\"", "{}", "5", "[[]]")) {
            assertThat(admin.post("/api/admin/custom-fields", "{\"options\": %s, \"type\": 5}".formatted(list))
                            .fields())
                    .as(list)
                    .containsExactlyInAnyOrder(list.equals("[[]]") ? "options[0]" : "options", "type", "caption");
        }
        assertThat(admin.put(
                                "/api/admin/erp-settings",
                                "{\"over_delivery_percent\": 101, \"negative_stock_allowed\": 2}")
                        .fields())
                .containsExactlyInAnyOrder("over_delivery_percent", "negative_stock_allowed");
        assertThat(admin.put("/api/admin/customer-settings", "{\"duplicate_rules\": [null, \"x\"]}")
                        .fields())
                .containsExactlyInAnyOrder("duplicate_rules[0]", "duplicate_rules[1]");
    }

    @Test
    void allErrorsOfAQueryAreNamedTogether() {
        assertThat(admin.get(CONTACTS + "?limit=0&before=x&filed=maybe&wx_id=%00&z=&owner=a&owner=b")
                        .fields())
                .containsExactlyInAnyOrder("limit", "before", "filed", "wx_id", "z", "owner");
    }

    @Test
    void aHugeNumberOfErrorsIsCounted() {
        var body = new StringBuilder("{");
        for (var number = 0; number < 5000; number++) {
            body.append("\"x%d\": 1,".formatted(number));
        }
        var refused = admin.post(CONTACTS, body.append("\"wx_id\": 1}").toString());

        assertThat(refused.fields()).hasSize(100);
        assertThat(refused.message()).contains("另有 5000 处错误");
    }

    @Test
    void brokenUtf8IsRefused() {
        var body = "{\"wx_id\": \"张\"}".getBytes(StandardCharsets.UTF_8);
        body[12] = 'x';

        assertThat(admin.post(CONTACTS, "application/json", body).code()).isEqualTo("malformed_utf8");
        assertThat(admin.post(CONTACTS, "application/json", "{}".getBytes(StandardCharsets.UTF_16))
                        .code())
                .isEqualTo("malformed_utf8");
    }

    @Test
    void tenThousandLevelsAreRefused() {
        var deep = "{\"wx_id\":" + "[".repeat(10_000) + "]".repeat(10_000) + "}";

        assertThat(admin.post(CONTACTS, deep).code()).isEqualTo("malformed_json");
    }

    @Test
    void aBodyOfFiftyMegabytesIsRejectedInTheEnvelopeForEveryCaller() {
        var size = 50L * 1024 * 1024;

        assertThat(sized(admin, size).status()).isEqualTo(413);
        assertThat(sized(admin, size).code()).isEqualTo("too_large");
        assertThat(sized(server.asNobody(), size).status()).isEqualTo(401);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "abc",
                "0",
                "-1",
                "1.5",
                "1000000000000000000000000000000",
                "9223372036854775808",
                "%20",
                "%E4%B8%80"
            })
    void anIdThatIsNoneIsRefused(String id) {
        for (var answer : new ApiServer.Answer[] {
            admin.get(CONTACTS + "/" + id),
            admin.patch(CONTACTS + "/" + id, "{\"remark\": \"x\"}"),
            admin.json("POST", CONTACTS + "/" + id + "/file", ""),
            admin.patch("/api/admin/users/" + id, "{\"enabled\": true}"),
            admin.patch("/api/admin/customer-sources/" + id, "{\"enabled\": true}")
        }) {
            assertThat(answer.status()).isEqualTo(400);
            assertThat(answer.fields()).containsExactly("id");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "limit=0,limit",
        "limit=-1,limit",
        "limit=501,limit",
        "limit=abc,limit",
        "limit=5&limit=6,limit",
        "before=0,before",
        "before=x,before",
        "filed=yes,filed",
        "in_erp=2,in_erp",
        "wx_id=%00,wx_id",
        "page=2,page"
    })
    void anInvalidQueryValueIsNamed(String query, String field) {
        var refused = admin.get(CONTACTS + "?" + query);

        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.fields()).containsExactly(field);
    }

    @Test
    void aWrongMethodIsNamedWithTheRightOnes() {
        var refused = admin.json("DELETE", CONTACTS + "/1", "");

        assertThat(refused.status()).isEqualTo(405);
        assertThat(refused.code()).isEqualTo("method_not_allowed");
        assertThat(refused.http().headers().firstValue("Allow"))
                .hasValueSatisfying(allowed -> assertThat(allowed).contains("GET", "PATCH"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"/api/nothing", "/api/hub", "/api/hub/contacts/", "/api/hub/contacts/1/nothing", "/api/admin/x"})
    void anUnknownAddressIsNamed(String path) {
        assertThat(admin.get(path).code()).isEqualTo("no_such_address");
        assertThat(admin.post(path, "{}").status()).isEqualTo(404);
    }

    @Test
    void whateverACallerAcceptsItGetsTheEnvelope() {
        var answer = admin.send(admin.request(CONTACTS).header("Accept", "text/html"));

        assertThat(answer.status()).isEqualTo(200);
    }

    private static ApiServer.Answer sized(ApiServer.Caller caller, long size) {
        return caller.send(caller.request(CONTACTS)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofInputStream(() -> new Blanks(size))));
    }

    /** So many blanks. */
    private static final class Blanks extends InputStream {
        private long left;

        Blanks(long size) {
            left = size;
        }

        @Override
        public int read() {
            return left-- > 0 ? ' ' : -1;
        }
    }
}
