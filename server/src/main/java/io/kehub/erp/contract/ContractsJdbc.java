package io.kehub.erp.contract;

import io.kehub.database.sql.Columns;
import io.kehub.database.sql.Violation;
import io.kehub.erp.contract.Contract.Approval;
import io.kehub.erp.contract.Contract.Progress;
import io.kehub.kernel.ContractId;
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
import java.util.Collection;
import java.util.EnumMap;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;

/** All SQL of contracts. */
final class ContractsJdbc {

    /** The sums over a contract's lines. */
    record Sums(Amounts amounts, BigDecimal baseQuantity) {}

    private static final Columns WRITTEN = Columns.of(
                    Stream.of(ContractField.values()).map(ContractField::column).toArray(String[]::new))
            .and("customer", "owner", "signed_on", "starts_on", "ends_on", "freight", "opportunity")
            .and("total", "concession", "amount", "tax", "base_quantity");

    private static final String INSERT = """
            insert into contract (id, %s, approval, added_by, added_at)
            overriding system value
            values (
              coalesce(cast(:id as bigint), nextval(pg_get_serial_sequence('contract', 'id'))),
              %s, 'PENDING', :by, :at)
            returning id
            """.formatted(WRITTEN.names(), WRITTEN.parameters());

    private static final String UPDATE =
            "update contract set %s, approval = 'PENDING' where id = :id".formatted(WRITTEN.assignments());

    private static final String FIND = """
            select c.*, k.name as customer_name
            from contract c
            join customer k on k.id = c.customer
            where c.id = :id
            """;

    private final JdbcClient jdbc;

    ContractsJdbc(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    boolean approvalRequired() {
        return jdbc.sql("select approval_required from contract_settings")
                .query(Boolean.class)
                .single();
    }

    void requireApproval(boolean required) {
        jdbc.sql("update contract_settings set approval_required = :required")
                .param("required", required)
                .update();
    }

    BigDecimal overSettlementPercent() {
        return jdbc.sql("select over_settlement_percent from contract_settings")
                .query(BigDecimal.class)
                .single();
    }

    void allowOverSettlement(BigDecimal percent) {
        jdbc.sql("update contract_settings set over_settlement_percent = :percent")
                .param("percent", percent)
                .update();
    }

    long nextNumber() {
        return jdbc.sql("select nextval('contract_number')").query(Long.class).single();
    }

    /** @param id the reserved id; null generates one */
    ContractId insert(@Nullable ContractId id, ContractTerms terms, Sums sums, UserId by, Instant at) {
        try {
            return new ContractId(bound(jdbc.sql(INSERT), terms, sums)
                    .param("id", id == null ? null : id.value())
                    .param("by", by.value())
                    .param("at", at.atOffset(ZoneOffset.UTC))
                    .query(Long.class)
                    .single());
        } catch (DuplicateKeyException taken) {
            throw Violation.of(taken, "contract_number_is_unique", ContractsJdbc::numberTaken);
        }
    }

    /** Replaces a contract that is not approved yet; it waits for approval again. */
    void update(ContractId id, ContractTerms terms, Sums sums) {
        try {
            bound(jdbc.sql(UPDATE), terms, sums).param("id", id.value()).update();
        } catch (DuplicateKeyException taken) {
            throw Violation.of(taken, "contract_number_is_unique", ContractsJdbc::numberTaken);
        }
    }

    private static JdbcClient.StatementSpec bound(JdbcClient.StatementSpec statement, ContractTerms terms, Sums sums) {
        for (var field : ContractField.values()) {
            statement.param(field.column(), terms.text(field));
        }
        var opportunity = terms.opportunity();
        return statement
                .param("customer", terms.customer().value())
                .param("owner", terms.owner().value())
                .param("signed_on", terms.dates().signedOn())
                .param("starts_on", terms.dates().startsOn())
                .param("ends_on", terms.dates().endsOn())
                .param("freight", terms.freight())
                .param("opportunity", opportunity == null ? null : opportunity.value())
                .param("total", sums.amounts().total())
                .param("concession", sums.amounts().concession())
                .param("amount", sums.amounts().amount())
                .param("tax", sums.amounts().tax())
                .param("base_quantity", sums.baseQuantity());
    }

    private static ProblemException numberTaken() {
        return new ProblemException(Problem.Conflict.field("number", "合同编号已被使用，不能保存！", "尚未使用的合同编号，或留空"));
    }

    /** Locks the contract until the end of the transaction. */
    void lock(ContractId id) {
        jdbc.sql("select id from contract where id = :id for no key update")
                .param("id", id.value())
                .query(Long.class)
                .optional();
    }

    void decide(ContractId id, Approval approval) {
        jdbc.sql("update contract set approval = :approval where id = :id")
                .param("approval", approval.name())
                .param("id", id.value())
                .update();
    }

    void close(ContractId id, boolean closed, String state) {
        jdbc.sql("update contract set closed = :closed, state = :state where id = :id")
                .param("closed", closed)
                .param("state", state)
                .param("id", id.value())
                .update();
    }

    /** Replaces the users with whom the contract is shared. */
    void share(ContractId id, Collection<Long> viewers) {
        jdbc.sql("delete from contract_share where contract = :id")
                .param("id", id.value())
                .update();
        jdbc.sql(
                        "insert into contract_share (viewer, contract) select viewer, :id from unnest(cast(:viewers as bigint[])) as viewer")
                .param("id", id.value())
                .param("viewers", viewers.toArray(Long[]::new))
                .update();
    }

    boolean isShared(ContractId id, UserId viewer) {
        return jdbc.sql("select exists (select from contract_share where contract = :id and viewer in (:viewer, 0))")
                .param("id", id.value())
                .param("viewer", viewer.value())
                .query(Boolean.class)
                .single();
    }

    Optional<Contract> find(ContractId id) {
        return jdbc.sql(FIND)
                .param("id", id.value())
                .query((row, number) -> contract(row))
                .optional();
    }

    /** A contract from a row with all its columns and {@code customer_name}; the caller adds its delivery progress. */
    static Contract contract(ResultSet row) throws SQLException {
        return new Contract(
                new ContractId(row.getLong("id")),
                terms(row),
                row.getString("customer_name"),
                amounts(row),
                new Contract.Settled(row.getBigDecimal("paid"), row.getBigDecimal("invoiced")),
                Progress.NONE,
                Approval.valueOf(row.getString("approval")),
                row.getBoolean("closed"),
                new UserId(row.getLong("added_by")),
                row.getObject("added_at", OffsetDateTime.class).toInstant());
    }

    private static ContractTerms terms(ResultSet row) throws SQLException {
        var texts = new EnumMap<ContractField, String>(ContractField.class);
        for (var field : ContractField.values()) {
            texts.put(field, row.getString(field.column()));
        }
        var opportunity = row.getLong("opportunity");
        return new ContractTerms(
                texts,
                new CustomerId(row.getLong("customer")),
                new UserId(row.getLong("owner")),
                new ContractTerms.Dates(
                        row.getObject("signed_on", LocalDate.class),
                        row.getObject("starts_on", LocalDate.class),
                        row.getObject("ends_on", LocalDate.class)),
                row.getBigDecimal("freight"),
                opportunity == 0 ? null : new OpportunityId(opportunity));
    }

    /** The amounts of a contract or of one of its lines. */
    static Amounts amounts(ResultSet row) throws SQLException {
        return new Amounts(row.getBigDecimal("total"), row.getBigDecimal("tax"), row.getBigDecimal("concession"));
    }
}
