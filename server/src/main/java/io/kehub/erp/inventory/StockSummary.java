package io.kehub.erp.inventory;

import io.kehub.kernel.ProductClassId;
import io.kehub.kernel.ProductId;
import java.math.BigDecimal;

/**
 * The stock of a product, over all warehouses or in the one that was asked for, in base units.
 *
 * @param available what is there, neither frozen nor reserved nor in a disabled warehouse; below zero if more is promised than there is
 * @param reserved promised to contracts, over all warehouses: a promise names no warehouse
 * @param inTransit on its way in, over all warehouses
 */
public record StockSummary(
        ProductId product,
        String name,
        String code,
        String model,
        ProductClassId productClass,
        String className,
        long unit,
        String unitName,
        BigDecimal quantity,
        BigDecimal frozen,
        BigDecimal available,
        BigDecimal reserved,
        BigDecimal inTransit) {}
