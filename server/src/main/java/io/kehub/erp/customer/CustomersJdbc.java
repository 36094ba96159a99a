package io.kehub.erp.customer;

import io.kehub.kernel.CustomerId;
import io.kehub.kernel.UserId;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Single customers: one row in, one row out. */
final class CustomersJdbc {

    /** The columns of {@code customer c} for the constants of {@link CustomerField}. */
    static final String TEXT_COLUMNS = columns("c.%1$s");

    /** The columns that {@link #customer} reads from {@code customer c}; without values of disabled custom fields. */
    static final String COLUMNS = """
            c.id, c.kind, %s,
            case when c.custom_fields <> '{}' then array(
              select unnest(array[held.name, held.value])
              from jsonb_each_text(c.custom_fields) as held (name, value)
              join custom_field f on held.name = 'field' || f.number and f.enabled) end as custom_fields,
            case when c.profile <> '{}' then array(
              select unnest(array[held.name, held.value])
              from jsonb_each_text(c.profile) as held (name, value)) end as profile,
            c.owner, c.added_at, c.last_followed_up_at, c.reviewed, c.is_protected""".formatted(TEXT_COLUMNS);

    private static final String SELECT = """
            select %s
            from customer c
            """.formatted(COLUMNS);

    static final String FIND = SELECT + """
            where c.id = :id
            """;

    static final String FIND_BY_K_CODE = SELECT + """
            where text_key(c.k_code) = text_key(:kCode) and c.k_code <> ''
            order by c.k_code = :kCode desc, c.k_code_duplicate
            limit 1
            """;

    private static final String INSERT = """
            insert into customer (
              id, kind, %s,
              custom_fields, profile, owner, added_by, added_at, reviewed)
            overriding system value
            values (
              coalesce(cast(:id as bigint), nextval(pg_get_serial_sequence('customer', 'id'))), :kind, %s,
              jsonb_object(cast(:customNames as text[]), cast(:customValues as text[])),
              jsonb_object(cast(:profileNames as text[]), cast(:profileValues as text[])),
              :owner, :addedBy, :addedAt, :reviewed)
            returning id
            """.formatted(columns("%1$s"), columns(":%1$s"));

    private static final String UPDATE = """
            update customer
            set kind = :kind, %s,
              custom_fields = custom_fields
                || jsonb_object(cast(:customNames as text[]), cast(:customValues as text[])),
              profile = jsonb_object(cast(:profileNames as text[]), cast(:profileValues as text[]))
            where id = :id
            """.formatted(columns("%1$s = :%1$s"));

    private static final String NEXT_NUMBER = "select nextval('customer_number')";

    private static final String FIND_BY_NUMBER = SELECT + """
            where text_key(c.number) = text_key(:number) and c.number <> ''
            order by c.number = :number desc, c.number_duplicate
            limit 1
            """;

    private static final String FIND_BY_NAME = SELECT + """
            where text_key(c.name) = text_key(:name)
            order by c.id
            limit :most
            """;

    private static final String NAMES = "select id, name from customer where id = any(:ids)";

    /** The pattern applied to the column of each field, as a list. */
    private static String columns(String pattern) {
        return Stream.of(CustomerField.values())
                .map(field -> pattern.formatted(field.column()))
                .collect(Collectors.joining(", "));
    }

    private final JdbcClient jdbc;

    CustomersJdbc(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** @param id the reserved id; null for the next one */
    CustomerId insert(
            @Nullable CustomerId id,
            CustomerDetails details,
            UserId owner,
            UserId addedBy,
            Instant addedAt,
            boolean reviewed) {
        try {
            return new CustomerId(bound(jdbc.sql(INSERT), details)
                    .param("id", id == null ? null : id.value())
                    .param("owner", owner.value())
                    .param("addedBy", addedBy.value())
                    .param("addedAt", addedAt.atOffset(ZoneOffset.UTC))
                    .param("reviewed", reviewed)
                    .query(Long.class)
                    .single());
        } catch (DataIntegrityViolationException violation) {
            throw CustomerConstraints.refusal(violation);
        }
    }

    void update(CustomerId id, CustomerDetails details) {
        CustomerConstraints.refusing(
                () -> bound(jdbc.sql(UPDATE), details).param("id", id.value()).update());
    }

    private static JdbcClient.StatementSpec bound(JdbcClient.StatementSpec statement, CustomerDetails details) {
        var customFields = List.copyOf(details.customFields().entrySet());
        var profile = List.copyOf(details.profile().entrySet());
        for (var field : CustomerField.values()) {
            statement.param(field.column(), details.text(field));
        }
        return statement
                .param("kind", details.kind().number())
                .param(
                        "customNames",
                        customFields.stream().map(Map.Entry::getKey).toArray(String[]::new))
                .param(
                        "customValues",
                        customFields.stream().map(Map.Entry::getValue).toArray(String[]::new))
                .param(
                        "profileNames",
                        profile.stream().map(field -> field.getKey().name()).toArray(String[]::new))
                .param(
                        "profileValues",
                        profile.stream().map(Map.Entry::getValue).toArray(String[]::new));
    }

    /** Locks the customer row until the end of the transaction; does nothing if there is none. */
    void lock(CustomerId id) {
        jdbc.sql("select id from customer where id = :id for no key update")
                .param("id", id.value())
                .query(Long.class)
                .optional();
    }

    /** Whether the customer is shared with the viewer or with everyone. */
    boolean isShared(CustomerId id, UserId viewer) {
        return jdbc.sql("select exists (select from customer_share where customer = :id and viewer in (:viewer, 0))")
                .param("id", id.value())
                .param("viewer", viewer.value())
                .query(Boolean.class)
                .single();
    }

    /** The next customer number; never returns a number twice. */
    long nextNumber() {
        return jdbc.sql(NEXT_NUMBER).query(Long.class).single();
    }

    Optional<Customer> findByNumber(String number) {
        return jdbc.sql(FIND_BY_NUMBER)
                .param("number", number)
                .query((row, index) -> customer(row))
                .optional();
    }

    List<Customer> findByName(String name, int most) {
        return jdbc.sql(FIND_BY_NAME)
                .param("name", name)
                .param("most", most)
                .query((row, index) -> customer(row))
                .list();
    }

    Map<CustomerId, String> names(Collection<CustomerId> ids) {
        var names = new HashMap<CustomerId, String>();
        jdbc.sql(NAMES)
                .param("ids", ids.stream().map(CustomerId::value).toArray(Long[]::new))
                .query(row -> {
                    names.put(new CustomerId(row.getLong("id")), row.getString("name"));
                });
        return names;
    }

    Optional<Customer> find(CustomerId id) {
        return jdbc.sql(FIND)
                .param("id", id.value())
                .query((row, number) -> customer(row))
                .optional();
    }

    Optional<Customer> findByKCode(String kCode) {
        return jdbc.sql(FIND_BY_K_CODE)
                .param("kCode", kCode)
                .query((row, number) -> customer(row))
                .optional();
    }

    /** The customer of a row with {@link #COLUMNS}. */
    static Customer customer(ResultSet row) throws SQLException {
        var texts = new EnumMap<CustomerField, String>(CustomerField.class);
        for (var field : CustomerField.values()) {
            texts.put(field, row.getString(field.column()));
        }
        var details = new CustomerDetails(kind(row.getInt("kind")), texts, customFields(row), profile(row));
        var followedUp = row.getObject("last_followed_up_at", OffsetDateTime.class);
        return new Customer(
                new CustomerId(row.getLong("id")),
                details,
                new UserId(row.getLong("owner")),
                row.getObject("added_at", OffsetDateTime.class).toInstant(),
                followedUp == null ? null : followedUp.toInstant(),
                row.getBoolean("reviewed"),
                row.getBoolean("is_protected"));
    }

    private static CustomerKind kind(int number) {
        return number == CustomerKind.COMPANY.number() ? CustomerKind.COMPANY : CustomerKind.PERSON;
    }

    private static Map<String, String> customFields(ResultSet row) throws SQLException {
        return namesAndValues(row.getArray("custom_fields"));
    }

    private static Map<ExtraField, String> profile(ResultSet row) throws SQLException {
        var fields = new EnumMap<ExtraField, String>(ExtraField.class);
        namesAndValues(row.getArray("profile")).forEach((name, value) -> fields.put(ExtraField.valueOf(name), value));
        return fields;
    }

    private static Map<String, String> namesAndValues(@Nullable Array array) throws SQLException {
        if (array == null) {
            return Map.of();
        }
        var namesAndValues = (String[]) array.getArray();
        var fields = new HashMap<String, String>();
        for (var index = 0; index < namesAndValues.length; index += 2) {
            fields.put(namesAndValues[index], namesAndValues[index + 1]);
        }
        return fields;
    }
}
