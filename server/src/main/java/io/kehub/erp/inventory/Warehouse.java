package io.kehub.erp.inventory;

import io.kehub.kernel.WarehouseId;
import org.jspecify.annotations.Nullable;

/**
 * A warehouse 仓库, or a place 库位 in one.
 *
 * @param parent null for a warehouse, what it stands in for a place
 * @param fullPath the names from the top, with {@code /} between them
 * @param enabled its own switch
 * @param usable whether stock may come in: it is enabled, and so is everything it stands in
 */
public record Warehouse(
        WarehouseId id,
        @Nullable WarehouseId parent,
        String name,
        String code,
        String remark,
        boolean enabled,
        boolean usable,
        String fullPath) {}
