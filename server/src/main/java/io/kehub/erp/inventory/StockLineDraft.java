package io.kehub.erp.inventory;

import io.kehub.kernel.ProductId;
import io.kehub.kernel.WarehouseId;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * A new line of a stock document. Start with {@link #of}, then add what the line needs.
 *
 * @param unit id of one of the product's units; null means the base unit
 * @param quantity in that unit; above zero, or not zero in an adjustment 盘点
 * @param serialNumbers 序列号 as entered
 * @param price per unit; zero means none
 * @param sourceLine id of the line of the source; 0 if there is none
 */
public record StockLineDraft(
        ProductId product,
        @Nullable Long unit,
        BigDecimal quantity,
        WarehouseId warehouse,
        StockBatch batch,
        String serialNumbers,
        BigDecimal price,
        StockLineDetails details,
        long sourceLine) {

    /** A line in the base unit, without a price. */
    public static StockLineDraft of(ProductId product, BigDecimal quantity, WarehouseId warehouse) {
        return new StockLineDraft(
                product, null, quantity, warehouse, StockBatch.NONE, "", BigDecimal.ZERO, StockLineDetails.NONE, 0);
    }

    /** As {@link #of(ProductId, BigDecimal, WarehouseId)} for a batch without dates. */
    public static StockLineDraft of(ProductId product, BigDecimal quantity, WarehouseId warehouse, String batch) {
        return of(product, quantity, warehouse).withBatch(StockBatch.numbered(batch));
    }

    /** A new line that moves the same as an existing one. */
    static StockLineDraft copyOf(StockLine line) {
        return of(line.product().id(), line.quantity(), line.warehouse().id())
                .withUnit(line.unit().id())
                .withBatch(line.batch())
                .withSerialNumbers(line.serialNumbers())
                .withPrice(line.price())
                .withDetails(line.details())
                .withSourceLine(line.sourceLine());
    }

    /** @param other null means the base unit */
    public StockLineDraft withUnit(@Nullable Long other) {
        return new StockLineDraft(
                product, other, quantity, warehouse, batch, serialNumbers, price, details, sourceLine);
    }

    StockLineDraft withQuantity(BigDecimal other) {
        return new StockLineDraft(product, unit, other, warehouse, batch, serialNumbers, price, details, sourceLine);
    }

    StockLineDraft withWarehouse(WarehouseId other) {
        return new StockLineDraft(product, unit, quantity, other, batch, serialNumbers, price, details, sourceLine);
    }

    public StockLineDraft withBatch(StockBatch other) {
        return new StockLineDraft(product, unit, quantity, warehouse, other, serialNumbers, price, details, sourceLine);
    }

    public StockLineDraft withSerialNumbers(String other) {
        return new StockLineDraft(product, unit, quantity, warehouse, batch, other, price, details, sourceLine);
    }

    public StockLineDraft withPrice(BigDecimal other) {
        return new StockLineDraft(product, unit, quantity, warehouse, batch, serialNumbers, other, details, sourceLine);
    }

    public StockLineDraft withRemark(String other) {
        return withDetails(details.withRemark(other));
    }

    public StockLineDraft withDetails(StockLineDetails other) {
        return new StockLineDraft(product, unit, quantity, warehouse, batch, serialNumbers, price, other, sourceLine);
    }

    public StockLineDraft withSourceLine(long other) {
        return new StockLineDraft(product, unit, quantity, warehouse, batch, serialNumbers, price, details, other);
    }
}
