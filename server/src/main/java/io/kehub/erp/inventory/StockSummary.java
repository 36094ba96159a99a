package io.kehub.erp.inventory;

import io.kehub.kernel.ProductClassId;
import java.math.BigDecimal;
import java.util.Map;

/**
 * The stock of a product, over all warehouses or in the requested one.
 *
 * @param unit the base unit, in which the quantities are given
 * @param quantities every {@link StockQuantity}
 */
public record StockSummary(
        StockProduct product,
        ProductClassId productClass,
        String className,
        StockUnit unit,
        Map<StockQuantity, BigDecimal> quantities) {

    public StockSummary {
        quantities = Map.copyOf(quantities);
    }

    public BigDecimal quantity(StockQuantity kind) {
        return quantities.getOrDefault(kind, BigDecimal.ZERO);
    }
}
