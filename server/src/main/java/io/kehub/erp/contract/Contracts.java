package io.kehub.erp.contract;

import io.kehub.erp.contract.Contract.Approval;
import io.kehub.erp.contract.ContractsJdbc.Totals;
import io.kehub.erp.customer.Customers;
import io.kehub.erp.inventory.Reservations;
import io.kehub.erp.inventory.Reservations.Delivery;
import io.kehub.kernel.AccessScope;
import io.kehub.kernel.ContractId;
import io.kehub.kernel.CustomerId;
import io.kehub.kernel.FieldError;
import io.kehub.kernel.Page;
import io.kehub.kernel.PageRequest;
import io.kehub.kernel.Percent;
import io.kehub.kernel.Problem;
import io.kehub.kernel.ProblemException;
import io.kehub.kernel.TextRule;
import io.kehub.kernel.UserId;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The contracts 合同. A contract waits for approval; when it is approved, its lines reserve stock and a stock-out waits for
 * the warehouse, with the same commit. Visible to users who see its owner's records, to the user who added it, and to those it is
 * shared with. Writers commit before they return, and join a transaction of the caller.
 */
public final class Contracts {

    /** What stock documents and reservations call a contract. */
    public static final String SOURCE = "CONTRACT";

    private static final Duration RESERVED_FOR = Duration.ofDays(7);
    private static final int MAX_OPINION_LENGTH = 500;

    private final ContractsJdbc contracts;
    private final ContractLinesJdbc lines;
    private final ContractHistoryJdbc history;
    private final ContractListJdbc lists;
    private final DraftLinesJdbc drafts;
    private final ContractRules rules;
    private final Customers customers;
    private final Reservations reservations;
    private final ContractStock stock;
    private final TransactionTemplate transaction;
    private final Clock clock;
    private final ZoneId zone;

    Contracts(
            ContractsJdbc contracts,
            ContractLinesJdbc lines,
            ContractHistoryJdbc history,
            ContractListJdbc lists,
            DraftLinesJdbc drafts,
            ContractRules rules,
            Customers customers,
            Reservations reservations,
            ContractStock stock,
            TransactionTemplate transaction,
            Clock clock,
            ZoneId zone) {
        this.contracts = contracts;
        this.lines = lines;
        this.history = history;
        this.lists = lists;
        this.drafts = drafts;
        this.rules = rules;
        this.customers = customers;
        this.reservations = reservations;
        this.stock = stock;
        this.transaction = transaction;
        this.clock = clock;
        this.zone = zone;
    }

    /**
     * Adds a contract, which then waits for approval; if none is required, it is approved at once.
     *
     * @throws ProblemException with {@link Problem.Invalid} that names every fault of the head and of every line, such as
     *     {@code lines[2].unit}, or {@code expectedTotal} with what it should be; with {@link Problem.Conflict} if the
     *     number is taken; with {@link Problem.NotFound} about {@code customer} if the viewer sees no such customer
     */
    public ContractId add(ContractDraft draft, UserId by, AccessScope scope) {
        return transaction.execute(status -> insert(null, draft, by, scope));
    }

    private ContractId insert(@Nullable ContractId reserved, ContractDraft draft, UserId by, AccessScope scope) {
        checkCustomer(draft.customer(), scope);
        var accepted = rules.accept(draft, ContractRules.Existing.NOTHING);
        var number = draft.number().isEmpty() ? nextNumber() : draft.number();
        var id = contracts.insert(reserved, draft, number, totals(accepted), by, now());
        lines.insertAll(id, accepted);
        if (!contracts.approvalRequired()) {
            activate(id, by);
        }
        return id;
    }

    private void checkCustomer(CustomerId customer, AccessScope scope) {
        if (customers.find(customer, scope).isEmpty()) {
            var message = "没有编号为 " + customer.value() + " 的客户";
            throw new ProblemException(new Problem.NotFound(
                    "not_found", "customer：" + message, List.of(new FieldError("customer", message, "已有客户的编号"))));
        }
    }

    /**
     * An id that a contract may be saved under later, with the number that is proposed for it.
     *
     * @param number the proposed 合同编号, unique
     */
    public record Reserved(ContractId id, String number) {}

    /** Reserves an id for a week; one that is never saved leaves nothing behind. */
    public Reserved reserve(UserId by) {
        return transaction.execute(status -> {
            var now = now();
            drafts.reservedNoLaterThan(now);
            drafts.removeReservedBefore(now.minus(RESERVED_FOR));
            var reserved = new Reserved(drafts.nextId(), nextNumber());
            drafts.reserve(reserved.id(), reserved.number(), by, now);
            return reserved;
        });
    }

    /**
     * Saves the contract of this id: makes it where the id was reserved by {@code by} and not saved yet, else replaces the
     * one that is there, which then waits for approval again. A save that is repeated changes the same contract to the same.
     *
     * @param draft without lines it takes those that {@code by} has picked for its customer ({@link DraftLines}), which are
     *     used up with the same commit; a contract that is there keeps its own where none are picked
     * @throws ProblemException with {@link Problem.NotFound} if the id is not reserved, is reserved by another user, or the
     *     contract may not be seen; with {@link Problem.Forbidden} if it is only shared with the viewer; with
     *     {@link Problem.Invalid} with the code {@code already_decided} if it was approved or vetoed; otherwise as
     *     {@link #add}
     */
    public ContractId save(ContractId id, ContractDraft draft, UserId by, AccessScope scope) {
        return transaction.execute(status -> {
            var reserved = drafts.takeReserved(id, by);
            var picked = draft.lines().isEmpty() ? drafts.list(by, draft.customer()) : List.<DraftLine>of();
            var whole = picked.isEmpty()
                    ? draft
                    : draft.withLines(picked.stream().map(DraftLine::terms).toList());
            if (reserved.isPresent()) {
                insert(id, whole.number().isEmpty() ? whole.numbered(reserved.get()) : whole, by, scope);
            } else {
                replace(id, whole, scope);
            }
            drafts.delete(by, picked.stream().map(DraftLine::id).toList());
            return id;
        });
    }

    private void replace(ContractId id, ContractDraft draft, AccessScope scope) {
        contracts.lock(id);
        var present = find(id, scope).orElseThrow(() -> unknown(id));
        if (!scope.includes(present.owner())) {
            throw new ProblemException(new Problem.Forbidden("not_yours", "合同 " + present.number() + " 不由您负责，不能修改"));
        }
        if (present.approval() == Approval.APPROVED || present.approval() == Approval.VETOED) {
            throw new ProblemException(new Problem.Invalid(
                    "already_decided",
                    "合同 " + present.number() + " 已经审批：" + present.approval().caption() + "，不能修改",
                    List.of()));
        }
        var terms = lines(id).stream().map(ContractLine::terms).toList();
        var whole = draft.lines().isEmpty() ? draft.withLines(terms) : draft;
        if (!draft.customer().equals(present.customer())) {
            checkCustomer(draft.customer(), scope);
        }
        var held = new ContractRules.Existing(
                present.category(),
                present.state(),
                present.currency(),
                terms.stream().map(LineTerms::product).collect(Collectors.toSet()));
        var accepted = rules.accept(whole, held);
        contracts.update(id, whole, whole.number().isEmpty() ? present.number() : whole.number(), totals(accepted));
        lines.deleteAll(id);
        lines.insertAll(id, accepted);
    }

    private static Totals totals(List<ContractRules.Accepted> lines) {
        return new Totals(
                sum(lines, line -> line.money().total()),
                sum(lines, line -> line.money().concession()),
                sum(lines, line -> line.money().amount()),
                sum(lines, line -> line.money().tax()),
                sum(lines, ContractRules.Accepted::baseQuantity));
    }

    private static BigDecimal sum(
            List<ContractRules.Accepted> lines, Function<ContractRules.Accepted, BigDecimal> value) {
        return lines.stream().map(value).reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    private String nextNumber() {
        return "HT%s%04d"
                .formatted(
                        DateTimeFormatter.BASIC_ISO_DATE.format(LocalDate.ofInstant(clock.instant(), zone)),
                        contracts.nextNumber());
    }

    /**
     * 合同审批: decides about a contract that waits. If two users decide concurrently, the first wins.
     *
     * @param result not {@link Approval#PENDING}
     * @throws ProblemException with {@link Problem.NotFound} if the viewer sees no such contract, with
     *     {@link Problem.Invalid} with the code {@code already_decided} if it doesn't wait any more
     */
    public void decide(ContractId id, Approval result, String opinion, UserId by, AccessScope scope) {
        new TextRule("opinion", "审批意见", MAX_OPINION_LENGTH).require(opinion);
        transaction.executeWithoutResult(status -> {
            contracts.lock(id);
            var contract = find(id, scope).orElseThrow(() -> unknown(id));
            if (contract.approval() != Approval.PENDING) {
                throw new ProblemException(new Problem.Invalid(
                        "already_decided",
                        "合同 " + contract.number() + " 已经审批："
                                + contract.approval().caption(),
                        List.of()));
            }
            history.noteStage(id, result, opinion, by, now());
            if (result == Approval.APPROVED) {
                activate(id, by);
            } else {
                contracts.decide(id, result);
            }
        });
    }

    /** What follows from an approval: stock is reserved, and the warehouse is asked for it. */
    private void activate(ContractId id, UserId by) {
        contracts.decide(id, Approval.APPROVED);
        stock.start(contracts.find(id).orElseThrow(), lines.list(id), by);
    }

    /** 合同共享: replaces the users with whom the contract is shared; an empty set ends the sharing. */
    public void share(ContractId id, boolean everyone, Set<UserId> users, AccessScope scope) {
        transaction.executeWithoutResult(status -> {
            contracts.lock(id);
            var contract = find(id, scope).orElseThrow(() -> unknown(id));
            if (!scope.includes(contract.owner())) {
                throw new ProblemException(
                        new Problem.Forbidden("not_yours", "合同 " + contract.number() + " 不由您负责，不能共享"));
            }
            contracts.share(
                    id,
                    everyone ? Set.of(0L) : users.stream().map(UserId::value).collect(Collectors.toSet()));
        });
    }

    /** The contract of this id; empty if there is none or the viewer may not see it. */
    public Optional<Contract> find(ContractId id, AccessScope scope) {
        return contracts
                .find(id)
                .filter(contract -> scope.includes(contract.owner())
                        || contract.addedBy().equals(scope.viewer())
                        || contracts.isShared(id, scope.viewer()))
                .map(contract -> contract.withDelivery(delivered(List.of(id)).get(id.value())));
    }

    /** The lines of a contract that the caller has seen, in their order. */
    public List<ContractLine> lines(ContractId id) {
        return lines.list(id);
    }

    /** The decisions about a contract that the caller has seen, oldest first. */
    public List<ApprovalDecision> stages(ContractId id) {
        return history.stages(id);
    }

    /**
     * The last decision about each of these contracts 审批人, in one query; undecided contracts and those
     * that need no approval are left out.
     */
    public Map<ContractId, UserId> deciders(Collection<ContractId> ids) {
        return ids.isEmpty() ? Map.of() : history.deciders(ids);
    }

    /** One page of the contracts that the filter finds and the viewer may see, newest first, and how many in all. */
    public Page<Contract> list(ContractFilter filter, AccessScope scope, PageRequest page) {
        var found = lists.list(filter, scope, page);
        var delivered = delivered(found.items().stream().map(Contract::id).toList());
        return found.map(
                contract -> contract.withDelivery(delivered.get(contract.id().value())));
    }

    private Map<Long, Delivery> delivered(List<ContractId> ids) {
        return reservations.delivered(
                SOURCE, ids.stream().map(ContractId::value).toList());
    }

    /** Whether contracts wait for approval. They do until an administrator decides otherwise. */
    public boolean approvalRequired() {
        return contracts.approvalRequired();
    }

    /** By how much payments and invoices may exceed a contract's amount, in percent; 0 until an administrator allows more. */
    public BigDecimal overSettlementPercent() {
        return contracts.overSettlementPercent();
    }

    /**
     * Sets by how much payments and invoices may exceed a contract's amount.
     *
     * @throws ProblemException with {@link Problem.Invalid} about {@code overSettlementPercent} unless
     *     {@link Percent#isValid}
     */
    public void allowOverSettlement(BigDecimal percent) {
        Percent.check("overSettlementPercent", percent);
        contracts.allowOverSettlement(percent);
    }

    /** Requires approval, or lets new contracts count as approved at once. */
    public void requireApproval(boolean required) {
        contracts.requireApproval(required);
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.SECONDS);
    }

    /** The refusal of an id that no contract has, or none that the viewer sees. */
    public static ProblemException unknown(ContractId id) {
        var message = "没有编号为 " + id.value() + " 的合同";
        return new ProblemException(
                new Problem.NotFound("not_found", "id：" + message, List.of(new FieldError("id", message, "已有合同的编号"))));
    }
}
