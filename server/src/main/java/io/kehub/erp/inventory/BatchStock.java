package io.kehub.erp.inventory;

import io.kehub.kernel.ProductId;
import io.kehub.kernel.WarehouseId;
import java.math.BigDecimal;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/** What lies of one batch of one product in one warehouse, in base units. */
public record BatchStock(
        ProductId product,
        String name,
        String code,
        String model,
        String className,
        String unitName,
        WarehouseId warehouse,
        String warehouseName,
        String batch,
        BigDecimal quantity,
        BigDecimal frozen,
        @Nullable LocalDate producedOn,
        @Nullable LocalDate expiresOn) {}
