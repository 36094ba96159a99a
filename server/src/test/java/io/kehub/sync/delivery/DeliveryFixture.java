package io.kehub.sync.delivery;

import io.kehub.client.ErpClient;
import io.kehub.client.testing.FakeErp;
import io.kehub.sync.outbox.Delivery;
import io.kehub.sync.outbox.DeliveryState;
import io.kehub.sync.outbox.Outbox;
import io.kehub.sync.outbox.OutboxFixture;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.threeten.extra.MutableClock;

/** A fake ERP, a real outbox, and a clock turned by hand: what the tests of the delivery stand on. */
final class DeliveryFixture implements AutoCloseable {

    private static final Set<DeliveryState> OPEN =
            EnumSet.of(DeliveryState.PENDING, DeliveryState.SENDING, DeliveryState.UNKNOWN);

    final MutableClock clock = MutableClock.of(Instant.parse("2026-11-23T08:00:00Z"), ZoneOffset.UTC);
    final FakeErp erp = new FakeErp(clock);
    final ErpClient client = erp.client();
    final DataSource database = OutboxFixture.emptyDatabase();
    final Outbox outbox = OutboxFixture.outbox(database, event -> {}, clock);
    final FiledContacts contacts = new FiledContacts();
    private final Random random = new Random(20261123);

    DeliveryFixture() {
        SyncProcess.emptyLinks(database);
    }

    /** Starts the process, or restarts it after a crash. */
    SyncProcess begin() {
        return begin(client);
    }

    SyncProcess begin(ErpClient otherClient) {
        return SyncProcess.begin(database, contacts, otherClient, random, clock);
    }

    /** Contact number n, filed as K-code Kn. */
    void file(int number) {
        file(number, "公司" + number);
    }

    void file(int number, String name) {
        contacts.file(number, name, database, outbox);
    }

    JdbcClient jdbc() {
        return JdbcClient.create(database);
    }

    Delivery delivery(int number) {
        return outbox.list(null, null, 500).stream()
                .filter(delivery -> delivery.subject().equals("" + number))
                .findFirst()
                .orElseThrow();
    }

    DeliveryState state(int number) {
        return delivery(number).state();
    }

    /** The ERP id that was written back for a contact. */
    Optional<String> linked(int number) {
        return jdbc().sql("select erp_id from linked where subject = :subject")
                .param("subject", "" + number)
                .query(String.class)
                .optional();
    }

    /** Delivers until nothing is left to do, turning the clock to what is due next. */
    void runToTheEnd(SyncProcess process) {
        for (var idle = 0; idle < 400; ) {
            if (process.deliverNext()) {
                idle = 0;
            } else if (outbox.counts().entrySet().stream().noneMatch(DeliveryFixture::isOpen)) {
                return;
            } else {
                clock.add(Duration.ofSeconds(1));
                idle++;
            }
        }
        throw new AssertionError("deliveries stay open: " + outbox.counts());
    }

    private static boolean isOpen(Map.Entry<DeliveryState, Long> count) {
        return OPEN.contains(count.getKey()) && count.getValue() > 0;
    }

    @Override
    public void close() {
        client.close();
        erp.close();
    }
}
