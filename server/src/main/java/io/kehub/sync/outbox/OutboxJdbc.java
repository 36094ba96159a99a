package io.kehub.sync.outbox;

import io.kehub.database.sql.Conditions;
import io.kehub.database.sql.PageReader;
import io.kehub.database.sql.Sql;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** All SQL of the outbox. Runs in the transaction of the caller. */
final class OutboxJdbc {

    private static final Sql LIST = Sql.of("select * from delivery");
    private static final Sql OF_STATE = Sql.of("state = :state");

    private final JdbcClient jdbc;

    OutboxJdbc(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    boolean insert(NewDelivery delivery, Instant now) {
        return jdbc.sql("""
                        insert into delivery (subject, operation, natural_key, profile, version, fields, due_at,
                                              created_at)
                        values (:subject, :operation, :naturalKey, :profile, :version, :fields::jsonb, :now, :now)
                        on conflict (subject, operation) do nothing
                        """)
                        .param("subject", delivery.subject())
                        .param("operation", delivery.operation())
                        .param("naturalKey", delivery.naturalKey())
                        .param("profile", delivery.profile())
                        .param("version", delivery.content().version())
                        .param("fields", delivery.content().fields())
                        .param("now", at(now))
                        .update()
                == 1;
    }

    /** Makes up to 1000 deliveries that are due after {@code latest} due now; skips locked rows. */
    void bringForward(Instant now, Instant latest) {
        jdbc.sql("""
                        update delivery
                        set due_at = :now
                        where id in (
                            select id
                            from delivery
                            where state in ('PENDING', 'SENDING', 'UNKNOWN')
                              and due_at > :latest
                            order by due_at, id
                            limit 1000
                            for update skip locked)
                        """).param("now", at(now)).param("latest", at(latest)).update();
    }

    List<Lease> claim(int limit, String owner, Instant now, Instant until) {
        return jdbc
                .sql("""
                        with waiting as (
                            select id, due_at
                            from delivery this
                            where state in ('PENDING', 'SENDING', 'UNKNOWN')
                              and due_at <= :now
                              and not exists (
                                  select 1
                                  from delivery earlier
                                  where earlier.subject = this.subject
                                    and earlier.id < this.id
                                    and earlier.state <> 'CONFIRMED')
                            order by due_at, id
                            limit :limit
                            for update skip locked)
                        update delivery
                        set lease_owner = :owner, lease_version = lease_version + 1, due_at = :until
                        from waiting
                        where delivery.id = waiting.id
                        returning delivery.*, waiting.due_at as was_due_at
                        """)
                .param("now", at(now))
                .param("limit", limit)
                .param("owner", owner)
                .param("until", at(until))
                .query((row, number) -> new Claimed(
                        row.getTimestamp("was_due_at").toInstant(),
                        new Lease(delivery(row), owner, row.getLong("lease_version"))))
                .list()
                .stream()
                .sorted(Comparator.comparing(Claimed::wasDueAt)
                        .thenComparingLong(claimed -> claimed.lease().delivery().id()))
                .map(Claimed::lease)
                .toList();
    }

    private record Claimed(Instant wasDueAt, Lease lease) {}

    Optional<Delivery> markSending(Lease lease, Content content, Instant now, Instant until, int lastAttempt) {
        return jdbc.sql("""
                        update delivery
                        set state = 'SENDING', sent_at = :now, due_at = :until,
                            version = :contentVersion, fields = :fields::jsonb,
                            attempts = greatest(attempts, :lastAttempt)
                        where id = :id and lease_owner = :owner and lease_version = :version
                        returning *
                        """)
                .param("now", at(now))
                .param("until", at(until))
                .param("contentVersion", content.version())
                .param("fields", content.fields())
                .param("lastAttempt", lastAttempt)
                .param("id", lease.delivery().id())
                .param("owner", lease.owner())
                .param("version", lease.version())
                .query((row, number) -> delivery(row))
                .optional();
    }

    boolean confirm(Lease lease, String remoteId, Content content, Instant now, int lastAttempt) {
        return jdbc.sql("""
                        update delivery
                        set state = 'CONFIRMED', remote_id = :remoteId, confirmed_at = :now, reason = '', failures = 0,
                            version = :contentVersion, fields = :fields::jsonb,
                            lease_owner = null, attempts = greatest(attempts, :lastAttempt)
                        where id = :id and lease_owner = :owner and lease_version = :version
                        """)
                        .param("remoteId", remoteId)
                        .param("contentVersion", content.version())
                        .param("fields", content.fields())
                        .param("now", at(now))
                        .param("lastAttempt", lastAttempt)
                        .param("id", lease.delivery().id())
                        .param("owner", lease.owner())
                        .param("version", lease.version())
                        .update()
                == 1;
    }

    boolean end(
            Lease lease,
            DeliveryState state,
            String reason,
            @Nullable String remoteId,
            Instant dueAt,
            int lastAttempt) {
        return jdbc.sql("""
                        update delivery
                        set state = :state, reason = :reason, remote_id = coalesce(:remoteId, remote_id),
                            due_at = :dueAt, failures = failures + 1, lease_owner = null,
                            attempts = greatest(attempts, :lastAttempt)
                        where id = :id and lease_owner = :owner and lease_version = :version
                        """)
                        .param("state", state.name())
                        .param("reason", Limits.cut(reason, Limits.MAX_REASON_LENGTH))
                        .param("remoteId", remoteId == null ? null : Limits.cut(remoteId, Limits.MAX_REMOTE_ID_LENGTH))
                        .param("dueAt", at(dueAt))
                        .param("lastAttempt", lastAttempt)
                        .param("id", lease.delivery().id())
                        .param("owner", lease.owner())
                        .param("version", lease.version())
                        .update()
                == 1;
    }

    int releaseLeasesOf(String owner, Instant now) {
        return jdbc.sql("""
                        update delivery
                        set lease_owner = null, lease_version = lease_version + 1, due_at = :now
                        where lease_owner = :owner
                        """).param("now", at(now)).param("owner", owner).update();
    }

    Optional<Delivery> retry(long id, Instant now) {
        return jdbc.sql("""
                        update delivery
                        set state = 'PENDING', due_at = :now, failures = 0
                        where id = :id and state = 'REFUSED'
                        returning *
                        """)
                .param("now", at(now))
                .param("id", id)
                .query((row, number) -> delivery(row))
                .optional();
    }

    Optional<Delivery> find(long id) {
        return jdbc.sql("select * from delivery where id = :id")
                .param("id", id)
                .query((row, number) -> delivery(row))
                .optional();
    }

    List<Delivery> list(@Nullable DeliveryState state, long before, int limit) {
        var conditions = new Conditions();
        PageReader.before(conditions, before, limit);
        conditions.add(OF_STATE, "state", state == null ? null : state.name());
        return PageReader.keyset(LIST, conditions)
                .on(jdbc)
                .query((row, number) -> delivery(row))
                .list();
    }

    Map<DeliveryState, Long> counts() {
        var counts = new EnumMap<DeliveryState, Long>(DeliveryState.class);
        jdbc.sql("select state, sum(entries) as entries from delivery_state_count group by state")
                .query(row -> {
                    counts.put(DeliveryState.valueOf(row.getString("state")), row.getLong("entries"));
                });
        return counts;
    }

    /** Safe when run concurrently: the second run finds the rows of the first deleted and compacts the rest. */
    int mergeStateCounts() {
        return jdbc.sql("""
                with gone as (delete from delivery_state_count returning state, entries)
                insert into delivery_state_count
                select state, sum(entries) from gone group by state
                """).update();
    }

    private static Delivery delivery(ResultSet row) throws SQLException {
        return new Delivery(
                row.getLong("id"),
                row.getString("subject"),
                row.getString("operation"),
                row.getString("natural_key"),
                row.getString("profile"),
                new Content(row.getLong("version"), row.getString("fields")),
                DeliveryState.valueOf(row.getString("state")),
                new Delivery.Schedule(
                        row.getTimestamp("due_at").toInstant(), row.getInt("failures"), row.getInt("attempts")),
                new Delivery.Result(
                        instant(row.getTimestamp("sent_at")),
                        row.getString("remote_id"),
                        row.getString("reason"),
                        instant(row.getTimestamp("confirmed_at"))),
                row.getTimestamp("created_at").toInstant());
    }

    private static @Nullable Instant instant(@Nullable Timestamp time) {
        return time == null ? null : time.toInstant();
    }

    private static OffsetDateTime at(Instant time) {
        return time.atOffset(ZoneOffset.UTC);
    }
}
