package io.kehub.wire.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kehub.KeHubServer;
import io.kehub.erp.access.NewUser;
import io.kehub.erp.access.Role;
import io.kehub.erp.access.User;
import io.kehub.erp.access.Users;
import io.kehub.settings.RawSettings;
import io.kehub.settings.Setting;
import io.kehub.settings.WrongSettingException;
import io.kehub.wire.NativeCaller;
import io.kehub.wire.QuickCaller;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** How long the session of a browser lives, and what its cookie says. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BrowserSessionTest {

    private static final String PASSWORD = "correct horse battery";
    private static final String ANOTHER = "another battery horse";
    private static final String OV1_LOGOUT = "/sysa/mobilephone/logout.asp";

    private final KeHubServer server = KeHubServer.start();
    private final QuickCaller stranger = QuickCaller.stranger(server.address());
    private int people;

    @AfterAll
    void stop() {
        server.close();
    }

    private User user(Role role) {
        var login = "user" + ++people;
        return server.part(Users.class).create(new NewUser(login, login, role, PASSWORD));
    }

    private QuickCaller caller(User user) {
        return QuickCaller.signedIn(server.address(), user.login(), PASSWORD);
    }

    private static QuickCaller.Answer signIn(QuickCaller browser, User user, String password) {
        return browser.post(QuickCaller.SIGN_IN, Map.of("user", user.login(), "password", password));
    }

    private static boolean isAlive(QuickCaller caller) {
        return caller.send("GET", "/api/me", BodyPublishers.noBody()).status() == 200;
    }

    private boolean isAlive(NativeCaller caller) {
        return caller.v3("orgs/user/list", Map.of()).path("Code").intValue() == 200;
    }

    // behind a proxy

    @ParameterizedTest
    @CsvSource({
        "X-Forwarded-Proto, https, true",
        "X-Forwarded-Proto, http, false",
        "Forwarded, for=192.0.2.7;proto=https;host=erp.example, true",
        "Forwarded, proto=http, false",
        "X-Forwarded-Ssl, on, true",
        "X-Unknown, https, false"
    })
    void theCookieIsSecureIfTheProxySaysThatTheRequestCameOverTls(String header, String value, boolean secure) {
        var answer = signIn(stranger.with(header, value), user(Role.SALES), PASSWORD);

        assertThat(answer.header("Set-Cookie").contains("; Secure")).isEqualTo(secure);
        assertThat(answer.header("Set-Cookie")).contains("; HttpOnly", "; SameSite=Lax", "; Path=/");
    }

    @Test
    void theCookieIsSecureWhereverItIsSet() {
        var boss = user(Role.ADMINISTRATOR);
        var browser = caller(boss).with("X-Forwarded-Proto", "https");

        var changed = browser.post("/api/me/password", Map.of("old_password", PASSWORD, "new_password", ANOTHER));
        var out = browser.with("Cookie", changed.cookie()).post(QuickCaller.SIGN_OUT, "");

        assertThat(changed.header("Set-Cookie")).contains("; Secure");
        assertThat(out.header("Set-Cookie")).contains("Max-Age=0", "; Secure", "; HttpOnly");
    }

    @Test
    void forwardingHeadersOfAnUntrustedClientAreIgnored() {
        try (var direct = KeHubServer.start(Map.of(Setting.TRUSTED_PROXIES, "10.0.0.0/8, fd00::/8"))) {
            direct.part(Users.class).create(new NewUser("li", "li", Role.SALES, PASSWORD));
            var forged = QuickCaller.stranger(direct.address())
                    .with("X-Forwarded-Proto", "https")
                    .with("X-Forwarded-Host", "erp.example")
                    .with("Forwarded", "proto=https;host=erp.example");

            var answer = forged.post(QuickCaller.SIGN_IN, Map.of("user", "li", "password", PASSWORD));
            var crossed = forged.with("Origin", "https://erp.example").post(QuickCaller.LIST, "{}");

            assertThat(answer.header("Set-Cookie")).isNotEmpty().doesNotContain("Secure");
            assertThat(crossed.code()).isEqualTo("foreign_origin");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "https://erp.example, 200",
        "https://erp.example:443, 200",
        "http://erp.example, 403",
        "https://erp.example:8443, 403",
        "https://evil.example, 403"
    })
    void theOriginIsComparedWithTheAddressThatTheProxyTells(String origin, int status) {
        var browser = caller(user(Role.SALES))
                .with("X-Forwarded-Proto", "https")
                .with("X-Forwarded-Host", "erp.example")
                .with("Origin", origin);

        assertThat(browser.post(QuickCaller.LIST, "{}").status()).isEqualTo(status);
    }

    @Test
    void aProxyDoesNotMoveThePaths() {
        var browser = caller(user(Role.SALES)).with("X-Forwarded-Prefix", "/elsewhere");

        assertThat(browser.post(QuickCaller.LIST, "{}").status()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"localhost", "10.0.0.0/33", "10.0.0.x", "10.0.0.1;10.0.0.2", "fe80::/200"})
    void aProxyThatIsNotAnAddressIsRejected(String setting) {
        assertThatThrownBy(() -> trusting("127.0.0.1, " + setting))
                .isInstanceOf(WrongSettingException.class)
                .hasMessageContaining(setting)
                .hasMessageContaining("--trusted-proxies");
    }

    @ParameterizedTest
    @CsvSource({
        "127.0.0.1, true",
        "127.1.2.3, true",
        "0:0:0:0:0:0:0:1, true",
        "10.1.2.3, true",
        "10.2.2.3, false",
        "192.0.2.1, false",
        "fe80:0:0:0:0:0:0:1, false"
    })
    void proxiesAreTrustedByAddressAndRange(String address, boolean trusted) {
        assertThat(trusting("127.0.0.0/8, ::1, 10.1.0.0/16").contains(address)).isEqualTo(trusted);
        assertThat(trusting("none").contains(address)).isFalse();
    }

    private static TrustedProxies trusting(String value) {
        return TrustedProxies.of(RawSettings.of(Map.of(Setting.TRUSTED_PROXIES, value)));
    }

    // signing in again

    @Test
    void aSecondSignInOfABrowserEndsTheFirstSession() {
        var user = user(Role.SALES);
        var first = caller(user);

        var again = signIn(first, user, PASSWORD);

        assertThat(isAlive(stranger.with("Cookie", again.cookie()))).isTrue();
        assertThat(isAlive(first)).isFalse();
    }

    @Test
    void aSignInAsAnotherUserEndsTheFirstSession() {
        var first = caller(user(Role.SALES));

        var again = signIn(first, user(Role.SALES), PASSWORD);

        assertThat(again.status()).isEqualTo(200);
        assertThat(isAlive(first)).isFalse();
    }

    @Test
    void aSignInThroughANativeDialectEndsTheSessionOfTheSameBrowser() {
        var user = user(Role.SALES);
        var first = caller(user);

        first.post(
                "/sysa/mobilephone/login.asp",
                "{datas:[{id:'user', val:'%s'}, {id:'password', val:'%s'}, {id:'serialnum', val:'%s'}]}"
                        .formatted(user.login(), PASSWORD, "a".repeat(36)));

        assertThat(isAlive(first)).isFalse();
    }

    @Test
    void aWrongPasswordEndsNothing() {
        var user = user(Role.SALES);
        var first = caller(user);

        assertThat(signIn(first, user, "wrong").status()).isEqualTo(401);
        assertThat(isAlive(first)).isTrue();
    }

    @Test
    void sessionsOfTheSameAccountElsewhereGoOn() {
        var user = user(Role.SALES);
        var browser = caller(user);
        var program = NativeCaller.signedIn(server.address(), user.login(), PASSWORD);

        NativeCaller.signedIn(server.address(), user.login(), PASSWORD);
        caller(user);
        signIn(stranger.with("Cookie", "KEHUB_SESSION=" + "a".repeat(43)), user, PASSWORD);

        assertThat(isAlive(browser)).isTrue();
        assertThat(isAlive(program)).isTrue();
    }

    // signing out

    @Test
    void signingOutClearsTheCookieInEveryDialect() {
        var user = user(Role.SALES);
        var browser = caller(user);
        var program = NativeCaller.signedIn(server.address(), user.login(), PASSWORD);

        var quick = caller(user).post(QuickCaller.SIGN_OUT, "");
        var ov1 = browser.post(OV1_LOGOUT, "{session:'%s'}".formatted(program.session()));

        assertThat(quick.header("Set-Cookie")).startsWith("KEHUB_SESSION=; Path=/; Max-Age=0");
        assertThat(ov1.header("Set-Cookie")).startsWith("KEHUB_SESSION=; Path=/; Max-Age=0");
        assertThat(isAlive(program)).isFalse();
        assertThat(isAlive(browser)).as("the session whose cookie was cleared").isFalse();
    }

    // changing a password

    @ParameterizedTest
    @ValueSource(strings = {"me", "administration", "v3"})
    void theSessionInWhichOnesOwnPasswordIsChangedGoesOnAndAllOthersEnd(String door) {
        var boss = user(Role.ADMINISTRATOR);
        var browser = caller(boss);
        var elsewhere = caller(boss);
        var program = NativeCaller.signedIn(server.address(), boss.login(), PASSWORD);

        var answer = change(door, browser, boss);

        assertThat(answer.text()).contains("当前会话继续有效", "其他会话已全部退出");
        assertThat(isAlive(stranger.with("Cookie", answer.cookie()))).isTrue();
        assertThat(isAlive(browser)).as("the old cookie is worth nothing").isFalse();
        assertThat(isAlive(elsewhere)).isFalse();
        assertThat(isAlive(program)).isFalse();
        assertThat(signIn(stranger, boss, ANOTHER).status()).isEqualTo(200);
    }

    private static QuickCaller.Answer change(String door, QuickCaller caller, User user) {
        return switch (door) {
            case "me" -> caller.post("/api/me/password", Map.of("old_password", PASSWORD, "new_password", ANOTHER));
            case "administration" ->
                caller.post("/api/admin/users/" + user.id().value() + "/password", Map.of("password", ANOTHER));
            default -> caller.post("/webapi/v3/orgs/user/edit", account(user, ANOTHER));
        };
    }

    private static Map<String, Object> account(User user, String password) {
        var fields = new HashMap<String, Object>();
        fields.put("ord", user.id().value());
        fields.put("Name", user.name());
        fields.put("Orgsid", 1);
        fields.put("Username", user.login());
        fields.put("QxTemplate", 1);
        fields.put("Pw", password);
        fields.put("ConfirmPassword", password);
        return fields;
    }

    @Test
    void aProgramThatChangesItsOwnPasswordKeepsItsSessionUnchanged() {
        var boss = user(Role.ADMINISTRATOR);
        var program = NativeCaller.signedIn(server.address(), boss.login(), PASSWORD);
        var browser = caller(boss);

        var answer = program.v3("orgs/user/edit", account(boss, ANOTHER));

        assertThat(answer.path("Code").intValue()).as(answer.toString()).isEqualTo(200);
        assertThat(answer.toString()).contains("当前会话继续有效");
        assertThat(isAlive(program)).isTrue();
        assertThat(isAlive(browser)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"administration", "v3"})
    void anAdministratorWhoChangesAnotherPasswordEndsTheSessionsOfThatUser(String door) {
        var boss = caller(user(Role.ADMINISTRATOR));
        var user = user(Role.ADMINISTRATOR);
        var other = caller(user);

        var answer = change(door, boss, user);

        assertThat(answer.text()).contains("该用户的会话已全部退出");
        assertThat(answer.header("Set-Cookie")).isEmpty();
        assertThat(isAlive(other)).isFalse();
        assertThat(isAlive(boss)).isTrue();
    }

    @Test
    void aPasswordThatIsRefusedChangesNoSession() {
        var boss = user(Role.ADMINISTRATOR);
        var browser = caller(boss);
        var elsewhere = caller(boss);

        var wrong = browser.post("/api/me/password", Map.of("old_password", "wrong", "new_password", ANOTHER));
        var weak = browser.post("/api/me/password", Map.of("old_password", PASSWORD, "new_password", "short"));

        assertThat(wrong.status()).isEqualTo(400);
        assertThat(weak.status()).isEqualTo(400);
        assertThat(wrong.header("Set-Cookie") + weak.header("Set-Cookie")).isEmpty();
        assertThat(isAlive(browser)).isTrue();
        assertThat(isAlive(elsewhere)).isTrue();
    }

    @Test
    void disablingAUserEndsTheSessionsAtOnceAndEnablingBringsNoneBack() {
        var user = user(Role.SALES);
        var browser = caller(user);
        var program = NativeCaller.signedIn(server.address(), user.login(), PASSWORD);

        server.part(Users.class).enable(user.id(), false);
        assertThat(isAlive(browser)).isFalse();
        assertThat(isAlive(program)).isFalse();

        server.part(Users.class).enable(user.id(), true);
        assertThat(isAlive(browser)).isFalse();
        assertThat(isAlive(program)).isFalse();
    }

    // which credential decides

    @Test
    void aCredentialThatIsSentDecidesAlone() {
        var user = user(Role.SALES);
        var browser = caller(user);
        var forged = "a".repeat(43);

        assertThat(browser.post(QuickCaller.LIST, "{session:'%s', cmdkey:'refresh', datas:[]}".formatted(forged))
                        .json()
                        .at("/header/status")
                        .intValue())
                .isEqualTo(2);
        assertThat(browser.post(QuickCaller.LIST, "{session:12345, cmdkey:'refresh', datas:[]}")
                        .json()
                        .at("/header/status")
                        .intValue())
                .isEqualTo(2);
        assertThat(browser.with("ZBAPI-Token", forged)
                        .post("/webapi/v3/orgs/user/list", "{}")
                        .json()
                        .path("Code")
                        .intValue())
                .isEqualTo(400);
        assertThat(browser.post("/webapi/apiHelper/x", "{\"Token\": \"%s\"}".formatted(forged))
                        .json()
                        .path("code")
                        .intValue())
                .isEqualTo(400);
        assertThat(browser.with("ZBAPI-Token", forged)
                        .send("GET", "/api/me", BodyPublishers.noBody())
                        .status())
                .isEqualTo(401);
    }

    @Test
    void theCookieCountsIfNothingElseIsSent() {
        var browser = caller(user(Role.SALES));

        assertThat(browser.with("ZBAPI-Token", " ")
                        .post("/webapi/v3/orgs/user/list", "{}")
                        .json()
                        .path("Code")
                        .intValue())
                .isEqualTo(200);
        assertThat(browser.post("/sysa/mobilephone/salesmanage/custom/list.asp", "{session:'', datas:[]}")
                        .json()
                        .at("/header/status")
                        .intValue(-1))
                .isZero();
    }

    @Test
    void aValidTokenBesideAnExpiredCookieIsAccepted() {
        var user = user(Role.SALES);
        var program = NativeCaller.signedIn(server.address(), user.login(), PASSWORD);
        var dead = stranger.with("Cookie", "KEHUB_SESSION=" + "a".repeat(43));

        assertThat(isAlive(dead.with("ZBAPI-Token", program.session()))).isTrue();
    }
}
