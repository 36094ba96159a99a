package io.kehub.sync.delivery;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import io.kehub.client.Customer;
import io.kehub.client.CustomerField;
import io.kehub.client.testing.FakeErp;
import io.kehub.database.TestDatabase;
import io.kehub.hub.contact.Contacts;
import io.kehub.kernel.ContactId;
import io.kehub.kernel.WorkFolder;
import io.kehub.sync.mapping.CurrentCustomers;
import io.kehub.sync.outbox.Delivery;
import io.kehub.sync.outbox.DeliveryState;
import io.kehub.sync.outbox.Outbox;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Random;
import java.util.function.Function;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.PlatformTransactionManager;
import org.threeten.extra.MutableClock;

/** Deliveries that a KeHub before neutral fields left behind reach the ERP after the upgrade. */
class UpgradedDeliveriesTest {

    private static final String LAST_BEFORE = "200";

    private final MutableClock clock = MutableClock.of(Instant.parse("2026-11-23T08:00:00Z"), ZoneOffset.UTC);
    private final TestDatabase old = TestDatabase.ofVersion(LAST_BEFORE);
    private final HikariDataSource database = new HikariDataSource();
    private final JdbcClient jdbc = JdbcClient.create(database);
    private final AnnotationConfigApplicationContext kehub = new AnnotationConfigApplicationContext();
    private final FakeErp erp = new FakeErp(clock);

    @BeforeEach
    void open() {
        database.setDataSource(old.dataSource());
    }

    @AfterEach
    void close() {
        kehub.close();
        database.close();
        erp.close();
    }

    @Test
    void whatWasOpenIsDeliveredAndWhatWasDoneStaysDone() {
        leave(1, "PENDING", payload(1, "公司1"));
        leave(2, "UNKNOWN", payload(2, "公司2"));
        leave(3, "SENDING", payload(3, "公司3"));
        leave(4, "REFUSED", payload(4, "公司4"));
        leave(5, "CONFIRMED", payload(5, "公司5"));
        leave(6, "PENDING", "[broken");
        leave(7, "UNKNOWN", "");
        leave(8, "PENDING", "{\"name\": \"a\\u0000b\", \"sort\": 2}");
        leave(9, "PENDING", "7");
        start();

        deliverAll();

        var deliveries = outbox().list(null, null, 100).stream()
                .collect(Collectors.toMap(Delivery::subject, Function.identity()));
        for (var number : new int[] {1, 2, 3, 6, 7, 8, 9}) {
            var delivery = requireNonNull(deliveries.get("" + number));
            assertThat(delivery.state())
                    .as("%d: %s", number, delivery.result().reason())
                    .isEqualTo(DeliveryState.CONFIRMED);
            assertThat(erp.idsOf("K" + number))
                    .containsExactly(delivery.result().remoteId());
            assertThat(contacts().find(new ContactId(number)).orElseThrow().erpId())
                    .isEqualTo(delivery.result().remoteId());
        }
        assertThat(requireNonNull(deliveries.get("4")).state()).isEqualTo(DeliveryState.REFUSED);
        assertThat(requireNonNull(deliveries.get("5")).state()).isEqualTo(DeliveryState.CONFIRMED);
        assertThat(erp.idsOf("K5")).isEmpty();

        outbox().retry(requireNonNull(deliveries.get("4")).id());
        deliverAll();
        assertThat(erp.idsOf("K4")).hasSize(1);
    }

    @Test
    void whatWasSentBeforeTheUpgradeIsKeptInNeutralFields() {
        leave(
                1,
                "UNKNOWN",
                "{\"name\": \"公司1\", \"telname\": \"短\", \"sort\": 1, \"source\": \"微信\", \"linkman\": \"张\","
                        + " \"tel\": \"\", \"mobile\": \"138\", \"charge\": \"7\", \"k_code\": \"K1\", \"other\": \"x\"}");
        leave(2, "UNKNOWN", "{\"name\": \"公司2\", \"sort\": \"2\", \"remark\": null}");
        leave(3, "CONFIRMED", "[broken");
        start();

        assertThat(sent(1))
                .isEqualTo(Customer.builder()
                        .set(CustomerField.NAME, "公司1")
                        .set(CustomerField.SHORT_NAME, "短")
                        .set(CustomerField.KIND, "company")
                        .set(CustomerField.SOURCE, "微信")
                        .set(CustomerField.CONTACT_PERSON, "张")
                        .set(CustomerField.PHONE, "")
                        .set(CustomerField.MOBILE, "138")
                        .set(CustomerField.OWNER_ID, "7")
                        .set(CustomerField.K_CODE, "K1")
                        .build());
        assertThat(sent(2).fields()).isEqualTo(Map.of(CustomerField.NAME, "公司2", CustomerField.KIND, "person"));
        assertThat(sent(3).fields()).isEmpty();
        assertThat(outbox().list(null, null, 10)).allSatisfy(delivery -> {
            assertThat(delivery.profile()).isEqualTo("quick");
            assertThat(delivery.content().version()).isZero();
        });
    }

    @Test
    void whatTookEffectBeforeTheUpgradeIsFoundByTheNameThatWasSentThen() {
        leave(1, "UNKNOWN", payload(1, "公司1"));
        var id = erp.put(Map.of("name", "公司1", "sort", "1", "remark", "由销售改过的备注", "k_code", "K1"));
        start();
        jdbc.sql("update hub_contact set remark = '更正后的公司' where id = 1").update();

        deliverAll();

        assertThat(outbox().list(null, null, 1).getFirst().result().remoteId()).isEqualTo(id);
        assertThat(erp.adds()).isZero();
    }

    /** A contact with this id and its delivery, as they stand in the older schema. */
    private void leave(int number, String state, String payload) {
        jdbc.sql("""
                        insert into hub_contact (id, wx_id, remark, nickname, type, source, confidence, owner, k_code,
                                                 filed_at, created_at, updated_at)
                        overriding system value
                        values (:id, 'wxid_' || :id, '公司' || :id, '', 'customer', 'wechat', 85, '', 'K' || :id, :now,
                                :now, :now)
                        """)
                .param("id", number)
                .param("now", Timestamp.from(clock.instant()))
                .update();
        jdbc.sql("""
                        insert into delivery (subject, operation, natural_key, payload, state, due_at, sent_at,
                                              created_at, confirmed_at, remote_id)
                        values (:id::text, 'customer.add', 'K' || :id, :payload, :state, :now,
                                case when :state <> 'PENDING' then :now::timestamptz end, :now,
                                case when :state = 'CONFIRMED' then :now::timestamptz end,
                                case when :state = 'CONFIRMED' then '77' end)
                        """)
                .param("id", number)
                .param("payload", payload)
                .param("state", state)
                .param("now", Timestamp.from(clock.instant()))
                .update();
    }

    private static String payload(int number, String name) {
        return "{\"name\":\"%s\",\"sort\":1,\"telname\":\"%s\",\"source\":\"微信\",\"tel\":\"\",".formatted(name, name)
                + "\"remark\":\"K编码: K%d, 置信度: 85\",\"k_code\":\"K%d\"}".formatted(number, number);
    }

    private void start() {
        old.upgrade();
        kehub.registerBean(DataSource.class, () -> database);
        kehub.registerBean(JdbcClient.class, () -> jdbc);
        kehub.registerBean(PlatformTransactionManager.class, () -> new JdbcTransactionManager(database));
        kehub.registerBean(WorkFolder.class, () -> new WorkFolder(TestDatabase.newFolder()));
        kehub.registerBean(Clock.class, () -> clock);
        kehub.scan("io.kehub.hub", "io.kehub.sync.rule", "io.kehub.sync.mapping", "io.kehub.sync.outbox");
        kehub.refresh();
    }

    private void deliverAll() {
        try (var client = erp.client()) {
            var deliverer = new Deliverer(
                    outbox(),
                    kehub.getBean(CurrentCustomers.class),
                    () -> client,
                    SyncProcess.SETTINGS,
                    new Random(1),
                    clock);
            for (var idle = 0; idle < 120; idle++) {
                for (var claim : outbox().claim(1, SyncProcess.NODE, SyncProcess.SETTINGS.lease())) {
                    deliverer.deliver(claim);
                    idle = 0;
                }
                clock.add(Duration.ofSeconds(1));
            }
        }
    }

    private Customer sent(int number) {
        return outbox().list(null, null, 100).stream()
                .filter(delivery -> delivery.subject().equals("" + number))
                .map(delivery -> Customer.fromJson(delivery.content().fields()))
                .findFirst()
                .orElseThrow();
    }

    private Outbox outbox() {
        return kehub.getBean(Outbox.class);
    }

    private Contacts contacts() {
        return kehub.getBean(Contacts.class);
    }
}
