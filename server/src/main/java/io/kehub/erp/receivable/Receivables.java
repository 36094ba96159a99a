package io.kehub.erp.receivable;

import io.kehub.erp.contract.Contract;
import io.kehub.erp.contract.Contract.Approval;
import io.kehub.erp.contract.Contracts;
import io.kehub.erp.contract.NewSettlement;
import io.kehub.erp.contract.PaymentRecorded;
import io.kehub.erp.contract.Settlement;
import io.kehub.erp.contract.Settlements;
import io.kehub.erp.dictionary.Dictionaries;
import io.kehub.erp.dictionary.DictionaryName;
import io.kehub.erp.receivable.Receivable.Receipt;
import io.kehub.erp.receivable.Receivable.State;
import io.kehub.kernel.AccessScope;
import io.kehub.kernel.ContractId;
import io.kehub.kernel.FieldError;
import io.kehub.kernel.Page;
import io.kehub.kernel.PageRequest;
import io.kehub.kernel.Problem;
import io.kehub.kernel.ProblemException;
import io.kehub.kernel.ReceivableId;
import io.kehub.kernel.Text;
import io.kehub.kernel.UserId;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.springframework.context.event.EventListener;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The accounts receivable 应收账款: planned receipts of approved contracts. The plans of a contract never exceed its amount, and
 * what was received of them is always the contract's payments 到账, as far as its plans reach: a payment fills the plan that it is
 * recorded for, or else the plans in the order of their dates. Whoever sees a contract sees its plans. Every change locks the
 * contract.
 */
public final class Receivables {

    /** Names of the columns by which {@link #list} sorts. */
    public static final Set<String> SORTED_BY = ReceivableSort.COLUMNS.names();

    private static final BigDecimal MAX = new BigDecimal("9999999999999999.99");

    private final ReceivablesJdbc receivables;
    private final ReceivableListJdbc lists;
    private final Contracts contracts;
    private final Settlements settlements;
    private final Dictionaries dictionaries;
    private final TransactionTemplate transaction;
    private final Clock clock;
    private final ZoneId zone;

    Receivables(
            ReceivablesJdbc receivables,
            ReceivableListJdbc lists,
            Contracts contracts,
            Settlements settlements,
            Dictionaries dictionaries,
            TransactionTemplate transaction,
            Clock clock,
            ZoneId zone) {
        this.receivables = receivables;
        this.lists = lists;
        this.contracts = contracts;
        this.settlements = settlements;
        this.dictionaries = dictionaries;
        this.transaction = transaction;
        this.clock = clock;
        this.zone = zone;
    }

    /**
     * Plans a receipt of a contract. Payments that no plan has taken yet count for it.
     *
     * @throws ProblemException with {@link Problem.NotFound} about {@code contract}; with {@link Problem.Forbidden} if the
     *     viewer may not change the contract; with {@link Problem.Invalid} with the code {@code not_approved} or
     *     {@code contract_closed}, or about {@code amount} if the plans would exceed what the contract is worth
     */
    public ReceivableId plan(ContractId contract, ReceivablePlan plan, UserId by, AccessScope scope) {
        return transaction.execute(status -> {
            var locked = contracts.lock(contract, scope);
            Contracts.requireOwner(locked, scope, "安排收款");
            if (locked.approval() != Approval.APPROVED) {
                throw new ProblemException(
                        new Problem.Invalid("not_approved", "合同 " + locked.number() + " 尚未审批通过，不能安排收款", List.of()));
            }
            if (locked.closed()) {
                throw new ProblemException(
                        new Problem.Invalid("contract_closed", "合同 " + locked.number() + " 已终止，不能安排收款", List.of()));
            }
            check(plan, null, locked, BigDecimal.ZERO);
            var id = receivables.insert(locked, plan, by, now());
            allocate(locked, null, by);
            return id;
        });
    }

    /**
     * Changes a plan; what was received stays.
     *
     * @throws ProblemException with {@link Problem.NotFound}; with {@link Problem.Forbidden}; with {@link Problem.Invalid}
     *     with the code {@code cancelled}, or about {@code amount} if it is less than was received or the plans would exceed
     *     what the contract is worth
     */
    public void change(ReceivableId id, UnaryOperator<ReceivablePlan> change, UserId by, AccessScope scope) {
        transaction.executeWithoutResult(status -> {
            var locked = lock(id, scope);
            Contracts.requireOwner(locked.contract(), scope, "修改收款计划");
            var current = locked.receivable();
            requireActive(current);
            var plan = change.apply(current.plan());
            check(plan, current, locked.contract(), current.plan().amount());
            receivables.update(id, plan);
            allocate(locked.contract(), null, by);
        });
    }

    /**
     * Cancels a plan of which nothing was received.
     *
     * @throws ProblemException with {@link Problem.NotFound}; with {@link Problem.Forbidden}; with {@link Problem.Invalid}
     *     with the code {@code cancelled} or {@code already_received}
     */
    public void cancel(ReceivableId id, AccessScope scope) {
        transaction.executeWithoutResult(status -> {
            var locked = lock(id, scope);
            Contracts.requireOwner(locked.contract(), scope, "取消收款计划");
            requireActive(locked.receivable());
            if (locked.receivable().received().signum() > 0) {
                throw new ProblemException(
                        new Problem.Invalid("already_received", "这个收款计划已有收款，不能取消；请先撤销收款", List.of()));
            }
            receivables.cancel(id);
        });
    }

    /**
     * Records a receipt of a plan, which is a payment 到账 of the contract. Idempotent by number: the same amount for the same plan
     * under the same number is recorded once, so a retry with a number is safe.
     *
     * @throws ProblemException with {@link Problem.NotFound}; with {@link Problem.Invalid} with the code {@code cancelled}, or
     *     about {@code amount} if it is more than is outstanding; with {@link Problem.Conflict} about {@code number} if
     *     another payment has it; otherwise as {@link Settlements#record}
     */
    public void receive(ReceivableId id, NewReceipt receipt, UserId by, AccessScope scope) {
        transaction.executeWithoutResult(status -> {
            var receivable = lock(id, scope).receivable();
            requireActive(receivable);
            if (isRecorded(id, receipt)) {
                return;
            }
            var outstanding = receivable.outstanding();
            if (receipt.amount().signum() <= 0 || receipt.amount().compareTo(outstanding) > 0) {
                throw new ProblemException(Problem.Invalid.field(
                        "amount",
                        "收款金额不对：这个收款计划未收 " + outstanding.toPlainString(),
                        "大于 0，不超过未收金额 " + outstanding.toPlainString()));
            }
            receivables.receive(id, null, receipt.amount(), receipt.receivedOn(), by, now());
            var settlement = settlements.record(
                    receivable.contract().id(),
                    new NewSettlement(
                            Settlement.Kind.PAYMENT,
                            receipt.number(),
                            receipt.amount(),
                            receipt.receivedOn(),
                            receipt.remark()),
                    by,
                    scope);
            receivables.settle(id, settlement.id());
        });
    }

    private boolean isRecorded(ReceivableId id, NewReceipt receipt) {
        if (receipt.number().isEmpty() || !receivables.isPaymentNumber(receipt.number())) {
            return false;
        }
        var key = Text.key(receipt.number());
        if (receivables.receipts(id).stream()
                .noneMatch(known -> !known.undone()
                        && Text.key(known.number()).equals(key)
                        && known.amount().compareTo(receipt.amount()) == 0)) {
            throw new ProblemException(Problem.Conflict.field("number", "这个单号已用于另一笔到账", "尚未使用的单号，或留空"));
        }
        return true;
    }

    /**
     * 撤销收款: takes a receipt back, with a payment below zero.
     *
     * @param receipt id of the receipt; null for the latest
     * @throws ProblemException with {@link Problem.NotFound}; with {@link Problem.Invalid} about {@code receipt} if the plan
     *     has no such receipt, or with the code {@code already_undone} if it is undone or was taken back
     */
    public void undo(ReceivableId id, @Nullable Long receipt, UserId by, AccessScope scope) {
        transaction.executeWithoutResult(status -> {
            var receivable = lock(id, scope).receivable();
            var undone = receipt(id, receipt);
            if (undone.undone() || undone.amount().compareTo(receivable.received()) > 0) {
                throw new ProblemException(new Problem.Invalid("already_undone", "这笔收款已经撤销或冲回", List.of()));
            }
            receivables.undo(id, undone);
            settlements.record(
                    receivable.contract().id(),
                    new NewSettlement(
                            Settlement.Kind.PAYMENT,
                            "",
                            undone.amount().negate(),
                            LocalDate.ofInstant(clock.instant(), zone),
                            undone.number().isEmpty() ? "撤销收款" : "撤销收款 " + undone.number()),
                    by,
                    scope);
        });
    }

    private Receipt receipt(ReceivableId id, @Nullable Long receipt) {
        return receivables.receipts(id).reversed().stream()
                .filter(each -> each.amount().signum() > 0)
                .filter(each -> receipt == null ? !each.undone() : each.id() == receipt)
                .findFirst()
                .orElseThrow(() -> new ProblemException(Problem.Invalid.field(
                        "receipt",
                        receipt == null ? "这个收款计划没有可以撤销的收款" : "这个收款计划没有编号为 " + receipt + " 的收款",
                        "收款计划中一笔收款的编号")));
    }

    /** A payment that was recorded for the contract fills its plans, and one below zero empties them. */
    @EventListener
    void on(PaymentRecorded payment) {
        allocate(payment.contract(), payment.settlement(), payment.settlement().by());
    }

    /** @param settlement what has changed the payments; null if the plans have changed */
    private void allocate(Contract contract, @Nullable Settlement settlement, UserId by) {
        var sums = receivables.sums(contract.id());
        var change = contract.settled().paid().min(sums.planned()).subtract(sums.received());
        if (change.signum() == 0) {
            return;
        }
        var on = settlement == null ? LocalDate.ofInstant(clock.instant(), zone) : settlement.settledOn();
        var parts = receivables.parts(contract.id());
        for (var part : change.signum() > 0 ? parts : parts.reversed()) {
            var taken = change.signum() > 0
                    ? change.min(part.amount().subtract(part.received()))
                    : change.max(part.received().negate());
            if (taken.signum() != 0) {
                receivables.receive(part.id(), settlement == null ? null : settlement.id(), taken, on, by, now());
                change = change.subtract(taken);
            }
        }
    }

    private record Locked(Receivable receivable, Contract contract) {}

    private Locked lock(ReceivableId id, AccessScope scope) {
        var contract =
                receivables.find(id).orElseThrow(() -> unknown(id)).contract().id();
        try {
            var locked = contracts.lock(contract, scope);
            return new Locked(receivables.find(id).orElseThrow(), locked);
        } catch (ProblemException hidden) {
            throw hidden.problem() instanceof Problem.NotFound ? unknown(id) : hidden;
        }
    }

    private static void requireActive(Receivable receivable) {
        if (receivable.state() == State.CANCELLED) {
            throw new ProblemException(new Problem.Invalid("cancelled", "这个收款计划已取消", List.of()));
        }
    }

    /** @param replaced the amount of the plan that this one replaces */
    private void check(ReceivablePlan plan, @Nullable Receivable current, Contract contract, BigDecimal replaced) {
        var errors = new ArrayList<FieldError>();
        FieldError.checkText("remark", "备注", plan.remark(), 500, errors);
        if (!plan.method().isEmpty()) {
            try {
                dictionaries.accept(
                        DictionaryName.PAYMENT_METHOD,
                        plan.method(),
                        "method",
                        current == null ? null : current.plan().method());
            } catch (ProblemException refusal) {
                errors.addAll(refusal.problem().errors());
            }
        }
        var received = current == null ? BigDecimal.ZERO : current.received();
        var amount = plan.amount();
        var max = contract.amounts()
                .amount()
                .subtract(receivables.sums(contract.id()).planned())
                .add(replaced)
                .min(MAX);
        if (amount.signum() <= 0 || amount.stripTrailingZeros().scale() > 2) {
            errors.add(new FieldError("amount", "计划金额不对", "大于 0、小数最多 2 位"));
        } else if (amount.compareTo(max) > 0) {
            errors.add(new FieldError(
                    "amount",
                    "收款计划合计会超过合同金额 " + contract.amounts().amount().toPlainString(),
                    "大于 0，不超过 " + max.toPlainString()));
        } else if (amount.compareTo(received) < 0) {
            errors.add(new FieldError("amount", "计划金额小于已收金额 " + received.toPlainString(), "不小于已收金额"));
        }
        ProblemException.refuse(errors);
    }

    /** The receivable with this id; empty if it does not exist or its contract is not visible to the viewer. */
    public Optional<Receivable> find(ReceivableId id, AccessScope scope) {
        return receivables
                .find(id)
                .filter(found -> contracts.find(found.contract().id(), scope).isPresent());
    }

    /** The receipts of a plan, oldest first. The caller has checked that the plan is visible. */
    public List<Receipt> receipts(ReceivableId id) {
        return receivables.receipts(id);
    }

    /** One page of the matching receivables that are visible to the viewer, newest first unless sorted, with the exact total. */
    public Page<Receivable> list(ReceivableFilter filter, AccessScope scope, PageRequest page) {
        return lists.list(filter, scope, page);
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.SECONDS);
    }

    /** The error for an id of no visible receivable. */
    public static ProblemException unknown(ReceivableId id) {
        var message = "没有编号为 " + id.value() + " 的收款计划";
        return new ProblemException(new Problem.NotFound(
                "not_found", "id：" + message, List.of(new FieldError("id", message, "已有收款计划的编号"))));
    }
}
