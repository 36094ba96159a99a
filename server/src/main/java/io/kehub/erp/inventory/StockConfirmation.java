package io.kehub.erp.inventory;

import io.kehub.kernel.WarehouseId;
import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The warehouse's confirmation of a document 入库确认, 出库确认.
 *
 * @param corrections lines that differ from what was applied for; other lines stay. Several corrections of one line split it
 *     into parts
 * @param rest what happens to goods of a transfer that did not arrive
 */
public record StockConfirmation(String opinion, List<Correction> corrections, Rest rest) {
    public StockConfirmation {
        corrections = List.copyOf(corrections);
    }

    /** Goods that did not arrive stay in transit. */
    public StockConfirmation(String opinion, List<Correction> corrections) {
        this(opinion, corrections, Rest.IN_TRANSIT);
    }

    /** Confirms all lines as applied for. */
    public static final StockConfirmation AS_APPLIED = new StockConfirmation("", List.of());

    /** What happens to goods of a transfer that did not arrive. */
    public enum Rest {
        /** 仍在途: they are on a new pending arrival. */
        IN_TRANSIT,
        /** 退回: they return to their warehouse. */
        RETURNED,
        /** 损耗: they return to their warehouse and are written off there by an adjustment. */
        LOST
    }

    /**
     * A corrected line or part of a line; null keeps the value applied for. A part has to state its quantity.
     *
     * @param quantity in the line's unit; zero if nothing moved
     */
    public record Correction(
            long line,
            @Nullable BigDecimal quantity,
            @Nullable WarehouseId warehouse,
            @Nullable String batch) {}
}
