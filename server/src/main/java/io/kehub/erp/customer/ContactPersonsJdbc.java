package io.kehub.erp.customer;

import io.kehub.kernel.ContactPersonId;
import io.kehub.kernel.CustomerId;
import io.kehub.kernel.UserId;
import io.kehub.kernel.Waits;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Single contact persons: one row in, one row out. */
final class ContactPersonsJdbc {

    static final String COLUMNS = """
            p.id, p.customer, c.name as customer_name, c.owner, p.main, p.name, p.phone, p.mobile, p.email, p.fax,
            array(select unnest(array[held.name, held.value]) from jsonb_each_text(p.fields) as held (name, value))
              as fields,
            p.added_by, p.added_at""";

    private static final String SELECT =
            "select " + COLUMNS + " from customer_person p join customer c on c.id = p.customer";

    private static final String FIND = SELECT + " where p.id = :id";

    private static final String FIND_MAIN = SELECT + " where p.customer = :customer and p.main";

    private static final String INSERT = """
            insert into customer_person (
              id, customer, main, name, phone, mobile, email, fax, fields, added_by, added_at)
            overriding system value
            values (
              coalesce(cast(:id as bigint), nextval(pg_get_serial_sequence('customer_person', 'id'))),
              :customer, :main, :name, :phone, :mobile, :email, :fax,
              jsonb_object(cast(:fieldNames as text[]), cast(:fieldValues as text[])), :addedBy, :addedAt)
            returning id
            """;

    private static final String UPDATE = """
            update customer_person
            set name = :name, phone = :phone, mobile = :mobile, email = :email, fax = :fax,
              fields = jsonb_object(cast(:fieldNames as text[]), cast(:fieldValues as text[]))
            where id = :id
            """;

    private static final String SHOW = """
            update customer
            set contact_person = :name, phone = :phone, mobile = :mobile, email = :email, fax = :fax
            where id = :id
            """;

    private final JdbcClient jdbc;

    ContactPersonsJdbc(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** @param id the reserved id; null for the next one */
    ContactPersonId insert(
            @Nullable ContactPersonId id,
            CustomerId customer,
            boolean main,
            ContactPersonDetails details,
            UserId by,
            Instant at) {
        return new ContactPersonId(bound(jdbc.sql(INSERT), details)
                .param("id", id == null ? null : id.value())
                .param("customer", customer.value())
                .param("main", main)
                .param("addedBy", by.value())
                .param("addedAt", at.atOffset(ZoneOffset.UTC))
                .query(Long.class)
                .single());
    }

    void update(ContactPersonId id, ContactPersonDetails details) {
        bound(jdbc.sql(UPDATE), details).param("id", id.value()).update();
    }

    private static JdbcClient.StatementSpec bound(JdbcClient.StatementSpec statement, ContactPersonDetails details) {
        var fields = List.copyOf(details.fields().entrySet());
        return statement
                .param("name", details.name())
                .param("phone", details.phone())
                .param("mobile", details.mobile())
                .param("email", details.email())
                .param("fax", details.fax())
                .param(
                        "fieldNames",
                        fields.stream().map(field -> field.getKey().name()).toArray(String[]::new))
                .param("fieldValues", fields.stream().map(Map.Entry::getValue).toArray(String[]::new));
    }

    Optional<ContactPerson> find(ContactPersonId id) {
        return jdbc.sql(FIND)
                .param("id", id.value())
                .query((row, number) -> person(row))
                .optional();
    }

    Optional<ContactPerson> main(CustomerId customer) {
        return jdbc.sql(FIND_MAIN)
                .param("customer", customer.value())
                .query((row, number) -> person(row))
                .optional();
    }

    List<ContactPerson> main(Collection<CustomerId> customers) {
        return jdbc.sql("select " + COLUMNS
                        + " from customer_person p join customer c on c.id = p.customer"
                        + " where p.customer = any(:customers) and p.main")
                .param("customers", customers.stream().map(CustomerId::value).toArray(Long[]::new))
                .query((row, number) -> person(row))
                .list();
    }

    boolean isShared(CustomerId customer, UserId viewer) {
        return jdbc.sql("""
                        select exists (
                          select from customer_share where customer = :customer and viewer in (:viewer, 0) and persons)""")
                .param("customer", customer.value())
                .param("viewer", viewer.value())
                .query(Boolean.class)
                .single();
    }

    /** Copies the primary contact to the customer's own columns. */
    void show(CustomerId customer, ContactPersonDetails main) {
        CustomerConstraints.refusing(() -> jdbc.sql(SHOW)
                .param("name", main.name())
                .param("phone", main.phone())
                .param("mobile", main.mobile())
                .param("email", main.email())
                .param("fax", main.fax())
                .param("id", customer.value())
                .update());
    }

    ContactPersonId nextId() {
        return new ContactPersonId(jdbc.sql("select nextval(pg_get_serial_sequence('customer_person', 'id'))")
                .query(Long.class)
                .single());
    }

    void reserve(ContactPersonId id, UserId by, Instant at) {
        jdbc.sql("insert into person_reservation (id, reserved_by, reserved_at) values (:id, :by, :at)")
                .param("id", id.value())
                .param("by", by.value())
                .param("at", at.atOffset(ZoneOffset.UTC))
                .update();
    }

    /** Deletes the reservation; false if this user has none for the id. At most one concurrent caller succeeds. */
    boolean takeReserved(ContactPersonId id, UserId by) {
        return jdbc.sql("delete from person_reservation where id = :id and reserved_by = :by")
                        .param("id", id.value())
                        .param("by", by.value())
                        .update()
                == 1;
    }

    /** Reservations from the future, made before the clock was set back, count as made now. */
    void reservedNoLaterThan(Instant now) {
        jdbc.sql("update person_reservation set reserved_at = :now where reserved_at > :latest")
                .param("now", now.atOffset(ZoneOffset.UTC))
                .param("latest", now.plus(Waits.SKEW).atOffset(ZoneOffset.UTC))
                .update();
    }

    void removeReservedBefore(Instant moment) {
        jdbc.sql("delete from person_reservation where reserved_at < :moment")
                .param("moment", moment.atOffset(ZoneOffset.UTC))
                .update();
    }

    static ContactPerson person(ResultSet row) throws SQLException {
        var fields = new EnumMap<ContactPersonField, String>(ContactPersonField.class);
        var namesAndValues = (String[]) row.getArray("fields").getArray();
        for (var index = 0; index < namesAndValues.length; index += 2) {
            fields.put(ContactPersonField.valueOf(namesAndValues[index]), namesAndValues[index + 1]);
        }
        return new ContactPerson(
                new ContactPersonId(row.getLong("id")),
                new CustomerId(row.getLong("customer")),
                row.getString("customer_name"),
                row.getBoolean("main"),
                new ContactPersonDetails(
                        row.getString("name"),
                        row.getString("phone"),
                        row.getString("mobile"),
                        row.getString("email"),
                        row.getString("fax"),
                        fields),
                new UserId(row.getLong("owner")),
                new UserId(row.getLong("added_by")),
                row.getObject("added_at", OffsetDateTime.class).toInstant());
    }
}
