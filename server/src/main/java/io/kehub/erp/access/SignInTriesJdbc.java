package io.kehub.erp.access;

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

/** All SQL of the tries to sign in. */
final class SignInTriesJdbc {

    private final JdbcClient jdbc;

    SignInTriesJdbc(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** The tries with this login, none at first, which nobody else can read or change until the transaction ends. */
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

    /** Keeps what {@link #lock} gave, changed, or removes it where it says nothing any more. */
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

    /** Removes some rows that say nothing any more, more than are made meanwhile; skips locked rows. */
    void removeExpired(Instant now) {
        remove("expires_at <= :bound", now);
        // stored before the clock was set back
        remove("expires_at > :bound", Waits.latestEnd(now, SignInTries.CLOSED_FOR));
    }

    private void remove(String expired, Instant bound) {
        jdbc.sql("""
                        delete from sign_in_tries
                         where login_hash in (
                               select login_hash
                                 from sign_in_tries
                                where %s
                                order by expires_at
                                limit 100
                                  for update skip locked)""".formatted(expired))
                .param("bound", bound.atOffset(ZoneOffset.UTC))
                .update();
    }

    /** The driver takes no array of times, but the database reads them from text. */
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
