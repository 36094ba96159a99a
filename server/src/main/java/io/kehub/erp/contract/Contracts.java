package io.kehub.erp.contract;

import io.kehub.erp.contract.Contract.Approval;
import io.kehub.erp.contract.ContractsJdbc.Sums;
import io.kehub.erp.customer.Customers;
import io.kehub.erp.inventory.Reservations;
import io.kehub.erp.inventory.Reservations.Delivery;
import io.kehub.erp.opportunity.Opportunities;
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
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The contracts 合同. A contract waits for approval; its approval reserves stock and requests a stock-out in the same
 * transaction. A contract is visible to users whose scope includes its owner, to the user who added it, and to the users
 * it is shared with. Writing methods commit before they return, or join a transaction of the caller.
 */
public final class Contracts {

    /** Kind of source of stock documents and reservations that belong to a contract. */
    public static final String SOURCE = "CONTRACT";

    /** Names of the columns by which {@link #list} sorts. */
    public static final Set<String> SORTED_BY = ContractSort.COLUMNS.names();

    private static final Duration RESERVED_FOR = Duration.ofDays(7);
    private static final int MAX_OPINION_LENGTH = 500;

    private final ContractsJdbc contracts;
    private final ContractLinesJdbc lines;
    private final ContractHistoryJdbc history;
    private final ContractListJdbc lists;
    private final DraftLinesJdbc drafts;
    private final ContractRules rules;
    private final Customers customers;
    private final Opportunities opportunities;
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
            Opportunities opportunities,
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
        this.opportunities = opportunities;
        this.reservations = reservations;
        this.stock = stock;
        this.transaction = transaction;
        this.clock = clock;
        this.zone = zone;
    }

    /**
     * Adds a contract. It waits for approval, or is approved immediately if no approval is required.
     *
     * @throws ProblemException with {@link Problem.Invalid} that lists every error of the head and the lines, such as
     *     {@code lines[2].unit}, or about {@code expectedTotal} with the actual total; with {@link Problem.Conflict} if
     *     the number is in use; with {@link Problem.NotFound} about {@code customer} if it is not visible to the viewer
     */
    public ContractId add(ContractDraft draft, UserId by, AccessScope scope) {
        return transaction.execute(status -> insert(null, draft, by, scope));
    }

    private ContractId insert(@Nullable ContractId reserved, ContractDraft draft, UserId by, AccessScope scope) {
        checkCustomer(draft.terms().customer(), scope);
        checkOpportunity(draft.terms(), scope);
        var accepted = rules.accept(draft, ContractRules.Existing.NOTHING);
        var numbered = draft.number().isEmpty() ? draft.withNumber(nextNumber()) : draft;
        var id = contracts.insert(reserved, numbered.terms(), sums(accepted), by, now());
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

    /** The opportunity of a contract is visible to the viewer and belongs to the same customer. */
    private void checkOpportunity(ContractTerms terms, AccessScope scope) {
        var id = terms.opportunity();
        if (id == null) {
            return;
        }
        var found = opportunities.findForLink(id, scope);
        if (found.isEmpty() || !found.get().customer().equals(terms.customer())) {
            throw new ProblemException(Problem.Invalid.field(
                    "opportunity",
                    found.map(other -> "项目 " + other.number() + " 属于另一个客户「" + other.customerName() + "」")
                            .orElse("没有编号为 " + id.value() + " 的项目"),
                    "该客户的项目的编号，或留空"));
        }
    }

    /**
     * An id under which a contract can be saved later, and the number proposed for it.
     *
     * @param number the proposed 合同编号, unique
     */
    public record Reserved(ContractId id, String number) {}

    /** Reserves an id for a week. Expired reservations are deleted. */
    public Reserved reserve(UserId by) {
        return transaction.execute(status -> {
            var now = now();
            drafts.limitReservedAt(now);
            drafts.removeReservedBefore(now.minus(RESERVED_FOR));
            var reserved = new Reserved(drafts.nextId(), nextNumber());
            drafts.reserve(reserved.id(), reserved.number(), by, now);
            return reserved;
        });
    }

    /**
     * Saves the contract with this id. If {@code by} has reserved the id, a new contract is added; otherwise the existing
     * contract is replaced and waits for approval again. Idempotent: repeating a save updates the same contract.
     *
     * @param draft if it has no lines, the lines that {@code by} has picked for its customer ({@link DraftLines}) are used
     *     and removed in the same transaction; if none are picked, an existing contract keeps its lines
     * @throws ProblemException with {@link Problem.NotFound} if the id is neither reserved by {@code by} nor the id of a
     *     visible contract; with {@link Problem.Forbidden} if the contract is only shared with the viewer; with
     *     {@link Problem.Invalid} with the code {@code already_decided} if it is approved or vetoed; otherwise as
     *     {@link #add}
     */
    public ContractId save(ContractId id, ContractDraft draft, UserId by, AccessScope scope) {
        return transaction.execute(status -> {
            var reserved = drafts.takeReserved(id, by);
            var picked = draft.lines().isEmpty() ? drafts.list(by, draft.terms().customer()) : List.<DraftLine>of();
            var complete = picked.isEmpty()
                    ? draft
                    : draft.withLines(picked.stream().map(DraftLine::terms).toList());
            if (reserved.isPresent()) {
                insert(id, complete.number().isEmpty() ? complete.withNumber(reserved.get()) : complete, by, scope);
            } else {
                replace(id, complete, scope);
            }
            drafts.delete(by, picked.stream().map(DraftLine::id).toList());
            return id;
        });
    }

    private void replace(ContractId id, ContractDraft draft, AccessScope scope) {
        var existing = lock(id, scope);
        requireOwner(existing, scope, "修改");
        if (existing.approval() == Approval.APPROVED || existing.approval() == Approval.VETOED) {
            throw alreadyDecided(existing, "，不能修改");
        }
        var lineTerms = lines(id).stream().map(ContractLine::terms).toList();
        var complete = draft.lines().isEmpty() ? draft.withLines(lineTerms) : draft;
        if (!draft.terms().customer().equals(existing.customer())) {
            checkCustomer(draft.terms().customer(), scope);
        }
        if (!Objects.equals(draft.terms().opportunity(), existing.terms().opportunity())) {
            checkOpportunity(draft.terms(), scope);
        }
        var accepted = rules.accept(
                complete,
                new ContractRules.Existing(
                        existing.terms(),
                        lineTerms.stream().map(LineTerms::product).collect(Collectors.toSet())));
        var numbered = complete.number().isEmpty() ? complete.withNumber(existing.number()) : complete;
        contracts.update(id, numbered.terms(), sums(accepted));
        lines.deleteAll(id);
        lines.insertAll(id, accepted);
    }

    /**
     * A visible contract, locked until the end of the transaction.
     *
     * @throws ProblemException with {@link Problem.NotFound} if the viewer sees no such contract
     */
    public Contract lock(ContractId id, AccessScope scope) {
        contracts.lock(id);
        return find(id, scope).orElseThrow(() -> unknown(id));
    }

    /**
     * Rejects a change of a contract that is visible only because it is shared with or was added by the viewer.
     *
     * @param action what cannot be done, in Chinese
     * @throws ProblemException with {@link Problem.Forbidden} unless the scope includes the owner
     */
    public static void requireOwner(Contract contract, AccessScope scope, String action) {
        if (!scope.includes(contract.owner())) {
            throw new ProblemException(
                    new Problem.Forbidden("not_yours", "合同 " + contract.number() + " 不由您负责，不能" + action));
        }
    }

    private static ProblemException alreadyDecided(Contract contract, String consequence) {
        return new ProblemException(new Problem.Invalid(
                "already_decided",
                "合同 " + contract.number() + " 已经审批：" + contract.approval().caption() + consequence,
                List.of()));
    }

    private static Sums sums(List<ContractRules.Accepted> lines) {
        return new Sums(
                Amounts.sum(lines.stream().map(ContractRules.Accepted::amounts).toList()),
                lines.stream().map(ContractRules.Accepted::baseQuantity).reduce(BigDecimal.ZERO, BigDecimal::add));
    }

    private String nextNumber() {
        return "HT%s%04d"
                .formatted(
                        DateTimeFormatter.BASIC_ISO_DATE.format(LocalDate.ofInstant(clock.instant(), zone)),
                        contracts.nextNumber());
    }

    /**
     * 合同审批: decides on a pending contract. If two users decide concurrently, the first wins and the second gets
     * {@code already_decided}.
     *
     * @param result not {@link Approval#PENDING}
     * @throws ProblemException with {@link Problem.NotFound} if the viewer sees no such contract; with
     *     {@link Problem.Invalid} with the code {@code already_decided} if the contract is not pending
     */
    public void decide(ContractId id, Approval result, String opinion, UserId by, AccessScope scope) {
        new TextRule("opinion", "审批意见", MAX_OPINION_LENGTH).require(opinion);
        transaction.executeWithoutResult(status -> {
            var contract = lock(id, scope);
            if (contract.approval() != Approval.PENDING) {
                throw alreadyDecided(contract, "");
            }
            history.insertDecision(id, result, opinion, by, now());
            if (result == Approval.APPROVED) {
                activate(id, by);
            } else {
                contracts.decide(id, result);
            }
        });
    }

    /** Approves a contract, reserves its stock and requests a stock-out. */
    private void activate(ContractId id, UserId by) {
        contracts.decide(id, Approval.APPROVED);
        stock.activate(contracts.find(id).orElseThrow(), lines.list(id), by);
    }

    /**
     * 合同共享: replaces the users with whom the contract is shared; an empty set ends the sharing.
     *
     * @param everyone shares it with all users; {@code users} is ignored then
     * @throws ProblemException with {@link Problem.NotFound} if the viewer sees no such contract; with
     *     {@link Problem.Forbidden} if the viewer may not change it
     */
    public void share(ContractId id, boolean everyone, Set<UserId> users, AccessScope scope) {
        transaction.executeWithoutResult(status -> {
            requireOwner(lock(id, scope), scope, "共享");
            contracts.share(
                    id,
                    everyone ? Set.of(0L) : users.stream().map(UserId::value).collect(Collectors.toSet()));
        });
    }

    /** The contract with this id; empty if it does not exist or is not visible to the viewer. */
    public Optional<Contract> find(ContractId id, AccessScope scope) {
        return contracts
                .find(id)
                .filter(contract -> scope.includes(contract.owner())
                        || contract.addedBy().equals(scope.viewer())
                        || contracts.isShared(id, scope.viewer()))
                .map(contract -> contract.withDelivery(delivered(List.of(id)).get(id.value())));
    }

    /** The lines of a contract, in their order. The caller has checked that the contract is visible. */
    public List<ContractLine> lines(ContractId id) {
        return lines.list(id);
    }

    /** The decisions on a contract, oldest first. The caller has checked that the contract is visible. */
    public List<ApprovalDecision> decisions(ContractId id) {
        return history.decisions(id);
    }

    /**
     * The user of the last decision on each contract 审批人, in one query; contracts without a decision are left out.
     */
    public Map<ContractId, UserId> deciders(Collection<ContractId> ids) {
        return ids.isEmpty() ? Map.of() : history.deciders(ids);
    }

    /** One page of the matching contracts that are visible to the viewer, newest first unless the page is sorted, with the exact total. */
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

    /** Whether new contracts wait for approval; true by default. */
    public boolean approvalRequired() {
        return contracts.approvalRequired();
    }

    /** The percentage by which payments and invoices may exceed a contract's amount; 0 by default. */
    public BigDecimal overSettlementPercent() {
        return contracts.overSettlementPercent();
    }

    /**
     * Sets the percentage by which payments and invoices may exceed a contract's amount.
     *
     * @throws ProblemException with {@link Problem.Invalid} about {@code overSettlementPercent} unless
     *     {@link Percent#isValid}
     */
    public void allowOverSettlement(BigDecimal percent) {
        Percent.check("overSettlementPercent", percent);
        contracts.allowOverSettlement(percent);
    }

    /** Sets whether new contracts wait for approval; if not, they are approved immediately. */
    public void requireApproval(boolean required) {
        contracts.requireApproval(required);
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.SECONDS);
    }

    /** The error for an id of no visible contract. */
    public static ProblemException unknown(ContractId id) {
        var message = "没有编号为 " + id.value() + " 的合同";
        return new ProblemException(
                new Problem.NotFound("not_found", "id：" + message, List.of(new FieldError("id", message, "已有合同的编号"))));
    }
}
