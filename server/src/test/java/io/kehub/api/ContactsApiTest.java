package io.kehub.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

class ContactsApiTest {

    private static final String CONTACTS = "/api/hub/contacts";
    private static ApiServer server;
    private ApiServer.Caller seller;

    @BeforeAll
    static void start() {
        server = new ApiServer();
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @BeforeEach
    void signIn() {
        server.part(JdbcClient.class)
                .sql("truncate hub_contact, filing restart identity cascade")
                .update();
        seller = server.asSeller();
    }

    @Test
    void aCreatedContactIsReadBackWithEveryField() {
        var made = seller.post(CONTACTS, """
                {"wx_id": " zhangsan ", "remark": "张三公司", "nickname": "三儿", "type": "customer", "source": "wechat",
                 "confidence": 85, "owner": "李销售"}
                """);

        assertThat(made.status()).isEqualTo(201);
        assertThat(made.json().get("success").booleanValue()).isTrue();
        assertThat(made.data().toString()).isEqualTo("""
                {"id":"%s","wx_id":"zhangsan","remark":"张三公司","nickname":"三儿","type":"customer","source":"wechat",\
                "confidence":85,"owner":"李销售","k_code":null,"filed_at":null,"erp_id":null,\
                "created_at":"2026-11-23 10:00:00","updated_at":"2026-11-23 10:00:00"}""".formatted(made.text("id")));
        assertThat(seller.get(CONTACTS + "/" + made.text("id")).data()).isEqualTo(made.data());
    }

    @Test
    void aContactWithOnlyAWxIdHasTypeUnknownAndSourceManual() {
        var made = seller.post(CONTACTS, "{\"wx_id\": \"lisi\", \"remark\": null}");

        assertThat(List.of(made.text("type"), made.text("source"), made.text("remark")))
                .containsExactly("unknown", "manual", "");
        assertThat(made.data().get("confidence").isNull()).isTrue();
    }

    @Test
    void aDuplicateWxIdIsRejected() {
        make("zhangsan");
        var refused = seller.post(CONTACTS, "{\"wx_id\": \"zhangsan\"}");

        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.code()).isEqualTo("taken");
        assertThat(refused.fields()).containsExactly("wx_id");
        assertThat(refused.message()).startsWith("wx_id：").contains("zhangsan");
    }

    @Test
    void filingAssignsAKCodeAndIsIdempotent() {
        var id = make("zhangsan");
        var filed = seller.json("POST", CONTACTS + "/" + id + "/file", "");

        assertThat(filed.status()).isEqualTo(200);
        assertThat(filed.text("k_code")).matches("K[1-9][0-9]*");
        assertThat(filed.text("filed_at")).isEqualTo("2026-11-23 10:00:00");
        assertThat(seller.json("POST", CONTACTS + "/" + id + "/file", "").data())
                .isEqualTo(filed.data());
    }

    @Test
    void aChangeTouchesOnlyTheFieldsItNames() {
        var id = make("zhangsan");
        var changed = seller.patch(CONTACTS + "/" + id, "{\"remark\": \"张三公司\", \"confidence\": 90}");

        assertThat(changed.status()).isEqualTo(200);
        assertThat(changed.text("remark")).isEqualTo("张三公司");
        assertThat(changed.data().get("confidence").intValue()).isEqualTo(90);
        assertThat(changed.text("wx_id")).isEqualTo("zhangsan");
    }

    @Test
    void theWxIdNeverChanges() {
        var id = make("zhangsan");
        var refused = seller.patch(CONTACTS + "/" + id, "{\"wx_id\": \"lisi\"}");

        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.fields()).containsExactly("wx_id");
    }

    @Test
    void aChangeWithNothingInItIsRefused() {
        var id = make("zhangsan");

        assertThat(seller.patch(CONTACTS + "/" + id, "{}").code()).isEqualTo("nothing_to_change");
    }

    @Test
    void whatIsNotThereIsNotFound() {
        assertThat(seller.get(CONTACTS + "/404").status()).isEqualTo(404);
        assertThat(seller.patch(CONTACTS + "/404", "{\"remark\": \"x\"}").status())
                .isEqualTo(404);
        assertThat(seller.json("POST", CONTACTS + "/404/file", "").status()).isEqualTo(404);
    }

    @Test
    void aListIsReadPageByPageToItsEnd() {
        for (var number = 1; number <= 5; number++) {
            make("wx" + number);
        }
        var seen = new ArrayList<String>();
        var pages = 0;
        var next = "";
        do {
            var page = seller.get(CONTACTS + "?limit=2&before=" + next);
            wxIds(page.data()).forEach(seen::add);
            next = page.text("next");
            pages++;
        } while (!next.isEmpty());

        assertThat(seen).containsExactly("wx5", "wx4", "wx3", "wx2", "wx1");
        assertThat(pages).isEqualTo(3);
    }

    @Test
    void filtersAnswerWhatTheyName() {
        var filed = make("filed");
        make("fresh");
        var kCode = seller.json("POST", CONTACTS + "/" + filed + "/file", "").text("k_code");

        assertThat(wxIds(seller.get(CONTACTS + "?filed=true").data())).containsExactly("filed");
        assertThat(wxIds(seller.get(CONTACTS + "?filed=false").data())).containsExactly("fresh");
        assertThat(wxIds(seller.get(CONTACTS + "?in_erp=true").data())).isEmpty();
        assertThat(wxIds(seller.get(CONTACTS + "?k_code=" + kCode).data())).containsExactly("filed");
        assertThat(wxIds(seller.get(CONTACTS + "?wx_id=fresh&owner=&filed=").data()))
                .containsExactly("fresh");
        assertThat(wxIds(seller.get(CONTACTS + "?owner=%E6%9D%8E").data())).isEmpty();
    }

    @Test
    void withoutASessionEverythingIsClosed() {
        for (var path : List.of(CONTACTS, CONTACTS + "/1", "/api/me", "/api/admin/users", "/api/nothing", "/api")) {
            var refused = server.asNobody().get(path);
            assertThat(refused.status()).as(path).isEqualTo(401);
            assertThat(refused.code()).isEqualTo("no_session");
        }
        assertThat(server.asNobody().post(CONTACTS, "{\"wx_id\": \"x\"}").status())
                .isEqualTo(401);
        assertThat(server.asNobody()
                        .send(server.asNobody().request(CONTACTS).header("Cookie", "KEHUB_SESSION=made-up"))
                        .status())
                .isEqualTo(401);
    }

    @Test
    void answersAreKeptByNoCache() {
        assertThat(seller.get(CONTACTS).http().headers().firstValue("Cache-Control"))
                .contains("no-store");
    }

    @ParameterizedTest
    @ValueSource(strings = {"text/plain", "application/x-www-form-urlencoded", "nonsense", "multipart/form-data"})
    void theBodyIsReadRegardlessOfItsContentType(String contentType) {
        var body = "{\"wx_id\": \"type_%s\"}".formatted(contentType.hashCode()).getBytes(StandardCharsets.UTF_8);

        assertThat(seller.post(CONTACTS, contentType, body).status()).isEqualTo(201);
    }

    private String make(String wxId) {
        return seller.post(CONTACTS, "{\"wx_id\": \"" + wxId + "\"}").text("id");
    }

    private static List<String> wxIds(JsonNode data) {
        return data.get("list")
                .valueStream()
                .map(contact -> contact.get("wx_id").asString())
                .toList();
    }
}
