package io.kehub.wire.inventory;

import io.kehub.erp.inventory.CustomTexts;
import io.kehub.erp.inventory.StockLineDetails;
import io.kehub.erp.inventory.StockLineDraft;
import io.kehub.erp.inventory.Warehouses;
import io.kehub.erp.product.Product;
import io.kehub.erp.product.Products;
import io.kehub.kernel.FieldError;
import io.kehub.kernel.ProblemException;
import io.kehub.kernel.ProductId;
import io.kehub.kernel.Text;
import io.kehub.wire.operation.Arguments;
import io.kehub.wire.operation.Parameter;
import io.kehub.wire.operation.type.DialectId;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The lines of 直接入库添加 as the ERP documents them: a product by its id, or by its name, code and model; the price per unit or
 * the total; the warehouse, or a bin in it.
 */
final class DocumentedLines {

    private static final int MAX_LISTED = 5;

    private final Products products;
    private final Bins bins;

    DocumentedLines(Products products, Warehouses warehouses) {
        this.products = products;
        this.bins = new Bins(warehouses);
    }

    /** @throws ProblemException with {@code Problem.Invalid} that names every error of every line */
    List<StockLineDraft> drafts(List<Arguments> rows, DialectId dialect) {
        var errors = new ArrayList<FieldError>();
        var drafts = new ArrayList<StockLineDraft>();
        var places = bins.places();
        for (var index = 0; index < rows.size(); index++) {
            var row = rows.get(index);
            var path = "lines[" + index + "].";
            var before = errors.size();
            var product = product(row, path, dialect, errors);
            var place = places.place(
                    row.find(StockLineParameters.WAREHOUSE), row.find(StockLineParameters.BIN), path, errors);
            var price = price(row, path, errors);
            if (place == null && errors.size() == before) {
                errors.add(new FieldError(path + "warehouse", "必填（仓库ID）", "已启用仓库的编号"));
            }
            if (errors.size() == before && product != null && place != null) {
                var line = StockLineParameters.line(row, product, row.get(StockLineParameters.QUANTITY), place);
                drafts.add(line.withPrice(price)
                        .withDetails(new StockLineDetails(
                                row.text(StockLineParameters.REMARK),
                                row.find(StockLineParameters.ARRIVED_ON),
                                CustomTexts.NONE.with(StockCustomFields.filled(row, StockLineParameters.CUSTOM)))));
            }
        }
        ProblemException.refuse(errors);
        return drafts;
    }

    private @Nullable ProductId product(Arguments row, String path, DialectId dialect, List<FieldError> errors) {
        var id = row.find(StockLineParameters.PRODUCT);
        var name = row.text(StockLineParameters.NAME);
        var code = row.text(StockLineParameters.CODE);
        var model = row.text(StockLineParameters.MODEL);
        if (id != null) {
            products.find(id).ifPresent(product -> {
                var details = product.details();
                differs(path + "productName", "名称", name, details.name(), errors);
                differs(path + "productCode", "编号", code, details.code(), errors);
                differs(path + "productModel", "型号", model, details.model(), errors);
            });
            return id;
        }
        if (name.isEmpty() && code.isEmpty()) {
            errors.add(new FieldError(
                    path + "product", "必填（产品ID）" + (dialect == DialectId.V3 ? "，或写产品名称、编号" : ""), "已有产品的编号"));
            return null;
        }
        var found = products.named(name, code, model, MAX_LISTED + 1);
        if (found.size() == 1) {
            return found.getFirst().id();
        }
        var field = path + (name.isEmpty() ? "productCode" : "productName");
        errors.add(
                found.isEmpty()
                        ? new FieldError(field, "没有这个名称、编号和型号的启用产品", "已有产品的名称或编号，或用产品ID ord")
                        : new FieldError(field, "有几个产品，无法确定是哪一个", "产品ID ord，或加上产品编号：" + listed(found)));
        return null;
    }

    private static String listed(List<Product> found) {
        return found.stream()
                        .limit(MAX_LISTED)
                        .map(product ->
                                product.id().value() + "（" + product.details().code() + "）")
                        .collect(Collectors.joining("、"))
                + (found.size() > MAX_LISTED ? " 等" : "");
    }

    private static void differs(String field, String caption, String given, String held, List<FieldError> errors) {
        if (!given.isEmpty() && !Text.folded(given).equals(Text.folded(held))) {
            errors.add(new FieldError(field, "与产品ID ord 的产品的" + caption + "不同", held.isEmpty() ? "留空" : held));
        }
    }

    /** The price per unit, from the total if only this is given; both have to agree to the cent. */
    private static BigDecimal price(Arguments row, String path, List<FieldError> errors) {
        var price = row.find(StockLineParameters.PRICE);
        var total = row.find(StockLineParameters.TOTAL);
        var quantity = row.get(StockLineParameters.QUANTITY);
        if (total == null || quantity.signum() == 0) {
            return price == null ? BigDecimal.ZERO : price;
        }
        if (price == null) {
            return total.divide(quantity, 4, RoundingMode.HALF_UP);
        }
        var computed = price.multiply(quantity);
        if (computed.subtract(total).abs().compareTo(new BigDecimal("0.01")) > 0) {
            errors.add(new FieldError(
                    path + "total", "总价与数量和单价不符", computed.stripTrailingZeros().toPlainString() + "，或不写总价"));
        }
        return price;
    }

    /** The parameters of a line beside those of every stock document. */
    static List<Parameter<?>> parameters() {
        var parameters = new ArrayList<Parameter<?>>(List.of(
                StockLineParameters.NAME,
                StockLineParameters.CODE,
                StockLineParameters.MODEL,
                StockLineParameters.TOTAL,
                StockLineParameters.BIN,
                StockLineParameters.ARRIVED_ON));
        parameters.addAll(StockLineParameters.CUSTOM.values());
        return parameters;
    }
}
