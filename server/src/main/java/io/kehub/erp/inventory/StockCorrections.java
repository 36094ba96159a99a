package io.kehub.erp.inventory;

import io.kehub.erp.inventory.StockConfirmation.Correction;
import io.kehub.erp.inventory.StockConfirmation.Further;
import io.kehub.erp.inventory.StockDocument.Kind;
import io.kehub.erp.inventory.StockDocument.Part;
import io.kehub.erp.product.ProductUnit;
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

/** Validation rules of what the warehouse corrects when it confirms a document. */
final class StockCorrections {

    /** Decimals of the ratio between units. */
    private static final int RATIO_SCALE = 6;

    private StockCorrections() {}

    /** A corrected line or part of a line. */
    record Corrected(
            long line,
            StockLine.Quantities quantity,
            WarehouseId warehouse,
            StockBatch batch,
            String serialNumbers,
            StockLineDetails details) {}

    /**
     * Validates corrections. Several corrections of one line split it; the first part replaces the line.
     *
     * @param lines of the document
     * @param origins warehouses that the goods of a transfer left; empty unless the document is the arrival of a transfer
     * @param locked the warehouses of lines and corrections
     * @throws ProblemException with {@link Problem.Invalid} that names every error of every correction
     */
    static List<Corrected> accept(
            StockDocument document,
            List<StockLine> lines,
            List<Correction> corrections,
            Set<WarehouseId> origins,
            Map<WarehouseId, Warehouse> locked) {
        var known = new TreeMap<Long, StockLine>();
        lines.forEach(line -> known.put(line.id(), line));
        var errors = new ArrayList<FieldError>();
        var corrected = new ArrayList<Corrected>();
        var seen = new HashSet<Long>();
        for (var index = 0; index < corrections.size(); index++) {
            var correction = corrections.get(index);
            var line = known.get(correction.line());
            if (line == null) {
                errors.add(new FieldError(
                        StockLineRules.path(index) + "id",
                        "单据中没有编号为 " + correction.line() + " 的明细",
                        known.keySet().stream().map(String::valueOf).collect(Collectors.joining("、"))));
            } else {
                if (document.is(Part.ARRIVAL)) {
                    checkArrival(line, correction, StockLineRules.path(index), origins, errors);
                }
                var first = seen.add(line.id());
                correct(document.kind(), line, correction, StockLineRules.path(index), locked, errors)
                        .map(found -> part(found, correction, first))
                        .ifPresent(corrected::add);
            }
        }
        checkParts(known, corrections, errors);
        checkSerials(known, corrections, errors);
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
            String path,
            Map<WarehouseId, Warehouse> locked,
            List<FieldError> errors) {
        var quantity = Objects.requireNonNullElse(correction.quantity(), line.quantity());
        var warehouse = Objects.requireNonNullElse(
                correction.warehouse(), line.warehouse().id());
        var batch = Text.trimmed(
                Objects.requireNonNullElse(correction.batch(), line.batch().number()));
        if (!locked.containsKey(warehouse)
                || (!warehouse.equals(line.warehouse().id())
                        && StockLineRules.adds(kind, quantity)
                        && !isUsable(locked, warehouse))) {
            errors.add(StockLineRules.noWarehouse(path, warehouse));
        }
        StockLineRules.checkBatch(path, batch, errors);
        var details = details(line, correction.further());
        StockLineRules.checkDetails(path, details, errors);
        var signed = kind == Kind.ADJUSTMENT;
        if ((quantity.signum() < 0 && !signed) || !StockNumbers.fits(quantity)) {
            errors.add(new FieldError(path + "quantity", "数量不对", (signed ? "" : "不小于 0、") + StockNumbers.ALLOWED));
            return Optional.empty();
        }
        return inBaseUnit(line, quantity, path, errors)
                .map(base -> new Corrected(
                        line.id(),
                        new StockLine.Quantities(quantity, base),
                        warehouse,
                        batch(line, batch, correction.further()),
                        Objects.requireNonNullElse(correction.further().serialNumbers(), line.serialNumbers()),
                        details));
    }

    private static StockBatch batch(StockLine line, String number, Further further) {
        return new StockBatch(
                number,
                further.producedOn() == null ? line.batch().producedOn() : further.producedOn(),
                further.expiresOn() == null ? line.batch().expiresOn() : further.expiresOn());
    }

    private static StockLineDetails details(StockLine line, Further further) {
        return new StockLineDetails(
                Objects.requireNonNullElse(further.remark(), line.remark()),
                further.arrivedOn() == null ? line.details().arrivedOn() : further.arrivedOn(),
                line.details().custom().with(further.custom()));
    }

    /** The first part of a split line keeps its serial numbers; the others have those that they state. */
    private static Corrected part(Corrected corrected, Correction correction, boolean first) {
        return first || correction.further().serialNumbers() != null
                ? corrected
                : new Corrected(
                        corrected.line(),
                        corrected.quantity(),
                        corrected.warehouse(),
                        corrected.batch(),
                        "",
                        corrected.details());
    }

    private static void checkSerials(
            Map<Long, StockLine> known, List<Correction> corrections, List<FieldError> errors) {
        var stated = new ArrayList<StockSerials.Stated>();
        for (var index = 0; index < corrections.size(); index++) {
            var serials = corrections.get(index).further().serialNumbers();
            var line = known.get(corrections.get(index).line());
            if (serials != null && line != null) {
                var path = StockLineRules.path(index);
                FieldError.checkText(path + "serialNumbers", "序列号", serials, 2000, errors);
                stated.add(new StockSerials.Stated(path, line.product().id(), serials));
            }
        }
        StockSerials.check(stated, errors);
    }

    /** Uses the ratio stored with the line, because the ratio of the product may have changed since. */
    private static Optional<BigDecimal> inBaseUnit(
            StockLine line, BigDecimal quantity, String path, List<FieldError> errors) {
        var ratio = line.baseQuantity().divide(line.quantity(), RATIO_SCALE, RoundingMode.HALF_UP);
        var unit = new ProductUnit(line.unit().id(), line.unit().name(), ratio, false, "", ProductUnit.UnitPrices.NONE);
        return StockLineRules.inBaseUnit(quantity, unit, path, errors);
    }

    /** Each part of a split line states its quantity, and no two parts have the same warehouse and batch. */
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
                        StockLineRules.path(index) + "quantity",
                        "编号为 " + line.id() + " 的明细拆成了几行，每行都要写数量",
                        "不小于 0 的数量"));
            }
            var target = new Target(
                    line.id(),
                    Objects.requireNonNullElse(
                            correction.warehouse(), line.warehouse().id()),
                    Text.folded(Objects.requireNonNullElse(
                            correction.batch(), line.batch().number())));
            if (!seen.add(target)) {
                errors.add(new FieldError(
                        StockLineRules.path(index) + "id", "编号为 " + line.id() + " 的明细以同一仓库和批号写了两次", "每个仓库和批号写一行，数量合并"));
            }
        }
    }

    private static void checkArrival(
            StockLine line, Correction correction, String path, Set<WarehouseId> origins, List<FieldError> errors) {
        var batch = correction.batch();
        if (batch != null && !Text.folded(batch).equals(Text.folded(line.batch().number()))) {
            errors.add(
                    new FieldError(path + "batch", "调拨的批号不能在到货时更改", line.batch().number()));
        }
        var warehouse = correction.warehouse();
        if (warehouse != null && origins.contains(warehouse)) {
            errors.add(new FieldError(path + "warehouse", "调入仓库与调出仓库相同", "另一个已启用的仓库；要退回请否决"));
        }
    }

    /** A transfer cannot deliver more than is in transit. */
    private static void checkArrived(
            Map<Long, StockLine> known, List<Corrected> corrected, List<Correction> corrections) {
        var arrived = new HashMap<Long, BigDecimal>();
        var errors = new ArrayList<FieldError>();
        for (var index = 0; index < corrections.size(); index++) {
            var part = corrected.get(index);
            var sum = arrived.merge(part.line(), part.quantity().inBaseUnit(), BigDecimal::add);
            var line = Objects.requireNonNull(known.get(part.line()));
            if (sum.compareTo(line.baseQuantity()) > 0) {
                errors.add(new FieldError(
                        StockLineRules.path(index) + "quantity",
                        "产品“" + line.product().name() + "”的到货数量超过在途的 " + StockLedger.plain(line.quantity()),
                        "合计不超过 " + StockLedger.plain(line.quantity())));
            }
        }
        ProblemException.refuse(errors);
    }

    /** @throws ProblemException with {@link Problem.Invalid} about lines that bring stock into a disabled warehouse */
    static void checkUsable(Kind kind, List<StockLine> lines, Map<WarehouseId, Warehouse> locked) {
        var errors = new ArrayList<FieldError>();
        for (var index = 0; index < lines.size(); index++) {
            var line = lines.get(index);
            var warehouse = line.warehouse().id();
            if (StockLineRules.adds(kind, line.quantity()) && !isUsable(locked, warehouse)) {
                errors.add(StockLineRules.noWarehouse(StockLineRules.path(index), warehouse));
            }
        }
        ProblemException.refuse(errors);
    }

    private static boolean isUsable(Map<WarehouseId, Warehouse> locked, WarehouseId id) {
        var warehouse = locked.get(id);
        return warehouse != null && warehouse.usable();
    }
}
