package io.kehub.erp.inventory;

import io.kehub.kernel.UserId;
import io.kehub.kernel.WarehouseId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A warehouse 仓库, or a bin 库位 in one.
 *
 * @param parent null for a warehouse; the warehouse or bin that contains a bin
 * @param fullPath the names from the warehouse down, separated by {@code /}
 * @param enabled its own setting
 * @param usable whether stock may be added: it and all its ancestors are enabled
 */
public record Warehouse(
        WarehouseId id,
        @Nullable WarehouseId parent,
        String name,
        String code,
        String remark,
        boolean enabled,
        boolean usable,
        String fullPath,
        History history) {

    /** Who added it and changed it last, and when; null if unknown or never changed. */
    public record History(
            @Nullable UserId addedBy,
            @Nullable Instant addedAt,
            @Nullable UserId changedBy,
            @Nullable Instant changedAt) {}
}
