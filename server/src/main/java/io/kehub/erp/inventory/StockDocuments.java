package io.kehub.erp.inventory;

import io.kehub.erp.inventory.StockBatches.Stated;
import io.kehub.erp.inventory.StockConfirmation.Correction;
import io.kehub.erp.inventory.StockCorrections.Corrected;
import io.kehub.erp.inventory.StockDocument.Kind;
import io.kehub.erp.inventory.StockDocument.Part;
import io.kehub.erp.inventory.StockDocument.State;
import io.kehub.erp.inventory.StockDocument.Transfer;
import io.kehub.kernel.FieldError;
import io.kehub.kernel.Page;
import io.kehub.kernel.PageRequest;
import io.kehub.kernel.Problem;
import io.kehub.kernel.ProblemException;
import io.kehub.kernel.StockDocumentId;
import io.kehub.kernel.UserId;
import io.kehub.kernel.WarehouseId;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The documents that move stock: 入库, 出库, 调拨, 盘点. A document is applied for, then confirmed or refused. A confirmed document is
 * never edited, only reversed. Each call joins the caller's transaction; a document, its movements and all totals commit together.
 */
public final class StockDocuments {

    /** The columns by which lists can be sorted. */
    public static final Set<String> SORTED_BY = StockDocumentSort.COLUMNS.names();

    /** Maximum number of lines of a document. */
    public static final int MAX_LINES = 500;

    /** A new price of a line. */
    public record Price(long line, BigDecimal price) {}

    private final StockDocumentsJdbc documents;
    private final StockLinesJdbc lineRows;
    private final StockDocumentListJdbc lists;
    private final StockDocumentDrafting drafting;
    private final StockJdbc stock;
    private final StockLedger ledger;
    private final StockBatches batches;
    private final Transfers transfers;
    private final Reservations reservations;
    private final Warehouses warehouses;
    private final StockDocumentRules rules;
    private final StockOutRest rest;
    private final TransactionTemplate transaction;

    StockDocuments(
            StockDocumentsJdbc documents,
            StockLinesJdbc lineRows,
            StockDocumentListJdbc lists,
            StockDocumentDrafting drafting,
            StockJdbc stock,
            StockLedger ledger,
            StockBatches batches,
            Reservations reservations,
            Warehouses warehouses,
            StockDocumentRules rules,
            StockOutRest rest,
            TransactionTemplate transaction) {
        this.documents = documents;
        this.lineRows = lineRows;
        this.lists = lists;
        this.drafting = drafting;
        this.stock = stock;
        this.ledger = ledger;
        this.batches = batches;
        this.transfers = new Transfers(documents, lineRows, drafting);
        this.reservations = reservations;
        this.warehouses = warehouses;
        this.rules = rules;
        this.rest = rest;
        this.transaction = transaction;
    }

    /**
     * Applies for a document; no stock moves yet. The goods of a stock-in are in transit 在途 until it is decided.
     *
     * @throws ProblemException with {@link Problem.Invalid} that names every error of every line, such as
     *     {@code lines[2].unit}; with {@link Problem.Conflict} if the number is taken
     */
    public StockDocumentId apply(Kind kind, StockDocumentDraft draft, UserId by) {
        return transaction.execute(status -> {
            var id = insert(kind, draft, by);
            if (kind == Kind.STOCK_IN) {
                addInTransit(id);
            }
            return id;
        });
    }

    private void addInTransit(StockDocumentId stockIn) {
        var posting = new Posting();
        posting.addInTransit(lineRows.list(stockIn));
        stock.changeSums(posting.sums());
    }

    /** Applies for a document and confirms it at once, such as 直接入库. Throws as {@link #apply} and {@link #confirm}. */
    public StockDocumentId post(Kind kind, StockDocumentDraft draft, UserId by) {
        return transaction.execute(status -> {
            reservations.lock(draft.source());
            var id = insert(kind, draft, by);
            // never in transit: totals of products must be locked after rows of stock
            confirm(find(id).orElseThrow(), StockConfirmation.AS_APPLIED, false, by);
            return id;
        });
    }

    /**
     * 调拨: takes stock out of its warehouse at once and adds a pending stock-in for {@code target}. Until this is decided, the goods are
     * in transit. Confirmed goods arrive, refused goods return, and {@link StockConfirmation.Rest} decides about missing ones.
     *
     * @return the pending stock-in
     * @throws ProblemException with {@link Problem.Invalid} about {@code target} if it is not an enabled warehouse or the goods
     *     are in it already; otherwise as {@link #post}
     */
    public StockDocumentId transfer(StockDocumentDraft draft, WarehouseId target, UserId by) {
        return transaction.execute(status -> {
            checkTarget(draft, target);
            var departure = insert(Kind.STOCK_OUT, draft, by);
            documents.join(departure, new Transfer(departure, Part.DEPARTURE));
            confirm(find(departure).orElseThrow(), StockConfirmation.AS_APPLIED, false, by);
            var arriving = lineRows.list(departure).stream()
                    .map(line -> Transfers.arriving(line, target))
                    .toList();
            var arrival = transfers.addArrival(
                    departure, draft.title(), draft.details().remark(), arriving, by);
            addInTransit(arrival);
            return arrival;
        });
    }

    private void checkTarget(StockDocumentDraft draft, WarehouseId target) {
        var named =
                draft.lines().stream().map(StockLineDraft::warehouse).collect(Collectors.toCollection(HashSet::new));
        named.add(target);
        var locked = warehouses.lock(named).get(target);
        if (locked == null || !locked.usable()) {
            throw new ProblemException(
                    Problem.Invalid.field("target", "没有编号为 " + target.value() + " 的启用仓库", "已启用仓库的编号"));
        }
        if (draft.lines().stream().anyMatch(line -> line.warehouse().equals(target))) {
            throw new ProblemException(Problem.Invalid.field("target", "调入仓库与调出仓库相同", "另一个已启用的仓库"));
        }
    }

    private StockDocumentId insert(Kind kind, StockDocumentDraft draft, UserId by) {
        return drafting.insert(kind, draft, rules.accept(kind, draft), null, by);
    }

    /**
     * 入库确认, 出库确认: moves the stock. If two users decide concurrently, the first wins. If a stock-out for a source ships less
     * than applied for, a new pending stock-out is added for the rest.
     *
     * @throws ProblemException with {@link Problem.NotFound} for an unknown document; with {@link Problem.Invalid} about invalid
     *     corrections, or with the code {@code already_confirmed} if the document is already decided, {@code not_enough_stock}, or
     *     {@code over_delivery} and {@code source_closed} as {@link Reservations} decides. Nothing moves then.
     */
    public void confirm(StockDocumentId id, StockConfirmation confirmation, UserId by) {
        StockDocumentRules.checkOpinion(confirmation.opinion());
        transaction.executeWithoutResult(status -> {
            var document = lockPending(id);
            var appliedFor = lineRows.list(id);
            confirm(document, confirmation, true, by);
            rest.of(document, appliedFor, lineRows.list(id))
                    .ifPresent(draft ->
                            insert(Kind.STOCK_OUT, draft, document.application().by()));
        });
    }

    /** @param inTransit whether the goods of a stock-in were in transit until now */
    private void confirm(StockDocument document, StockConfirmation confirmation, boolean inTransit, UserId by) {
        var appliedFor = lineRows.list(document.id());
        var origins = transfers.origins(document);
        var locked = lockWarehouses(appliedFor, confirmation.corrections(), origins);
        correct(StockCorrections.accept(document, appliedFor, confirmation.corrections(), origins, locked));
        var lines = prepare(document.kind(), document.id(), locked);
        documents.decide(document.id(), State.CONFIRMED, confirmation.opinion(), by, drafting.now());
        changeDetails(document, confirmation.header());
        var posting = new Posting();
        deliver(document, lines, posting);
        posting.move(document.id(), document.kind(), lines);
        if (inTransit && document.kind() == Kind.STOCK_IN) {
            posting.removeInTransit(appliedFor);
        }
        transfers.settle(document, appliedFor, lines, confirmation.rest(), posting, by);
        ledger.write(posting, disabled(locked), by, drafting.now());
    }

    private void changeDetails(StockDocument document, StockConfirmation.Header header) {
        var changed = header.applied(document.details());
        if (!changed.equals(document.details())) {
            StockDocumentRules.checkDetails(changed);
            documents.changeDetails(document.id(), changed);
        }
    }

    /** Counts what leaves for the source of a stock-out, and what comes back to it. */
    private void deliver(StockDocument document, List<StockLine> lines, Posting posting) {
        if (document.kind() == Kind.STOCK_OUT) {
            reservations.deliver(document.source(), lines, posting.sums());
        }
    }

    private void correct(List<Corrected> corrections) {
        var lines = new LinkedHashMap<Long, Corrected>();
        var parts = new ArrayList<Corrected>();
        for (var corrected : corrections) {
            if (lines.putIfAbsent(corrected.line(), corrected) != null) {
                parts.add(corrected);
            }
        }
        lineRows.correct(List.copyOf(lines.values()));
        lineRows.addParts(parts);
    }

    /**
     * Keeps the warehouses of lines that are about to move from being disabled until the transaction ends.
     *
     * @param more further warehouses to lock
     * @return the current warehouses
     */
    private Map<WarehouseId, Warehouse> lockWarehouses(
            List<StockLine> lines, List<Correction> corrections, Set<WarehouseId> more) {
        var ids = new HashSet<>(more);
        lines.forEach(line -> ids.add(line.warehouse().id()));
        corrections.forEach(correction -> {
            var warehouse = correction.warehouse();
            if (warehouse != null) {
                ids.add(warehouse);
            }
        });
        return warehouses.lock(ids);
    }

    /** Registers the batches of a document that is about to move. Returns its lines, with batches in their registered spelling. */
    private List<StockLine> prepare(Kind kind, StockDocumentId id, Map<WarehouseId, Warehouse> locked) {
        var lines = lineRows.list(id);
        StockCorrections.checkUsable(kind, lines, locked);
        var stated = IntStream.range(0, lines.size())
                .mapToObj(index -> stated(kind, lines.get(index), StockLineRules.path(index)))
                .toList();
        var spellings = batches.register(stated);
        var renamed = new HashMap<Long, String>();
        for (var index = 0; index < lines.size(); index++) {
            var batch = lines.get(index).batch().number();
            var spelling = spellings.getOrDefault(stated.get(index).number(), batch);
            if (!spelling.equals(batch)) {
                renamed.put(lines.get(index).id(), spelling);
            }
        }
        if (renamed.isEmpty()) {
            return lines;
        }
        lineRows.renameBatches(renamed);
        return lineRows.list(id);
    }

    private static Stated stated(Kind kind, StockLine line, String path) {
        var arrives = StockLineRules.adds(kind, line.quantity());
        return new Stated(path, line.product().id(), line.batch(), arrives);
    }

    private static Set<WarehouseId> disabled(Map<WarehouseId, Warehouse> locked) {
        return locked.values().stream()
                .filter(each -> !each.usable())
                .map(Warehouse::id)
                .collect(Collectors.toSet());
    }

    /** 否决: no stock moves, except that the goods of a transfer return to their warehouse. Throws as {@link #confirm}. */
    public void refuse(StockDocumentId id, String opinion, UserId by) {
        StockDocumentRules.checkOpinion(opinion);
        transaction.executeWithoutResult(status -> {
            var document = lockPending(id);
            documents.decide(id, State.REFUSED, opinion, by, drafting.now());
            if (document.kind() == Kind.STOCK_IN) {
                var lines = lineRows.list(id);
                var posting = new Posting();
                posting.removeInTransit(lines);
                if (document.is(Part.ARRIVAL)) {
                    transfers.refuse(document, lines, posting, by);
                }
                ledger.write(posting, Set.of(), by, drafting.now());
            }
        });
    }

    /**
     * 冲销: adds and confirms a document that undoes a confirmed one. A document is reversed at most once. The goods of a reversed
     * arrival are in transit again. A departure can be reversed only while all of its goods are in transit; its pending arrivals
     * are refused.
     *
     * @return the reversing document
     * @throws ProblemException with {@link Problem.Invalid} with the code {@code not_confirmed}, {@code already_reversed},
     *     {@code nothing_to_reverse}, {@code transfer_arrived} or {@code transfer_closed}; otherwise as {@link #confirm}
     */
    public StockDocumentId reverse(StockDocumentId id, UserId by) {
        return transaction.execute(status -> {
            var document = lock(id);
            if (document.state() != State.CONFIRMED) {
                throw new ProblemException(new Problem.Invalid("not_confirmed", "只有已确认的单据才能冲销", List.of()));
            }
            if (documents.isReversed(id)) {
                throw StockDocumentsJdbc.alreadyReversed();
            }
            transfers.checkReversible(document);
            var lines = lineRows.list(id);
            if (lines.stream().allMatch(line -> line.quantity().signum() == 0)) {
                throw new ProblemException(new Problem.Invalid("nothing_to_reverse", "这份单据的数量都是 0，没有可冲销的", List.of()));
            }
            var locked = lockWarehouses(lines, List.of(), Set.of());
            var draft = StockDocumentDraft.of(List.of())
                    .withTitle("冲销 " + document.number())
                    .withDetails(document.details())
                    .withRemark("")
                    .withSource(document.source());
            var reversing = drafting.insert(document.kind(), draft, negated(lines), id, by);
            var reversed = prepare(document.kind(), reversing, locked);
            documents.decide(reversing, State.CONFIRMED, "", by, drafting.now());
            var posting = new Posting();
            posting.move(reversing, document.kind(), reversed);
            transfers.reverse(document, reversing, posting, by);
            batches.clearDates(id);
            deliver(document, reversed, posting);
            ledger.write(posting, disabled(locked), by, drafting.now());
            return reversing;
        });
    }

    /** The lines of the reversing document; they state no dates. */
    private static List<AcceptedLine> negated(List<StockLine> lines) {
        return lines.stream()
                .filter(line -> line.quantity().signum() != 0)
                .map(AcceptedLine::copyOf)
                .map(AcceptedLine::negated)
                .map(line -> line.withDraft(line.draft()
                        .withBatch(StockBatch.numbered(line.draft().batch().number()))))
                .toList();
    }

    /** 入库成本修改: changes the prices of lines, each line once; stock is not touched. Throws as {@link #confirm}. */
    public void changePrices(StockDocumentId id, List<Price> prices) {
        transaction.executeWithoutResult(status -> {
            lock(id);
            StockDocumentRules.checkPrices(lineRows.list(id), prices);
            lineRows.changePrices(prices);
        });
    }

    /** Locks the reservations of the document's source, then the departure of its transfer, then the document. */
    private StockDocument lock(StockDocumentId id) {
        var document = find(id).orElseThrow(() -> unknown(id));
        reservations.lock(document.source());
        var transfer = document.transfer();
        if (transfer != null) {
            documents.lock(transfer.departure());
        }
        documents.lock(id);
        return find(id).orElseThrow();
    }

    private StockDocument lockPending(StockDocumentId id) {
        var document = lock(id);
        if (document.state() != State.PENDING) {
            throw new ProblemException(
                    new Problem.Invalid("already_confirmed", "单据 " + document.number() + " 已经确认或否决，不能再次处理", List.of()));
        }
        return document;
    }

    /** The document with this id; empty if there is none. */
    public Optional<StockDocument> find(StockDocumentId id) {
        return documents.find(id);
    }

    /** The lines of a document, in their order; empty if there is no such document. */
    public List<StockLine> lines(StockDocumentId id) {
        return lineRows.list(id);
    }

    /** The lines of these documents, in one query; documents without lines are left out. */
    public Map<StockDocumentId, List<StockLine>> linesOf(List<StockDocumentId> ids) {
        return ids.isEmpty() ? Map.of() : lineRows.listOf(ids);
    }

    /** One page of the matching documents, newest first, with the total. */
    public Page<StockDocument> list(StockDocumentFilter filter, PageRequest page) {
        var warehouse = filter.terms().warehouse();
        return lists.list(filter, warehouse == null ? List.of() : warehouses.inside(warehouse), page);
    }

    /** The error for an unknown document id. */
    public static ProblemException unknown(StockDocumentId id) {
        var message = "没有编号为 " + id.value() + " 的出入库单";
        return new ProblemException(
                new Problem.NotFound("not_found", "id：" + message, List.of(new FieldError("id", message, "已有单据的编号"))));
    }
}
