package io.kehub.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.kehub.sync.outbox.Content;
import io.kehub.sync.outbox.NewDelivery;
import io.kehub.sync.outbox.Outbox;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

class DeliveriesApiTest {

    private static final String DELIVERIES = "/api/hub/deliveries";

    private static ApiServer server;
    private static ApiServer.Caller seller;
    private static Outbox outbox;

    @BeforeAll
    static void start() {
        server = new ApiServer();
        seller = server.asSeller();
        outbox = server.part(Outbox.class);
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @BeforeEach
    void noDeliveries() {
        server.part(JdbcClient.class).sql("delete from delivery").update();
        // the subjects below are the ids of no contacts, so they are visible to everyone
        server.part(JdbcClient.class).sql("delete from hub_contact").update();
    }

    @Test
    void aDeliveryIsShownWithItsContactAndItsStateAndWithoutWhatIsSent() {
        append("7", "K7");

        var shown = seller.get(DELIVERIES).data().get("list").get(0);

        assertThat(shown.get("contact_id").asString()).isEqualTo("7");
        assertThat(shown.get("k_code").asString()).isEqualTo("K7");
        assertThat(shown.get("state").asString()).isEqualTo("pending");
        assertThat(shown.toString()).doesNotContain("secret-payload");
    }

    @Test
    void theNextPageIsReadWithTheCursorOfTheLastOne() {
        for (var subject = 1; subject <= 5; subject++) {
            append(String.valueOf(subject), "K" + subject);
        }
        var seen = new ArrayList<String>();
        var next = "";
        do {
            var page = seller.get(DELIVERIES + "?limit=2&before=" + next).data();
            page.get("list")
                    .forEach(delivery -> seen.add(delivery.get("contact_id").asString()));
            next = page.get("next").asString();
        } while (!next.isEmpty());

        assertThat(seen).containsExactly("5", "4", "3", "2", "1");
    }

    @Test
    void pagesAreFullDespiteHiddenRowsAndTheLastOneIsNotEmpty() {
        var contact = seller.post("/api/hub/contacts", "{\"wx_id\": \"of-another\", \"owner\": \"王经理\"}")
                .text("id");
        var admin = server.asAdmin();
        for (var number = 0; number < 5; number++) {
            append("90000" + number, "K" + number);
            for (var hidden = 0; hidden < 300; hidden++) {
                append(contact, "customer.hidden" + number + "." + hidden, "H" + number + "-" + hidden);
            }
        }

        var first = seller.get(DELIVERIES + "?limit=2").data();
        var second = seller.get(
                        DELIVERIES + "?limit=3&before=" + first.get("next").asString())
                .data();

        assertThat(first.get("list").findValuesAsString("contact_id")).containsExactly("900004", "900003");
        assertThat(second.get("list").findValuesAsString("contact_id")).containsExactly("900002", "900001", "900000");
        assertThat(second.get("next").asString()).isEmpty();
        var all = admin.get(DELIVERIES + "?limit=500").data();
        assertThat(all.get("list")).hasSize(500);
        assertThat(all.get("next").asString()).isNotEmpty();
    }

    @Test
    void aPageEndsEarlyRatherThanReadEverythingAndIsReadOn() {
        var contact = seller.post("/api/hub/contacts", "{\"wx_id\": \"of-someone\", \"owner\": \"王经理\"}")
                .text("id");
        append("800001", "K1");
        server.part(JdbcClient.class).sql("""
                        insert into delivery (subject, operation, natural_key, profile, fields, version, due_at, created_at)
                        select :contact, 'many' || n, 'M' || n, 'quick', '{}', 0, now(), now()
                        from generate_series(1, 10001) n
                        """).param("contact", contact).update();

        var early = seller.get(DELIVERIES + "?limit=2").data();
        var rest = seller.get(
                        DELIVERIES + "?limit=2&before=" + early.get("next").asString())
                .data();

        assertThat(early.get("list")).isEmpty();
        assertThat(rest.get("list").findValuesAsString("contact_id")).containsExactly("800001");
        assertThat(rest.get("next").asString()).isEmpty();
    }

    @Test
    void onlyARefusedDeliveryCanBeTriedAgain() {
        append("7", "K7");
        var id = seller.get(DELIVERIES).data().get("list").get(0).get("id").asString();

        assertThat(seller.post(DELIVERIES + "/" + id + "/retry", "").code()).isEqualTo("delivery_not_refused");

        var claim = outbox.claim(1, "worker", Duration.ofMinutes(1)).getFirst();
        outbox.refuse(claim, "ERP 说不行", null, List.of());
        assertThat(seller.get(DELIVERIES + "?state=refused").data().get("list")).hasSize(1);
        var again = seller.post(DELIVERIES + "/" + id + "/retry", "");

        assertThat(again.text("state")).isEqualTo("pending");
        assertThat(seller.get(DELIVERIES + "/" + id)
                        .data()
                        .get("delivery")
                        .get("state")
                        .asString())
                .isEqualTo("pending");
    }

    @Test
    void anUnknownStateIsRefusedWithTheKnownOnes() {
        var refused = seller.get(DELIVERIES + "?state=lost");

        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.message()).contains("state").contains("pending").contains("refused");
    }

    @Test
    void aDeliveryThatDoesNotExistIsNotFound() {
        assertThat(seller.get(DELIVERIES + "/404").code()).isEqualTo("delivery_not_found");
        assertThat(seller.post(DELIVERIES + "/404/retry", "").code()).isEqualTo("delivery_not_found");
    }

    @Test
    void whoIsNotSignedInSeesNothing() {
        assertThat(server.asNobody().get(DELIVERIES + "/counts").status()).isEqualTo(401);
    }

    private static void append(String subject, String kCode) {
        append(subject, "customer.add", kCode);
    }

    private static void append(String subject, String operation, String kCode) {
        server.part(TransactionTemplate.class)
                .execute(transaction -> outbox.append(new NewDelivery(
                        subject, operation, kCode, "quick", new Content(1, "{\"name\":\"secret-payload\"}"))));
    }
}
