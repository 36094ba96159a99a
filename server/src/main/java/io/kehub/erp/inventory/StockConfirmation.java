package io.kehub.erp.inventory;

import io.kehub.kernel.WarehouseId;
import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the warehouse says when it confirms a document 入库确认, 出库确认.
 *
 * @param corrections lines that turned out otherwise; the others stand as they were applied for. Several of one line are its
 *     parts: they replace it, and their quantities add up
 * @param rest what becomes of goods in a transfer that did not arrive
 */
public record StockConfirmation(String opinion, List<Correction> corrections, Rest rest) {
    public StockConfirmation {
        corrections = List.copyOf(corrections);
    }

    /** Goods that did not arrive stay in transit. */
    public StockConfirmation(String opinion, List<Correction> corrections) {
        this(opinion, corrections, Rest.IN_TRANSIT);
    }

    /** Everything as it was applied for. */
    public static final StockConfirmation AS_APPLIED = new StockConfirmation("", List.of());

    /** What becomes of goods in a transfer that did not arrive. */
    public enum Rest {
        /** 仍在途: another arrival waits for them. */
        IN_TRANSIT,
        /** 退回: they are back where they came from. */
        RETURNED,
        /** 损耗: they are back on the books where they came from, and written off there by an adjustment. */
        LOST
    }

    /**
     * A line, or a part of one, that turned out otherwise; null leaves what was applied for. A part states its quantity.
     *
     * @param quantity in the line's unit; zero if nothing came or went
     */
    public record Correction(
            long line,
            @Nullable BigDecimal quantity,
            @Nullable WarehouseId warehouse,
            @Nullable String batch) {}
}
