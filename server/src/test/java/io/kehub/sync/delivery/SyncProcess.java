package io.kehub.sync.delivery;

import io.kehub.client.ErpClient;
import io.kehub.sync.mapping.CurrentCustomers;
import io.kehub.sync.outbox.DeliveryConfirmed;
import io.kehub.sync.outbox.Lease;
import io.kehub.sync.outbox.Outbox;
import io.kehub.sync.outbox.OutboxFixture;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.random.RandomGenerator;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * One run of a delivering process, driven step by step on the test's thread. Confirmations are written back into the
 * table {@code linked} inside the confirming transaction, as the hub does with its contacts.
 */
final class SyncProcess {

    static final String NODE = "node-1";
    static final DeliverySettings SETTINGS = new DeliverySettings(
            NODE,
            4,
            Duration.ofSeconds(10),
            Duration.ofSeconds(30),
            Duration.ofMinutes(2),
            Duration.ofMillis(200),
            Duration.ofSeconds(20));

    final CrashingDatabase database;
    final Outbox outbox;
    private final Deliverer deliverer;

    private SyncProcess(
            DataSource real, CurrentCustomers contacts, ErpClient erp, RandomGenerator random, Clock clock) {
        database = new CrashingDatabase(real);
        var jdbc = JdbcClient.create(database);
        outbox = OutboxFixture.outbox(database, event -> writeBack(jdbc, event), clock);
        deliverer = new Deliverer(outbox, contacts, () -> erp, SETTINGS, random, clock);
    }

    /** Starts a process, which releases the leases of its earlier runs. */
    static SyncProcess begin(
            DataSource real, CurrentCustomers contacts, ErpClient erp, RandomGenerator random, Clock clock) {
        var process = new SyncProcess(real, contacts, erp, random, clock);
        process.outbox.releaseLeasesOf(NODE);
        return process;
    }

    static void emptyLinks(DataSource real) {
        var jdbc = JdbcClient.create(real);
        jdbc.sql("create table if not exists linked (subject text primary key, erp_id text not null)")
                .update();
        jdbc.sql("truncate linked").update();
    }

    List<Lease> claim() {
        return outbox.claim(1, NODE, SETTINGS.lease());
    }

    /**
     * False when nothing is due.
     *
     * @throws CrashingDatabase.Died if this run died
     */
    boolean deliverNext() {
        var claims = claim();
        claims.forEach(deliverer::deliver);
        // The transaction manager turns the death of a connection into an exception that the worker may handle.
        database.throwIfDead();
        return !claims.isEmpty();
    }

    void deliver(Lease claim) {
        deliverer.deliver(claim);
    }

    private static void writeBack(JdbcClient jdbc, Object event) {
        if (event instanceof DeliveryConfirmed confirmed) {
            jdbc.sql("insert into linked values (:subject, :erpId)")
                    .param("subject", confirmed.subject())
                    .param("erpId", confirmed.remoteId())
                    .update();
        }
    }
}
