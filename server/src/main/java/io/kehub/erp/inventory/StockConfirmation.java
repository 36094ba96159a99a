package io.kehub.erp.inventory;

import io.kehub.kernel.WarehouseId;
import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the warehouse says when it confirms a document 入库确认, 出库确认.
 *
 * @param corrections lines that turned out otherwise; the others stand as they were applied for
 */
public record StockConfirmation(String opinion, List<Correction> corrections) {
    public StockConfirmation {
        corrections = List.copyOf(corrections);
    }

    /** Everything as it was applied for. */
    public static final StockConfirmation AS_APPLIED = new StockConfirmation("", List.of());

    /**
     * A line that turned out otherwise; null leaves what was applied for.
     *
     * @param quantity in the line's unit; zero where nothing came or went
     */
    public record Correction(
            long line,
            @Nullable BigDecimal quantity,
            @Nullable WarehouseId warehouse,
            @Nullable String batch) {}
}
