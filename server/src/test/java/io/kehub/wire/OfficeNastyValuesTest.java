package io.kehub.wire;

import static org.assertj.core.api.Assertions.assertThat;

import io.kehub.KeHubServer;
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

/** Each field of each office request takes each value that a client should not send: an answer or a refusal, never a failure. */
class OfficeNastyValuesTest {

    private static final JsonMapper JSON = new JsonMapper();

    private static KeHubServer server;
    private static QuickCaller admin;

    @BeforeAll
    static void start() {
        server = KeHubServer.start();
        admin = QuickCaller.signedIn(server.address(), "admin", KeHubServer.ADMIN_PASSWORD);
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            warehouse/list      | {"name": "仓", "status": 1}
            place/list          | {"name": "仓", "parentid": 1, "status": 1}
            warehouse/add       | {"parentid": 1, "name": "仓", "code": "c", "remark": "r"}
            warehouse/edit      | {"id": 1, "name": "主仓库", "code": "c", "remark": "r", "status": 1}
            productclass/add    | {"parentid": 1, "name": "类"}
            productclass/edit   | {"id": 1, "parentid": 1, "top": 0, "name": "默认分类", "status": 1}
            stockin/list        | {"keyword": "k", "status": 1, "code": "c", "title": "t", "custname": "c", "pageindex": 1}
            stockin/add         | {"confirm": 1, "code": "n", "title": "t", "sort": "采购入库", "supplier": "s", "remark": "r", "lines": [{"productid": 1, "unitid": 1, "num": 1, "warehouseid": 1, "batch": "b", "serialnumbers": "s", "producedate": "2025-01-01", "expiredate": "2025-01-01", "price": 1, "remark": "r"}]}
            adjustment/add      | {"confirm": 1, "lines": [{"productid": 1, "num": -1, "warehouseid": 1}]}
            stockin/confirm     | {"id": 1, "status": 3, "opinion": "o", "rest": 2, "lines": [{"id": 1, "num": 1, "warehouseid": 1, "batch": "b"}]}
            stockout/reverse    | {"id": 1}
            stockout/detail     | {"id": 1}
            stocktransfer/add   | {"targetid": 1, "code": "n", "title": "t", "remark": "r", "lines": [{"productid": 1, "num": 1, "warehouseid": 1}]}
            stockfreeze/add     | {"productid": 1, "warehouseid": 1, "batch": "b", "num": 1, "reason": "r"}
            settlement/add      | {"contractid": 1, "kind": 1, "code": "n", "money": 1, "settledate": "2025-01-01", "remark": "r"}
            contract/stockout   | {"id": 1, "lines": [{"lineid": 1, "num": 1, "warehouseid": 1}]}
            contract/close      | {"id": 1, "reason": "r", "status": "执行完毕"}
            contract/reopen     | {"id": 1, "reason": "r"}
            """)
    void everyFieldTakesEveryValueOrNamesWhatIsWrong(String path, String body) {
        var errors = new SoftAssertions();
        var whole = JSON.readTree(body);
        spoil(whole, whole, path, errors);
        errors.assertAll();
        assertThat(admin.post("/webapi/v3/office/" + path, body).status()).isLessThan(500);
    }

    /** Puts each value in the place of each field of the node, and sends the whole. */
    private static void spoil(JsonNode whole, JsonNode at, String path, SoftAssertions errors) {
        switch (at) {
            case ObjectNode object -> {
                for (var name : List.copyOf(object.propertyNames())) {
                    var kept = object.get(name);
                    for (var value : NastyJson.VALUES) {
                        object.set(name, JSON.readTree(value));
                        send(whole, path, errors);
                    }
                    object.set(name, kept);
                    spoil(whole, kept, path, errors);
                }
            }
            case ArrayNode array -> array.forEach(item -> spoil(whole, item, path, errors));
            default -> {}
        }
    }

    private static void send(JsonNode whole, String path, SoftAssertions errors) {
        var sent = JSON.writeValueAsString(whole);
        var answer = admin.post("/webapi/v3/office/" + path, sent);
        errors.assertThat(answer.status()).as("%s %s", path, sent).isLessThan(500);
        if (answer.status() >= 400) {
            errors.assertThat(answer.json().path("message").stringValue(""))
                    .as("%s %s", path, sent)
                    .isNotEmpty();
        }
    }
}
