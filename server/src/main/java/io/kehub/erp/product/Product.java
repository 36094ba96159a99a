package io.kehub.erp.product;

import io.kehub.kernel.ProductId;
import io.kehub.kernel.UserId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A product 产品 as it is stored.
 *
 * @param className name of its class
 * @param units the base unit first
 * @param enabled whether new documents may use it
 */
public record Product(
        ProductId id,
        ProductDetails details,
        String className,
        List<ProductUnit> units,
        boolean enabled,
        UserId addedBy,
        Instant addedAt) {

    public Product {
        units = List.copyOf(units);
    }

    /** The unit of this dictionary entry; empty where the product lacks it. */
    public Optional<ProductUnit> unit(long unit) {
        return units.stream().filter(each -> each.unit() == unit).findFirst();
    }

    /** The unit in which stock is kept. */
    public ProductUnit baseUnit() {
        return units.stream().filter(ProductUnit::base).findFirst().orElseThrow();
    }
}
