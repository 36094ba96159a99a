package io.kehub.erp.inventory;

import io.kehub.erp.inventory.StockBook.Movement;
import io.kehub.erp.inventory.StockDocument.Kind;
import io.kehub.erp.inventory.StockDocument.State;
import io.kehub.erp.inventory.StockJdbc.Place;
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
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The documents by which stock moves: 入库, 出库, 调拨, 盘点. A document is applied for, then confirmed or refused; what was
 * confirmed is never edited, only reversed. The document, what it moves, the sums and the book commit together, and each
 * call joins the caller's transaction; once it has returned outside of one, all of it survives a crash.
 */
public final class StockDocuments {

    /** How many lines a document has. */
    public static final int MOST_LINES = 500;

    private final StockDocumentsJdbc documents;
    private final StockJdbc stock;
    private final StockBook book;
    private final Reservations reservations;
    private final Warehouses warehouses;
    private final StockDocumentRules rules;
    private final StockOutRest rest;
    private final TransactionTemplate transaction;
    private final Clock clock;
    private final ZoneId zone;

    StockDocuments(
            StockDocumentsJdbc documents,
            StockJdbc stock,
            StockBook book,
            Reservations reservations,
            Warehouses warehouses,
            StockDocumentRules rules,
            StockOutRest rest,
            TransactionTemplate transaction,
            Clock clock,
            ZoneId zone) {
        this.documents = documents;
        this.stock = stock;
        this.book = book;
        this.reservations = reservations;
        this.warehouses = warehouses;
        this.rules = rules;
        this.rest = rest;
        this.transaction = transaction;
        this.clock = clock;
        this.zone = zone;
    }

    /**
     * Applies for a document; nothing moves yet. What a stock-in will bring is in transit 在途 from now on.
     *
     * @throws ProblemException with {@link Problem.Invalid} that names every fault of every line, such as
     *     {@code lines[2].unit}; with {@link Problem.Taken} where the number is taken
     */
    public StockDocumentId apply(Kind kind, StockDocumentDraft draft, UserId by) {
        return transaction.execute(status -> {
            var id = insert(kind, draft, null, by);
            expect(kind, id);
            return id;
        });
    }

    private void expect(Kind kind, StockDocumentId id) {
        if (kind == Kind.STOCK_IN) {
            inTransit(documents.lines(id), BigDecimal.ONE);
        }
    }

    /** Applies for a document and confirms it at once, such as 直接入库. Throws as {@link #apply} and {@link #confirm}. */
    public StockDocumentId post(Kind kind, StockDocumentDraft draft, UserId by) {
        return transaction.execute(status -> {
            var id = insert(kind, draft, null, by);
            // never in transit: sums are touched only after what lies where, as everyone does
            write(find(id).orElseThrow(), StockConfirmation.AS_APPLIED, by);
            return id;
        });
    }

    /**
     * 调拨: takes stock out of its warehouse at once, and leaves a stock-in for {@code target} that waits to be confirmed:
     * until then the goods are in transit.
     *
     * @return the stock-in that waits
     * @throws ProblemException with {@link Problem.Invalid} about {@code target} where it is no enabled warehouse or the goods
     *     lie there already; otherwise as {@link #post}
     */
    public StockDocumentId transfer(StockDocumentDraft draft, WarehouseId target, UserId by) {
        if (warehouses.find(target).filter(Warehouse::enabled).isEmpty()) {
            throw new ProblemException(
                    Problem.Invalid.field("target", "没有编号为 " + target.value() + " 的启用仓库", "已启用仓库的编号"));
        }
        if (draft.lines().stream().anyMatch(line -> line.warehouse().equals(target))) {
            throw new ProblemException(Problem.Invalid.field("target", "调入仓库与调出仓库相同", "另一个已启用的仓库"));
        }
        return transaction.execute(status -> {
            post(Kind.STOCK_OUT, draft, by);
            var arriving = draft.lines().stream()
                    .map(line -> new StockLineDraft(
                            line.product(),
                            line.unit(),
                            line.quantity(),
                            target,
                            line.batch(),
                            line.serialNumbers(),
                            line.producedOn(),
                            line.expiresOn(),
                            line.price(),
                            line.remark(),
                            0))
                    .toList();
            return apply(
                    Kind.STOCK_IN,
                    new StockDocumentDraft("", draft.title(), "调拨入库", "", draft.remark(), SourceRef.NONE, arriving),
                    by);
        });
    }

    private StockDocumentId insert(Kind kind, StockDocumentDraft draft, @Nullable StockDocumentId reverses, UserId by) {
        var accepted = rules.accept(kind, draft, reverses != null);
        var now = now();
        var number = draft.number().isEmpty() ? nextNumber(kind) : draft.number();
        var title = draft.title().isEmpty() ? kind.caption() + number : draft.title();
        var id = documents.insert(kind, draft, number, title, reverses, by, now);
        accepted.forEach(line -> documents.insertLine(id, line.draft(), line.unit(), line.baseQuantity()));
        return id;
    }

    /**
     * 入库确认, 出库确认: moves the stock. Of two who decide about one document at once, the first does. A stock-out for a
     * source that ships less than applied for leaves a stock-out for the rest, which waits in turn.
     *
     * @throws ProblemException with {@link Problem.NotFound} for an unknown id or line, with {@link Problem.Invalid} with
     *     the code {@code already_confirmed} where somebody has decided already, {@code not_enough_stock} where there is
     *     too little, {@code over_delivery} and {@code source_closed} where the source may not get as much
     *     ({@link Reservations}), and about corrections that are wrong; nothing is moved then
     */
    public void confirm(StockDocumentId id, StockConfirmation confirmation, UserId by) {
        StockDocumentRules.checkOpinion(confirmation.opinion());
        transaction.executeWithoutResult(status -> {
            var document = holdPending(id);
            var appliedFor = documents.lines(id);
            write(document, confirmation, by);
            if (document.kind() == Kind.STOCK_IN) {
                inTransit(appliedFor, BigDecimal.ONE.negate());
            }
            rest.of(document, appliedFor, documents.lines(id))
                    .ifPresent(draft -> insert(Kind.STOCK_OUT, draft, null, document.appliedBy()));
        });
    }

    private void write(StockDocument document, StockConfirmation confirmation, UserId by) {
        rules.correct(documents.lines(document.id()), confirmation.corrections())
                .forEach(documents::correctLine);
        var lines = documents.lines(document.id());
        var now = now();
        documents.decide(document.id(), State.CONFIRMED, confirmation.opinion(), by, now);
        var reserved = document.kind() == Kind.STOCK_OUT
                ? reservations.deliver(document.source(), lines)
                : Map.<ProductId, BigDecimal>of();
        book.write(document.id(), movements(document.kind(), lines), by, now);
        // sums of products come after the stock itself, as everyone takes them
        reservations.apply(reserved);
    }

    private static List<Movement> movements(Kind kind, List<StockLine> lines) {
        var movements = new ArrayList<Movement>(lines.size());
        for (var line : lines) {
            movements.add(new Movement(
                    movements.size(),
                    new Place(line.product(), line.warehouse(), line.batch()),
                    kind == Kind.STOCK_OUT ? line.baseQuantity().negate() : line.baseQuantity(),
                    line));
        }
        return movements;
    }

    /** 否决: nothing moves. Throws as {@link #confirm}. */
    public void refuse(StockDocumentId id, String opinion, UserId by) {
        StockDocumentRules.checkOpinion(opinion);
        transaction.executeWithoutResult(status -> {
            var document = holdPending(id);
            if (document.kind() == Kind.STOCK_IN) {
                inTransit(documents.lines(id), BigDecimal.ONE.negate());
            }
            documents.decide(id, State.REFUSED, opinion, by, now());
        });
    }

    /**
     * 冲销: makes and confirms a document that undoes a confirmed one. A document is reversed once.
     *
     * @throws ProblemException with {@link Problem.Invalid} with the code {@code not_confirmed} or
     *     {@code already_reversed}; otherwise as {@link #confirm}
     */
    public StockDocumentId reverse(StockDocumentId id, UserId by) {
        return transaction.execute(status -> {
            var document = hold(id);
            if (document.state() != State.CONFIRMED) {
                throw new ProblemException(new Problem.Invalid("not_confirmed", "只有已确认的单据才能冲销", List.of()));
            }
            var lines = documents.lines(id).stream()
                    .filter(line -> line.quantity().signum() != 0)
                    .map(line -> new StockLineDraft(
                            line.product(),
                            line.unit(),
                            line.quantity().negate(),
                            line.warehouse(),
                            line.batch(),
                            line.serialNumbers(),
                            null,
                            null,
                            line.price(),
                            line.remark(),
                            line.sourceLine()))
                    .toList();
            var draft = new StockDocumentDraft(
                    "",
                    "冲销 " + document.number(),
                    document.category(),
                    document.supplier(),
                    "",
                    document.source(),
                    lines);
            var reversing = insert(document.kind(), draft, id, by);
            write(find(reversing).orElseThrow(), StockConfirmation.AS_APPLIED, by);
            return reversing;
        });
    }

    /** 入库成本修改: changes the prices of lines, by line id; stock is not touched. Throws as {@link #confirm}. */
    public void changePrices(StockDocumentId id, Map<Long, BigDecimal> prices) {
        transaction.executeWithoutResult(status -> {
            documents.lock(id);
            if (find(id).isEmpty()) {
                throw unknown(id);
            }
            StockDocumentRules.checkPrices(documents.lines(id), prices);
            prices.forEach(documents::changePrice);
        });
    }

    /** Locks what is promised to the document's source, then the document: everyone takes them in this order. */
    private StockDocument hold(StockDocumentId id) {
        find(id).ifPresent(document -> reservations.lock(document.source()));
        documents.lock(id);
        return find(id).orElseThrow(() -> unknown(id));
    }

    private StockDocument holdPending(StockDocumentId id) {
        var document = hold(id);
        if (document.state() != State.PENDING) {
            throw new ProblemException(
                    new Problem.Invalid("already_confirmed", "单据 " + document.number() + " 已经确认或否决，不能再次处理", List.of()));
        }
        return document;
    }

    private void inTransit(List<StockLine> lines, BigDecimal sign) {
        var changes = new TreeMap<ProductId, BigDecimal>(Comparator.comparingLong(ProductId::value));
        lines.forEach(line -> changes.merge(line.product(), line.baseQuantity().multiply(sign), BigDecimal::add));
        changes.forEach(
                (product, change) -> stock.sum(product, BigDecimal.ZERO, BigDecimal.ZERO, BigDecimal.ZERO, change));
    }

    /** The document of this id; empty where there is none. */
    public Optional<StockDocument> find(StockDocumentId id) {
        return documents.find(id);
    }

    /** The lines of a document, in their order; empty where there is no such document. */
    public List<StockLine> lines(StockDocumentId id) {
        return documents.lines(id);
    }

    /** The lines of these documents, in one query. */
    public Map<StockDocumentId, List<StockLine>> linesOf(List<StockDocumentId> ids) {
        return ids.isEmpty() ? Map.of() : documents.linesOf(ids);
    }

    /** One page of the documents that the filter finds, newest first, and how many it finds in all. */
    public Page<StockDocument> list(StockDocumentFilter filter, PageRequest page) {
        return documents.list(filter, page);
    }

    private String nextNumber(Kind kind) {
        return "%s%s%04d"
                .formatted(
                        kind.prefix(),
                        DateTimeFormatter.BASIC_ISO_DATE.format(LocalDate.ofInstant(clock.instant(), zone)),
                        documents.nextNumber());
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.SECONDS);
    }

    /** The refusal of an id that no document has. */
    public static ProblemException unknown(StockDocumentId id) {
        var message = "没有编号为 " + id.value() + " 的出入库单";
        return new ProblemException(
                new Problem.NotFound("not_found", "id：" + message, List.of(new FieldError("id", message, "已有单据的编号"))));
    }
}
