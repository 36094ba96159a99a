package io.kehub.erp.customer;

import io.kehub.kernel.CustomerId;
import io.kehub.kernel.UserId;
import io.kehub.kernel.Waits;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Reserved ids: requested by a user and not saved yet. */
final class ReservationsJdbc {

    private final JdbcClient jdbc;

    ReservationsJdbc(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    CustomerId nextId() {
        return new CustomerId(jdbc.sql("select nextval(pg_get_serial_sequence('customer', 'id'))")
                .query(Long.class)
                .single());
    }

    void add(Customers.Reserved reserved, UserId by, Instant at) {
        jdbc.sql("""
                        insert into customer_reservation (id, number, reserved_by, reserved_at)
                        values (:id, :number, :by, :at)""")
                .param("id", reserved.id().value())
                .param("number", reserved.number())
                .param("by", by.value())
                .param("at", at.atOffset(ZoneOffset.UTC))
                .update();
    }

    /** Deletes the reservation and returns its number; empty if this user has none for the id. At most one concurrent caller succeeds. */
    Optional<String> take(CustomerId id, UserId by) {
        return jdbc.sql("delete from customer_reservation where id = :id and reserved_by = :by returning number")
                .param("id", id.value())
                .param("by", by.value())
                .query(String.class)
                .optional();
    }

    /** Reservations from the future, made before the clock was set back, count as made now. */
    void madeNoLaterThan(Instant now) {
        jdbc.sql("update customer_reservation set reserved_at = :now where reserved_at > :latest")
                .param("now", now.atOffset(ZoneOffset.UTC))
                .param("latest", now.plus(Waits.SKEW).atOffset(ZoneOffset.UTC))
                .update();
    }

    void removeOlderThan(Instant moment) {
        jdbc.sql("delete from customer_reservation where reserved_at < :moment")
                .param("moment", moment.atOffset(ZoneOffset.UTC))
                .update();
    }
}
