package io.kehub.erp.inventory;

import io.kehub.kernel.ProductId;
import io.kehub.kernel.WarehouseId;
import java.math.BigDecimal;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * A line of a stock document.
 *
 * @param quantity in {@code unit}; below zero only in an adjustment and in what reverses another document
 * @param baseQuantity the same in base units
 */
public record StockLine(
        long id,
        ProductId product,
        String productName,
        String productCode,
        String productModel,
        long unit,
        String unitName,
        BigDecimal quantity,
        BigDecimal baseQuantity,
        WarehouseId warehouse,
        String warehouseName,
        String batch,
        String serialNumbers,
        @Nullable LocalDate producedOn,
        @Nullable LocalDate expiresOn,
        BigDecimal price,
        String remark,
        long sourceLine) {}
