package io.kehub.erp.contract;

import io.kehub.erp.contract.Contract.Approval;
import io.kehub.erp.contract.Contract.Progress;
import io.kehub.kernel.ContractId;
import io.kehub.kernel.CustomerId;
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
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;

/** All SQL of contracts. */
final class ContractsJdbc {

    /** Totals of a contract's lines. */
    record Totals(
            BigDecimal total, BigDecimal concession, BigDecimal amount, BigDecimal tax, BigDecimal baseQuantity) {}

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

    /** @param id the id that was reserved for it; null asks for the next one */
    ContractId insert(
            @Nullable ContractId id, ContractDraft draft, String number, Totals totals, UserId by, Instant at) {
        try {
            return new ContractId(bound(jdbc.sql("""
                                    insert into contract (
                                      id, number, title, customer, owner, category, state, currency, signed_on, starts_on,
                                      ends_on, counterpart, summary, payment, delivery_address, remark, freight, total,
                                      concession, amount, tax, base_quantity, approval, added_by, added_at)
                                    overriding system value
                                    values (
                                      coalesce(cast(:id as bigint), nextval(pg_get_serial_sequence('contract', 'id'))),
                                      :number, :title, :customer, :owner, :category, :state, :currency, :signedOn,
                                      :startsOn, :endsOn, :counterpart, :summary, :payment, :deliveryAddress, :remark,
                                      :freight, :total, :concession, :amount, :tax, :baseQuantity, 'PENDING', :by, :at)
                                    returning id"""), draft, number, totals)
                    .param("id", id == null ? null : id.value())
                    .param("by", by.value())
                    .param("at", at.atOffset(ZoneOffset.UTC))
                    .query(Long.class)
                    .single());
        } catch (DuplicateKeyException taken) {
            throw numberTaken();
        }
    }

    /** Replaces a contract that was not carried out yet; it waits for approval again. */
    void update(ContractId id, ContractDraft draft, String number, Totals totals) {
        try {
            bound(jdbc.sql("""
                                    update contract
                                    set number = :number, title = :title, customer = :customer, owner = :owner,
                                      category = :category, state = :state, currency = :currency,
                                      signed_on = :signedOn, starts_on = :startsOn, ends_on = :endsOn,
                                      counterpart = :counterpart, summary = :summary, payment = :payment,
                                      delivery_address = :deliveryAddress, remark = :remark, freight = :freight,
                                      total = :total, concession = :concession, amount = :amount, tax = :tax,
                                      base_quantity = :baseQuantity, approval = 'PENDING'
                                    where id = :id"""), draft, number, totals).param("id", id.value()).update();
        } catch (DuplicateKeyException taken) {
            throw numberTaken();
        }
    }

    private static JdbcClient.StatementSpec bound(
            JdbcClient.StatementSpec statement, ContractDraft draft, String number, Totals totals) {
        return statement
                .param("number", number)
                .param("title", draft.title())
                .param("customer", draft.customer().value())
                .param("owner", draft.owner().value())
                .param("category", draft.category())
                .param("state", draft.state())
                .param("currency", draft.currency())
                .param("signedOn", draft.signedOn())
                .param("startsOn", draft.startsOn())
                .param("endsOn", draft.endsOn())
                .param("counterpart", draft.counterpart())
                .param("summary", draft.summary())
                .param("payment", draft.payment())
                .param("deliveryAddress", draft.deliveryAddress())
                .param("remark", draft.remark())
                .param("freight", draft.freight())
                .param("total", totals.total())
                .param("concession", totals.concession())
                .param("amount", totals.amount())
                .param("tax", totals.tax())
                .param("baseQuantity", totals.baseQuantity());
    }

    private static ProblemException numberTaken() {
        return new ProblemException(Problem.Conflict.field("number", "合同编号已被使用，不能保存！", "尚未使用的合同编号，或留空"));
    }

    /** Locks the contract until the transaction ends, so that decisions run one after another. */
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

    /** A contract from a row that holds all its columns and {@code customer_name}; its delivery is added by the caller. */
    static Contract contract(ResultSet row) throws SQLException {
        var amount = row.getBigDecimal("amount");
        var paid = row.getBigDecimal("paid");
        var invoiced = row.getBigDecimal("invoiced");
        return new Contract(
                new ContractId(row.getLong("id")),
                row.getString("number"),
                row.getString("title"),
                new CustomerId(row.getLong("customer")),
                row.getString("customer_name"),
                new UserId(row.getLong("owner")),
                row.getString("category"),
                row.getString("state"),
                row.getString("currency"),
                row.getObject("signed_on", LocalDate.class),
                row.getObject("starts_on", LocalDate.class),
                row.getObject("ends_on", LocalDate.class),
                row.getString("counterpart"),
                row.getString("summary"),
                row.getString("payment"),
                row.getString("delivery_address"),
                row.getString("remark"),
                row.getBigDecimal("freight"),
                row.getBigDecimal("total"),
                row.getBigDecimal("concession"),
                amount,
                row.getBigDecimal("tax"),
                paid,
                invoiced,
                Progress.NONE,
                Progress.of(paid, amount),
                Progress.of(invoiced, amount),
                Approval.valueOf(row.getString("approval")),
                new UserId(row.getLong("added_by")),
                row.getObject("added_at", OffsetDateTime.class).toInstant(),
                row.getBoolean("closed"));
    }
}
