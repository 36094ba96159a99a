package io.kehub.erp.access;

import io.kehub.database.sql.Sql;
import io.kehub.database.sql.SqlTemplate;
import io.kehub.kernel.Waits;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** All SQL of sign-in attempts. */
final class SignInTriesJdbc {

    private static final SqlTemplate REMOVE = SqlTemplate.of("""
            delete from sign_in_tries
             where login_hash in (
                   select login_hash
                     from sign_in_tries
                    where {condition}
                    order by expires_at
                    limit 100
                      for update skip locked)""");

    private static final Sql EXPIRED = Sql.of("expires_at <= :bound");
    private static final Sql STORED_BEFORE_THE_CLOCK_WAS_SET_BACK = Sql.of("expires_at > :bound");

    private final JdbcClient jdbc;

    SignInTriesJdbc(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** The attempts for this login, empty at first; the row stays locked until the end of the transaction. */
    SignInTries lock(byte[] loginHash) {
        return jdbc.sql("""
                        insert into sign_in_tries as tries (login_hash, expires_at)
                        values (:loginHash, '-infinity')
                        on conflict (login_hash) do update set expires_at = tries.expires_at
                        returning wrong_at, under_way_since, closed_until""")
                .param("loginHash", loginHash)
                .query((row, number) -> new SignInTries(
                        instants(row, "wrong_at"),
                        instants(row, "under_way_since"),
                        instant(row.getObject("closed_until", OffsetDateTime.class))))
                .single();
    }

    /** Saves the changed value of {@link #lock}; deletes the row if there is nothing to keep. */
    void save(byte[] loginHash, SignInTries tries) {
        if (tries.isEmpty()) {
            jdbc.sql("delete from sign_in_tries where login_hash = :loginHash")
                    .param("loginHash", loginHash)
                    .update();
            return;
        }
        var closedUntil = tries.closedUntil();
        jdbc.sql("""
                        update sign_in_tries
                           set wrong_at = :wrongAt::text[]::timestamptz[],
                               under_way_since = :underWaySince::text[]::timestamptz[],
                               closed_until = :closedUntil,
                               expires_at = :expiresAt
                         where login_hash = :loginHash""")
                .param("loginHash", loginHash)
                .param("wrongAt", texts(tries.wrong()))
                .param("underWaySince", texts(tries.underWay()))
                .param("closedUntil", closedUntil == null ? null : closedUntil.atOffset(ZoneOffset.UTC))
                .param("expiresAt", tries.expiresAt().atOffset(ZoneOffset.UTC))
                .update();
    }

    /** Removes some expired rows, more than are added in the same time; skips locked rows. */
    void removeExpired(Instant now) {
        remove(EXPIRED, now);
        remove(STORED_BEFORE_THE_CLOCK_WAS_SET_BACK, Waits.latestEnd(now, SignInTries.CLOSED_FOR));
    }

    private void remove(Sql condition, Instant bound) {
        jdbc.sql(REMOVE.with("condition", condition).sql().text())
                .param("bound", bound.atOffset(ZoneOffset.UTC))
                .update();
    }

    /** The driver does not support arrays of timestamps; the database parses them from text. */
    private static String[] texts(List<Instant> instants) {
        return instants.stream().map(Instant::toString).toArray(String[]::new);
    }

    private static List<Instant> instants(ResultSet row, String column) throws SQLException {
        return Stream.of((Timestamp[]) row.getArray(column).getArray())
                .map(Timestamp::toInstant)
                .toList();
    }

    private static @Nullable Instant instant(@Nullable OffsetDateTime time) {
        return time == null ? null : time.toInstant();
    }
}
