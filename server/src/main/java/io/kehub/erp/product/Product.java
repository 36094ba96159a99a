package io.kehub.erp.product;

import io.kehub.kernel.ProductId;
import io.kehub.kernel.UserId;
import java.math.BigDecimal;
import java.math.RoundingMode;
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

    /** The unit of this dictionary entry; empty if the product lacks it. */
    public Optional<ProductUnit> unit(long unit) {
        return units.stream().filter(each -> each.unit() == unit).findFirst();
    }

    /** The unit in which stock is kept. */
    public ProductUnit baseUnit() {
        return units.stream().filter(ProductUnit::base).findFirst().orElseThrow();
    }

    /**
     * Whether the product is kept in stock. A product whose 产品属性 is 0, such as a service, is not: it is neither reserved
     * nor taken out of stock.
     */
    public boolean stocked() {
        var given = details.field(ProductField.STOCKED);
        return given.isEmpty() || new BigDecimal(given).signum() != 0;
    }

    /**
     * A quantity and the unit in which it is counted.
     *
     * @param price per that unit
     */
    public record Measured(ProductUnit unit, BigDecimal quantity, BigDecimal price) {}

    /**
     * A quantity of base units in another unit where that is exact, else in the base unit.
     *
     * @param unit the wanted unit; the base unit if the product lacks it
     * @param price per wanted unit; rounded half up to 4 decimals if it has to be converted
     */
    public Measured measured(BigDecimal baseQuantity, long unit, BigDecimal price) {
        var wanted = unit(unit).orElseGet(this::baseUnit);
        return wanted.fromBase(baseQuantity)
                .map(quantity -> new Measured(wanted, quantity, price))
                .orElseGet(() -> new Measured(
                        baseUnit(),
                        baseQuantity,
                        price.divide(wanted.ratio(), ProductUnit.DECIMALS, RoundingMode.HALF_UP)));
    }
}
