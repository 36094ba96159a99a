package io.kehub.erp.purchase;

import io.kehub.erp.inventory.SourceRef;
import io.kehub.erp.inventory.StockDocument.Kind;
import io.kehub.erp.inventory.StockDocumentDraft;
import io.kehub.erp.inventory.StockDocuments;
import io.kehub.erp.inventory.StockLineDraft;
import io.kehub.erp.inventory.Warehouses;
import io.kehub.erp.product.Product;
import io.kehub.erp.product.Products;
import io.kehub.erp.purchase.Purchase.Decision;
import io.kehub.erp.purchase.Purchase.State;
import io.kehub.kernel.AccessScope;
import io.kehub.kernel.FieldError;
import io.kehub.kernel.Page;
import io.kehub.kernel.PageRequest;
import io.kehub.kernel.Problem;
import io.kehub.kernel.ProblemException;
import io.kehub.kernel.PurchaseId;
import io.kehub.kernel.StockDocumentId;
import io.kehub.kernel.TextRule;
import io.kehub.kernel.UserId;
import io.kehub.kernel.WarehouseId;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The purchases 采购单. A purchase waits for approval; an approved one is stocked in until everything has arrived or it is
 * cancelled. It is visible to users whose scope includes its buyer, and to the user who added it. Writing methods commit before
 * they return, or join a transaction of the caller.
 */
public final class Purchases {

    /** Kind of source of the stock-ins that belong to a purchase. */
    public static final String SOURCE = "PURCHASE";

    /** Names of the columns by which {@link #list} sorts. */
    public static final Set<String> SORTED_BY = PurchaseSort.COLUMNS.names();

    private final PurchasesJdbc purchases;
    private final PurchaseListJdbc lists;
    private final PurchaseRules rules;
    private final Products products;
    private final StockDocuments stock;
    private final Warehouses warehouses;
    private final TransactionTemplate transaction;
    private final Clock clock;
    private final ZoneId zone;

    Purchases(
            PurchasesJdbc purchases,
            PurchaseListJdbc lists,
            PurchaseRules rules,
            Products products,
            StockDocuments stock,
            Warehouses warehouses,
            TransactionTemplate transaction,
            Clock clock,
            ZoneId zone) {
        this.purchases = purchases;
        this.lists = lists;
        this.rules = rules;
        this.products = products;
        this.stock = stock;
        this.warehouses = warehouses;
        this.transaction = transaction;
        this.clock = clock;
        this.zone = zone;
    }

    /**
     * Adds a purchase that waits for approval.
     *
     * @throws ProblemException with {@link Problem.Invalid} that lists every error of the head and the lines, such as
     *     {@code lines[2].unit}; with {@link Problem.Conflict} about {@code number} if it is in use
     */
    public PurchaseId add(PurchaseDraft draft, UserId by) {
        return transaction.execute(status -> {
            var lines = rules.accept(draft, null, List.of());
            var terms = draft.terms();
            var id = purchases.insert(
                    terms.number().isEmpty() ? terms.withNumber(nextNumber()) : terms,
                    PurchaseRules.sum(lines),
                    by,
                    clock.instant().truncatedTo(ChronoUnit.SECONDS));
            purchases.replaceLines(id, lines);
            return id;
        });
    }

    private String nextNumber() {
        return "CG%s%04d"
                .formatted(
                        DateTimeFormatter.BASIC_ISO_DATE.format(LocalDate.ofInstant(clock.instant(), zone)),
                        purchases.nextNumber());
    }

    /**
     * Replaces a purchase that is pending or refused; it waits for approval again.
     *
     * @param change makes the new purchase from the current one and its lines
     * @throws ProblemException with {@link Problem.NotFound} if the viewer sees no such purchase; with
     *     {@link Problem.Forbidden} if the viewer only added it; with {@link Problem.Invalid} with the code
     *     {@code already_decided} if it is approved or cancelled; otherwise as {@link #add}
     */
    public void change(PurchaseId id, Function<PurchaseDraft, PurchaseDraft> change, AccessScope scope) {
        transaction.executeWithoutResult(status -> {
            var existing = lock(id, scope, "修改");
            if (existing.state() == State.APPROVED || existing.state() == State.CANCELLED) {
                throw wrongState(existing, "不能修改");
            }
            var lines = purchases.lines(id);
            var current = new PurchaseDraft(
                    existing.terms(), lines.stream().map(PurchaseLine::terms).toList());
            var draft = change.apply(current);
            var accepted = rules.accept(draft, existing, lines);
            var terms = draft.terms();
            purchases.update(
                    id,
                    terms.number().isEmpty() ? terms.withNumber(existing.number()) : terms,
                    PurchaseRules.sum(accepted));
            // lines that stay keep their ids
            if (!draft.lines().equals(current.lines())) {
                purchases.replaceLines(id, accepted);
            }
        });
    }

    /**
     * 采购审批: approves or refuses a pending purchase. If two users decide concurrently, the first wins.
     *
     * @throws ProblemException with {@link Problem.NotFound}; with {@link Problem.Invalid} with the code
     *     {@code already_decided} if the purchase is not pending
     */
    public void decide(PurchaseId id, boolean isApproved, String opinion, UserId by, AccessScope scope) {
        checkOpinion(opinion);
        transaction.executeWithoutResult(status -> {
            purchases.lock(id);
            var existing = find(id, scope).orElseThrow(() -> unknown(id));
            if (existing.state() != State.PENDING) {
                throw wrongState(existing, "不能再次审批");
            }
            purchases.decide(id, decision(isApproved ? State.APPROVED : State.REFUSED, opinion, by));
        });
    }

    /**
     * 取消: ends a purchase. What has arrived stays.
     *
     * @throws ProblemException with {@link Problem.NotFound}; with {@link Problem.Forbidden} if the viewer only added it; with
     *     {@link Problem.Invalid} with the code {@code already_decided} if it is cancelled, {@code already_arrived} if
     *     everything has arrived, or {@code stock_in_pending} if a stock-in waits for confirmation
     */
    public void cancel(PurchaseId id, String reason, UserId by, AccessScope scope) {
        checkOpinion(reason);
        transaction.executeWithoutResult(status -> {
            var existing = lock(id, scope, "取消");
            if (existing.state() == State.CANCELLED) {
                throw wrongState(existing, "不能再次取消");
            }
            if (existing.arrival() == Purchase.Arrival.ALL) {
                throw new ProblemException(
                        new Problem.Invalid("already_arrived", "采购单 " + existing.number() + " 已全部入库，不能取消", List.of()));
            }
            if (purchases.awaitsStockIn(id)) {
                throw new ProblemException(new Problem.Invalid(
                        "stock_in_pending", "采购单 " + existing.number() + " 有待确认的入库单，请先确认或否决", List.of()));
            }
            purchases.decide(id, decision(State.CANCELLED, reason, by));
        });
    }

    /**
     * What to stock in of one line.
     *
     * @param line id of the line
     * @param quantity in the line's unit; null for everything that is open
     * @param warehouse null for the main warehouse
     * @param batch empty if there is none
     */
    public record Wanted(
            long line,
            @Nullable BigDecimal quantity,
            @Nullable WarehouseId warehouse,
            String batch) {}

    /**
     * 采购入库: applies for a stock-in of what is open, which is what was ordered, has not arrived and is in no pending stock-in. The
     * warehouse confirms it.
     *
     * @param wanted empty for everything that is open
     * @throws ProblemException with {@link Problem.NotFound}; with {@link Problem.Invalid} with the code {@code not_approved}
     *     or {@code nothing_open}, or about {@code lines[0].quantity} if it is more than is open
     */
    public StockDocumentId requestStockIn(PurchaseId id, List<Wanted> wanted, UserId by, AccessScope scope) {
        return transaction.execute(status -> {
            purchases.lock(id);
            var purchase = find(id, scope).orElseThrow(() -> unknown(id));
            if (purchase.state() != State.APPROVED) {
                throw new ProblemException(new Problem.Invalid(
                        "not_approved",
                        "采购单 " + purchase.number() + " 的状态为" + purchase.state().caption() + "，不能入库",
                        List.of()));
            }
            var lines = stockInLines(id, wanted);
            if (lines.isEmpty()) {
                throw new ProblemException(
                        new Problem.Invalid("nothing_open", "采购单 " + purchase.number() + " 没有待入库的产品", List.of()));
            }
            return stock.apply(
                    Kind.STOCK_IN,
                    StockDocumentDraft.of(lines)
                            .withTitle(purchase.terms().title())
                            .withCategory("采购入库")
                            .withSupplier(purchase.supplierName())
                            .withSource(new SourceRef(
                                    SOURCE,
                                    id.value(),
                                    purchase.number(),
                                    purchase.terms().title(),
                                    "")),
                    by);
        });
    }

    private List<StockLineDraft> stockInLines(PurchaseId id, List<Wanted> wanted) {
        var lines = purchases.lines(id).stream()
                .filter(PurchaseLine::stocked)
                .collect(Collectors.toMap(PurchaseLine::id, line -> line));
        var asked = wanted.isEmpty()
                ? lines.keySet().stream()
                        .sorted()
                        .map(line -> new Wanted(line, null, null, ""))
                        .toList()
                : wanted;
        var known = products.findAll(
                lines.values().stream().map(line -> line.terms().product()).collect(Collectors.toSet()));
        var requested = purchases.requested(id);
        var errors = new ArrayList<FieldError>();
        var drafts = new ArrayList<StockLineDraft>();
        for (var index = 0; index < asked.size(); index++) {
            var one = asked.get(index);
            var line = lines.remove(one.line());
            if (line == null) {
                errors.add(new FieldError(
                        "lines[" + index + "].line", "这份采购单没有编号为 " + one.line() + " 的待入库明细，或写了两次", "采购单明细的编号，每行一次"));
            } else {
                var product = Objects.requireNonNull(known.get(line.terms().product()));
                var open = line.open()
                        .subtract(requested.getOrDefault(line.id(), BigDecimal.ZERO))
                        .max(BigDecimal.ZERO);
                draft(one, line, open, product, "lines[" + index + "].", errors).ifPresent(drafts::add);
            }
        }
        ProblemException.refuse(errors);
        return drafts;
    }

    private Optional<StockLineDraft> draft(
            Wanted wanted,
            PurchaseLine line,
            BigDecimal open,
            Product product,
            String prefix,
            List<FieldError> errors) {
        var left = product.measured(open, line.unit(), line.terms().price());
        var quantity = wanted.quantity();
        if (quantity == null) {
            return open.signum() == 0
                    ? Optional.empty()
                    : Optional.of(stockInLine(
                            wanted, line, left.quantity(), left.unit().unit(), left.price()));
        }
        var base = product.unit(line.unit()).orElseGet(product::baseUnit).toBase(quantity);
        if (quantity.signum() <= 0 || base.isEmpty() || base.get().compareTo(open) > 0) {
            errors.add(new FieldError(
                    prefix + "quantity",
                    "数量不对：待入库 " + left.quantity().stripTrailingZeros().toPlainString()
                            + left.unit().name(),
                    "大于 0，不超过待入库数量"));
            return Optional.empty();
        }
        return Optional.of(
                stockInLine(wanted, line, quantity, line.unit(), line.terms().price()));
    }

    private StockLineDraft stockInLine(
            Wanted wanted, PurchaseLine line, BigDecimal quantity, long unit, BigDecimal price) {
        var warehouse = wanted.warehouse();
        return StockLineDraft.of(
                        line.terms().product(),
                        quantity,
                        warehouse == null ? mainWarehouse() : warehouse,
                        wanted.batch())
                .withUnit(unit)
                .withPrice(price)
                .withSourceLine(line.id());
    }

    private WarehouseId mainWarehouse() {
        return warehouses
                .main()
                .orElseThrow(
                        () -> new ProblemException(new Problem.Invalid("no_warehouse", "没有启用的仓库，请先启用仓库", List.of())));
    }

    /** The purchase with this id; empty if it does not exist or is not visible to the viewer. */
    public Optional<Purchase> find(PurchaseId id, AccessScope scope) {
        return purchases
                .find(id)
                .filter(found ->
                        scope.includes(found.buyer()) || found.addedBy().equals(scope.viewer()));
    }

    /** The lines of a purchase, in their order. The caller has checked that the purchase is visible. */
    public List<PurchaseLine> lines(PurchaseId id) {
        return purchases.lines(id);
    }

    /** The decisions on a purchase, oldest first. The caller has checked that the purchase is visible. */
    public List<Decision> decisions(PurchaseId id) {
        return purchases.decisions(id);
    }

    /** One page of the matching purchases that are visible to the viewer, newest first unless sorted, with the exact total. */
    public Page<Purchase> list(PurchaseFilter filter, AccessScope scope, PageRequest page) {
        return lists.list(filter, scope, page);
    }

    private Purchase lock(PurchaseId id, AccessScope scope, String action) {
        purchases.lock(id);
        var existing = find(id, scope).orElseThrow(() -> unknown(id));
        if (!scope.includes(existing.buyer())) {
            throw new ProblemException(
                    new Problem.Forbidden("not_yours", "采购单 " + existing.number() + " 不由您负责，不能" + action));
        }
        return existing;
    }

    private Decision decision(State result, String opinion, UserId by) {
        return new Decision(result, opinion, by, clock.instant().truncatedTo(ChronoUnit.SECONDS));
    }

    private static void checkOpinion(String opinion) {
        new TextRule("opinion", "审批意见", 500).require(opinion);
    }

    private static ProblemException wrongState(Purchase purchase, String consequence) {
        return new ProblemException(new Problem.Invalid(
                "already_decided",
                "采购单 " + purchase.number() + " 的状态为" + purchase.state().caption() + "，" + consequence,
                List.of()));
    }

    /** The error for an id of no visible purchase. */
    public static ProblemException unknown(PurchaseId id) {
        var message = "没有编号为 " + id.value() + " 的采购单";
        return new ProblemException(
                new Problem.NotFound("not_found", "id：" + message, List.of(new FieldError("id", message, "已有采购单的编号"))));
    }
}
