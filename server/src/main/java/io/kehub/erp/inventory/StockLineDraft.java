package io.kehub.erp.inventory;

import io.kehub.kernel.ProductId;
import io.kehub.kernel.WarehouseId;
import java.math.BigDecimal;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * A line of a stock document to be.
 *
 * @param unit id of one of the product's units; null means the base unit
 * @param quantity in that unit; above zero, and for an adjustment 盘点 not zero
 * @param batch 批号; empty if batches are not told apart
 * @param serialNumbers 序列号, as people write them
 * @param price per unit; zero stands for none
 * @param sourceLine id of the line of the source; 0 if there is none
 */
public record StockLineDraft(
        ProductId product,
        @Nullable Long unit,
        BigDecimal quantity,
        WarehouseId warehouse,
        String batch,
        String serialNumbers,
        @Nullable LocalDate producedOn,
        @Nullable LocalDate expiresOn,
        BigDecimal price,
        String remark,
        long sourceLine) {

    /** A line that says what, how much and where. */
    public static StockLineDraft of(ProductId product, BigDecimal quantity, WarehouseId warehouse, String batch) {
        return new StockLineDraft(product, null, quantity, warehouse, batch, "", null, null, BigDecimal.ZERO, "", 0);
    }

    StockLineDraft inBatch(String spelling) {
        return new StockLineDraft(
                product,
                unit,
                quantity,
                warehouse,
                spelling,
                serialNumbers,
                producedOn,
                expiresOn,
                price,
                remark,
                sourceLine);
    }
}
