package io.kehub.erp.receivable;

import io.kehub.database.sql.SqlTemplate;
import io.kehub.erp.contract.Contract;
import io.kehub.erp.contract.ContractField;
import io.kehub.erp.receivable.Receivable.Receipt;
import io.kehub.erp.receivable.Receivable.State;
import io.kehub.kernel.ContractId;
import io.kehub.kernel.CustomerId;
import io.kehub.kernel.ReceivableId;
import io.kehub.kernel.UserId;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** All SQL of single receivables and their receipts. */
final class ReceivablesJdbc {

    private static final String FIND = SqlTemplate.of("""
                    select {selected}
                    from receivable r
                    join contract c on c.id = r.contract
                    join customer k on k.id = r.customer
                    where r.id = :id""")
            .with("selected", ReceivableListJdbc.SELECTED)
            .sql()
            .text();

    /** What a contract's plans amount to, and what was received of them. */
    record Sums(BigDecimal planned, BigDecimal received) {}

    /** A plan with what it can still take, or give back. */
    record Part(ReceivableId id, BigDecimal amount, BigDecimal received) {}

    private final JdbcClient jdbc;

    ReceivablesJdbc(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    ReceivableId insert(Contract contract, ReceivablePlan plan, UserId by, Instant at) {
        return new ReceivableId(jdbc.sql("""
                        insert into receivable (
                          contract, customer, owner, currency, contract_plan, contract_kind, planned_on, amount, method, remark,
                          added_by, added_at)
                        values (
                          :contract, :customer, :owner, :currency, :plan, :kind, :plannedOn, :amount, :method, :remark,
                          :by, :at)
                        returning id""")
                .param("contract", contract.id().value())
                .param("customer", contract.customer().value())
                .param("owner", contract.owner().value())
                .param("currency", contract.text(ContractField.CURRENCY))
                .param("plan", contract.text(ContractField.RECEIVABLE_PLAN))
                .param("kind", contract.text(ContractField.RECEIVABLE_KIND))
                .param("plannedOn", plan.plannedOn())
                .param("amount", plan.amount())
                .param("method", plan.method())
                .param("remark", plan.remark())
                .param("by", by.value())
                .param("at", at.atOffset(ZoneOffset.UTC))
                .query(Long.class)
                .single());
    }

    void update(ReceivableId id, ReceivablePlan plan) {
        jdbc.sql("""
                        update receivable
                        set planned_on = :plannedOn, amount = :amount, method = :method, remark = :remark
                        where id = :id""")
                .param("plannedOn", plan.plannedOn())
                .param("amount", plan.amount())
                .param("method", plan.method())
                .param("remark", plan.remark())
                .param("id", id.value())
                .update();
    }

    void cancel(ReceivableId id) {
        jdbc.sql("update receivable set cancelled = true where id = :id")
                .param("id", id.value())
                .update();
    }

    /** The sums of a contract; zero if it has no plans. */
    Sums sums(ContractId contract) {
        return jdbc.sql("select planned, received from receivable_sum where contract = :contract")
                .param("contract", contract.value())
                .query((row, number) -> new Sums(row.getBigDecimal("planned"), row.getBigDecimal("received")))
                .optional()
                .orElse(new Sums(BigDecimal.ZERO, BigDecimal.ZERO));
    }

    /** The plans of a contract that are not cancelled, in the order in which payments fill them. */
    List<Part> parts(ContractId contract) {
        return jdbc.sql("""
                        select id, amount, received from receivable
                        where contract = :contract and not cancelled
                        order by planned_on, id""")
                .param("contract", contract.value())
                .query((row, number) -> new Part(
                        new ReceivableId(row.getLong("id")),
                        row.getBigDecimal("amount"),
                        row.getBigDecimal("received")))
                .list();
    }

    /**
     * Adds a receipt and its amount to what was received.
     *
     * @param settlement null if it was received before it was planned
     * @param amount below zero to take back
     */
    void receive(ReceivableId id, @Nullable Long settlement, BigDecimal amount, LocalDate on, UserId by, Instant at) {
        jdbc.sql("""
                        insert into receivable_receipt (receivable, settlement, amount, received_on, by_user, at)
                        values (:id, :settlement, :amount, :on, :by, :at)""")
                .param("id", id.value())
                .param("settlement", settlement)
                .param("amount", amount)
                .param("on", on)
                .param("by", by.value())
                .param("at", at.atOffset(ZoneOffset.UTC))
                .update();
        add(id, amount);
    }

    /** Links the latest receipt, which was recorded just before, to its payment. */
    void settle(ReceivableId id, long settlement) {
        jdbc.sql("""
                        update receivable_receipt set settlement = :settlement
                        where id = (select max(id) from receivable_receipt where receivable = :id)""").param("settlement", settlement).param("id", id.value()).update();
    }

    /** Marks a receipt as undone and takes its amount back. */
    void undo(ReceivableId id, Receipt receipt) {
        jdbc.sql("update receivable_receipt set undone = true where id = :receipt")
                .param("receipt", receipt.id())
                .update();
        add(id, receipt.amount().negate());
    }

    private void add(ReceivableId id, BigDecimal amount) {
        jdbc.sql("""
                        update receivable as r
                        set received = r.received + :amount,
                          received_on = case when r.received + :amount = 0 then null else (
                            select max(p.received_on) from receivable_receipt p
                            where p.receivable = r.id and p.amount > 0 and not p.undone) end
                        where r.id = :id""").param("amount", amount).param("id", id.value()).update();
    }

    /** Whether a payment has this number. */
    boolean isPaymentNumber(String number) {
        return jdbc.sql("""
                        select exists (
                          select from contract_settlement
                          where kind = 'PAYMENT' and number <> '' and text_key(number) = text_key(:number))""").param("number", number).query(Boolean.class).single();
    }

    /** The receipts of a plan, oldest first. */
    List<Receipt> receipts(ReceivableId id) {
        return jdbc.sql("""
                        select p.*, coalesce(s.number, '') as number, coalesce(s.remark, '') as remark
                        from receivable_receipt p
                        left join contract_settlement s on s.id = p.settlement
                        where p.receivable = :id
                        order by p.id""")
                .param("id", id.value())
                .query((row, number) -> new Receipt(
                        row.getLong("id"),
                        row.getString("number"),
                        row.getBigDecimal("amount"),
                        row.getObject("received_on", LocalDate.class),
                        row.getString("remark"),
                        row.getBoolean("undone"),
                        new UserId(row.getLong("by_user")),
                        row.getObject("at", OffsetDateTime.class).toInstant()))
                .list();
    }

    Optional<Receivable> find(ReceivableId id) {
        return jdbc.sql(FIND)
                .param("id", id.value())
                .query((row, number) -> receivable(row))
                .optional();
    }

    /** A receivable from a row with the columns of {@link ReceivableListJdbc#SELECTED}. */
    static Receivable receivable(ResultSet row) throws SQLException {
        return new Receivable(
                new ReceivableId(row.getLong("id")),
                new ReceivableContract(
                        new ContractId(row.getLong("contract")),
                        row.getString("contract_number"),
                        row.getString("contract_title"),
                        new CustomerId(row.getLong("customer")),
                        row.getString("customer_name"),
                        row.getString("customer_number"),
                        new UserId(row.getLong("owner")),
                        row.getString("currency"),
                        row.getString("contract_plan"),
                        row.getString("contract_kind")),
                new ReceivablePlan(
                        row.getObject("planned_on", LocalDate.class),
                        row.getBigDecimal("amount"),
                        row.getString("method"),
                        row.getString("remark")),
                row.getBigDecimal("received"),
                row.getObject("received_on", LocalDate.class),
                State.valueOf(row.getString("state")),
                new UserId(row.getLong("added_by")),
                row.getObject("added_at", OffsetDateTime.class).toInstant());
    }
}
