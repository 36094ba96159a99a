package io.kehub.wire.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.kehub.KeHubServer;
import io.kehub.erp.access.NewUser;
import io.kehub.erp.access.Role;
import io.kehub.erp.access.Sessions;
import io.kehub.erp.access.User;
import io.kehub.erp.access.Users;
import io.kehub.wire.QuickCaller;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Which of the credentials that a request has decides, through every door. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CredentialsTest {

    private static final String OV1_LIST = "/sysa/mobilephone/salesmanage/custom/list.asp";

    private enum Sent {
        VALID,
        INVALID,
        ABSENT
    }

    private final KeHubServer server = KeHubServer.start();
    private final User li = user("li");
    private final User wang = user("wang");

    @AfterAll
    void stop() {
        server.close();
    }

    private User user(String login) {
        return server.part(Users.class).create(new NewUser(login, login, Role.SALES, "correct horse battery"));
    }

    private String session(User user) {
        return server.part(Sessions.class).open(user.id()).secret();
    }

    static Stream<Arguments> everyCombination() {
        return Stream.of("/webapi", "/sysa", "/api")
                .flatMap(door -> Arrays.stream(Sent.values())
                        .flatMap(cookie -> Arrays.stream(Sent.values())
                                .flatMap(token -> Arrays.stream(Sent.values())
                                        // a body under /api has no place for a session
                                        .filter(body -> body == Sent.ABSENT || !door.equals("/api"))
                                        .map(body -> Arguments.of(door, cookie, token, body)))));
    }

    @ParameterizedTest
    @MethodSource("everyCombination")
    void anExplicitCredentialDecidesAlone(String door, Sent cookie, Sent token, Sent body) {
        var explicit = token != Sent.ABSENT || body != Sent.ABSENT;
        var expected = explicit ? token != Sent.INVALID && body != Sent.INVALID : cookie == Sent.VALID;

        assertThat(isAuthenticated(door, secret(cookie), secret(token), secret(body)))
                .isEqualTo(expected);
    }

    private String secret(Sent sent) {
        return switch (sent) {
            case VALID -> session(li);
            case INVALID -> "a".repeat(43);
            case ABSENT -> "";
        };
    }

    private boolean isAuthenticated(String door, String cookie, String token, String body) {
        var caller = caller(cookie, token);
        var answer = switch (door) {
            case "/webapi" -> caller.post(QuickCaller.LIST, body.isEmpty() ? "{}" : ov1(body));
            case "/sysa" -> caller.post(OV1_LIST, ov1(body));
            default -> caller.send("GET", "/api/me", BodyPublishers.noBody());
        };
        return !answer.text().contains("未登录");
    }

    private QuickCaller caller(String cookie, String token) {
        var caller = QuickCaller.stranger(server.address());
        caller = cookie.isEmpty() ? caller : caller.with("Cookie", "KEHUB_SESSION=" + cookie);
        return token.isEmpty() ? caller : caller.with("ZBAPI-Token", token);
    }

    private static String ov1(String session) {
        return "{session:'%s', cmdkey:'refresh', datas:[]}".formatted(session);
    }

    @Test
    void theTokenAndNotTheCookieDeterminesTheCaller() {
        var answer = caller(session(wang), session(li)).send("GET", "/api/me", BodyPublishers.noBody());

        assertThat(answer.text()).contains("\"login\":\"li\"");
    }

    @Test
    void explicitSessionsOfDifferentUsersAreRefused() {
        assertThat(isAuthenticated("/sysa", "", session(wang), session(li))).isFalse();
        assertThat(isAuthenticated("/sysa", "", session(li), session(li))).isTrue();
    }

    @Test
    void theHelpPagesTakeATokenAndRefuseAnInvalidOneBesideAValidCookie() {
        assertThat(help("", session(li))).isEqualTo(200);
        assertThat(help(session(li), "")).isEqualTo(200);
        assertThat(help(session(li), "a".repeat(43))).isEqualTo(401);
    }

    private int help(String cookie, String token) {
        return caller(cookie, token)
                .send("GET", "/sysn/view/OpenApi/help.ashx", BodyPublishers.noBody())
                .status();
    }
}
