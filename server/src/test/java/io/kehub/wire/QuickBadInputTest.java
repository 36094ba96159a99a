package io.kehub.wire;

import static org.assertj.core.api.Assertions.assertThat;

import io.kehub.KeHubServer;
import io.kehub.erp.access.NewUser;
import io.kehub.erp.access.Role;
import io.kehub.erp.access.Users;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever is wrong with a call, its refusal names the field and what is allowed, and nothing is saved. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class QuickBadInputTest {

    private static final String PASSWORD = "correct horse battery";

    private final KeHubServer server = KeHubServer.start();
    private QuickCaller caller = QuickCaller.stranger(server.address());

    @BeforeAll
    void signIn() {
        server.part(Users.class).create(new NewUser("li", "李销售", Role.SALES, PASSWORD));
        caller = QuickCaller.signedIn(server.address(), "li", PASSWORD);
        caller.post(QuickCaller.ADD, "{\"name\":\"先来的\",\"sort\":1,\"k_code\":\"K1\"}");
    }

    @AfterAll
    void stop() {
        server.close();
    }

    /**
     * A call and its refusal.
     *
     * @param field the field that must be named; empty if the whole body is at fault
     */
    record Row(String what, String path, byte[] body, int status, String field) {
        @Override
        public String toString() {
            return what;
        }
    }

    static Stream<Row> rows() {
        return Stream.of(
                list("no body", "", ""),
                list("no JSON", "hello", ""),
                list("an array", "[]", ""),
                list("null", "null", ""),
                list("something after the object", "{} {}", ""),
                list("broken syntax", "{\"pagesize\": }", ""),
                list("pagesize 0", "{\"pagesize\": 0}", "pagesize"),
                list("pagesize -1", "{\"pagesize\": -1}", "pagesize"),
                list("pagesize 501", "{\"pagesize\": 501}", "pagesize"),
                list("pagesize abc", "{\"pagesize\": \"abc\"}", "pagesize"),
                list("pagesize 1e400", "{\"pagesize\": 1e400}", "pagesize"),
                list("pagesize 1e999999999", "{\"pagesize\": 1e999999999}", "pagesize"),
                list("pagesize as an object", "{\"pagesize\": {}}", "pagesize"),
                list("pageindex 0", "{\"pageindex\": 0}", "pageindex"),
                list("pageindex beyond all pages", "{\"pageindex\": 2147483648}", "pageindex"),
                list("a keyword of 101 letters", "{\"keyword\": \"" + "客".repeat(101) + "\"}", "keyword"),
                list("a NUL letter", "{\"keyword\": \"a\\u0000\"}", "keyword"),
                list("half a surrogate pair", "{\"keyword\": \"\\ud800\"}", "keyword"),
                list("sort 3", "{\"sort\": 3}", "sort"),
                list("status 2", "{\"status\": 2}", "status"),
                list("status true", "{\"status\": true}", "status"),
                list("an unknown source", "{\"source\": \"QQ\"}", "source"),
                list("a user that nobody is", "{\"charge\": \"999999\"}", "charge"),
                list("a name for a user's id", "{\"charge\": \"李销售\"}", "charge"),
                list("a day that isn't", "{\"starttime\": \"2025-02-29\"}", "starttime"),
                list("a time stamp", "{\"starttime\": 1735689600}", "starttime"),
                list(
                        "a period that runs backwards",
                        "{\"starttime\": \"2025-02-02\", \"endtime\": \"2025-02-01\"}",
                        "starttime"),
                list("an unknown field", "{\"pagesizes\": 1}", "pagesizes"),
                list("one field twice", "{\"pagesize\": 1, \"pagesize\": 1}", "pagesize"),
                list("one field in two spellings", "{\"pagesize\": 1, \"pageSize\": 1}", "pageSize"),
                list("10,000 levels", "{\"keyword\": " + "[".repeat(10_000) + "]".repeat(10_000) + "}", "keyword"),
                list("10,000 levels of objects", "{\"a\":".repeat(10_000) + "1" + "}".repeat(10_000), "a"),
                list("a number of 1,000 digits", "{\"pagesize\": " + "1".repeat(1_000) + "}", "pagesize"),
                new Row(
                        "broken UTF-8",
                        QuickCaller.LIST,
                        "{\"keyword\": \"张\"}".getBytes(Charset.forName("GBK")),
                        400,
                        "keyword"),
                new Row("UTF-16", QuickCaller.LIST, "{}".getBytes(StandardCharsets.UTF_16LE), 400, ""),
                add("no name", "{\"sort\": 1}", "name"),
                add("a name of blanks", "{\"name\": \" \\u3000\", \"sort\": 1}", "name"),
                add("no sort", "{\"name\": \"张三\"}", "sort"),
                add("sort 0", "{\"name\": \"张三\", \"sort\": 0}", "sort"),
                add("an over-long name", "{\"name\": \"" + "长".repeat(201) + "\", \"sort\": 1}", "name"),
                add("a name that is an array", "{\"name\": [\"张三\"], \"sort\": 1}", "name"),
                add("an unknown source", "{\"name\": \"张三\", \"sort\": 1, \"source\": \"QQ\"}", "source"),
                add("an undefined custom field", "{\"name\": \"张三\", \"sort\": 1, \"field1\": \"1\"}", "field1"),
                add("a field that only answers carry", "{\"name\": \"张三\", \"sort\": 1, \"addtime\": \"\"}", "addtime"),
                add("a NUL letter in a name", "{\"name\": \"张三\\u0000\", \"sort\": 1}", "name"),
                add("a number without a plain form", "{\"name\": \"张三\", \"sort\": 1, \"tel\": 1e400}", "tel"),
                new Row(
                        "a taken K-code",
                        QuickCaller.ADD,
                        utf8("{\"name\": \"张三\", \"sort\": 1, \"k_code\": \"K1\"}"),
                        409,
                        "k_code"),
                new Row(
                        "a taken K-code in other letters",
                        QuickCaller.ADD,
                        utf8("{\"name\": \"张三\", \"sort\": 1, \"k_code\": \"ｋ1\"}"),
                        409,
                        "k_code"),
                new Row("an id that nobody has", QuickCaller.DETAIL, utf8("{\"id\": 999999}"), 404, "id"),
                new Row("an id that is none", QuickCaller.DETAIL, utf8("{\"id\": \"0\"}"), 400, "id"),
                new Row("no password", QuickCaller.SIGN_IN, utf8("{\"user\": \"li\"}"), 400, "password"),
                new Row("something to say at sign-out", QuickCaller.SIGN_OUT, utf8("{\"user\": \"li\"}"), 400, "user"));
    }

    private static Row list(String what, String body, String field) {
        return new Row(what, QuickCaller.LIST, utf8(body), 400, field);
    }

    private static Row add(String what, String body, String field) {
        return new Row(what, QuickCaller.ADD, utf8(body), 400, field);
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @ParameterizedTest
    @MethodSource("rows")
    void isRefusedAndNothingIsSaved(Row row) {
        var answer = caller.post(row.path(), row.body());

        assertThat(answer.status()).as(answer.text()).isEqualTo(row.status());
        assertThat(answer.json().path("success").booleanValue(true)).isFalse();
        assertThat(answer.json().path("message").stringValue("")).matches("(?s).*\\p{IsHan}.*");
        assertThat(answer.refusedFields()).containsExactly(row.field());
        assertThat(answer.data().path("errors").path(0).path("allowed").stringValue(""))
                .isNotEmpty();
        assertThat(caller.post(QuickCaller.LIST, "{}").data().path("total").intValue())
                .isEqualTo(1);
    }
}
