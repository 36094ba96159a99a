package io.kehub.erp.access;

import io.kehub.kernel.Waits;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import org.springframework.jdbc.core.simple.JdbcClient;

/** All SQL of captchas: one row per device. */
final class CaptchasJdbc {

    private final JdbcClient jdbc;

    CaptchasJdbc(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    void put(byte[] device, byte[] code, Instant expiresAt) {
        jdbc.sql("""
                        insert into captcha (device_hash, code_hash, expires_at)
                        values (:device, :code, :expiresAt)
                        on conflict (device_hash) do update
                        set code_hash = excluded.code_hash, expires_at = excluded.expires_at""")
                .param("device", device)
                .param("code", code)
                .param("expiresAt", expiresAt.atOffset(ZoneOffset.UTC))
                .update();
    }

    /** Deletes the device's code; true if the answer is right and not expired. At most one concurrent caller succeeds. */
    boolean take(byte[] device, byte[] code, Instant now) {
        return jdbc.sql("""
                        with taken as (
                          delete from captcha where device_hash = :device
                          returning code_hash = :code and expires_at > :now and expires_at <= :latest as right_one)
                        select coalesce(bool_or(right_one), false) from taken""")
                .param("device", device)
                .param("code", code)
                .param("now", now.atOffset(ZoneOffset.UTC))
                .param("latest", latestExpiry(now))
                .query(Boolean.class)
                .single();
    }

    void removeExpired(Instant now) {
        jdbc.sql("delete from captcha where expires_at <= :now or expires_at > :latest")
                .param("now", now.atOffset(ZoneOffset.UTC))
                .param("latest", latestExpiry(now))
                .update();
    }

    /** A later one was stored before the clock was set back. */
    private static OffsetDateTime latestExpiry(Instant now) {
        return Waits.latestEnd(now, Captchas.LIFETIME).atOffset(ZoneOffset.UTC);
    }

    long count() {
        return jdbc.sql("select count(*) from captcha").query(Long.class).single();
    }
}
