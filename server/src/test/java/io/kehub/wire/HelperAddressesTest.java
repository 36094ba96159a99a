package io.kehub.wire;

import static org.assertj.core.api.Assertions.assertThat;

import io.kehub.KeHubServer;
import io.kehub.wire.operation.Catalog;
import io.kehub.wire.operation.Operation;
import io.kehub.wire.operation.type.DialectId;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Every operation of the helper dialect at its long and its short address. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class HelperAddressesTest {

    private static final String LONG = "/webapi/api/ZBServices/webapi/";
    private static final String SHORT = "/webapi/apiHelper/";

    private final KeHubServer server = KeHubServer.start();
    private final QuickCaller stranger = QuickCaller.stranger(server.address());
    private final String session = QuickCaller.signedIn(server.address(), "admin", KeHubServer.ADMIN_PASSWORD)
            .session();
    private final List<Operation<?>> operations = server.part(Catalog.class).operations().stream()
            .filter(operation -> operation.answer(DialectId.HELPER).isPresent())
            .toList();

    @AfterAll
    void stop() {
        server.close();
    }

    @Test
    void everyOperationIsDeclaredAtBothAddresses() {
        assertThat(operations).isNotEmpty();
        assertThat(operations).allSatisfy(operation -> {
            assertThat(operation.routes(DialectId.HELPER)).hasSize(1);
            var paths = operation.routes(DialectId.HELPER).getFirst().paths();
            assertThat(paths).hasSize(2);
            assertThat(paths.getFirst()).startsWith(LONG);
            assertThat(paths.getLast()).isEqualTo(SHORT + paths.getFirst().substring(LONG.length()));
        });
    }

    @Test
    void bothAddressesGiveTheDocumentedAnswerHoweverTheyAreWrittenAndSent() {
        var softly = new SoftAssertions();
        for (var operation : operations) {
            var paths = operation.routes(DialectId.HELPER).getFirst().paths();
            var expected =
                    stranger.post(paths.getFirst(), Map.of("Token", session)).text();
            softly.assertThat(expected).as(operation.id()).startsWith("{\"flag\":true,\"code\":200,\"msg\":");
            for (var path : paths) {
                for (var written :
                        List.of(path, path.toLowerCase(Locale.ROOT), path.toUpperCase(Locale.ROOT), path + "/")) {
                    softly.assertThat(stranger.post(written, Map.of("token", session))
                                    .text())
                            .as(written)
                            .isEqualTo(expected);
                }
                softly.assertThat(stranger.post(path, Map.of("session", session, "Datas", Map.of()))
                                .text())
                        .as("%s with Datas", path)
                        .isEqualTo(expected);
                softly.assertThat(stranger.with("ZBAPI-Token", session)
                                .post(path, "")
                                .text())
                        .as("%s with a header", path)
                        .isEqualTo(expected);
                softly.assertThat(stranger.send("GET", path + "?Token=" + session, BodyPublishers.noBody())
                                .text())
                        .as("GET %s", path)
                        .isEqualTo(expected);
            }
        }
        softly.assertAll();
    }

    @Test
    void aShortAddressRefusesLikeTheLongOne() {
        for (var operation : operations) {
            for (var path : operation.routes(DialectId.HELPER).getFirst().paths()) {
                var refused = stranger.post(path, Map.of("Token", "x"));

                assertThat(refused.status()).isEqualTo(200);
                assertThat(refused.json().path("flag").booleanValue(true)).isFalse();
                assertThat(refused.json().path("code").intValue(0)).isEqualTo(400);
            }
        }
        var unknown = stranger.post(SHORT + "Sales/Product/ProductHandler/Nothing", Map.of("Token", session))
                .json();
        assertThat(unknown.path("flag").booleanValue(true)).isFalse();
        assertThat(unknown.path("msg").stringValue("")).isNotEmpty();
    }
}
