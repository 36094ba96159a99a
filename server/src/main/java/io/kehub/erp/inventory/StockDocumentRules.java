package io.kehub.erp.inventory;

import io.kehub.erp.inventory.StockBatches.Stated;
import io.kehub.erp.inventory.StockBatchesJdbc.Numbered;
import io.kehub.erp.inventory.StockDocument.Details;
import io.kehub.erp.inventory.StockDocument.Kind;
import io.kehub.erp.inventory.StockJdbc.WarehouseProduct;
import io.kehub.erp.product.Product;
import io.kehub.erp.product.Products;
import io.kehub.kernel.FieldError;
import io.kehub.kernel.Problem;
import io.kehub.kernel.ProblemException;
import io.kehub.kernel.Text;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Validation rules of new stock documents and of price changes. */
final class StockDocumentRules {

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

    /**
     * Validates a draft. Its warehouses cannot be disabled until the caller's transaction ends.
     *
     * @return the lines with base quantities and registered spellings of batch numbers
     * @throws ProblemException with {@link Problem.Invalid} that names every error of the document and its lines
     */
    List<AcceptedLine> accept(Kind kind, StockDocumentDraft draft) {
        var errors = new ArrayList<FieldError>();
        FieldError.checkText("number", "单据编号", draft.number(), 50, errors);
        FieldError.checkText("title", "单据主题", draft.title(), 200, errors);
        checkDetails(draft.details(), errors);
        var lines = draft.lines();
        if (lines.isEmpty() || lines.size() > StockDocuments.MAX_LINES) {
            errors.add(new FieldError("lines", "共 " + lines.size() + " 行明细", "1 至 " + StockDocuments.MAX_LINES + " 行"));
            ProblemException.refuse(errors);
        }
        var known = products.findAll(lines.stream().map(StockLineDraft::product).collect(Collectors.toSet()));
        var locked =
                warehouses.lock(lines.stream().map(StockLineDraft::warehouse).collect(Collectors.toSet()));
        var accepted = new ArrayList<AcceptedLine>();
        for (var index = 0; index < lines.size(); index++) {
            var line = lines.get(index);
            accept(
                            kind,
                            line,
                            StockLineRules.path(index),
                            Optional.ofNullable(known.get(line.product())),
                            Optional.ofNullable(locked.get(line.warehouse())),
                            errors)
                    .ifPresent(accepted::add);
        }
        StockSerials.check(
                indexed(lines)
                        .mapToObj(index -> new StockSerials.Stated(
                                StockLineRules.path(index),
                                lines.get(index).product(),
                                lines.get(index).serialNumbers()))
                        .toList(),
                errors);
        batches.check(
                indexed(lines)
                        .mapToObj(index -> stated(kind, lines.get(index), StockLineRules.path(index)))
                        .toList(),
                errors);
        ProblemException.refuse(errors);
        return withRegisteredBatches(accepted);
    }

    /** @throws ProblemException with {@link Problem.Invalid} that names every invalid field */
    static void checkDetails(Details details) {
        var errors = new ArrayList<FieldError>();
        checkDetails(details, errors);
        ProblemException.refuse(errors);
    }

    private static void checkDetails(Details details, List<FieldError> errors) {
        FieldError.checkText("category", "类别", details.category(), 50, errors);
        FieldError.checkText("supplier", "供应商", details.supplier(), 200, errors);
        FieldError.checkText("remark", "备注", details.remark(), 2000, errors);
        details.custom().check("", errors);
    }

    private static IntStream indexed(List<?> lines) {
        return IntStream.range(0, lines.size());
    }

    private static Stated stated(Kind kind, StockLineDraft line, String path) {
        var batch = line.batch().renumbered(Text.trimmed(line.batch().number()));
        return new Stated(path, line.product(), batch, StockLineRules.adds(kind, line.quantity()));
    }

    private Optional<AcceptedLine> accept(
            Kind kind,
            StockLineDraft line,
            String path,
            Optional<Product> product,
            Optional<Warehouse> warehouse,
            List<FieldError> errors) {
        if (product.isEmpty()) {
            errors.add(
                    new FieldError(path + "product", "没有编号为 " + line.product().value() + " 的产品", "已有产品的编号"));
        }
        // stock may still leave a disabled warehouse
        if (warehouse.isEmpty()
                || !(warehouse.get().usable()
                        || (!StockLineRules.adds(kind, line.quantity())
                                && stock.has(new WarehouseProduct(line.product(), line.warehouse()))))) {
            errors.add(StockLineRules.noWarehouse(path, line.warehouse()));
        }
        StockLineRules.checkBatch(path, line.batch().number(), errors);
        FieldError.checkText(path + "serialNumbers", "序列号", line.serialNumbers(), 2000, errors);
        StockLineRules.checkDetails(path, line.details(), errors);
        StockLineRules.checkPrice(path, line.price(), errors);
        var signed = kind == Kind.ADJUSTMENT;
        var wrong = line.quantity().signum() == 0 || (line.quantity().signum() < 0 && !signed);
        if (wrong || !StockNumbers.fits(line.quantity())) {
            errors.add(new FieldError(path + "quantity", "数量不对", (signed ? "不为 0、" : "大于 0、") + StockNumbers.ALLOWED));
            return Optional.empty();
        }
        return product.flatMap(known -> inBaseUnit(line, path, known, errors));
    }

    private static Optional<AcceptedLine> inBaseUnit(
            StockLineDraft line, String path, Product product, List<FieldError> errors) {
        var unit = line.unit() == null ? Optional.of(product.baseUnit()) : product.unit(line.unit());
        if (unit.isEmpty()) {
            errors.add(new FieldError(
                    path + "unit",
                    "产品“" + product.details().name() + "”没有这个单位",
                    product.units().stream()
                            .map(each -> each.unit() + "（" + each.name() + "）")
                            .collect(Collectors.joining("、"))));
            return Optional.empty();
        }
        return StockLineRules.inBaseUnit(line.quantity(), unit.get(), path, errors)
                .map(quantity -> new AcceptedLine(line, unit.get().unit(), quantity));
    }

    private List<AcceptedLine> withRegisteredBatches(List<AcceptedLine> lines) {
        var spellings =
                batches.spellings(lines.stream().map(StockDocumentRules::number).collect(Collectors.toSet()));
        return lines.stream()
                .map(line -> {
                    var number = number(line);
                    var spelling = spellings.getOrDefault(number, Text.trimmed(number.number()));
                    return line.withDraft(
                            line.draft().withBatch(line.draft().batch().renumbered(spelling)));
                })
                .toList();
    }

    private static Numbered number(AcceptedLine line) {
        return new Numbered(line.draft().product(), line.draft().batch().number());
    }

    /** @throws ProblemException with {@link Problem.Invalid} about {@code opinion} */
    static void checkOpinion(String opinion) {
        var errors = new ArrayList<FieldError>();
        FieldError.checkText("opinion", "库管意见", opinion, 2000, errors);
        ProblemException.refuse(errors);
    }

    /** @throws ProblemException with {@link Problem.Invalid} that names every error */
    static void checkPrices(List<StockLine> lines, List<StockDocuments.Price> prices) {
        var known = lines.stream().map(StockLine::id).toList();
        var errors = new ArrayList<FieldError>();
        var seen = new HashSet<Long>();
        for (var index = 0; index < prices.size(); index++) {
            var price = prices.get(index);
            var path = StockLineRules.path(index);
            if (!known.contains(price.line())) {
                errors.add(new FieldError(path + "id", "单据中没有编号为 " + price.line() + " 的明细", "该单据明细的编号"));
            } else if (!seen.add(price.line())) {
                errors.add(new FieldError(path + "id", "编号为 " + price.line() + " 的明细写了两次", "每行明细只写一次"));
            }
            StockLineRules.checkPrice(path, price.price(), errors);
        }
        ProblemException.refuse(errors);
    }
}
