package io.kehub.erp.inventory;

import io.kehub.erp.product.ProductText;
import io.kehub.kernel.ProductClassId;
import io.kehub.kernel.ProductId;
import io.kehub.kernel.WarehouseId;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Filter of a list of stock; null and empty do not narrow it.
 *
 * @param warehouse this warehouse or a bin in it
 * @param texts parts of the product's texts
 * @param productClass this class or one below it
 * @param batch part of the batch number, compared folded; ignored by lists of products
 */
public record StockFilter(
        @Nullable ProductId product,
        @Nullable WarehouseId warehouse,
        Map<ProductText, String> texts,
        @Nullable ProductClassId productClass,
        String batch) {

    public StockFilter {
        texts = Map.copyOf(texts);
    }

    /** The filters of the quick reference. */
    public static StockFilter quick(@Nullable ProductId product, @Nullable WarehouseId warehouse) {
        return new StockFilter(product, warehouse, Map.of(), null, "");
    }
}
