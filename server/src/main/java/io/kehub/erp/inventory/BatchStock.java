package io.kehub.erp.inventory;

import java.math.BigDecimal;

/**
 * The stock of one batch of a product in one warehouse.
 *
 * @param unitName name of the base unit, in which the quantities are given
 */
public record BatchStock(
        StockProduct product,
        String className,
        String unitName,
        StockWarehouse warehouse,
        StockBatch batch,
        BigDecimal quantity,
        BigDecimal frozen) {}
