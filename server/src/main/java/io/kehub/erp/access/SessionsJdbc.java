package io.kehub.erp.access;

import io.kehub.kernel.UserId;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;

/** All SQL of the sessions. */
final class SessionsJdbc {

    private final JdbcClient jdbc;

    SessionsJdbc(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * False if no enabled user has this id. Waits for a concurrent transaction that disables the user; otherwise a session
     * could be opened after that transaction has ended all of them.
     */
    boolean open(byte[] tokenHash, UserId user, Instant now) {
        return jdbc.sql("""
                                insert into erp_session (token_hash, user_id, opened_at, last_used_at)
                                select :tokenHash, id, :now, :now
                                  from erp_user
                                 where id = :user and enabled
                                   for share""")
                        .param("tokenHash", tokenHash)
                        .param("user", user.value())
                        .param("now", now.atOffset(ZoneOffset.UTC))
                        .update()
                > 0;
    }

    Optional<Session> find(byte[] tokenHash, Instant usedAfter) {
        return jdbc.sql("""
                        select s.last_used_at, u.id, u.login, u.name, u.role
                          from erp_session s
                          join erp_user u on u.id = s.user_id
                         where s.token_hash = :tokenHash and s.last_used_at > :usedAfter and u.enabled""")
                .param("tokenHash", tokenHash)
                .param("usedAfter", usedAfter.atOffset(ZoneOffset.UTC))
                .query((row, number) -> new Session(
                        new Caller(
                                new UserId(row.getLong("id")),
                                row.getString("login"),
                                row.getString("name"),
                                Role.valueOf(row.getString("role"))),
                        row.getObject("last_used_at", OffsetDateTime.class).toInstant()))
                .optional();
    }

    /** Of several concurrent uses, one is written. */
    void use(byte[] tokenHash, Instant lastUsed, Instant now) {
        jdbc.sql("""
                        update erp_session
                           set last_used_at = :now
                         where token_hash = :tokenHash and last_used_at = :lastUsed""")
                .param("tokenHash", tokenHash)
                .param("lastUsed", lastUsed.atOffset(ZoneOffset.UTC))
                .param("now", now.atOffset(ZoneOffset.UTC))
                .update();
    }

    /** Sets uses after {@code latest} to {@code now}. */
    void usedNoLaterThan(Instant now, Instant latest) {
        jdbc.sql("update erp_session set last_used_at = :now where last_used_at > :latest")
                .param("now", now.atOffset(ZoneOffset.UTC))
                .param("latest", latest.atOffset(ZoneOffset.UTC))
                .update();
    }

    void close(byte[] tokenHash) {
        jdbc.sql("delete from erp_session where token_hash = :tokenHash")
                .param("tokenHash", tokenHash)
                .update();
    }

    void closeAll(UserId user) {
        jdbc.sql("delete from erp_session where user_id = :user")
                .param("user", user.value())
                .update();
    }

    void closeOthers(UserId user, byte[] keptHash) {
        jdbc.sql("delete from erp_session where user_id = :user and token_hash <> :kept")
                .param("user", user.value())
                .param("kept", keptHash)
                .update();
    }

    /** Returns false if the old session has ended. */
    boolean renew(byte[] oldHash, byte[] newHash) {
        return jdbc.sql("update erp_session set token_hash = :new where token_hash = :old")
                        .param("new", newHash)
                        .param("old", oldHash)
                        .update()
                > 0;
    }

    /** Removes some expired sessions, more than are opened in the same time; skips locked rows. */
    void removeUnusedSince(Instant then) {
        jdbc.sql("""
                        delete from erp_session
                         where token_hash in (
                               select token_hash
                                 from erp_session
                                where last_used_at <= :then
                                order by last_used_at
                                limit 100
                                  for update skip locked)""").param("then", then.atOffset(ZoneOffset.UTC)).update();
    }

    record Session(Caller caller, Instant lastUsed) {}
}
