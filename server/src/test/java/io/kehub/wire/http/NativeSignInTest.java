package io.kehub.wire.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.kehub.KeHubServer;
import io.kehub.wire.QuickCaller;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Signing in, and losing the session, as programs written against the real ERP do it. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class NativeSignInTest {

    private static final String LOGIN = "/webapi/v3/ov1/login";
    private static final String LIST = "/sysa/mobilephone/salesmanage/custom/list.asp";

    private final KeHubServer server = KeHubServer.start();
    private final QuickCaller stranger = QuickCaller.stranger(server.address());

    @AfterAll
    void stop() {
        server.close();
    }

    private QuickCaller.Answer signIn(String password, String serial, Map<String, ?> envelope) {
        var body = new LinkedHashMap<String, Object>(envelope);
        body.put(
                "datas",
                List.of(
                        Map.of("id", "user", "val", "txt:admin"),
                        Map.of("id", "password", "val", "txt:" + password),
                        Map.of("id", "serialnum", "val", serial)));
        return stranger.post(LOGIN, body);
    }

    private List<String> cookies() {
        return signIn(KeHubServer.ADMIN_PASSWORD, "pc_1-A", Map.of("session", ""))
                .headers("Set-Cookie");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a", "POS_01", "5f0c2b7e-9d1c-4a36-8d6b-0d8f7f1f2a3b", "___---___"})
    void aSerialNumberHasLettersDigitsHyphensAndUnderscores(String serial) {
        var answer = signIn(KeHubServer.ADMIN_PASSWORD, serial, Map.of("session", "", "cmdkey", "login"));

        assertThat(answer.json().at("/header/status").intValue(-1)).isZero();
        assertThat(answer.json().at("/header/session").stringValue("")).isNotEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "old", "0123456789abcdef0123456789abcdef0123456789abcdef", "login"})
    void aSignInAcceptsAnySessionTextAndNeverAdoptsIt(String session) {
        var answer = signIn(KeHubServer.ADMIN_PASSWORD, "pc1", Map.of("session", session, "cmdkey", "LOGIN"));

        assertThat(answer.json().at("/header/status").intValue(-1)).isZero();
        assertThat(answer.json().at("/header/session").stringValue(""))
                .isNotEmpty()
                .isNotEqualTo(session);
    }

    @Test
    void aFailedSignInHasAnEmptySession() {
        var wrong = signIn("txt:wrong", "pc1", Map.of("session", "x"));
        var incomplete = signIn(KeHubServer.ADMIN_PASSWORD, "a b", Map.of("session", "x"));

        assertThat(List.of(wrong, incomplete)).allSatisfy(answer -> {
            assertThat(answer.json().at("/header/status").intValue(0)).isNotZero();
            assertThat(answer.json().at("/header").propertyNames()).contains("session");
            assertThat(answer.json().at("/header/session").stringValue("-")).isEmpty();
            assertThat(answer.headers("Set-Cookie")).isEmpty();
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"ZBCCSN", "ASP.NET_SessionId", "KEHUB_SESSION"})
    void aClientMayKeepTheCookieAndSendAnEmptySession(String name) {
        var cookie = cookies().stream()
                .filter(each -> each.startsWith(name + "="))
                .findFirst()
                .orElseThrow();

        assertThat(cookie).contains("HttpOnly", "SameSite=Lax", "Path=/");
        assertThat(status(cookie.split(";", 2)[0], "")).isZero();
        assertThat(status(cookie.split(";", 2)[0], "a".repeat(43)))
                .as("what is sent decides alone")
                .isEqualTo(2);
        assertThat(status(name + "=" + "a".repeat(43), "")).as("a made-up id").isEqualTo(2);
    }

    private int status(String cookie, String session) {
        return stranger.with("Cookie", cookie)
                .post(LIST, Map.of("session", session, "cmdkey", "refresh", "datas", List.of()))
                .json()
                .at("/header/status")
                .intValue(-1);
    }

    @Test
    void aSignInByTheQuickDialectSetsOnlyItsOwnCookie() {
        var answer = stranger.post(LOGIN, Map.of("user", "admin", "password", KeHubServer.ADMIN_PASSWORD));

        assertThat(answer.headers("Set-Cookie")).hasSize(1).first().asString().startsWith("KEHUB_SESSION=");
    }

    @Test
    void signingOutClearsTheCookiesThatTheRequestCarries() {
        var cookie = cookies().stream()
                .filter(each -> each.startsWith("ZBCCSN="))
                .findFirst()
                .orElseThrow()
                .split(";", 2)[0];
        var out = stranger.with("Cookie", cookie)
                .post("/webapi/v3/ov1/logout", Map.of("session", "", "cmdkey", "", "datas", List.of()));

        assertThat(out.headers("Set-Cookie")).anyMatch(each -> each.startsWith("ZBCCSN=;"));
        assertThat(status(cookie, "")).isEqualTo(2);
    }

    @Test
    void anExpiredSessionIsRecognizedInEveryNativeDialect() {
        var expired = stranger.with("ZBAPI-Token", "a".repeat(43));
        var v3 = expired.post("/webapi/v3/orgs/user/list", Map.of()).json();
        var helper = stranger.post("/webapi/apiHelper/Store/Stock/StockHandler/GetWarehouses", Map.of("Token", "a"))
                .json();
        var ov1 =
                stranger.post(LIST, Map.of("session", "a", "datas", List.of())).json();

        assertThat(ov1.at("/header/status").intValue(-1)).isEqualTo(2);
        assertThat(ov1.at("/header/message").stringValue("")).contains("会话过期");
        assertThat(v3.path("Code").intValue(-1)).isEqualTo(400);
        assertThat(v3.path("Msg").stringValue("")).contains("会话过期");
        assertThat(helper.path("msg").stringValue("")).contains("会话过期");
    }

    @Test
    void noOtherRefusalContainsTheWordsOfAnExpiredSession() {
        var session = signIn(KeHubServer.ADMIN_PASSWORD, "pc1", Map.of())
                .json()
                .at("/header/session")
                .stringValue("");
        var ov1 = List.of(
                Map.of(
                        "session",
                        session,
                        "cmdkey",
                        "refresh",
                        "datas",
                        List.of(Map.of("id", "pagesize", "val", "Session"))),
                Map.of("session", session, "SESSION", session, "datas", List.of()));
        for (var body : ov1) {
            var message = stranger.post(LIST, body).json();
            assertThat(message.at("/header/status").intValue(0)).isEqualTo(1);
            assertThat(message.at("/header/message").stringValue(""))
                    .doesNotContainIgnoringCase("session")
                    .doesNotContain("会话过期");
            assertThat(message.at("/body/message/text").stringValue("")).doesNotContainIgnoringCase("session");
        }
        var v3 = stranger.with("ZBAPI-Token", session)
                .post("/webapi/v3/orgs/dept/add", Map.of("name", "会话过期 session", "pid", "session"))
                .json();
        assertThat(v3.path("Code").intValue(0)).isEqualTo(300);
        assertThat(v3.path("Msg").stringValue(""))
                .doesNotContainIgnoringCase("session")
                .doesNotContain("会话过期");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/webapi/v3/orgs/user/list",
                "/webapi/v3/sales/customer/add",
                "/webapi/v3/store/inventory/InventorySummary"
            })
    void aBodyOfOv1AtAnAddressOfV3IsRefusedInV3(String address) {
        var session = signIn(KeHubServer.ADMIN_PASSWORD, "pc1", Map.of())
                .json()
                .at("/header/session")
                .stringValue("");
        var body = Map.of("session", session, "cmdkey", "refresh", "datas", List.of(Map.of("id", "name", "val", "x")));

        for (var caller : List.of(
                stranger, stranger.with("ZBAPI-Token", session), stranger.with("Cookie", "ZBCCSN=" + session))) {
            var answer = caller.post(address, body);
            assertThat(answer.status()).isEqualTo(200);
            assertThat(answer.json().path("Code").intValue(-1)).isEqualTo(400);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "/webapi/v3/orgs/user/list, 400",
        "/webapi/v3/store/inventory/InventorySummary, 400",
        "/webapi/v3/orgs/dept/list?page_size=1, 400"
    })
    void aGetOfAListOfV3AnswersInV3WithOrWithoutTheHeader(String address, int code) {
        var session = signIn(KeHubServer.ADMIN_PASSWORD, "pc1", Map.of())
                .json()
                .at("/header/session")
                .stringValue("");
        var without = stranger.send("GET", address, BodyPublishers.noBody());
        var with = stranger.with("ZBAPI-Token", session).send("GET", address, BodyPublishers.noBody());

        assertThat(without.status()).isEqualTo(200);
        assertThat(without.json().path("Code").intValue(-1)).isEqualTo(code);
        assertThat(with.status()).isEqualTo(200);
        assertThat(with.json().path("Code").intValue(-1)).isEqualTo(200);
    }

    @Test
    void aParameterBesideDatasIsNotDropped() {
        var session = signIn(KeHubServer.ADMIN_PASSWORD, "pc1", Map.of())
                .json()
                .at("/header/session")
                .stringValue("");

        var answer = stranger.post(LIST, Map.of("session", session, "cmdkey", "refresh", "pagesize", "x"))
                .json();

        assertThat(answer.at("/body/message/data/errors/0/field").stringValue(""))
                .isEqualTo("pagesize");
    }

    @Test
    void anUnknownPageSaysSoInTheWordsOfTheErp() {
        var session = signIn(KeHubServer.ADMIN_PASSWORD, "pc1", Map.of())
                .json()
                .at("/header/session")
                .stringValue("");

        var answer = stranger.post("/sysa/mobilephone/no/such.asp", Map.of("session", session, "datas", List.of()))
                .json();

        assertThat(answer.at("/header/status").intValue(-1)).isEqualTo(4);
        assertThat(answer.at("/header/message").stringValue("")).endsWith("找不到对应处理程序");
    }
}
