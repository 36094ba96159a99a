package io.kehub.erp.inventory;

import io.kehub.erp.inventory.StockDocument.Kind;
import io.kehub.erp.product.ProductUnit;
import io.kehub.kernel.FieldError;
import io.kehub.kernel.WarehouseId;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;

/** Rules that hold for a line in a draft as well as in a correction. */
final class StockLineRules {

    private StockLineRules() {}

    /** Prefix of the fields of a line in error messages. */
    static String path(int index) {
        return "lines[" + index + "].";
    }

    /** Whether a line of this quantity adds to stock. */
    static boolean adds(Kind kind, BigDecimal quantity) {
        return kind == Kind.STOCK_OUT ? quantity.signum() < 0 : quantity.signum() > 0;
    }

    static void checkBatch(String path, String batch, List<FieldError> errors) {
        FieldError.checkText(path + "batch", "批号", batch, 50, errors);
    }

    static void checkDetails(String path, StockLineDetails details, List<FieldError> errors) {
        FieldError.checkText(path + "remark", "备注", details.remark(), 500, errors);
        StockBatches.checkYear(path + "arrivedOn", "到货日期", details.arrivedOn(), errors);
        details.custom().check(path, errors);
    }

    static void checkPrice(String path, BigDecimal price, List<FieldError> errors) {
        if (price.signum() < 0 || !StockNumbers.fits(price)) {
            errors.add(new FieldError(path + "price", "单价不对", "不小于 0、" + StockNumbers.ALLOWED));
        }
    }

    static FieldError noWarehouse(String path, WarehouseId warehouse) {
        return new FieldError(path + "warehouse", "没有编号为 " + warehouse.value() + " 的启用仓库", "已启用仓库的编号");
    }

    /** The quantity in base units; empty, with an error added, if it is not exact or too large. */
    static Optional<BigDecimal> inBaseUnit(
            BigDecimal quantity, ProductUnit unit, String path, List<FieldError> errors) {
        var converted = unit.toBase(quantity);
        if (converted.isEmpty()) {
            errors.add(new FieldError(path + "quantity", unit.inexact(), unit.exactMultiples()));
        } else if (!StockNumbers.fits(converted.get())) {
            errors.add(new FieldError(path + "quantity", "换算成基本单位后数量过大", StockNumbers.ALLOWED));
            return Optional.empty();
        }
        return converted;
    }
}
