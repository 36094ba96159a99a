package io.kehub.api;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What an administrator configures of the ERP. */
class ErpSettingsApiTest {

    private static final String DICTIONARIES = "/api/admin/dictionaries";
    private static final String SETTINGS = "/api/admin/erp-settings";

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
    void anAdministratorEditsEveryDictionaryAndItsTree() {
        var names = admin.get(DICTIONARIES).data();
        assertThat(names.valueStream().map(each -> each.get("name").asString()))
                .contains("customer_source", "area", "stock_in_kind");

        var parent = admin.post(DICTIONARIES + "/area", "{\"text\": \"渝中区\"}");
        var child = admin.post(
                DICTIONARIES + "/area", "{\"text\": \"解放碑\", \"parent\": \"%s\"}".formatted(parent.text("id")));

        assertThat(child.text("parent")).isEqualTo(parent.text("id"));
        assertThat(admin.post(DICTIONARIES + "/trade", "{\"text\": \"x\", \"parent\": 1}")
                        .fields())
                .containsExactly("parent");
        var missing = admin.get(DICTIONARIES + "/colour");
        assertThat(missing.status()).isEqualTo(404);
        assertThat(missing.data().get("errors").get(0).get("allowed").asString())
                .contains("customer_source、");
    }

    @Test
    void theResponseContainsAllSettingsAndAnEmptyChangeIsRejected() {
        assertThat(admin.put(SETTINGS, "{\"negative_stock_allowed\": false}")
                        .data()
                        .toString())
                .isEqualTo("{\"negative_stock_allowed\":false,\"contract_approval_required\":true,"
                        + "\"over_delivery_percent\":\"0\",\"over_settlement_percent\":\"0\","
                        + "\"opportunity_approval_required\":false}");
        assertThat(admin.put(SETTINGS, "{}").code()).isEqualTo("nothing_to_change");
    }

    @Test
    void aWrongPercentageIsRefusedAndNothingOfTheChangeIsSaved() {
        var before = admin.get(SETTINGS).data().toString();

        assertThat(admin.put(
                                SETTINGS,
                                "{\"negative_stock_allowed\": true, \"over_delivery_percent\": 100.01,"
                                        + " \"over_settlement_percent\": -1}")
                        .fields())
                .containsExactly("over_delivery_percent", "over_settlement_percent");

        assertThat(admin.get(SETTINGS).data().toString()).isEqualTo(before);
        assertThat(admin.put(SETTINGS, "{\"over_delivery_percent\": \"2.50\"}").text("over_delivery_percent"))
                .isEqualTo("2.5");
        admin.put(SETTINGS, "{\"over_delivery_percent\": 0}");
    }

    @Test
    void ifOneSettingCannotBeSavedNoneIs() {
        var jdbc = server.part(JdbcClient.class);
        var before = admin.get(SETTINGS).data().toString();
        jdbc.sql("alter table contract_settings add constraint at_most_5 check (over_settlement_percent <= 5)")
                .update();
        try {
            assertThat(admin.put(
                                    SETTINGS,
                                    "{\"negative_stock_allowed\": true, \"contract_approval_required\": false,"
                                            + " \"over_delivery_percent\": 3, \"over_settlement_percent\": 6}")
                            .status())
                    .isEqualTo(500);
            assertThat(admin.get(SETTINGS).data().toString()).isEqualTo(before);
        } finally {
            jdbc.sql("alter table contract_settings drop constraint at_most_5").update();
        }
    }

    @Test
    void anAdministratorChangesTheRoleOfAUser() {
        var id = admin.post(
                        "/api/admin/users",
                        "{\"login\": \"zhou\", \"name\": \"周\", \"password\": \"long enough 1\", \"department\": 1}")
                .text("id");

        var changed = admin.patch("/api/admin/users/" + id, "{\"role\": \"manager\", \"name\": \"周经理\"}");

        assertThat(changed.text("role")).isEqualTo("manager");
        assertThat(changed.text("name")).isEqualTo("周经理");
        assertThat(admin.patch("/api/admin/users/" + id, "{\"role\": \"service\"}")
                        .fields())
                .containsExactly("role");
        assertThat(admin.patch("/api/admin/users/" + id, "{\"department\": 99}").fields())
                .containsExactly("department");
        assertThat(admin.patch("/api/admin/users/" + server.admin().id().value(), "{\"role\": \"sales\"}")
                        .fields())
                .containsExactly("role");
        assertThat(admin.get("/api/admin/departments")
                        .data()
                        .get("list")
                        .get(0)
                        .get("name")
                        .asString())
                .isEqualTo("总公司");
    }
}
