package io.kehub.erp.inventory;

import io.kehub.kernel.StockDocumentId;
import java.math.BigDecimal;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The stock of one batch of a product in one warehouse.
 *
 * @param unitName name of the base unit, in which the quantities are given
 * @param origin where the goods come from; null if unknown, as of stock that became positive by an earlier version
 * @param serialNumbers the serial numbers in stock, separated by commas; empty if there are none
 */
public record BatchStock(
        StockProduct product,
        String className,
        String unitName,
        StockWarehouse warehouse,
        StockBatch batch,
        BigDecimal quantity,
        BigDecimal frozen,
        @Nullable Origin origin,
        String serialNumbers) {

    /**
     * Where the goods come from: the line that brought them when the warehouse had none. A transfer keeps the origin.
     *
     * @param title of the document
     * @param supplier of the document; empty if there is none
     * @param remark of the line
     * @param custom the custom texts of the line
     * @param stockedAt when the goods were stocked first, in any warehouse
     * @param arrivedAt when they came into this warehouse
     */
    public record Origin(
            StockDocumentId document,
            String title,
            String supplier,
            String remark,
            CustomTexts custom,
            Instant stockedAt,
            Instant arrivedAt) {}
}
