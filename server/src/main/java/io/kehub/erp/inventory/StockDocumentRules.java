package io.kehub.erp.inventory;

import io.kehub.erp.inventory.StockDocument.Kind;
import io.kehub.erp.product.Product;
import io.kehub.erp.product.ProductUnit;
import io.kehub.erp.product.Products;
import io.kehub.kernel.FieldError;
import io.kehub.kernel.Problem;
import io.kehub.kernel.ProblemException;
import io.kehub.kernel.WarehouseId;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** What stock documents, their lines and what is said of them later must obey. */
final class StockDocumentRules {

    private final Products products;
    private final Warehouses warehouses;

    StockDocumentRules(Products products, Warehouses warehouses) {
        this.products = products;
        this.warehouses = warehouses;
    }

    /** A line as it is stored. */
    record Accepted(StockLineDraft draft, long unit, BigDecimal baseQuantity) {}

    /**
     * The lines of a draft, in base units.
     *
     * @param signed whether quantities may be below zero, as in what reverses another document
     * @throws ProblemException with {@link Problem.Invalid} that names every fault of head and lines
     */
    List<Accepted> accept(Kind kind, StockDocumentDraft draft, boolean signed) {
        var faults = new ArrayList<FieldError>();
        FieldError.checkText("number", "单据编号", draft.number(), 50, faults);
        FieldError.checkText("title", "单据主题", draft.title(), 200, faults);
        FieldError.checkText("category", "类别", draft.category(), 50, faults);
        FieldError.checkText("supplier", "供应商", draft.supplier(), 200, faults);
        FieldError.checkText("remark", "备注", draft.remark(), 2000, faults);
        if (draft.lines().isEmpty() || draft.lines().size() > StockDocuments.MOST_LINES) {
            faults.add(new FieldError(
                    "lines", "共 " + draft.lines().size() + " 行明细", "1 至 " + StockDocuments.MOST_LINES + " 行"));
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
        if (line.price().signum() < 0 || !StockNumbers.fits(line.price())) {
            faults.add(new FieldError(place + "price", "单价不对", "不小于 0、" + StockNumbers.ALLOWED));
        }
        var wrong = line.quantity().signum() == 0 || (line.quantity().signum() < 0 && !signed);
        if (wrong || !StockNumbers.fits(line.quantity())) {
            faults.add(new FieldError(place + "quantity", "数量不对", (signed ? "不为 0、" : "大于 0、") + StockNumbers.ALLOWED));
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
        if (!StockNumbers.fits(base)) {
            faults.add(new FieldError(place + "quantity", "换算成基本单位后小数超过 4 位或数量过大", "能换算成最多 4 位小数的数量"));
            return Optional.empty();
        }
        return Optional.of(base.setScale(4));
    }

    /** A line as the warehouse found it. */
    record Corrected(long line, BigDecimal quantity, BigDecimal baseQuantity, WarehouseId warehouse, String batch) {}

    /**
     * The lines that turned out otherwise.
     *
     * @param lines of the document
     * @throws ProblemException with {@link Problem.Invalid} that names every fault of every correction
     */
    List<Corrected> correct(List<StockLine> lines, List<StockConfirmation.Correction> corrections) {
        var known = new TreeMap<Long, StockLine>();
        lines.forEach(line -> known.put(line.id(), line));
        var faults = new ArrayList<FieldError>();
        var corrected = new ArrayList<Corrected>();
        for (var index = 0; index < corrections.size(); index++) {
            var correction = corrections.get(index);
            var line = known.get(correction.line());
            if (line == null) {
                faults.add(new FieldError(
                        "lines[" + index + "].id",
                        "单据中没有编号为 " + correction.line() + " 的明细",
                        known.keySet().stream().map(String::valueOf).collect(Collectors.joining("、"))));
            } else {
                correct(line, correction, "lines[" + index + "].", faults).ifPresent(corrected::add);
            }
        }
        ProblemException.refuse(faults);
        return corrected;
    }

    private Optional<Corrected> correct(
            StockLine line, StockConfirmation.Correction correction, String place, List<FieldError> faults) {
        var quantity = Objects.requireNonNullElse(correction.quantity(), line.quantity());
        var warehouse = Objects.requireNonNullElse(correction.warehouse(), line.warehouse());
        var batch = Objects.requireNonNullElse(correction.batch(), line.batch());
        if (warehouses
                .find(warehouse)
                .filter(each -> each.enabled() || warehouse.equals(line.warehouse()))
                .isEmpty()) {
            faults.add(new FieldError(place + "warehouse", "没有编号为 " + warehouse.value() + " 的启用仓库", "已启用仓库的编号"));
        }
        FieldError.checkText(place + "batch", "批号", batch, 50, faults);
        if (quantity.signum() < 0 || !StockNumbers.fits(quantity)) {
            faults.add(new FieldError(place + "quantity", "数量不对", "不小于 0、" + StockNumbers.ALLOWED));
            return Optional.empty();
        }
        var unit = products.find(line.product())
                .flatMap(product -> product.unit(line.unit()))
                .orElseThrow();
        return base(quantity, unit, place, faults)
                .map(base -> new Corrected(line.id(), quantity, base, warehouse, batch));
    }

    /** @throws ProblemException with {@link Problem.Invalid} about {@code opinion} */
    static void checkOpinion(String opinion) {
        var faults = new ArrayList<FieldError>();
        FieldError.checkText("opinion", "库管意见", opinion, 2000, faults);
        ProblemException.refuse(faults);
    }

    /**
     * @param prices by the ids of lines
     * @throws ProblemException with {@link Problem.Invalid} that names every fault
     */
    static void checkPrices(List<StockLine> lines, Map<Long, BigDecimal> prices) {
        var known = lines.stream().map(StockLine::id).toList();
        var faults = new ArrayList<FieldError>();
        new TreeMap<>(prices).forEach((line, price) -> {
            if (!known.contains(line)) {
                faults.add(new FieldError("lines", "单据中没有编号为 " + line + " 的明细", "该单据明细的编号"));
            } else if (price.signum() < 0 || !StockNumbers.fits(price)) {
                faults.add(new FieldError("lines", "编号为 " + line + " 的明细单价不对", "不小于 0、" + StockNumbers.ALLOWED));
            }
        });
        ProblemException.refuse(faults);
    }
}
