package io.kehub.erp.inventory;

import io.kehub.kernel.ProductId;
import io.kehub.kernel.WarehouseId;
import java.util.Comparator;

/**
 * A position in the list of batches, which is ordered by product (newest first), warehouse and batch.
 *
 * @param before true for the position just before this batch, false for just after it
 */
public record BatchPosition(ProductId product, WarehouseId warehouse, String batch, boolean before) {

    /** The order of the list. */
    public static final Comparator<BatchPosition> ORDER = Comparator.comparing(
                    (BatchPosition each) -> each.product().value(), Comparator.reverseOrder())
            .thenComparing(each -> each.warehouse().value())
            .thenComparing(BatchPosition::batch);

    /** The position of a batch. */
    public static BatchPosition of(BatchStock stock) {
        return new BatchPosition(
                stock.product().id(), stock.warehouse().id(), stock.batch().number(), false);
    }

    public BatchPosition justBefore() {
        return new BatchPosition(product, warehouse, batch, true);
    }
}
