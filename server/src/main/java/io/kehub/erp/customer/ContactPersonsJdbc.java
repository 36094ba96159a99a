package io.kehub.erp.customer;

import io.kehub.database.sql.Conditions;
import io.kehub.database.sql.PageReader;
import io.kehub.database.sql.Sql;
import io.kehub.database.sql.SqlTemplate;
import io.kehub.database.sql.TextSearch;
import io.kehub.kernel.AccessScope;
import io.kehub.kernel.ContactPersonId;
import io.kehub.kernel.CustomerId;
import io.kehub.kernel.Page;
import io.kehub.kernel.PageRequest;
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

/** All SQL of contact persons. */
final class ContactPersonsJdbc {

    private static final String COLUMNS = """
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

    private static final Sql SEEN = Sql.of("""
            (c.owner = any(:owners) or c.id in (
              select customer from customer_share where viewer in (:viewer, 0) and persons))""");

    private static final SqlTemplate FOUND = SqlTemplate.of("""
            select p.id
            from customer_person p
            join customer c on c.id = p.customer
            where {conditions}""");

    private static final Sql SHOWN =
            SqlTemplate.of("""
                    select {columns}
                    from page
                    join customer_person p on p.id = page.id
                    join customer c on c.id = p.customer""").with("columns", Sql.of(COLUMNS)).sql();

    private static final SqlTemplate NGRAMS =
            SqlTemplate.of("text_ngrams(p.search_text) @@ (select customer_search_grams(:{parameter})) and {contains}");

    private static final Sql KEYWORD = NGRAMS.with("parameter", Sql.of("keyword"))
            .with("contains", Sql.of("customer_search_holds(p.search_text, :keyword)"))
            .sql();
    private static final Sql NAME = NGRAMS.with("parameter", Sql.of("name"))
            .with("contains", TextSearch.contains("name", "p.name"))
            .sql();
    private static final Sql MOBILE = NGRAMS.with("parameter", Sql.of("mobile"))
            .with("contains", Sql.of("phone_holds(p.mobile, :mobile)"))
            .sql();
    private static final Sql PHONE = NGRAMS.with("parameter", Sql.of("phone"))
            .with("contains", Sql.of("phone_holds(p.phone, :phone)"))
            .sql();
    private static final Sql EMAIL = NGRAMS.with("parameter", Sql.of("email"))
            .with("contains", TextSearch.contains("email", "p.email"))
            .sql();
    private static final Sql CUSTOMER = Sql.of("p.customer = :customer");
    private static final Sql ADDED_FROM = Sql.of("p.added_at >= :addedFrom");
    private static final Sql ADDED_BEFORE = Sql.of("p.added_at < :addedBefore");

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

    Page<ContactPerson> list(ContactPersonFilter filter, AccessScope scope, PageRequest page) {
        var conditions = conditions(filter, scope);
        PageReader.bind(conditions, page);
        var found = FOUND.with("conditions", conditions.joined()).sql();
        return PageReader.read(
                jdbc, conditions.bound(PageReader.found(found, SHOWN)), page, (row, number) -> person(row));
    }

    private static Conditions conditions(ContactPersonFilter filter, AccessScope scope) {
        var conditions = new Conditions();
        var owners = Pool.ownersSeen(scope);
        if (owners != null) {
            conditions
                    .bind("owners", owners.stream().map(UserId::value).toArray(Long[]::new))
                    .bind("viewer", scope.viewer().value())
                    .add(SEEN);
        }
        var customer = filter.customer();
        var from = filter.addedFrom();
        var before = filter.addedBefore();
        return conditions
                .add(CUSTOMER, "customer", customer == null ? null : customer.value())
                .addText(KEYWORD, "keyword", filter.keyword())
                .addText(NAME, "name", filter.name())
                .addText(MOBILE, "mobile", filter.mobile())
                .addText(PHONE, "phone", filter.phone())
                .addText(EMAIL, "email", filter.email())
                .add(ADDED_FROM, "addedFrom", from == null ? null : from.atOffset(ZoneOffset.UTC))
                .add(ADDED_BEFORE, "addedBefore", before == null ? null : before.atOffset(ZoneOffset.UTC));
    }

    private static ContactPerson person(ResultSet row) throws SQLException {
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
