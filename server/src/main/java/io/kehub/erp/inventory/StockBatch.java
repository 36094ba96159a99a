package io.kehub.erp.inventory;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * A batch 批号 with its dates.
 *
 * @param number empty for stock without a batch number
 * @param producedOn production date 生产日期; null if unknown
 * @param expiresOn expiry date 有效日期; null if unknown
 */
public record StockBatch(
        String number,
        @Nullable LocalDate producedOn,
        @Nullable LocalDate expiresOn) {

    /** Stock without a batch number and dates. */
    public static final StockBatch NONE = new StockBatch("", null, null);

    /** A batch without dates. */
    public static StockBatch numbered(String number) {
        return new StockBatch(number, null, null);
    }

    /** The same dates under another spelling of the number. */
    StockBatch renumbered(String spelling) {
        return new StockBatch(spelling, producedOn, expiresOn);
    }

    boolean isDated() {
        return producedOn != null || expiresOn != null;
    }
}
