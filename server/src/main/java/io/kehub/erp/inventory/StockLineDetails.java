package io.kehub.erp.inventory;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * What is entered about a line in addition to what it moves.
 *
 * @param arrivedOn 到货日期; null if unknown
 */
public record StockLineDetails(String remark, @Nullable LocalDate arrivedOn, CustomTexts custom) {

    public static final StockLineDetails NONE = new StockLineDetails("", null, CustomTexts.NONE);

    public StockLineDetails withRemark(String other) {
        return new StockLineDetails(other, arrivedOn, custom);
    }

    public StockLineDetails withArrivedOn(@Nullable LocalDate other) {
        return new StockLineDetails(remark, other, custom);
    }

    public StockLineDetails withCustom(CustomTexts other) {
        return new StockLineDetails(remark, arrivedOn, other);
    }
}
