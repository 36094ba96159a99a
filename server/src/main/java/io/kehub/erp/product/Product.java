package io.kehub.erp.product;

import io.kehub.kernel.ProductId;
import io.kehub.kernel.UserId;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A stored product 产品.
 *
 * @param className name of its class
 * @param units the base unit first
 * @param enabled whether new documents can use it
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

    /** The unit of this dictionary entry; empty if the product does not have it. */
    public Optional<ProductUnit> unit(long unit) {
        return units.stream().filter(each -> each.unit() == unit).findFirst();
    }

    /** The unit in which stock is counted. */
    public ProductUnit baseUnit() {
        return units.stream().filter(ProductUnit::base).findFirst().orElseThrow();
    }

    /**
     * Whether the product is kept in stock. A product whose 产品属性 is 0, such as a service, is not: it is neither reserved
     * nor shipped from stock.
     */
    public boolean stocked() {
        var given = details.field(ProductField.STOCKED);
        return given.isEmpty() || new BigDecimal(given).signum() != 0;
    }

    /**
     * A quantity in a unit.
     *
     * @param price per that unit
     */
    public record Measured(ProductUnit unit, BigDecimal quantity, BigDecimal price) {}

    /**
     * Converts a quantity of base units to another unit if that is exact; else returns it in the base unit.
     *
     * @param unit the requested unit; the base unit if the product does not have it
     * @param price per requested unit; rounded half up to 4 decimals if converted
     */
    public Measured measured(BigDecimal baseQuantity, long unit, BigDecimal price) {
        var requested = unit(unit).orElseGet(this::baseUnit);
        return requested
                .fromBase(baseQuantity)
                .map(quantity -> new Measured(requested, quantity, price))
                .orElseGet(() -> new Measured(
                        baseUnit(),
                        baseQuantity,
                        price.divide(requested.ratio(), ProductUnit.DECIMALS, RoundingMode.HALF_UP)));
    }
}
