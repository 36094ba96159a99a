package io.kehub.erp.inventory;

import io.kehub.erp.inventory.StockBatchesJdbc.Numbered;
import io.kehub.erp.inventory.StockDocument.Kind;
import io.kehub.erp.inventory.StockDocument.Part;
import io.kehub.erp.inventory.StockDocument.State;
import io.kehub.erp.inventory.StockDocument.Transfer;
import io.kehub.kernel.FieldError;
import io.kehub.kernel.Page;
import io.kehub.kernel.PageRequest;
import io.kehub.kernel.Problem;
import io.kehub.kernel.ProblemException;
import io.kehub.kernel.ProductId;
import io.kehub.kernel.StockDocumentId;
import io.kehub.kernel.UserId;
import io.kehub.kernel.WarehouseId;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The documents by which stock moves: 入库, 出库, 调拨, 盘点. A document is applied for, then confirmed or refused; what was
 * confirmed is never edited, only reversed. The document, what it moves, the sums and the book commit together, and each
 * call joins the caller's transaction; once it has returned outside of one, all of it survives a crash.
 */
public final class StockDocuments {

    /** Maximum number of lines of a document. */
    public static final int MAX_LINES = 500;

    /** A new price of a line. */
    public record Price(long line, BigDecimal price) {}

    private final StockDocumentsJdbc documents;
    private final StockLinesJdbc lineRows;
    private final StockDocumentListJdbc lists;
    private final StockDocumentDrafting drafting;
    private final StockJdbc stock;
    private final StockLedger book;
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
            StockLedger book,
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
        this.book = book;
        this.batches = batches;
        this.transfers = new Transfers(documents, lineRows, drafting);
        this.reservations = reservations;
        this.warehouses = warehouses;
        this.rules = rules;
        this.rest = rest;
        this.transaction = transaction;
    }

    /**
     * Applies for a document; nothing moves yet. What a stock-in will bring is in transit 在途 from now on.
     *
     * @throws ProblemException with {@link Problem.Invalid} that names every fault of every line, such as
     *     {@code lines[2].unit}; with {@link Problem.Conflict} if the number is taken
     */
    public StockDocumentId apply(Kind kind, StockDocumentDraft draft, UserId by) {
        return transaction.execute(status -> {
            var id = insert(kind, draft, by);
            if (kind == Kind.STOCK_IN) {
                var posting = new Posting();
                posting.expect(lineRows.list(id));
                inTransit(posting);
            }
            return id;
        });
    }

    private void inTransit(Posting posting) {
        posting.inTransit()
                .forEach((product, change) ->
                        stock.sum(product, BigDecimal.ZERO, BigDecimal.ZERO, BigDecimal.ZERO, change));
    }

    /** Applies for a document and confirms it at once, such as 直接入库. Throws as {@link #apply} and {@link #confirm}. */
    public StockDocumentId post(Kind kind, StockDocumentDraft draft, UserId by) {
        return transaction.execute(status -> {
            reservations.lock(draft.source());
            var id = insert(kind, draft, by);
            // never in transit: sums are touched only after what lies where, as everyone does
            write(find(id).orElseThrow(), StockConfirmation.AS_APPLIED, false, by);
            return id;
        });
    }

    /**
     * 调拨: takes stock out of its warehouse at once, and leaves a stock-in for {@code target} that waits to be confirmed. Until then
     * the goods are in transit. What is confirmed arrives, what is refused returns to where it came from, and what is missing
     * becomes what {@link StockConfirmation.Rest} says.
     *
     * @return the stock-in that waits
     * @throws ProblemException with {@link Problem.Invalid} about {@code target} if it is no enabled warehouse or the goods
     *     lie there already; otherwise as {@link #post}
     */
    public StockDocumentId transfer(StockDocumentDraft draft, WarehouseId target, UserId by) {
        return transaction.execute(status -> {
            checkTarget(draft, target);
            var departure = insert(Kind.STOCK_OUT, draft, by);
            documents.join(departure, new Transfer(departure, Part.DEPARTURE));
            write(find(departure).orElseThrow(), StockConfirmation.AS_APPLIED, false, by);
            var arriving = lineRows.list(departure).stream()
                    .map(line -> Transfers.arriving(line, target))
                    .toList();
            var arrival = transfers.expect(departure, draft.title(), draft.remark(), arriving, by);
            var posting = new Posting();
            posting.expect(lineRows.list(arrival));
            inTransit(posting);
            return arrival;
        });
    }

    private void checkTarget(StockDocumentDraft draft, WarehouseId target) {
        var named =
                draft.lines().stream().map(StockLineDraft::warehouse).collect(Collectors.toCollection(HashSet::new));
        named.add(target);
        var held = warehouses.hold(named).get(target);
        if (held == null || !held.usable()) {
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
     * 入库确认, 出库确认: moves the stock. If two users decide concurrently, the first wins. A stock-out for a
     * source that ships less than applied for leaves a stock-out for the rest, which waits in turn.
     *
     * @throws ProblemException with {@link Problem.NotFound} for an unknown id or line, with {@link Problem.Invalid} with
     *     the code {@code already_confirmed} if it is already decided, {@code not_enough_stock} if there is
     *     too little, {@code over_delivery} and {@code source_closed} if the source may not get as much
     *     ({@link Reservations}), and about corrections that are wrong; nothing is moved then
     */
    public void confirm(StockDocumentId id, StockConfirmation confirmation, UserId by) {
        StockDocumentRules.checkOpinion(confirmation.opinion());
        transaction.executeWithoutResult(status -> {
            var document = holdPending(id);
            var appliedFor = lineRows.list(id);
            write(document, confirmation, true, by);
            rest.of(document, appliedFor, lineRows.list(id))
                    .ifPresent(draft -> insert(Kind.STOCK_OUT, draft, document.appliedBy()));
        });
    }

    /** @param expected whether the lines of a stock-in are in transit until now */
    private void write(StockDocument document, StockConfirmation confirmation, boolean expected, UserId by) {
        var appliedFor = lineRows.list(document.id());
        var origins = transfers.origins(document);
        var held = rules.hold(appliedFor, confirmation.corrections(), origins);
        correct(document, appliedFor, confirmation, origins, held);
        var lines = ready(document.kind(), document.id(), held);
        documents.decide(document.id(), State.CONFIRMED, confirmation.opinion(), by, drafting.now());
        var reserved = deliver(document, lines);
        var posting = new Posting();
        posting.move(document.id(), document.kind(), lines);
        if (expected && document.kind() == Kind.STOCK_IN) {
            posting.expectNoMore(appliedFor);
        }
        transfers.settle(document, appliedFor, lines, confirmation.rest(), posting, by);
        book.write(posting, disabled(held), by, drafting.now());
        // after the stock itself: everyone locks the sums of products last
        reservations.apply(reserved);
    }

    private Map<ProductId, BigDecimal> deliver(StockDocument document, List<StockLine> lines) {
        return document.kind() == Kind.STOCK_OUT ? reservations.deliver(document.source(), lines) : Map.of();
    }

    private void correct(
            StockDocument document,
            List<StockLine> lines,
            StockConfirmation confirmation,
            Set<WarehouseId> origins,
            Map<WarehouseId, Warehouse> held) {
        var first = new HashSet<Long>();
        for (var corrected : rules.correct(document, lines, confirmation.corrections(), origins, held)) {
            if (first.add(corrected.line())) {
                lineRows.correct(corrected);
            } else {
                lineRows.addPart(corrected);
            }
        }
    }

    /** The lines of a document that is about to move, with their batches known, dated and called by their kept spelling. */
    private List<StockLine> ready(Kind kind, StockDocumentId id, Map<WarehouseId, Warehouse> held) {
        var lines = lineRows.list(id);
        StockDocumentRules.checkUsable(kind, lines, held);
        var spellings = batches.take(StockDocumentRules.stated(kind, lines));
        var spelled = new HashMap<Long, String>();
        for (var line : lines) {
            var batch = spellings.getOrDefault(new Numbered(line.product(), line.batch()), line.batch());
            if (!batch.equals(line.batch())) {
                spelled.put(line.id(), batch);
            }
        }
        if (spelled.isEmpty()) {
            return lines;
        }
        lineRows.spellBatches(spelled);
        return lineRows.list(id);
    }

    private static Set<WarehouseId> disabled(Map<WarehouseId, Warehouse> held) {
        return held.values().stream()
                .filter(each -> !each.usable())
                .map(Warehouse::id)
                .collect(Collectors.toSet());
    }

    /** 否决: nothing moves, but what a transfer has sent returns to where it came from. Throws as {@link #confirm}. */
    public void refuse(StockDocumentId id, String opinion, UserId by) {
        StockDocumentRules.checkOpinion(opinion);
        transaction.executeWithoutResult(status -> {
            var document = holdPending(id);
            documents.decide(id, State.REFUSED, opinion, by, drafting.now());
            if (document.kind() == Kind.STOCK_IN) {
                var lines = lineRows.list(id);
                var posting = new Posting();
                posting.expectNoMore(lines);
                if (document.is(Part.ARRIVAL)) {
                    transfers.refuse(document, lines, posting, by);
                }
                book.write(posting, Set.of(), by, drafting.now());
            }
        });
    }

    /**
     * 冲销: makes and confirms a document that undoes a confirmed one. A document is reversed once. The goods of an arrival are in
     * transit again; a departure is reversed only while all of its goods are in transit, and its pending arrivals are refused.
     *
     * @throws ProblemException with {@link Problem.Invalid} with the code {@code not_confirmed}, {@code already_reversed},
     *     {@code nothing_to_reverse}, {@code transfer_arrived} or {@code transfer_closed}; otherwise as {@link #confirm}
     */
    public StockDocumentId reverse(StockDocumentId id, UserId by) {
        return transaction.execute(status -> {
            var document = hold(id);
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
            var held = rules.hold(lines, List.of(), Set.of());
            var reversing = drafting.insert(
                    document.kind(),
                    new StockDocumentDraft(
                            "",
                            "冲销 " + document.number(),
                            document.category(),
                            document.supplier(),
                            "",
                            document.source(),
                            List.of()),
                    StockDocumentRules.negated(lines),
                    id,
                    by);
            var reversed = ready(document.kind(), reversing, held);
            documents.decide(reversing, State.CONFIRMED, "", by, drafting.now());
            var posting = new Posting();
            posting.move(reversing, document.kind(), reversed);
            transfers.reverse(document, reversing, posting, by);
            batches.forgetDates(id);
            var reserved = deliver(document, reversed);
            book.write(posting, disabled(held), by, drafting.now());
            reservations.apply(reserved);
            return reversing;
        });
    }

    /** 入库成本修改: changes the prices of lines, each line once; stock is not touched. Throws as {@link #confirm}. */
    public void changePrices(StockDocumentId id, List<Price> prices) {
        transaction.executeWithoutResult(status -> {
            hold(id);
            StockDocumentRules.checkPrices(lineRows.list(id), prices);
            lineRows.changePrices(prices);
        });
    }

    /** Locks what is promised to the document's source, then the departure of its transfer, then the document. */
    private StockDocument hold(StockDocumentId id) {
        var document = find(id).orElseThrow(() -> unknown(id));
        reservations.lock(document.source());
        var transfer = document.transfer();
        if (transfer != null) {
            documents.lock(transfer.departure());
        }
        documents.lock(id);
        return find(id).orElseThrow();
    }

    private StockDocument holdPending(StockDocumentId id) {
        var document = hold(id);
        if (document.state() != State.PENDING) {
            throw new ProblemException(
                    new Problem.Invalid("already_confirmed", "单据 " + document.number() + " 已经确认或否决，不能再次处理", List.of()));
        }
        return document;
    }

    /** The document of this id; empty if there is none. */
    public Optional<StockDocument> find(StockDocumentId id) {
        return documents.find(id);
    }

    /** The lines of a document, in their order; empty if there is no such document. */
    public List<StockLine> lines(StockDocumentId id) {
        return lineRows.list(id);
    }

    /** The lines of these documents, in one query. */
    public Map<StockDocumentId, List<StockLine>> linesOf(List<StockDocumentId> ids) {
        return ids.isEmpty() ? Map.of() : lineRows.listOf(ids);
    }

    /** One page of the documents that the filter finds, newest first, and how many it finds in all. */
    public Page<StockDocument> list(StockDocumentFilter filter, PageRequest page) {
        return lists.list(filter, page);
    }

    /** The refusal of an id that no document has. */
    public static ProblemException unknown(StockDocumentId id) {
        var message = "没有编号为 " + id.value() + " 的出入库单";
        return new ProblemException(
                new Problem.NotFound("not_found", "id：" + message, List.of(new FieldError("id", message, "已有单据的编号"))));
    }
}
