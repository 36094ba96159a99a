package io.kehub.erp.inventory;

import io.kehub.kernel.ProductClassId;
import io.kehub.kernel.ProductId;
import io.kehub.kernel.WarehouseId;
import org.jspecify.annotations.Nullable;

/**
 * Which stock a list shows; null and empty mean all. Texts are compared folded.
 *
 * @param warehouse this one or a place in it
 * @param keyword part of name, code or model of the product
 * @param name part of the product's name
 * @param code part of the product's code
 * @param model part of the product's model
 * @param productClass this class or one below it
 * @param batch part of the batch number; only lists of batches look at it
 */
public record StockFilter(
        @Nullable ProductId product,
        @Nullable WarehouseId warehouse,
        String keyword,
        String name,
        String code,
        String model,
        @Nullable ProductClassId productClass,
        String batch) {

    /** The filters of the quick reference. */
    public static StockFilter quick(@Nullable ProductId product, @Nullable WarehouseId warehouse) {
        return new StockFilter(product, warehouse, "", "", "", "", null, "");
    }
}
