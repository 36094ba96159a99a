package io.kehub.wire;

import io.kehub.KeHubServer;
import io.kehub.erp.access.NewUser;
import io.kehub.erp.access.Role;
import io.kehub.erp.access.Users;
import io.kehub.wire.operation.Catalog;
import io.kehub.wire.operation.Operation;
import io.kehub.wire.operation.Route;
import io.kehub.wire.operation.type.DialectId;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Role × operation × dialect: whoever may not is refused before anything else is looked at, whoever may is not. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PermissionsTest {

    private static final String PASSWORD = "correct horse battery";

    private final KeHubServer server = KeHubServer.start();
    private final Map<Role, String> sessions = new EnumMap<>(Role.class);

    @AfterAll
    void stop() {
        server.close();
    }

    private String session(Role role) {
        return sessions.computeIfAbsent(role, each -> {
            var login = each.name().toLowerCase(Locale.ROOT);
            server.part(Users.class).create(new NewUser(login, login, each, PASSWORD));
            return QuickCaller.signedIn(server.address(), login, PASSWORD).session();
        });
    }

    @Test
    void everyOperationObeysTheRolesInEveryDialect() {
        var softly = new SoftAssertions();
        for (var operation : server.part(Catalog.class).operations()) {
            if (operation.permission() == null) {
                continue;
            }
            operation.dialects().forEach(dialect -> {
                for (var role : Role.values()) {
                    softly.assertThat(isForbidden(operation, dialect, role))
                            .as("%s of %s in %s is forbidden", operation.id(), role, dialect)
                            .isEqualTo(!role.may(operation.permission()));
                }
            });
        }
        softly.assertAll();
    }

    @Test
    void everyOperationButSigningInNeedsASessionInEveryDialect() {
        var softly = new SoftAssertions();
        for (var operation : server.part(Catalog.class).operations()) {
            operation.dialects().filter(dialect -> operation.needsSession()).forEach(dialect -> {
                var stranger = QuickCaller.stranger(server.address());
                var caller = dialect == DialectId.V3 ? stranger.with("ZBAPI-Token", "x") : stranger;
                var answer = caller.post(path(operation, dialect), body(dialect, operation, ""));
                softly.assertThat(answer.text())
                        .as("%s in %s without a session", operation.id(), dialect)
                        .contains("未登录或会话过期");
            });
        }
        softly.assertAll();
    }

    /** The call carries nothing, so that whoever may do it is refused for that, or is told of an empty list. */
    private boolean isForbidden(Operation<?> operation, DialectId dialect, Role role) {
        var session = session(role);
        var caller = QuickCaller.stranger(server.address());
        var answer = switch (dialect) {
            case QUICK -> caller.with("Cookie", "KEHUB_SESSION=" + session);
            case V3 -> caller.with("ZBAPI-Token", session);
            case OV1, HELPER -> caller;
        };
        var json = answer.post(path(operation, dialect), body(dialect, operation, session))
                .json();
        return switch (dialect) {
            case QUICK -> json.at("/data/code").stringValue("").equals("forbidden");
            case V3 -> json.path("ErrorCode").stringValue("").equals("forbidden");
            case OV1 -> json.at("/body/message/data/code").stringValue("").equals("forbidden");
            case HELPER -> json.at("/datas/code").stringValue("").equals("forbidden");
        };
    }

    private static String body(DialectId dialect, Operation<?> operation, String session) {
        return switch (dialect) {
            case QUICK, V3 -> "{}";
            case OV1 ->
                "{\"session\": \"%s\", \"cmdkey\": \"%s\", \"datas\": []}"
                        .formatted(session, route(operation, dialect).query().getOrDefault("cmdkey", ""));
            case HELPER -> "{\"Token\": \"%s\"}".formatted(session);
        };
    }

    private static Route route(Operation<?> operation, DialectId dialect) {
        return operation.routes(dialect).getFirst();
    }

    private static String path(Operation<?> operation, DialectId dialect) {
        var route = route(operation, dialect);
        var query = route.query().entrySet().stream()
                .filter(pair -> !pair.getKey().equals("cmdkey"))
                .map(pair -> pair.getKey() + "=" + pair.getValue())
                .collect(Collectors.joining("&"));
        return route.paths().getFirst() + (query.isEmpty() ? "" : "?" + query);
    }
}
