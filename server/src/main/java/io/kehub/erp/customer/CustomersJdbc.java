package io.kehub.erp.customer;

import io.kehub.kernel.CustomerId;
import io.kehub.kernel.Problem;
import io.kehub.kernel.ProblemException;
import io.kehub.kernel.UserId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.postgresql.util.PSQLException;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Single customers: one row in, one row out. */
final class CustomersJdbc {

    /** What {@link #customer} reads, from {@code customer c}: disabled custom fields stay behind. */
    static final String COLUMNS = """
            c.id, c.name, c.short_name, c.kind, c.source, c.contact_person, c.phone, c.mobile, c.email, c.address,
            c.remark, c.level, c.industry, c.scale, c.region, c.website, c.fax, c.postcode, c.k_code,
            case when c.custom_fields <> '{}' then array(
              select unnest(array[held.name, held.value])
              from jsonb_each_text(c.custom_fields) as held (name, value)
              join custom_field f on held.name = 'field' || f.number and f.enabled) end as custom_fields,
            c.owner, c.added_at, c.last_followed_up_at, c.reviewed, c.shielded""";

    static final String FIND = """
            select %s
            from customer c
            where c.id = :id
            """.formatted(COLUMNS);

    static final String FIND_BY_K_CODE = """
            select %s
            from customer c
            where customer_folded(c.k_code) = customer_folded(:kCode) and c.k_code <> ''
            """.formatted(COLUMNS);

    private static final String INSERT = """
            insert into customer (
              name, short_name, kind, source, contact_person, phone, mobile, email, address, remark,
              level, industry, scale, region, website, fax, postcode, k_code, custom_fields,
              owner, added_by, added_at, reviewed)
            values (
              :name, :shortName, :kind, :source, :contactPerson, :phone, :mobile, :email, :address, :remark,
              :level, :industry, :scale, :region, :website, :fax, :postcode, :kCode,
              jsonb_object(cast(:customNames as text[]), cast(:customValues as text[])),
              :owner, :addedBy, :addedAt, :reviewed)
            returning id
            """;

    private final JdbcClient jdbc;

    CustomersJdbc(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    CustomerId insert(CustomerDetails details, UserId owner, UserId addedBy, Instant addedAt, boolean reviewed) {
        var customFields = List.copyOf(details.customFields().entrySet());
        try {
            return new CustomerId(jdbc.sql(INSERT)
                    .param("name", details.name())
                    .param("shortName", details.shortName())
                    .param("kind", details.kind().number())
                    .param("source", details.source())
                    .param("contactPerson", details.contactPerson())
                    .param("phone", details.phone())
                    .param("mobile", details.mobile())
                    .param("email", details.email())
                    .param("address", details.address())
                    .param("remark", details.remark())
                    .param("level", details.level())
                    .param("industry", details.industry())
                    .param("scale", details.scale())
                    .param("region", details.region())
                    .param("website", details.website())
                    .param("fax", details.fax())
                    .param("postcode", details.postcode())
                    .param("kCode", details.kCode())
                    .param(
                            "customNames",
                            customFields.stream().map(Map.Entry::getKey).toArray(String[]::new))
                    .param(
                            "customValues",
                            customFields.stream().map(Map.Entry::getValue).toArray(String[]::new))
                    .param("owner", owner.value())
                    .param("addedBy", addedBy.value())
                    .param("addedAt", addedAt.atOffset(ZoneOffset.UTC))
                    .param("reviewed", reviewed)
                    .query(Long.class)
                    .single());
        } catch (DataIntegrityViolationException violation) {
            throw refusal(violation);
        }
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

    /** The customer of a row that holds {@link #COLUMNS}. */
    static Customer customer(ResultSet row) throws SQLException {
        var details = new CustomerDetails(
                row.getString("name"),
                row.getString("short_name"),
                kind(row.getInt("kind")),
                row.getString("source"),
                row.getString("contact_person"),
                row.getString("phone"),
                row.getString("mobile"),
                row.getString("email"),
                row.getString("address"),
                row.getString("remark"),
                row.getString("level"),
                row.getString("industry"),
                row.getString("scale"),
                row.getString("region"),
                row.getString("website"),
                row.getString("fax"),
                row.getString("postcode"),
                row.getString("k_code"),
                customFields(row));
        var followedUp = row.getObject("last_followed_up_at", OffsetDateTime.class);
        return new Customer(
                new CustomerId(row.getLong("id")),
                details,
                new UserId(row.getLong("owner")),
                row.getObject("added_at", OffsetDateTime.class).toInstant(),
                followedUp == null ? null : followedUp.toInstant(),
                row.getBoolean("reviewed"),
                row.getBoolean("shielded"));
    }

    private static CustomerKind kind(int number) {
        return number == CustomerKind.COMPANY.number() ? CustomerKind.COMPANY : CustomerKind.PERSON;
    }

    private static Map<String, String> customFields(ResultSet row) throws SQLException {
        var array = row.getArray("custom_fields");
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

    private static RuntimeException refusal(DataIntegrityViolationException violation) {
        return switch (Objects.requireNonNullElse(constraint(violation), "")) {
            case "customer_k_code_is_unique" ->
                new ProblemException(Problem.Taken.field("kCode", "这个 K 编码已属于另一个客户", "尚未使用的 K 编码，或留空"));
            case "customer_owner_is_a_user" ->
                new ProblemException(Problem.Invalid.field("owner", "没有这个用户，不能作为负责人", "现有用户的编号"));
            default -> violation;
        };
    }

    private static String constraint(DataIntegrityViolationException violation) {
        var message = violation.getMostSpecificCause() instanceof PSQLException failure
                ? failure.getServerErrorMessage()
                : null;
        return message == null ? "" : Objects.requireNonNullElse(message.getConstraint(), "");
    }
}
