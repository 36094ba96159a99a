package io.kehub.erp.inventory;

import io.kehub.erp.inventory.StockBook.Movement;
import io.kehub.erp.inventory.StockDocument.Kind;
import io.kehub.erp.inventory.StockDocument.State;
import io.kehub.erp.inventory.StockJdbc.Place;
import io.kehub.erp.inventory.StockJdbc.Stored;
import io.kehub.erp.product.Product;
import io.kehub.erp.product.ProductUnit;
import io.kehub.erp.product.Products;
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
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
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

    private static final BigDecimal LARGEST = new BigDecimal("99999999999999.9999");

    private final StockDocumentsJdbc documents;
    private final StockJdbc stock;
    private final StockBook book;
    private final Reservations reservations;
    private final Warehouses warehouses;
    private final Products products;
    private final TransactionTemplate transaction;
    private final Clock clock;
    private final ZoneId zone;

    StockDocuments(
            StockDocumentsJdbc documents,
            StockJdbc stock,
            StockBook book,
            Reservations reservations,
            Warehouses warehouses,
            Products products,
            TransactionTemplate transaction,
            Clock clock,
            ZoneId zone) {
        this.documents = documents;
        this.stock = stock;
        this.book = book;
        this.reservations = reservations;
        this.warehouses = warehouses;
        this.products = products;
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
        var accepted = accept(kind, draft, reverses != null);
        var now = now();
        var number = draft.number().isEmpty() ? nextNumber(kind) : draft.number();
        var title = draft.title().isEmpty() ? kind.caption() + number : draft.title();
        var id = documents.insert(kind, draft, number, title, reverses, by, now);
        accepted.forEach(line -> documents.insertLine(id, line.draft(), line.unit(), line.baseQuantity()));
        return id;
    }

    private record Accepted(StockLineDraft draft, long unit, BigDecimal baseQuantity) {}

    private List<Accepted> accept(Kind kind, StockDocumentDraft draft, boolean signed) {
        var faults = new ArrayList<FieldError>();
        FieldError.checkText("number", "单据编号", draft.number(), 50, faults);
        FieldError.checkText("title", "单据主题", draft.title(), 200, faults);
        FieldError.checkText("category", "类别", draft.category(), 50, faults);
        FieldError.checkText("supplier", "供应商", draft.supplier(), 200, faults);
        FieldError.checkText("remark", "备注", draft.remark(), 2000, faults);
        if (draft.lines().isEmpty() || draft.lines().size() > MOST_LINES) {
            faults.add(new FieldError("lines", "共 " + draft.lines().size() + " 行明细", "1 至 " + MOST_LINES + " 行"));
            ProblemException.refuse(faults);
        }
        var known = products.findAll(
                draft.lines().stream().map(StockLineDraft::product).collect(Collectors.toSet()));
        var places = new HashMap<WarehouseId, Warehouse>();
        warehouses.all().forEach(each -> places.put(each.id(), each));
        var accepted = new ArrayList<Accepted>();
        for (var index = 0; index < draft.lines().size(); index++) {
            var line = draft.lines().get(index);
            accept(
                            line,
                            "lines[" + index + "].",
                            Optional.ofNullable(known.get(line.product())),
                            Optional.ofNullable(places.get(line.warehouse())),
                            signed || kind == Kind.ADJUSTMENT,
                            faults)
                    .ifPresent(accepted::add);
        }
        ProblemException.refuse(faults);
        return accepted;
    }

    private static Optional<Accepted> accept(
            StockLineDraft line,
            String place,
            Optional<Product> product,
            Optional<Warehouse> warehouse,
            boolean signed,
            List<FieldError> faults) {
        if (product.isEmpty()) {
            faults.add(
                    new FieldError(place + "product", "没有编号为 " + line.product().value() + " 的产品", "已有产品的编号"));
        }
        if (warehouse.isEmpty() || !warehouse.get().enabled()) {
            faults.add(new FieldError(
                    place + "warehouse", "没有编号为 " + line.warehouse().value() + " 的启用仓库", "已启用仓库的编号"));
        }
        FieldError.checkText(place + "batch", "批号", line.batch(), 50, faults);
        FieldError.checkText(place + "serialNumbers", "序列号", line.serialNumbers(), 2000, faults);
        FieldError.checkText(place + "remark", "备注", line.remark(), 500, faults);
        if (line.price().signum() < 0 || line.price().compareTo(LARGEST) > 0 || scale(line.price()) > 4) {
            faults.add(new FieldError(place + "price", "单价不对", "不小于 0、整数最多 14 位、小数最多 4 位的数字"));
        }
        var wrong = line.quantity().signum() == 0 || (line.quantity().signum() < 0 && !signed);
        if (wrong || line.quantity().abs().compareTo(LARGEST) > 0 || scale(line.quantity()) > 4) {
            faults.add(
                    new FieldError(place + "quantity", "数量不对", (signed ? "不为 0" : "大于 0") + "、整数最多 14 位、小数最多 4 位的数字"));
            return Optional.empty();
        }
        return product.flatMap(known -> converted(line, place, known, faults));
    }

    private static Optional<Accepted> converted(
            StockLineDraft line, String place, Product product, List<FieldError> faults) {
        var unit = line.unit() == null ? Optional.of(product.baseUnit()) : product.unit(line.unit());
        if (unit.isEmpty()) {
            faults.add(new FieldError(
                    place + "unit",
                    "产品“" + product.details().name() + "”没有这个单位",
                    product.units().stream()
                            .map(each -> each.unit() + "（" + each.name() + "）")
                            .collect(Collectors.joining("、"))));
            return Optional.empty();
        }
        return base(line.quantity(), unit.get(), place, faults)
                .map(quantity -> new Accepted(line, unit.get().unit(), quantity));
    }

    private static Optional<BigDecimal> base(
            BigDecimal quantity, ProductUnit unit, String place, List<FieldError> faults) {
        var base = quantity.multiply(unit.ratio());
        if (scale(base) > 4 || base.abs().compareTo(LARGEST) > 0) {
            faults.add(new FieldError(place + "quantity", "换算成基本单位后小数超过 4 位或数量过大", "能换算成最多 4 位小数的数量"));
            return Optional.empty();
        }
        return Optional.of(base.setScale(4));
    }

    private static int scale(BigDecimal number) {
        return number.signum() == 0 ? 0 : number.stripTrailingZeros().scale();
    }

    /**
     * 入库确认, 出库确认: moves the stock. Of two who decide about one document at once, the first does.
     *
     * @throws ProblemException with {@link Problem.NotFound} for an unknown id or line, with {@link Problem.Invalid} with
     *     the code {@code already_confirmed} where somebody has decided already, {@code not_enough_stock} where there is
     *     too little, and about corrections that are wrong; nothing is moved then
     */
    public void confirm(StockDocumentId id, StockConfirmation confirmation, UserId by) {
        checkOpinion(confirmation.opinion());
        transaction.executeWithoutResult(status -> {
            var document = holdPending(id);
            var appliedFor = documents.lines(id);
            write(document, confirmation, by);
            if (document.kind() == Kind.STOCK_IN) {
                inTransit(appliedFor, BigDecimal.ONE.negate());
            }
        });
    }

    private static void checkOpinion(String opinion) {
        var faults = new ArrayList<FieldError>();
        FieldError.checkText("opinion", "库管意见", opinion, 2000, faults);
        ProblemException.refuse(faults);
    }

    private void write(StockDocument document, StockConfirmation confirmation, UserId by) {
        correct(document.id(), confirmation.corrections());
        var lines = documents.lines(document.id());
        var now = now();
        documents.decide(document.id(), State.CONFIRMED, confirmation.opinion(), by, now);
        book.write(document.id(), movements(document.kind(), lines), by, now);
        if (document.kind() == Kind.STOCK_OUT) {
            use(document.source(), lines);
        }
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

    private void use(SourceRef source, List<StockLine> lines) {
        var left = new HashMap<Long, BigDecimal>();
        lines.forEach(line -> left.merge(line.sourceLine(), line.baseQuantity(), BigDecimal::add));
        reservations.use(source, left);
    }

    private void correct(StockDocumentId id, List<StockConfirmation.Correction> corrections) {
        var lines = new HashMap<Long, StockLine>();
        documents.lines(id).forEach(line -> lines.put(line.id(), line));
        var faults = new ArrayList<FieldError>();
        for (var index = 0; index < corrections.size(); index++) {
            var correction = corrections.get(index);
            var line = lines.get(correction.line());
            if (line == null) {
                faults.add(new FieldError(
                        "lines[" + index + "].id",
                        "单据中没有编号为 " + correction.line() + " 的明细",
                        lines.keySet().stream().sorted().map(String::valueOf).collect(Collectors.joining("、"))));
            } else {
                correct(line, correction, "lines[" + index + "].", faults);
            }
        }
        ProblemException.refuse(faults);
    }

    private void correct(
            StockLine line, StockConfirmation.Correction correction, String place, List<FieldError> faults) {
        var quantity = correction.quantity() == null ? line.quantity() : correction.quantity();
        var warehouse = correction.warehouse() == null ? line.warehouse() : correction.warehouse();
        var batch = correction.batch() == null ? line.batch() : correction.batch();
        if (warehouses.find(warehouse).filter(Warehouse::enabled).isEmpty()) {
            faults.add(new FieldError(place + "warehouse", "没有编号为 " + warehouse.value() + " 的启用仓库", "已启用仓库的编号"));
            return;
        }
        FieldError.checkText(place + "batch", "批号", batch, 50, faults);
        if (quantity.signum() < 0 || quantity.compareTo(LARGEST) > 0 || scale(quantity) > 4) {
            faults.add(new FieldError(place + "quantity", "数量不对", "不小于 0、整数最多 14 位、小数最多 4 位的数字"));
            return;
        }
        var unit = products.find(line.product())
                .flatMap(product -> product.unit(line.unit()))
                .orElseThrow();
        base(quantity, unit, place, faults)
                .ifPresent(base -> documents.correctLine(line.id(), quantity, base, warehouse, batch));
    }

    /** 否决: nothing moves. Throws as {@link #confirm}. */
    public void refuse(StockDocumentId id, String opinion, UserId by) {
        checkOpinion(opinion);
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
            documents.lock(id);
            var document = find(id).orElseThrow(() -> unknown(id));
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
            var known = documents.lines(id).stream().map(StockLine::id).toList();
            var faults = new ArrayList<FieldError>();
            new TreeMap<>(prices).forEach((line, price) -> {
                if (!known.contains(line)) {
                    faults.add(new FieldError("lines", "单据中没有编号为 " + line + " 的明细", "该单据明细的编号"));
                } else if (price.signum() < 0 || price.compareTo(LARGEST) > 0 || scale(price) > 4) {
                    faults.add(new FieldError("lines", "编号为 " + line + " 的明细单价不对", "不小于 0、最多 4 位小数的数字"));
                }
            });
            ProblemException.refuse(faults);
            prices.forEach(documents::changePrice);
        });
    }

    /**
     * 冻结, 解冻: keeps some of what lies at a place from leaving.
     *
     * @param change in base units; below zero unfreezes
     * @throws ProblemException with {@link Problem.Invalid} about {@code product} or {@code warehouse} where there is none,
     *     and about {@code quantity} where there is less to freeze or unfreeze
     */
    public void freeze(
            ProductId product, WarehouseId warehouse, String batch, BigDecimal change, String reason, UserId by) {
        var faults = new ArrayList<FieldError>();
        FieldError.checkText("reason", "原因", reason, 500, faults);
        if (change.signum() == 0 || change.abs().compareTo(LARGEST) > 0 || scale(change) > 4) {
            faults.add(new FieldError("quantity", "冻结数量不对", "不为 0、整数最多 14 位、小数最多 4 位的数字"));
        }
        FieldError.checkText("batch", "批号", batch, 50, faults);
        if (products.find(product).isEmpty()) {
            faults.add(new FieldError("product", "没有编号为 " + product.value() + " 的产品", "已有产品的编号"));
        }
        if (warehouses.find(warehouse).isEmpty()) {
            faults.add(new FieldError("warehouse", "没有编号为 " + warehouse.value() + " 的仓库", "已有仓库的编号"));
        }
        ProblemException.refuse(faults);
        transaction.executeWithoutResult(status -> {
            var place = new Place(product, warehouse, batch);
            var before = stock.frozen(place);
            var left = stock.freeze(place, change);
            if (before.add(change).signum() < 0 || left.frozen().compareTo(left.quantity()) > 0) {
                throw new ProblemException(Problem.Invalid.field(
                        "quantity",
                        "冻结数量会小于 0 或超过库存：库存 " + StockBook.plain(left.quantity()) + "，已冻结 " + StockBook.plain(before),
                        "使冻结数量在 0 到库存数量之间"));
            }
            stock.noteFreeze(place, change, reason, by, now());
            stock.sumInWarehouse(new Stored(product, warehouse), BigDecimal.ZERO, change);
            stock.sum(product, BigDecimal.ZERO, change, BigDecimal.ZERO, BigDecimal.ZERO);
        });
    }

    private StockDocument holdPending(StockDocumentId id) {
        documents.lock(id);
        var document = find(id).orElseThrow(() -> unknown(id));
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
