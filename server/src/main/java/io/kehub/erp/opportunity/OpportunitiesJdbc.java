package io.kehub.erp.opportunity;

import io.kehub.database.sql.Columns;
import io.kehub.database.sql.Violation;
import io.kehub.erp.opportunity.Opportunity.Approval;
import io.kehub.kernel.ContactPersonId;
import io.kehub.kernel.CustomerId;
import io.kehub.kernel.OpportunityId;
import io.kehub.kernel.Problem;
import io.kehub.kernel.ProblemException;
import io.kehub.kernel.UserId;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.EnumMap;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Single opportunities: one row in, one row out. */
final class OpportunitiesJdbc {

    private static final Columns WRITTEN = Columns.of(Stream.of(OpportunityField.values())
                    .map(OpportunityField::column)
                    .toArray(String[]::new))
            .and("customer", "person", "owner", "amount", "found_on", "expected_on", "approval");

    private static final String INSERT = """
            insert into opportunity (%s, added_by, added_at)
            values (%s, :by, :at)
            returning id
            """.formatted(WRITTEN.names(), WRITTEN.parameters());

    private static final String UPDATE = "update opportunity set %s where id = :id".formatted(WRITTEN.assignments());

    private static final String FIND = """
            select o.*, k.name as customer_name, coalesce(p.name, '') as person_name
            from opportunity o
            join customer k on k.id = o.customer
            left join customer_person p on p.id = o.person
            where o.id = :id
            """;

    private static final String DECIDE = """
            update opportunity
            set approval = :approval, decided_by = :by, decided_at = :at, opinion = :opinion, approved_amount = :amount
            where id = :id
            """;

    private static final String SHARED = """
            select exists (
              select from customer_share where customer = :customer and viewer in (:viewer, 0) and projects)
            """;

    private static final String NUMBER_IS_UNIQUE = "opportunity_number_is_unique";

    /** Ends the name of each foreign key to an opportunity and its customer. */
    private static final String OF_THE_SAME_CUSTOMER = "_opportunity_is_of_its_customer";

    private final JdbcClient jdbc;

    OpportunitiesJdbc(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    boolean approvalRequired() {
        return jdbc.sql("select approval_required from opportunity_settings")
                .query(Boolean.class)
                .single();
    }

    void requireApproval(boolean required) {
        jdbc.sql("update opportunity_settings set approval_required = :required")
                .param("required", required)
                .update();
    }

    long nextNumber() {
        return jdbc.sql("select nextval('opportunity_number')")
                .query(Long.class)
                .single();
    }

    OpportunityId insert(OpportunityTerms terms, Approval approval, UserId by, Instant at) {
        try {
            return new OpportunityId(bound(jdbc.sql(INSERT), terms, approval)
                    .param("by", by.value())
                    .param("at", at.atOffset(ZoneOffset.UTC))
                    .query(Long.class)
                    .single());
        } catch (DuplicateKeyException taken) {
            throw Violation.of(taken, NUMBER_IS_UNIQUE, OpportunitiesJdbc::numberTaken);
        }
    }

    void update(OpportunityId id, OpportunityTerms terms, Approval approval) {
        try {
            bound(jdbc.sql(UPDATE), terms, approval).param("id", id.value()).update();
        } catch (DuplicateKeyException taken) {
            throw Violation.of(taken, NUMBER_IS_UNIQUE, OpportunitiesJdbc::numberTaken);
        } catch (DataIntegrityViolationException linked) {
            throw Violation.constraint(linked).endsWith(OF_THE_SAME_CUSTOMER)
                    ? new ProblemException(Problem.Invalid.field("customer", "项目已关联合同，不能更换客户", "现在的客户的编号"))
                    : linked;
        }
    }

    private static JdbcClient.StatementSpec bound(
            JdbcClient.StatementSpec statement, OpportunityTerms terms, Approval approval) {
        for (var field : OpportunityField.values()) {
            statement.param(field.column(), terms.text(field));
        }
        var person = terms.person();
        return statement
                .param("customer", terms.customer().value())
                .param("person", person == null ? null : person.value())
                .param("owner", terms.owner().value())
                .param("amount", terms.amount())
                .param("found_on", terms.foundOn())
                .param("expected_on", terms.expectedOn())
                .param("approval", approval.name());
    }

    private static ProblemException numberTaken() {
        return new ProblemException(Problem.Conflict.field("number", "项目编号已被使用，不能保存！", "尚未使用的项目编号，或留空"));
    }

    /** Locks the opportunity until the end of the transaction. */
    void lock(OpportunityId id) {
        jdbc.sql("select id from opportunity where id = :id for no key update")
                .param("id", id.value())
                .query(Long.class)
                .optional();
    }

    /** Keeps the opportunity and its customer together until the end of the transaction. */
    void lockCustomer(OpportunityId id) {
        jdbc.sql("select id from opportunity where id = :id for key share")
                .param("id", id.value())
                .query(Long.class)
                .optional();
    }

    void decide(OpportunityId id, Approval approval, Opportunity.Decision decision) {
        jdbc.sql(DECIDE)
                .param("approval", approval.name())
                .param("by", decision.by().value())
                .param("at", decision.at().atOffset(ZoneOffset.UTC))
                .param("opinion", decision.opinion())
                .param("amount", decision.amount())
                .param("id", id.value())
                .update();
    }

    /** Whether the projects of the customer are shared with this user or with everyone. */
    boolean isShared(CustomerId customer, UserId viewer) {
        return jdbc.sql(SHARED)
                .param("customer", customer.value())
                .param("viewer", viewer.value())
                .query(Boolean.class)
                .single();
    }

    Optional<Opportunity> find(OpportunityId id) {
        return jdbc.sql(FIND)
                .param("id", id.value())
                .query((row, number) -> opportunity(row))
                .optional();
    }

    /** The opportunity of a row with all its columns, {@code customer_name} and {@code person_name}. */
    static Opportunity opportunity(ResultSet row) throws SQLException {
        return new Opportunity(
                new OpportunityId(row.getLong("id")),
                terms(row),
                row.getString("customer_name"),
                row.getString("person_name"),
                Approval.valueOf(row.getString("approval")),
                decision(row),
                new UserId(row.getLong("added_by")),
                row.getObject("added_at", OffsetDateTime.class).toInstant());
    }

    private static OpportunityTerms terms(ResultSet row) throws SQLException {
        var texts = new EnumMap<OpportunityField, String>(OpportunityField.class);
        for (var field : OpportunityField.values()) {
            texts.put(field, row.getString(field.column()));
        }
        var person = row.getLong("person");
        return new OpportunityTerms(
                texts,
                new CustomerId(row.getLong("customer")),
                person == 0 ? null : new ContactPersonId(person),
                new UserId(row.getLong("owner")),
                row.getBigDecimal("amount"),
                row.getObject("found_on", LocalDate.class),
                row.getObject("expected_on", LocalDate.class));
    }

    private static Opportunity.@Nullable Decision decision(ResultSet row) throws SQLException {
        var at = row.getObject("decided_at", OffsetDateTime.class);
        BigDecimal amount = row.getBigDecimal("approved_amount");
        return at == null
                ? null
                : new Opportunity.Decision(
                        new UserId(row.getLong("decided_by")), at.toInstant(), row.getString("opinion"), amount);
    }
}
