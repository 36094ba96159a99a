package io.kehub.erp.contract;

import io.kehub.erp.contract.Contract.Approval;
import io.kehub.kernel.AccessScope;
import io.kehub.kernel.ContractId;
import io.kehub.kernel.FieldError;
import io.kehub.kernel.Percent;
import io.kehub.kernel.Problem;
import io.kehub.kernel.ProblemException;
import io.kehub.kernel.UserId;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The payments and invoices of contracts. The payment and invoicing progress of a contract is computed from them. They are
 * never edited or deleted; a negative amount corrects an earlier one.
 */
public final class Settlements {

    private static final BigDecimal MAX = new BigDecimal("9999999999999999.99");

    private final Contracts contracts;
    private final SettlementsJdbc settlements;
    private final ApplicationEventPublisher events;
    private final TransactionTemplate transaction;
    private final Clock clock;

    Settlements(
            Contracts contracts,
            SettlementsJdbc settlements,
            ApplicationEventPublisher events,
            TransactionTemplate transaction,
            Clock clock) {
        this.contracts = contracts;
        this.settlements = settlements;
        this.events = events;
        this.transaction = transaction;
        this.clock = clock;
    }

    /**
     * Records a payment or an invoice and updates the contract's sum in the same transaction; a payment also publishes
     * {@link PaymentRecorded} in it. Idempotent by number: the same
     * amount for the same contract under the same number is recorded once, so a retry with a number is safe. Concurrent
     * calls for one contract run one after another.
     *
     * @throws ProblemException with {@link Problem.NotFound} if the viewer sees no such contract; with
     *     {@link Problem.Invalid} with the code {@code not_approved}, or about {@code amount} if the sum would fall below
     *     zero or exceed the contract's amount by more than {@link Contracts#overSettlementPercent}; with
     *     {@link Problem.Conflict} if the number belongs to another payment or invoice
     */
    public Settlement record(ContractId id, NewSettlement settlement, UserId by, AccessScope scope) {
        check(settlement);
        var kind = settlement.kind();
        return transaction.execute(status -> {
            var contract = contracts.lock(id, scope);
            if (contract.approval() != Approval.APPROVED) {
                throw new ProblemException(new Problem.Invalid(
                        "not_approved", "合同 " + contract.number() + " 尚未审批通过，不能登记" + kind.caption(), List.of()));
            }
            var existing = settlements.findByNumber(kind, settlement.number());
            if (existing.isPresent()) {
                return existing.filter(row -> row.matches(id, settlement.amount()))
                        .orElseThrow(() -> taken(kind))
                        .settlement();
            }
            checkSum(contract, settlement);
            settlements.addToContract(id, settlement);
            var recorded = settlements
                    .insert(id, settlement, by, clock.instant().truncatedTo(ChronoUnit.SECONDS))
                    .orElseThrow(() -> taken(kind));
            if (kind == Settlement.Kind.PAYMENT) {
                events.publishEvent(new PaymentRecorded(contracts.lock(id, scope), recorded));
            }
            return recorded;
        });
    }

    /**
     * The payments and invoices of a contract, oldest first.
     *
     * @throws ProblemException with {@link Problem.NotFound} if the viewer sees no such contract
     */
    public List<Settlement> list(ContractId id, AccessScope scope) {
        if (contracts.find(id, scope).isEmpty()) {
            throw Contracts.unknown(id);
        }
        return settlements.list(id);
    }

    private void checkSum(Contract contract, NewSettlement settlement) {
        var caption = settlement.kind().caption();
        var before = settlement.kind() == Settlement.Kind.PAYMENT
                ? contract.settled().paid()
                : contract.settled().invoiced();
        var after = before.add(settlement.amount());
        var percent = contracts.overSettlementPercent();
        var max = Percent.above(contract.amounts().amount(), percent, 2).min(MAX);
        // a negative amount is not checked against the upper limit, which may have been lowered since
        if (settlement.amount().signum() < 0 ? after.signum() < 0 : after.compareTo(max) > 0) {
            throw new ProblemException(Problem.Invalid.field(
                    "amount",
                    "累计%s会小于 0 或超过合同金额：合同金额 %s，已%s %s，允许超出 %s%%"
                            .formatted(
                                    caption,
                                    contract.amounts().amount().toPlainString(),
                                    caption,
                                    before.toPlainString(),
                                    percent.stripTrailingZeros().toPlainString()),
                    "%s 到 %s 之间，不为 0"
                            .formatted(
                                    before.negate().toPlainString(),
                                    max.subtract(before).max(BigDecimal.ZERO).toPlainString())));
        }
    }

    private static void check(NewSettlement settlement) {
        var errors = new ArrayList<FieldError>();
        FieldError.checkText("number", "单号", settlement.number(), 50, errors);
        FieldError.checkText("remark", "备注", settlement.remark(), 500, errors);
        var amount = settlement.amount();
        if (amount.signum() == 0
                || amount.abs().compareTo(MAX) > 0
                || amount.stripTrailingZeros().scale() > 2) {
            errors.add(new FieldError("amount", "金额不对", "不为 0、整数最多 16 位、小数最多 2 位的数字；负数表示退款或红冲"));
        }
        ProblemException.refuse(errors);
    }

    private static ProblemException taken(Settlement.Kind kind) {
        return new ProblemException(Problem.Conflict.field("number", "这个单号已用于另一笔" + kind.caption(), "尚未使用的单号，或留空"));
    }
}
