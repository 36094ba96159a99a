package io.kehub.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.kehub.NastyJson;
import java.util.List;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Each field of each body takes each of the values that nobody should send: it is done or refused, never a fault. */
class NastyValuesTest {

    private static final JsonMapper JSON = new JsonMapper();

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

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            POST  | /api/admin/dictionaries/area       | {"text": "区", "parent": 1}
            PUT   | /api/admin/dictionaries/area/settings | {"free_values": true}
            PUT   | /api/admin/customer-settings       | {"review_required": false, "duplicate_rules": ["name"]}
            PUT   | /api/admin/erp-settings            | {"negative_stock_allowed": false, "contract_approval_required": true, "over_delivery_percent": 0, "over_settlement_percent": 0}
            POST  | /api/admin/users                   | {"login": "l", "name": "n", "role": "sales", "department": 1, "password": "long enough 1"}
            PATCH | /api/admin/users/999               | {"name": "n", "role": "sales", "department": 1, "enabled": true}
            """)
    void everyFieldAcceptsEveryValueOrReportsAnError(String method, String path, String body) {
        var errors = new SoftAssertions();
        var whole = JSON.readTree(body);
        spoil(whole, whole, method, path, errors);
        errors.assertAll();
        assertThat(admin.json(method, path, body).status()).isLessThan(500);
    }

    /** Puts each value in the place of each field of the node, and sends the whole. */
    private static void spoil(JsonNode whole, JsonNode at, String method, String path, SoftAssertions errors) {
        switch (at) {
            case ObjectNode object -> {
                for (var name : List.copyOf(object.propertyNames())) {
                    var kept = object.get(name);
                    for (var value : NastyJson.VALUES) {
                        object.set(name, JSON.readTree(value));
                        send(whole, method, path, errors);
                    }
                    object.set(name, kept);
                    spoil(whole, kept, method, path, errors);
                }
            }
            case ArrayNode array -> array.forEach(item -> spoil(whole, item, method, path, errors));
            default -> {}
        }
    }

    private static void send(JsonNode whole, String method, String path, SoftAssertions errors) {
        var sent = JSON.writeValueAsString(whole);
        var answer = admin.json(method, path, sent);
        errors.assertThat(answer.status()).as("%s %s %s", method, path, sent).isLessThan(500);
        if (answer.status() >= 400) {
            errors.assertThat(answer.message())
                    .as("%s %s %s", method, path, sent)
                    .isNotEmpty();
        }
    }
}
