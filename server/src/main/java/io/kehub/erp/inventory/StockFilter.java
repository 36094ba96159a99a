package io.kehub.erp.inventory;

import io.kehub.erp.product.ProductTerms;
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
 * @param terms further conditions on the product
 * @param stock conditions on the stock itself
 */
public record StockFilter(
        @Nullable ProductId product,
        @Nullable WarehouseId warehouse,
        Map<ProductText, String> texts,
        @Nullable ProductClassId productClass,
        ProductTerms terms,
        StockTerms stock) {

    public StockFilter {
        texts = Map.copyOf(texts);
    }

    /** The filters of the quick reference. */
    public static StockFilter quick(@Nullable ProductId product, @Nullable WarehouseId warehouse) {
        return new StockFilter(product, warehouse, Map.of(), null, ProductTerms.NONE, StockTerms.NONE);
    }
}
