package io.kehub.erp.customer;

import io.kehub.database.sql.Conditions;
import io.kehub.database.sql.PageReader;
import io.kehub.database.sql.Sql;
import io.kehub.database.sql.SqlTemplate;
import io.kehub.erp.customer.CustomerApplication.State;
import io.kehub.kernel.AccessScope;
import io.kehub.kernel.CustomerId;
import io.kehub.kernel.Page;
import io.kehub.kernel.PageRequest;
import io.kehub.kernel.UserId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** All SQL of applications for customers. */
final class CustomerApplicationsJdbc {

    private static final String PENDING = """
            select a.*, c.name as customer_name
            from customer_application a
            join customer c on c.id = a.customer
            where a.customer = any(:ids) and a.state = 'PENDING'
            order by a.customer
            """;

    private static final String INSERT = """
            insert into customer_application (customer, applicant, reason, applied_at, state)
            select customer, :by, :reason, :at, 'PENDING'
            from unnest(cast(:ids as bigint[])) as customer
            """;

    private static final String DECIDE = """
            update customer_application
            set state = :state, opinion = :opinion, decided_by = :by, decided_at = :at
            where customer = any(:ids) and state = 'PENDING'
            """;

    private static final SqlTemplate FOUND =
            SqlTemplate.of("select a.id from customer_application a where {conditions}");

    private static final Sql SHOWN = Sql.of("""
            select a.*, c.name as customer_name
            from page
            join customer_application a on a.id = page.id
            join customer c on c.id = a.customer""");

    private static final Sql STATE = Sql.of("a.state = :state");
    private static final Sql APPLICANT = Sql.of("a.applicant = :applicant");
    private static final Sql CUSTOMER = Sql.of("a.customer = :customer");
    private static final Sql SEEN = Sql.of("a.applicant = any(:owners)");

    private final JdbcClient jdbc;

    CustomerApplicationsJdbc(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** The pending applications for these customers. */
    List<CustomerApplication> pending(Collection<CustomerId> ids) {
        return jdbc.sql(PENDING)
                .param("ids", array(ids))
                .query((row, number) -> application(row))
                .list();
    }

    void insert(Collection<CustomerId> ids, UserId by, String reason, Instant at) {
        jdbc.sql(INSERT)
                .param("by", by.value())
                .param("reason", reason)
                .param("at", at.atOffset(ZoneOffset.UTC))
                .param("ids", array(ids))
                .update();
    }

    /** Decides on the pending applications; {@code by} is null if they lapse. */
    void decide(Collection<CustomerId> ids, State state, String opinion, @Nullable UserId by, Instant at) {
        jdbc.sql(DECIDE)
                .param("state", state.name())
                .param("opinion", opinion)
                .param("by", by == null ? null : by.value())
                .param("at", at.atOffset(ZoneOffset.UTC))
                .param("ids", array(ids))
                .update();
    }

    Page<CustomerApplication> list(
            @Nullable State state,
            @Nullable UserId applicant,
            @Nullable CustomerId customer,
            AccessScope scope,
            PageRequest page) {
        var conditions = new Conditions();
        PageReader.bind(conditions, page);
        var owners = scope.owners();
        conditions
                .add(STATE, "state", state == null ? null : state.name())
                .add(APPLICANT, "applicant", applicant == null ? null : applicant.value())
                .add(CUSTOMER, "customer", customer == null ? null : customer.value())
                .add(
                        SEEN,
                        "owners",
                        owners == null
                                ? null
                                : owners.stream().map(UserId::value).toArray(Long[]::new));
        var statement =
                PageReader.found(FOUND.with("conditions", conditions.joined()).sql(), SHOWN);
        return PageReader.read(jdbc, conditions.bound(statement), page, (row, number) -> application(row));
    }

    private static CustomerApplication application(ResultSet row) throws SQLException {
        var decidedBy = row.getLong("decided_by");
        var decidedAt = row.getObject("decided_at", OffsetDateTime.class);
        return new CustomerApplication(
                row.getLong("id"),
                new CustomerId(row.getLong("customer")),
                row.getString("customer_name"),
                new UserId(row.getLong("applicant")),
                row.getString("reason"),
                row.getObject("applied_at", OffsetDateTime.class).toInstant(),
                State.valueOf(row.getString("state")),
                row.getString("opinion"),
                decidedBy == 0 ? null : new UserId(decidedBy),
                decidedAt == null ? null : decidedAt.toInstant());
    }

    private static Long[] array(Collection<CustomerId> ids) {
        return ids.stream().map(CustomerId::value).toArray(Long[]::new);
    }
}
