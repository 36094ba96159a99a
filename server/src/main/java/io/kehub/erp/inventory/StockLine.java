package io.kehub.erp.inventory;

import java.math.BigDecimal;

/**
 * A line of a stock document.
 *
 * @param quantities in {@code unit} and in base units
 * @param serialNumbers 序列号 as entered; empty if there are none
 * @param price per {@code unit}; zero means none
 * @param sourceLine id of the line of the source; 0 if there is none
 */
public record StockLine(
        long id,
        StockProduct product,
        StockUnit unit,
        Quantities quantities,
        StockWarehouse warehouse,
        StockBatch batch,
        String serialNumbers,
        BigDecimal price,
        StockLineDetails details,
        long sourceLine) {

    /** One quantity in two units. Below zero only in adjustments and reversals. */
    public record Quantities(BigDecimal inUnit, BigDecimal inBaseUnit) {}

    public String remark() {
        return details.remark();
    }

    public BigDecimal quantity() {
        return quantities.inUnit();
    }

    public BigDecimal baseQuantity() {
        return quantities.inBaseUnit();
    }
}
