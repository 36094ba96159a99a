package io.kehub.sync.outbox;

import com.zaxxer.hikari.HikariDataSource;
import io.kehub.database.TestDatabase;
import java.time.Clock;
import javax.sql.DataSource;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** An outbox on a database, put together by hand, for tests of those who use it. */
public final class OutboxFixture {

    /** What test classes that use {@link #emptyDatabase} lock: test classes run side by side. */
    public static final String SHARED_DATABASE = "outbox";

    private OutboxFixture() {}

    /** The database that tests of deliveries share one after the other, emptied; nobody closes it. */
    public static DataSource emptyDatabase() {
        var jdbc = JdbcClient.create(Shared.DATABASE);
        jdbc.sql("truncate delivery, delivery_attempt, delivery_state_count restart identity")
                .update();
        return Shared.DATABASE;
    }

    /** A fresh, migrated database behind a pool; the caller closes it. */
    public static HikariDataSource freshDatabase() {
        var pool = new HikariDataSource();
        pool.setDataSource(TestDatabase.fresh().dataSource());
        return pool;
    }

    public static Outbox outbox(DataSource database, ApplicationEventPublisher events, Clock clock) {
        return new Outbox(
                new OutboxJdbc(JdbcClient.create(database)),
                new AttemptsJdbc(JdbcClient.create(database)),
                new JdbcTransactionManager(database),
                events,
                clock);
    }

    /** Appends in a transaction of its own. */
    public static boolean append(DataSource database, Outbox outbox, NewDelivery delivery) {
        var transaction = new TransactionTemplate(new JdbcTransactionManager(database));
        return Boolean.TRUE.equals(transaction.execute(status -> outbox.append(delivery)));
    }

    /** Started by the first test that asks. */
    private static final class Shared {
        private static final DataSource DATABASE = freshDatabase();
    }
}
