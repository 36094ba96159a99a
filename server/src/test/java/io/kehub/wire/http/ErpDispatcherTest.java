package io.kehub.wire.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.kehub.KeHubServer;
import io.kehub.erp.access.NewUser;
import io.kehub.erp.access.Role;
import io.kehub.erp.access.Sessions;
import io.kehub.erp.access.Users;
import io.kehub.wire.QuickCaller;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jdbc.core.simple.JdbcClient;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ErpDispatcherTest {

    private static final String PASSWORD = "correct horse battery";
    private static final int FIFTY_MEGABYTES = 50 << 20;

    private final KeHubServer server = KeHubServer.start();
    private final QuickCaller stranger = QuickCaller.stranger(server.address());

    @BeforeAll
    void makeAUser() {
        user("li");
    }

    @AfterAll
    void stop() {
        server.close();
    }

    private void user(String login) {
        server.part(Users.class).create(new NewUser(login, login, Role.SALES, PASSWORD));
    }

    private QuickCaller caller() {
        return QuickCaller.signedIn(server.address(), "li", PASSWORD);
    }

    @Test
    void signingInSetsACookieThatNoScriptReads() {
        var answer = stranger.post(QuickCaller.SIGN_IN, Map.of("user", "li", "password", PASSWORD));

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.header("Set-Cookie")).matches("KEHUB_SESSION=[\\w-]{43}; Path=/; HttpOnly; SameSite=Lax");
        assertThat(answer.header("Content-Type")).isEqualTo("application/json;charset=UTF-8");
        assertThat(answer.header("Cache-Control")).isEqualTo("no-store");
    }

    @Test
    void aCookieThatTheClientChoseIsNeverAdopted() {
        var chosen = "KEHUB_SESSION=" + "a".repeat(43);
        var answer =
                stranger.with("Cookie", chosen).post(QuickCaller.SIGN_IN, Map.of("user", "li", "password", PASSWORD));

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.cookie()).isNotEqualTo(chosen);
        assertThat(stranger.with("Cookie", chosen).post(QuickCaller.LIST, "{}").status())
                .isEqualTo(401);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"KEHUB_SESSION=", "KEHUB_SESSION=x", "KEHUB_SESSION=%00%ff", "OTHER=1", "=;;=", "KEHUB_SESSION"})
    void aRequestWithoutASessionIsUnauthenticated(String cookie) {
        var answer = stranger.with("Cookie", cookie).post(QuickCaller.LIST, "{}");

        assertThat(answer.status()).isEqualTo(401);
        assertThat(answer.code()).isEqualTo("no_session");
    }

    @Test
    void signingOutEndsTheSessionAndClearsTheCookie() {
        var caller = caller();
        var answer = caller.post(QuickCaller.SIGN_OUT, "");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.header("Set-Cookie")).startsWith("KEHUB_SESSION=; Path=/; Max-Age=0");
        assertThat(caller.post(QuickCaller.LIST, "{}").status()).isEqualTo(401);
    }

    @Test
    void aSessionEndsTwoHoursAfterItsLastUse() {
        var caller = caller();
        server.clock().add(Sessions.LIFETIME.plus(Duration.ofMinutes(1)));

        assertThat(caller.post(QuickCaller.LIST, "{}").code()).isEqualTo("no_session");
    }

    @Test
    void theFifthWrongPasswordClosesTheSignIn() {
        user("closed");
        for (var attempt = 1; attempt <= 5; attempt++) {
            stranger.post(QuickCaller.SIGN_IN, Map.of("user", "closed", "password", "wrong"));
        }
        var answer = stranger.post(QuickCaller.SIGN_IN, Map.of("user", "closed", "password", PASSWORD));

        assertThat(answer.status()).isEqualTo(429);
        assertThat(Integer.parseInt(answer.header("Retry-After"))).isBetween(1, 900);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/WEBAPI/V3/OV1/SalesManage/Custom/List",
                "/webapi/v3/ov1/salesmanage/custom/list/",
                "/webapi/v3/ov1/salesmanage/custom/list;x=1?_=7"
            })
    void pathsAreMatchedWithoutRegardToCase(String path) {
        assertThat(caller().post(path, "{}").status()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/webapi/v3/nothing", "/webapi/", "/sysn/view/OpenApi/other.ashx", "/WebApi"})
    void outsidersLearnOfNoAddressAndOthersOfTheWrongOnes(String path) {
        assertThat(stranger.post(path, "{}").status()).isEqualTo(401);
        var answer = caller().post(path, "{}");
        assertThat(answer.status()).isEqualTo(404);
        assertThat(answer.code()).isEqualTo("unknown_address");
    }

    @Test
    void aQueryThatIsMissingIsNamed() {
        var answer = caller().post("/webapi/v3/ov1/salesmanage/custom/add?edit=1", "{\"id\":1}");

        assertThat(answer.status()).isEqualTo(404);
        assertThat(answer.text()).contains("apihelptype=get&edit=1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET", "PUT", "DELETE", "PATCH", "QUERY"})
    void onlyPostIsAccepted(String method) {
        var answer = caller().send(method, QuickCaller.LIST, BodyPublishers.noBody());

        assertThat(answer.status()).isEqualTo(405);
        assertThat(answer.header("Allow")).isEqualTo("POST");
        assertThat(answer.code()).isEqualTo("method_not_allowed");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "application/zsml; charset=utf-8",
                "application/x-www-form-urlencoded",
                "multipart/form-data; boundary=x",
                "text/plain",
                "nonsense"
            })
    void theContentTypeIsNotLookedAt(String type) {
        var answer = caller().with("Content-Type", type).post(QuickCaller.LIST, "{\"pagesize\": 7}");

        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        assertThat(answer.data().path("pagesize").intValue()).isEqualTo(7);
    }

    @Test
    void fiftyMegabytesAreTooManyWithTheirLengthSaid() {
        var answer = caller().send(
                        "POST",
                        QuickCaller.ADD,
                        BodyPublishers.fromPublisher(
                                BodyPublishers.ofInputStream(() -> new Zeros(FIFTY_MEGABYTES)), FIFTY_MEGABYTES));

        assertThat(answer.status()).isEqualTo(413);
        assertThat(answer.code()).isEqualTo("too_large");
    }

    @Test
    void fiftyMegabytesAreTooManyInChunks() {
        var answer =
                caller().send("POST", QuickCaller.ADD, BodyPublishers.ofInputStream(() -> new Zeros(FIFTY_MEGABYTES)));

        assertThat(answer.status()).isEqualTo(413);
        assertThat(answer.code()).isEqualTo("too_large");
    }

    @Test
    void aBodyOfExactlyTheLimitIsRead() {
        var caller = caller();
        var frame = "{\"remark\":\"\"}".length();
        assertThat(caller.post(
                                QuickCaller.ADD,
                                "{\"remark\":\"" + "x".repeat(RequestReader.MAX_BODY_SIZE - frame) + "\"}")
                        .code())
                .isEqualTo("invalid_field");
        assertThat(caller.post(
                                QuickCaller.ADD,
                                "{\"remark\":\"" + "x".repeat(RequestReader.MAX_BODY_SIZE - frame + 1) + "\"}")
                        .code())
                .isEqualTo("too_large");
    }

    @ParameterizedTest
    @CsvSource({
        "Origin, null, 403",
        "Origin, http://evil.example, 403",
        "Origin, https://SELF, 403",
        "Origin, http://127.0.0.1, 403",
        "Origin, http://127.0.0.1:1, 403",
        "Origin, :, 403",
        "Origin, http://SELF, 200",
        "Sec-Fetch-Site, cross-site, 403",
        "Sec-Fetch-Site, same-site, 403",
        "Sec-Fetch-Site, same-origin, 200",
        "Sec-Fetch-Site, none, 200"
    })
    void callsThatAForeignPageCausesAreRefused(String header, String value, int status) {
        var own = server.address().getAuthority();
        var answer = caller().with(header, value.replace("SELF", own)).post(QuickCaller.LIST, "{}");

        assertThat(answer.status()).isEqualTo(status);
        if (status == 403) {
            assertThat(answer.code()).isEqualTo("foreign_origin");
        }
    }

    @Test
    void aForeignPageIsRefusedOnEveryPathOfTheProgramAndMayLookAtPages() {
        var page = stranger.with("Origin", "http://evil.example");

        assertThat(page.post("/api/hub/contacts", "{}").code()).isEqualTo("foreign_origin");
        assertThat(page.send("DELETE", "/", BodyPublishers.noBody()).code()).isEqualTo("foreign_origin");
        assertThat(page.send("GET", "/anything", BodyPublishers.noBody()).status())
                .isNotEqualTo(403);
    }

    @Test
    void strangersAreRefusedInTheDialectThatTheySpeak() {
        assertThat(stranger.post(QuickCaller.LIST, "{session:'', datas:[]}")
                        .json()
                        .at("/header/status")
                        .intValue())
                .isEqualTo(2);
        assertThat(stranger.post("/SYSA/mobilephone/salesmanage/nothing.asp", "{}")
                        .json()
                        .at("/header/status")
                        .intValue())
                .isEqualTo(2);
        assertThat(stranger.with("ZBAPI-Token", "x")
                        .post(QuickCaller.ADD, "{}")
                        .json()
                        .path("Code")
                        .intValue())
                .isEqualTo(400);
        assertThat(stranger.post("/webapi/apiHelper/x", "{}")
                        .json()
                        .path("code")
                        .intValue())
                .isEqualTo(400);
    }

    @Test
    void aQueryWithInvalidPercentEncodingIsRejected() {
        assertThat(rawStatusLine("POST /webapi/v3/ov1/login?a=%zz HTTP/1.1")).contains(" 400");
    }

    @Test
    void aQueryParameterThatIsGivenTwiceWithDifferentValuesIsRefused() {
        assertThat(rawStatusLine("POST /webapi/v3/ov1/login?a=1&A=2 HTTP/1.1")).contains(" 400");
    }

    @Test
    void aTruncatedBodyIsNotAnInternalError() {
        var caller = caller();

        assertThat(rawStatusLine("POST /webapi/v3/ov1/login HTTP/1.1\r\nTransfer-Encoding: chunked", "zz\r\n"))
                .contains(" 400");
        assertThat(caller.post(QuickCaller.LIST, "{}").status()).isEqualTo(200);
    }

    @Test
    void anInternalErrorShowsANumberAndNothingElse() {
        try (var broken = KeHubServer.start()) {
            broken.part(Users.class).create(new NewUser("li", "li", Role.SALES, PASSWORD));
            var caller = QuickCaller.signedIn(broken.address(), "li", PASSWORD);
            JdbcClient.create(broken.database().dataSource())
                    .sql("alter table customer rename to customer_lost")
                    .update();

            var answer = caller.post(QuickCaller.DETAIL, "{\"id\": 1}");

            assertThat(answer.status()).isEqualTo(500);
            assertThat(answer.code()).isEqualTo("internal_error");
            assertThat(answer.data().path("error").stringValue()).matches("E[0-9A-F]{8}");
            assertThat(answer.text()).doesNotContain("customer", "SQL", "Exception");
        }
    }

    private String rawStatusLine(String head) {
        return rawStatusLine(head + "\r\nContent-Length: 2", "{}");
    }

    private String rawStatusLine(String head, String body) {
        try (var socket = new Socket("127.0.0.1", server.address().getPort())) {
            socket.setSoTimeout(30_000);
            socket.getOutputStream()
                    .write((head + "\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n" + body)
                            .getBytes(StandardCharsets.UTF_8));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** So many zero bytes, without the memory for them. */
    private static final class Zeros extends InputStream {

        private int left;

        Zeros(int length) {
            this.left = length;
        }

        @Override
        public int read() {
            return left-- > 0 ? 0 : -1;
        }

        @Override
        public int read(byte[] into, int from, int length) {
            if (left <= 0) {
                return -1;
            }
            var given = Math.min(left, length);
            Arrays.fill(into, from, from + given, (byte) 0);
            left -= given;
            return given;
        }
    }
}
