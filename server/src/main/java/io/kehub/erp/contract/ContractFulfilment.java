package io.kehub.erp.contract;

import io.kehub.erp.contract.Contract.Approval;
import io.kehub.erp.dictionary.Dictionaries;
import io.kehub.erp.dictionary.DictionaryName;
import io.kehub.erp.dictionary.Entry;
import io.kehub.erp.inventory.Reservations.Promise;
import io.kehub.erp.inventory.StockDocument;
import io.kehub.erp.inventory.StockLineDraft;
import io.kehub.erp.product.Product;
import io.kehub.kernel.AccessScope;
import io.kehub.kernel.ContractId;
import io.kehub.kernel.FieldError;
import io.kehub.kernel.Problem;
import io.kehub.kernel.ProblemException;
import io.kehub.kernel.ProductId;
import io.kehub.kernel.StockDocumentId;
import io.kehub.kernel.UserId;
import io.kehub.kernel.WarehouseId;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Shipping and closing of approved contracts. What is ordered and not shipped stays reserved until it is shipped or the
 * contract is closed 终止. A stock-out can be requested for the part that is reserved and in no pending stock-out. A closed
 * contract reserves and ships nothing; payments and invoices can still be recorded.
 */
public final class ContractFulfilment {

    /** 合同状态 of a closed contract if the request names none. */
    private static final String CLOSED_STATE = "意外终止";

    private static final int MAX_REASON_LENGTH = 500;

    private final Contracts contracts;
    private final ContractsJdbc rows;
    private final ContractHistoryJdbc history;
    private final ContractStock stock;
    private final Dictionaries dictionaries;
    private final TransactionTemplate transaction;
    private final Clock clock;

    ContractFulfilment(
            Contracts contracts,
            ContractsJdbc rows,
            ContractHistoryJdbc history,
            ContractStock stock,
            Dictionaries dictionaries,
            TransactionTemplate transaction,
            Clock clock) {
        this.contracts = contracts;
        this.rows = rows;
        this.history = history;
        this.stock = stock;
        this.dictionaries = dictionaries;
        this.transaction = transaction;
        this.clock = clock;
    }

    /**
     * A line and its delivery state.
     *
     * @param promise null if nothing has to be shipped: the contract is not approved, or the product is not kept in stock
     */
    public record Line(ContractLine line, @Nullable Promise promise) {}

    /** The fulfilment of a contract: its lines, stock-outs and closures. */
    public record Overview(
            Contract contract, List<Line> lines, List<StockDocument> stockOuts, List<ContractClosure> closures) {}

    /**
     * A requested line of a stock-out.
     *
     * @param line id of a line of the contract
     * @param quantity in the line's unit; null for everything that is open
     * @param warehouse null for the oldest enabled one
     */
    public record Wanted(
            long line,
            @Nullable BigDecimal quantity,
            @Nullable WarehouseId warehouse) {}

    /**
     * The fulfilment of a contract.
     *
     * @throws ProblemException with {@link Problem.NotFound} if the viewer sees no such contract
     */
    public Overview of(ContractId id, AccessScope scope) {
        var contract = contracts.find(id, scope).orElseThrow(() -> Contracts.unknown(id));
        var promises = promises(contract);
        return new Overview(
                contract,
                contracts.lines(id).stream()
                        .map(line -> new Line(line, promises.get(line.id())))
                        .toList(),
                stock.stockOuts(contract),
                history.closures(id));
    }

    private Map<Long, Promise> promises(Contract contract) {
        return stock.promises(contract).stream().collect(Collectors.toMap(Promise::line, Function.identity()));
    }

    /**
     * Requests a stock-out for open quantities: reserved and in no pending stock-out, such as after a stock-out was refused
     * or reversed. A quantity is never requested twice, so a retry fails with {@code nothing_open}.
     *
     * @param wanted empty for everything that is open
     * @throws ProblemException with {@link Problem.Invalid} with the code {@code nothing_open} if everything is shipped or
     *     in a stock-out, {@code not_approved} or {@code contract_closed}, or about invalid {@code lines}; with
     *     {@link Problem.NotFound} or {@link Problem.Forbidden} if the viewer may not change the contract
     */
    public StockDocumentId requestStockOut(ContractId id, List<Wanted> wanted, UserId by, AccessScope scope) {
        return transaction.execute(status -> {
            var contract = lockApproved(id, scope);
            if (contract.closed()) {
                throw invalid("contract_closed", "合同 " + contract.number() + " 已终止，不能出库；需要出库时请先恢复");
            }
            var lines = contracts.lines(id);
            var promises = promises(contract);
            var known = stock.products(lines);
            var drafts = wanted.isEmpty() ? open(lines, promises, known) : wanted(wanted, lines, promises, known);
            if (drafts.isEmpty()) {
                throw invalid("nothing_open", "合同 " + contract.number() + " 没有待申请出库的数量：都已出库，或已有待确认的出库单");
            }
            return stock.requestStockOut(contract, drafts, by);
        });
    }

    private List<StockLineDraft> open(
            List<ContractLine> lines, Map<Long, Promise> promises, Map<ProductId, Product> known) {
        var open = lines.stream()
                .filter(line -> unassigned(promises.get(line.id())).signum() > 0)
                .toList();
        if (open.isEmpty()) {
            return List.of();
        }
        var from = stock.mainWarehouse();
        return open.stream()
                .map(line -> ContractStock.stockOutLine(
                        line, measured(line, unassigned(promises.get(line.id())), known), from))
                .toList();
    }

    private List<StockLineDraft> wanted(
            List<Wanted> wanted, List<ContractLine> lines, Map<Long, Promise> promises, Map<ProductId, Product> known) {
        var byId = lines.stream().collect(Collectors.toMap(ContractLine::id, Function.identity()));
        var errors = new ArrayList<FieldError>();
        var seen = new HashSet<Long>();
        var drafts = new ArrayList<StockLineDraft>();
        for (var index = 0; index < wanted.size(); index++) {
            var row = wanted.get(index);
            var line = byId.get(row.line());
            var prefix = "lines[" + index + "].";
            if (line == null) {
                errors.add(new FieldError(
                        prefix + "line",
                        "合同没有编号为 " + row.line() + " 的明细",
                        byId.keySet().stream().sorted().map(String::valueOf).collect(Collectors.joining("、"))));
            } else if (!seen.add(line.id())) {
                errors.add(new FieldError(prefix + "line", "同一条明细写了两次", "每条明细只写一次"));
            } else {
                quantity(row, line, unassigned(promises.get(line.id())), known, prefix, errors)
                        .ifPresent(base -> drafts.add(ContractStock.stockOutLine(
                                line,
                                measured(line, base, known),
                                row.warehouse() == null ? stock.mainWarehouse() : row.warehouse())));
            }
        }
        ProblemException.refuse(errors);
        return drafts;
    }

    /** The requested quantity in base units; empty if it is invalid, with its error added to {@code errors}. */
    private static Optional<BigDecimal> quantity(
            Wanted row,
            ContractLine line,
            BigDecimal open,
            Map<ProductId, Product> known,
            String prefix,
            List<FieldError> errors) {
        var unit = ContractStock.product(known, line).unit(line.unit()).orElseThrow();
        var requested = row.quantity() == null ? Optional.of(open) : unit.toBase(row.quantity());
        if (requested.isEmpty()) {
            errors.add(new FieldError(prefix + "quantity", unit.inexact(), unit.exactMultiples()));
        } else if (requested.get().signum() <= 0 || requested.get().compareTo(open) > 0) {
            errors.add(new FieldError(
                    prefix + "quantity",
                    "超过该明细待申请出库的数量，或不大于 0",
                    "大于 0、换算成基本单位后不超过 " + open.stripTrailingZeros().toPlainString()));
            return Optional.empty();
        }
        return requested;
    }

    private static BigDecimal unassigned(@Nullable Promise promise) {
        return promise == null ? BigDecimal.ZERO : promise.unassigned();
    }

    private static Product.Measured measured(ContractLine line, BigDecimal base, Map<ProductId, Product> known) {
        return ContractStock.product(known, line)
                .measured(base, line.unit(), line.terms().price());
    }

    /**
     * 终止: closes a contract, releases its reservations and refuses its pending stock-outs. Shipments and payments stay. If
     * a stock-out is confirmed concurrently, either the contract is closed after it or the confirmation fails.
     *
     * @param state the new 合同状态; if empty, 意外终止 if the dictionary contains it, otherwise unchanged
     * @throws ProblemException with {@link Problem.Invalid} with the code {@code not_approved} or {@code already_closed}, or
     *     about {@code reason} or {@code state}; with {@link Problem.NotFound} or {@link Problem.Forbidden} if the viewer
     *     may not change the contract
     */
    public void close(ContractId id, String reason, String state, UserId by, AccessScope scope) {
        var errors = new ArrayList<FieldError>();
        FieldError.checkText("reason", "终止原因", reason, MAX_REASON_LENGTH, errors);
        ProblemException.refuse(errors);
        transaction.executeWithoutResult(status -> {
            var contract = lockApproved(id, scope);
            if (contract.closed()) {
                throw invalid("already_closed", "合同 " + contract.number() + " 已经终止");
            }
            var after = state.isEmpty()
                    ? stateOfClosed().orElse(contract.text(ContractField.STATE))
                    : dictionaries.accept(DictionaryName.CONTRACT_STATE, state, "state");
            rows.close(id, true, after);
            history.insertClosure(id, new ContractClosure(true, reason, contract.text(ContractField.STATE), by, now()));
            stock.close(contract, "合同已终止" + (reason.isEmpty() ? "" : "：" + reason), by);
        });
    }

    private Optional<String> stateOfClosed() {
        return dictionaries.entries(DictionaryName.CONTRACT_STATE).stream()
                .filter(Entry::enabled)
                .map(Entry::text)
                .filter(CLOSED_STATE::equals)
                .findFirst();
    }

    /**
     * 恢复: reopens a closed contract. What is ordered and not shipped is reserved again, the previous 合同状态 is restored,
     * and stock-outs can be requested again.
     *
     * @throws ProblemException with {@link Problem.Invalid} with the code {@code not_closed}; with {@link Problem.NotFound}
     *     or {@link Problem.Forbidden} if the viewer may not change the contract
     */
    public void reopen(ContractId id, String reason, UserId by, AccessScope scope) {
        var errors = new ArrayList<FieldError>();
        FieldError.checkText("reason", "恢复原因", reason, MAX_REASON_LENGTH, errors);
        ProblemException.refuse(errors);
        transaction.executeWithoutResult(status -> {
            var contract = lockApproved(id, scope);
            if (!contract.closed()) {
                throw invalid("not_closed", "合同 " + contract.number() + " 没有终止");
            }
            rows.close(id, false, history.closures(id).getLast().stateBefore());
            history.insertClosure(
                    id, new ContractClosure(false, reason, contract.text(ContractField.STATE), by, now()));
            stock.reopen(contract);
        });
    }

    /** The approved contract, locked until the end of the transaction. */
    private Contract lockApproved(ContractId id, AccessScope scope) {
        var contract = contracts.lock(id, scope);
        Contracts.requireOwner(contract, scope, "修改");
        if (contract.approval() != Approval.APPROVED) {
            throw invalid("not_approved", "合同 " + contract.number() + " 尚未审批通过");
        }
        return contract;
    }

    private static ProblemException invalid(String code, String message) {
        return new ProblemException(new Problem.Invalid(code, message, List.of()));
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.SECONDS);
    }
}
