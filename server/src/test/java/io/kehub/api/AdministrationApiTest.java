package io.kehub.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.kehub.erp.access.SignIn;
import io.kehub.kernel.ProblemException;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class AdministrationApiTest {

    private static final String USERS = "/api/admin/users";
    private static final String SOURCES = "/api/admin/customer-sources";
    private static final String FIELDS = "/api/admin/custom-fields";
    private static final String SETTINGS = "/api/admin/customer-settings";

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

    @Test
    void onlyAdministratorsComeIn() {
        var seller = server.asSeller();
        for (var path :
                List.of(USERS, SOURCES, FIELDS, SETTINGS, "/api/admin", "/api/admin/nothing", "/api/%61dmin/users")) {
            assertThat(seller.get(path).status()).as(path).isEqualTo(403);
            assertThat(seller.get(path).code()).isEqualTo("administrators_only");
        }
        assertThat(seller.post(USERS, "{}").status()).isEqualTo(403);
    }

    @Test
    void everybodyReadsWhoTheyAre() {
        assertThat(server.asSeller().get("/api/me").text("role")).isEqualTo("sales");
        assertThat(admin.get("/api/me").data().toString())
                .isEqualTo("{\"id\":\"%s\",\"login\":\"boss\",\"name\":\"王老板\",\"role\":\"administrator\"}"
                        .formatted(server.admin().id().value()));
    }

    @Test
    void aCreatedUserSignsInUntilDisabled() {
        var made = admin.post(USERS, newUser("zhao", "long enough 1"));
        assertThat(made.status()).isEqualTo(201);
        assertThat(made.data().toString()).doesNotContain("long enough");
        assertThat(signsIn("zhao", "long enough 1")).isTrue();

        var off = admin.patch(USERS + "/" + made.text("id"), "{\"enabled\": false}");

        assertThat(off.data().get("enabled").booleanValue()).isFalse();
        assertThat(signsIn("zhao", "long enough 1")).isFalse();
    }

    @Test
    void aDuplicateLoginIsRejected() {
        var refused = admin.post(USERS, newUser("BOSS", "long enough 1"));

        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.fields()).containsExactly("login");
    }

    @Test
    void usersAreListedPageByPage() {
        var page = admin.get(USERS + "?page_index=1&page_size=1");

        assertThat(page.data().get("list").size()).isEqualTo(1);
        assertThat(page.data().get("total").longValue()).isGreaterThanOrEqualTo(2);
        assertThat(admin.get(USERS + "?page_size=501").fields()).containsExactly("page_size");
        assertThat(admin.get(USERS + "?page_index=100000").data().get("list").size())
                .isZero();
    }

    @Test
    void administratorsCannotDisableThemselves() {
        var refused = admin.patch(USERS + "/" + server.admin().id().value(), "{\"enabled\": false}");

        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.fields()).containsExactly("enabled");
    }

    @Test
    void anAdministratorSetsAPassword() {
        var id = admin.post(USERS, newUser("qian", "long enough 1")).text("id");

        assertThat(admin.post(USERS + "/" + id + "/password", "{\"password\": \"long enough 2\"}")
                        .status())
                .isEqualTo(200);
        assertThat(signsIn("qian", "long enough 1")).isFalse();
        assertThat(signsIn("qian", "long enough 2")).isTrue();
        assertThat(admin.post(USERS + "/999999/password", "{\"password\": \"long enough 2\"}")
                        .status())
                .isEqualTo(404);
    }

    @Test
    void aPersonChangesTheirPasswordByShowingTheOldOne() {
        admin.post(USERS, newUser("sun", "long enough 1"));
        var sun = server.as(server.part(SignIn.class).signIn("sun", "long enough 1"));

        var refused = sun.post("/api/me/password", passwords("wrong", "long enough 2"));
        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.fields()).containsExactly("old_password");
        assertThat(signsIn("sun", "long enough 2")).isFalse();

        assertThat(sun.post("/api/me/password", passwords("long enough 1", "long enough 2"))
                        .status())
                .isEqualTo(200);
        assertThat(signsIn("sun", "long enough 2")).isTrue();
    }

    @Test
    void guessingTheOldPasswordIsClosedLikeGuessingAtTheDoor() {
        admin.post(USERS, newUser("li", "long enough 1"));
        var li = server.as(server.part(SignIn.class).signIn("li", "long enough 1"));
        for (var guess = 0; guess < 5; guess++) {
            li.post("/api/me/password", passwords("wrong", "long enough 2"));
        }

        var closed = li.post("/api/me/password", passwords("long enough 1", "long enough 2"));

        assertThat(closed.status()).isEqualTo(429);
        assertThat(closed.http().headers().firstValue("Retry-After")).isPresent();
    }

    @Test
    void customerSourcesAreListedAddedDisabledAndFreedByAnAdministrator() {
        assertThat(texts(admin.get(SOURCES).data())).contains("微信", "老客户介绍", "其他");

        var added = admin.post(SOURCES, "{\"text\": \"小红书\"}");
        assertThat(added.status()).isEqualTo(201);
        assertThat(admin.post(SOURCES, "{\"text\": \"小红书\"}").status()).isEqualTo(409);
        var off = admin.patch(SOURCES + "/" + added.text("id"), "{\"enabled\": false}");
        assertThat(off.data().get("enabled").booleanValue()).isFalse();
        assertThat(admin.patch(SOURCES + "/999999", "{\"enabled\": false}").status())
                .isEqualTo(404);

        assertThat(admin.get(SOURCES).data().get("free_values").booleanValue()).isFalse();
        admin.put(SOURCES + "/settings", "{\"free_values\": true}");
        assertThat(admin.get(SOURCES).data().get("free_values").booleanValue()).isTrue();
    }

    @Test
    void customFieldsAreDefinedAndChanged() {
        var made = admin.post(FIELDS, "{\"caption\": \"规模\", \"type\": \"choice\", \"options\": [\"大\", \"小\"]}");
        assertThat(made.status()).isEqualTo(201);
        assertThat(made.text("name")).matches("field[1-9][0-9]*");

        var changed = admin.patch(FIELDS + "/" + made.text("name"), "{\"enabled\": false}");

        assertThat(changed.data().toString())
                .isEqualTo(made.data().toString().replace("\"enabled\":true", "\"enabled\":false"));
        assertThat(admin.get(FIELDS).data().get("list").valueStream()).contains(changed.data());
        assertThat(admin.patch(FIELDS + "/field999", "{\"enabled\": true}").status())
                .isEqualTo(404);
        assertThat(admin.post(FIELDS, "{\"caption\": \"\", \"options\": \"大\"}").status())
                .isEqualTo(400);
    }

    @Test
    void reviewIsRequiredOnceAnAdministratorAsksForIt() {
        assertThat(admin.get(SETTINGS).data().get("review_required").booleanValue())
                .isFalse();

        admin.put(SETTINGS, "{\"review_required\": true}");

        assertThat(admin.get(SETTINGS).data().get("review_required").booleanValue())
                .isTrue();
        assertThat(admin.put(SETTINGS, "{\"review_required\": \"yes\"}").fields())
                .containsExactly("review_required");
        assertThat(admin.put(SETTINGS, "{}").code()).isEqualTo("nothing_to_change");
        admin.put(SETTINGS, "{\"review_required\": false}");
    }

    @Test
    void duplicateRulesAreChosenAndTellWhatTheyTolerate() {
        assertThat(admin.get(SETTINGS).data().get("duplicate_rules")).isEmpty();

        var changed = admin.put(SETTINGS, "{\"duplicate_rules\": [\"mobile\", \"name\"]}");

        assertThat(changed.data().toString())
                .isEqualTo(
                        "{\"review_required\":false,\"claim_approval_required\":false,\"duplicate_rules\":[\"name\",\"mobile\"],"
                                + "\"existing_duplicates\":{\"mobile\":0,\"name\":0}}");
        var refused = admin.put(SETTINGS, "{\"duplicate_rules\": [\"name\", \"email\"]}");
        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.message()).contains("name、phone、mobile");
        assertThat(admin.put(SETTINGS, "{\"duplicate_rules\": \"name\"}").fields())
                .containsExactly("duplicate_rules");
        assertThat(admin.put(SETTINGS, "{\"duplicate_rules\": []}").data().get("duplicate_rules"))
                .isEmpty();
    }

    private static boolean signsIn(String login, String password) {
        try {
            server.part(SignIn.class).signIn(login, password);
            return true;
        } catch (ProblemException refused) {
            return false;
        }
    }

    private static String newUser(String login, String password) {
        return "{\"login\": \"%s\", \"name\": \"新人\", \"password\": \"%s\"}".formatted(login, password);
    }

    private static String passwords(String old, String fresh) {
        return "{\"old_password\": \"%s\", \"new_password\": \"%s\"}".formatted(old, fresh);
    }

    private static List<String> texts(JsonNode data) {
        return data.get("list")
                .valueStream()
                .map(entry -> entry.get("text").asString())
                .toList();
    }
}
