package io.kehub.erp.contract;

import io.kehub.erp.contract.Contract.Approval;
import io.kehub.kernel.ContractId;
import io.kehub.kernel.UserId;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;

/** All SQL of the approval decisions and closures of contracts. */
final class ContractHistoryJdbc {

    private final JdbcClient jdbc;

    ContractHistoryJdbc(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    void insertDecision(ContractId id, Approval result, String opinion, UserId by, Instant at) {
        jdbc.sql("""
                        insert into contract_stage (contract, result, opinion, by_user, at)
                        values (:contract, :result, :opinion, :by, :at)""")
                .param("contract", id.value())
                .param("result", result.name())
                .param("opinion", opinion)
                .param("by", by.value())
                .param("at", at.atOffset(ZoneOffset.UTC))
                .update();
    }

    void insertClosure(ContractId id, ContractClosure closure) {
        jdbc.sql("""
                        insert into contract_closure (contract, closed, reason, state_before, by_user, at)
                        values (:contract, :closed, :reason, :stateBefore, :by, :at)""")
                .param("contract", id.value())
                .param("closed", closure.closed())
                .param("reason", closure.reason())
                .param("stateBefore", closure.stateBefore())
                .param("by", closure.by().value())
                .param("at", closure.at().atOffset(ZoneOffset.UTC))
                .update();
    }

    /** The closures and reopenings of a contract, oldest first. */
    List<ContractClosure> closures(ContractId id) {
        return jdbc.sql("""
                        select closed, reason, state_before, by_user, at
                        from contract_closure
                        where contract = :contract
                        order by id""")
                .param("contract", id.value())
                .query((row, number) -> new ContractClosure(
                        row.getBoolean("closed"),
                        row.getString("reason"),
                        row.getString("state_before"),
                        new UserId(row.getLong("by_user")),
                        row.getObject("at", OffsetDateTime.class).toInstant()))
                .list();
    }

    List<ApprovalDecision> decisions(ContractId id) {
        return jdbc.sql("select id, result, opinion, by_user, at from contract_stage where contract = :id order by id")
                .param("id", id.value())
                .query((row, number) -> new ApprovalDecision(
                        row.getLong("id"),
                        Approval.valueOf(row.getString("result")),
                        row.getString("opinion"),
                        new UserId(row.getLong("by_user")),
                        row.getObject("at", OffsetDateTime.class).toInstant()))
                .list();
    }

    /** The user of the last decision on each contract; undecided contracts are left out. */
    Map<ContractId, UserId> deciders(Collection<ContractId> ids) {
        var deciders = new HashMap<ContractId, UserId>();
        jdbc.sql("""
                        select distinct on (contract) contract, by_user
                        from contract_stage
                        where contract = any(:ids)
                        order by contract, id desc""")
                .param("ids", ids.stream().map(ContractId::value).toArray(Long[]::new))
                .query(row -> {
                    deciders.put(new ContractId(row.getLong("contract")), new UserId(row.getLong("by_user")));
                });
        return deciders;
    }
}
