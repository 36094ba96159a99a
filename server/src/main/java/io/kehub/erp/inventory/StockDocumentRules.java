package io.kehub.erp.inventory;

import io.kehub.erp.inventory.StockBatches.Stated;
import io.kehub.erp.inventory.StockBatchesJdbc.Numbered;
import io.kehub.erp.inventory.StockConfirmation.Correction;
import io.kehub.erp.inventory.StockDocument.Kind;
import io.kehub.erp.inventory.StockDocument.Part;
import io.kehub.erp.inventory.StockJdbc.Stored;
import io.kehub.erp.product.Product;
import io.kehub.erp.product.ProductUnit;
import io.kehub.erp.product.Products;
import io.kehub.kernel.FieldError;
import io.kehub.kernel.Problem;
import io.kehub.kernel.ProblemException;
import io.kehub.kernel.Text;
import io.kehub.kernel.WarehouseId;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** What stock documents, their lines and what is said of them later must obey. */
final class StockDocumentRules {

    /** Decimals of the ratio between units. */
    private static final int RATIO_SCALE = 6;

    private final Products products;
    private final Warehouses warehouses;
    private final StockBatches batches;
    private final StockJdbc stock;

    StockDocumentRules(Products products, Warehouses warehouses, StockBatches batches, StockJdbc stock) {
        this.products = products;
        this.warehouses = warehouses;
        this.batches = batches;
        this.stock = stock;
    }

    /** A line as it is stored. */
    record Accepted(StockLineDraft draft, long unit, BigDecimal baseQuantity) {}

    /**
     * The lines of a draft, in base units, with batches in their kept spelling. Keeps the warehouses from being disabled until the
     * caller's transaction ends.
     *
     * @throws ProblemException with {@link Problem.Invalid} that names every fault of head and lines
     */
    List<Accepted> accept(Kind kind, StockDocumentDraft draft) {
        var errors = new ArrayList<FieldError>();
        FieldError.checkText("number", "单据编号", draft.number(), 50, errors);
        FieldError.checkText("title", "单据主题", draft.title(), 200, errors);
        FieldError.checkText("category", "类别", draft.category(), 50, errors);
        FieldError.checkText("supplier", "供应商", draft.supplier(), 200, errors);
        FieldError.checkText("remark", "备注", draft.remark(), 2000, errors);
        if (draft.lines().isEmpty() || draft.lines().size() > StockDocuments.MAX_LINES) {
            errors.add(new FieldError(
                    "lines", "共 " + draft.lines().size() + " 行明细", "1 至 " + StockDocuments.MAX_LINES + " 行"));
            ProblemException.refuse(errors);
        }
        var known = products.findAll(
                draft.lines().stream().map(StockLineDraft::product).collect(Collectors.toSet()));
        var places = warehouses.hold(
                draft.lines().stream().map(StockLineDraft::warehouse).collect(Collectors.toSet()));
        var accepted = new ArrayList<Accepted>();
        for (var index = 0; index < draft.lines().size(); index++) {
            var line = draft.lines().get(index);
            accept(
                            kind,
                            line,
                            place(index),
                            Optional.ofNullable(known.get(line.product())),
                            Optional.ofNullable(places.get(line.warehouse())),
                            errors)
                    .ifPresent(accepted::add);
        }
        StockSerials.check(
                IntStream.range(0, draft.lines().size())
                        .mapToObj(index -> new StockSerials.Written(
                                place(index),
                                draft.lines().get(index).product(),
                                draft.lines().get(index).serialNumbers()))
                        .toList(),
                errors);
        batches.check(
                IntStream.range(0, draft.lines().size())
                        .mapToObj(index -> stated(kind, draft.lines().get(index), place(index)))
                        .toList(),
                errors);
        ProblemException.refuse(errors);
        return spelled(accepted);
    }

    private static String place(int index) {
        return "lines[" + index + "].";
    }

    private static Stated stated(Kind kind, StockLineDraft line, String place) {
        return new Stated(
                place,
                line.product(),
                Text.trimmed(line.batch()),
                line.producedOn(),
                line.expiresOn(),
                adds(kind, line.quantity()));
    }

    /** What the lines of a document say about their batches. */
    static List<Stated> stated(Kind kind, List<StockLine> lines) {
        return IntStream.range(0, lines.size())
                .mapToObj(index -> {
                    var line = lines.get(index);
                    return new Stated(
                            place(index),
                            line.product(),
                            line.batch(),
                            line.producedOn(),
                            line.expiresOn(),
                            adds(kind, line.quantity()));
                })
                .toList();
    }

    /** The lines of the document that reverses these; it says nothing of dates. */
    static List<Accepted> negated(List<StockLine> lines) {
        return lines.stream()
                .filter(line -> line.quantity().signum() != 0)
                .map(line -> new Accepted(
                        new StockLineDraft(
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
                                line.sourceLine()),
                        line.unit(),
                        line.baseQuantity().negate()))
                .toList();
    }

    /** Whether a line of this quantity adds to stock. */
    static boolean adds(Kind kind, BigDecimal quantity) {
        return kind == Kind.STOCK_OUT ? quantity.signum() < 0 : quantity.signum() > 0;
    }

    private List<Accepted> spelled(List<Accepted> lines) {
        var spellings = batches.spellings(lines.stream()
                .map(line -> new Numbered(line.draft().product(), line.draft().batch()))
                .collect(Collectors.toSet()));
        return lines.stream()
                .map(line -> {
                    var number =
                            new Numbered(line.draft().product(), line.draft().batch());
                    var batch = spellings.getOrDefault(number, Text.trimmed(number.number()));
                    return new Accepted(line.draft().inBatch(batch), line.unit(), line.baseQuantity());
                })
                .toList();
    }

    private Optional<Accepted> accept(
            Kind kind,
            StockLineDraft line,
            String place,
            Optional<Product> product,
            Optional<Warehouse> warehouse,
            List<FieldError> errors) {
        if (product.isEmpty()) {
            errors.add(
                    new FieldError(place + "product", "没有编号为 " + line.product().value() + " 的产品", "已有产品的编号"));
        }
        // what is left in a disabled warehouse may leave it
        if (warehouse.isEmpty()
                || !(warehouse.get().usable()
                        || (!adds(kind, line.quantity()) && stock.has(new Stored(line.product(), line.warehouse()))))) {
            errors.add(noWarehouse(place, line.warehouse()));
        }
        FieldError.checkText(place + "batch", "批号", line.batch(), 50, errors);
        FieldError.checkText(place + "serialNumbers", "序列号", line.serialNumbers(), 2000, errors);
        FieldError.checkText(place + "remark", "备注", line.remark(), 500, errors);
        if (line.price().signum() < 0 || !StockNumbers.fits(line.price())) {
            errors.add(new FieldError(place + "price", "单价不对", "不小于 0、" + StockNumbers.ALLOWED));
        }
        var signed = kind == Kind.ADJUSTMENT;
        var wrong = line.quantity().signum() == 0 || (line.quantity().signum() < 0 && !signed);
        if (wrong || !StockNumbers.fits(line.quantity())) {
            errors.add(new FieldError(place + "quantity", "数量不对", (signed ? "不为 0、" : "大于 0、") + StockNumbers.ALLOWED));
            return Optional.empty();
        }
        return product.flatMap(known -> converted(line, place, known, errors));
    }

    private static FieldError noWarehouse(String place, WarehouseId warehouse) {
        return new FieldError(place + "warehouse", "没有编号为 " + warehouse.value() + " 的启用仓库", "已启用仓库的编号");
    }

    private static Optional<Accepted> converted(
            StockLineDraft line, String place, Product product, List<FieldError> errors) {
        var unit = line.unit() == null ? Optional.of(product.baseUnit()) : product.unit(line.unit());
        if (unit.isEmpty()) {
            errors.add(new FieldError(
                    place + "unit",
                    "产品“" + product.details().name() + "”没有这个单位",
                    product.units().stream()
                            .map(each -> each.unit() + "（" + each.name() + "）")
                            .collect(Collectors.joining("、"))));
            return Optional.empty();
        }
        return base(line.quantity(), unit.get(), place, errors)
                .map(quantity -> new Accepted(line, unit.get().unit(), quantity));
    }

    private static Optional<BigDecimal> base(
            BigDecimal quantity, ProductUnit unit, String place, List<FieldError> errors) {
        var base = unit.toBase(quantity);
        if (base.isEmpty()) {
            errors.add(new FieldError(place + "quantity", unit.inexact(), unit.exactMultiples()));
        } else if (!StockNumbers.fits(base.get())) {
            errors.add(new FieldError(place + "quantity", "换算成基本单位后数量过大", StockNumbers.ALLOWED));
            return Optional.empty();
        }
        return base;
    }

    /** A line, or a part of one, as the warehouse found it. */
    record Corrected(long line, BigDecimal quantity, BigDecimal baseQuantity, WarehouseId warehouse, String batch) {}

    /**
     * The lines that turned out otherwise. Several of one line are its parts, the first of which takes its place.
     *
     * @param lines of the document
     * @param origins where the goods of a transfer came from; empty for what is no arrival of one
     * @param held the warehouses of lines and corrections
     * @throws ProblemException with {@link Problem.Invalid} that names every fault of every correction
     */
    List<Corrected> correct(
            StockDocument document,
            List<StockLine> lines,
            List<Correction> corrections,
            Set<WarehouseId> origins,
            Map<WarehouseId, Warehouse> held) {
        var known = new TreeMap<Long, StockLine>();
        lines.forEach(line -> known.put(line.id(), line));
        var errors = new ArrayList<FieldError>();
        var corrected = new ArrayList<Corrected>();
        for (var index = 0; index < corrections.size(); index++) {
            var correction = corrections.get(index);
            var line = known.get(correction.line());
            if (line == null) {
                errors.add(new FieldError(
                        place(index) + "id",
                        "单据中没有编号为 " + correction.line() + " 的明细",
                        known.keySet().stream().map(String::valueOf).collect(Collectors.joining("、"))));
            } else {
                if (document.is(Part.ARRIVAL)) {
                    checkArrival(line, correction, place(index), origins, errors);
                }
                correct(document.kind(), line, correction, place(index), held, errors)
                        .ifPresent(corrected::add);
            }
        }
        checkParts(known, corrections, errors);
        ProblemException.refuse(errors);
        var count = lines.size()
                + corrections.size()
                - (int) corrections.stream().map(Correction::line).distinct().count();
        if (count > StockDocuments.MAX_LINES) {
            throw new ProblemException(
                    Problem.Invalid.field("lines", "拆分后共 " + count + " 行明细", "最多 " + StockDocuments.MAX_LINES + " 行"));
        }
        if (document.is(Part.ARRIVAL)) {
            checkArrived(known, corrected, corrections);
        }
        return corrected;
    }

    private static Optional<Corrected> correct(
            Kind kind,
            StockLine line,
            Correction correction,
            String place,
            Map<WarehouseId, Warehouse> held,
            List<FieldError> errors) {
        var quantity = Objects.requireNonNullElse(correction.quantity(), line.quantity());
        var warehouse = Objects.requireNonNullElse(correction.warehouse(), line.warehouse());
        var batch = Text.trimmed(Objects.requireNonNullElse(correction.batch(), line.batch()));
        if (!held.containsKey(warehouse)
                || (!warehouse.equals(line.warehouse()) && adds(kind, quantity) && !isUsable(held, warehouse))) {
            errors.add(noWarehouse(place, warehouse));
        }
        FieldError.checkText(place + "batch", "批号", batch, 50, errors);
        var signed = kind == Kind.ADJUSTMENT;
        if ((quantity.signum() < 0 && !signed) || !StockNumbers.fits(quantity)) {
            errors.add(new FieldError(place + "quantity", "数量不对", (signed ? "" : "不小于 0、") + StockNumbers.ALLOWED));
            return Optional.empty();
        }
        return atRatioOf(line, quantity, place, errors)
                .map(base -> new Corrected(line.id(), quantity, base, warehouse, batch));
    }

    /** By the ratio that the line was made with, because that of the product may have changed since. */
    private static Optional<BigDecimal> atRatioOf(
            StockLine line, BigDecimal quantity, String place, List<FieldError> errors) {
        var ratio = line.baseQuantity().divide(line.quantity(), RATIO_SCALE, RoundingMode.HALF_UP);
        var unit = new ProductUnit(line.unit(), line.unitName(), ratio, false, "", ProductUnit.UnitPrices.NONE);
        return base(quantity, unit, place, errors);
    }

    /** Each part of a line says how much, and no two of them the same place. */
    private static void checkParts(Map<Long, StockLine> known, List<Correction> corrections, List<FieldError> errors) {
        record Target(long line, WarehouseId warehouse, String batch) {}
        var times = corrections.stream().collect(Collectors.groupingBy(Correction::line, Collectors.counting()));
        var seen = new HashSet<Target>();
        for (var index = 0; index < corrections.size(); index++) {
            var correction = corrections.get(index);
            var line = known.get(correction.line());
            if (line == null || times.getOrDefault(correction.line(), 0L) < 2) {
                continue;
            }
            if (correction.quantity() == null) {
                errors.add(new FieldError(
                        place(index) + "quantity", "编号为 " + line.id() + " 的明细拆成了几行，每行都要写数量", "不小于 0 的数量"));
            }
            var target = new Target(
                    line.id(),
                    Objects.requireNonNullElse(correction.warehouse(), line.warehouse()),
                    Text.folded(Objects.requireNonNullElse(correction.batch(), line.batch())));
            if (!seen.add(target)) {
                errors.add(new FieldError(
                        place(index) + "id", "编号为 " + line.id() + " 的明细以同一仓库和批号写了两次", "每个仓库和批号写一行，数量合并"));
            }
        }
    }

    private static void checkArrival(
            StockLine line, Correction correction, String place, Set<WarehouseId> origins, List<FieldError> errors) {
        var batch = correction.batch();
        if (batch != null && !Text.folded(batch).equals(Text.folded(line.batch()))) {
            errors.add(new FieldError(place + "batch", "调拨的批号不能在到货时更改", line.batch()));
        }
        var warehouse = correction.warehouse();
        if (warehouse != null && origins.contains(warehouse)) {
            errors.add(new FieldError(place + "warehouse", "调入仓库与调出仓库相同", "另一个已启用的仓库；要退回请否决"));
        }
    }

    /** No more of a transfer arrives than has left. */
    private static void checkArrived(
            Map<Long, StockLine> known, List<Corrected> corrected, List<Correction> corrections) {
        var arrived = new HashMap<Long, BigDecimal>();
        var errors = new ArrayList<FieldError>();
        for (var index = 0; index < corrections.size(); index++) {
            var part = corrected.get(index);
            var sum = arrived.merge(part.line(), part.baseQuantity(), BigDecimal::add);
            var line = Objects.requireNonNull(known.get(part.line()));
            if (sum.compareTo(line.baseQuantity()) > 0) {
                errors.add(new FieldError(
                        place(index) + "quantity",
                        "产品“" + line.productName() + "”的到货数量超过在途的 " + StockLedger.plain(line.quantity()),
                        "合计不超过 " + StockLedger.plain(line.quantity())));
            }
        }
        ProblemException.refuse(errors);
    }

    /**
     * Keeps the warehouses of lines that are about to move from being disabled until the caller's transaction ends.
     *
     * @param more warehouses to keep
     * @return the warehouses as they are now
     */
    Map<WarehouseId, Warehouse> hold(List<StockLine> lines, List<Correction> corrections, Set<WarehouseId> more) {
        var named = new HashSet<>(more);
        lines.forEach(line -> named.add(line.warehouse()));
        corrections.forEach(correction -> {
            var warehouse = correction.warehouse();
            if (warehouse != null) {
                named.add(warehouse);
            }
        });
        return warehouses.hold(named);
    }

    /** @throws ProblemException with {@link Problem.Invalid} about lines that bring stock into a disabled warehouse */
    static void checkUsable(Kind kind, List<StockLine> lines, Map<WarehouseId, Warehouse> held) {
        var errors = new ArrayList<FieldError>();
        for (var index = 0; index < lines.size(); index++) {
            var line = lines.get(index);
            if (adds(kind, line.quantity()) && !isUsable(held, line.warehouse())) {
                errors.add(noWarehouse(place(index), line.warehouse()));
            }
        }
        ProblemException.refuse(errors);
    }

    private static boolean isUsable(Map<WarehouseId, Warehouse> held, WarehouseId id) {
        var warehouse = held.get(id);
        return warehouse != null && warehouse.usable();
    }

    /** @throws ProblemException with {@link Problem.Invalid} about {@code opinion} */
    static void checkOpinion(String opinion) {
        var errors = new ArrayList<FieldError>();
        FieldError.checkText("opinion", "库管意见", opinion, 2000, errors);
        ProblemException.refuse(errors);
    }

    /** @throws ProblemException with {@link Problem.Invalid} that names every fault */
    static void checkPrices(List<StockLine> lines, List<StockDocuments.Price> prices) {
        var known = lines.stream().map(StockLine::id).toList();
        var errors = new ArrayList<FieldError>();
        var seen = new HashSet<Long>();
        for (var index = 0; index < prices.size(); index++) {
            var price = prices.get(index);
            if (!known.contains(price.line())) {
                errors.add(new FieldError(place(index) + "id", "单据中没有编号为 " + price.line() + " 的明细", "该单据明细的编号"));
            } else if (!seen.add(price.line())) {
                errors.add(new FieldError(place(index) + "id", "编号为 " + price.line() + " 的明细写了两次", "每行明细只写一次"));
            }
            if (price.price().signum() < 0 || !StockNumbers.fits(price.price())) {
                errors.add(new FieldError(place(index) + "price", "单价不对", "不小于 0、" + StockNumbers.ALLOWED));
            }
        }
        ProblemException.refuse(errors);
    }
}
