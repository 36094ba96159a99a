package io.kehub.erp.product;

import io.kehub.kernel.ProductClassId;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Filter of a list of products; null and empty do not narrow it.
 *
 * @param texts parts of texts
 * @param productClass this class or one below it
 * @param enabled true for enabled products, false for disabled ones
 * @param terms further conditions
 */
public record ProductFilter(
        Map<ProductText, String> texts,
        @Nullable ProductClassId productClass,
        @Nullable Boolean enabled,
        ProductTerms terms) {

    public ProductFilter {
        texts = Map.copyOf(texts);
    }

    /** The filters of the quick reference. */
    public static ProductFilter quick(String keyword, @Nullable ProductClassId productClass) {
        return new ProductFilter(Map.of(ProductText.KEYWORD, keyword), productClass, null, ProductTerms.NONE);
    }
}
