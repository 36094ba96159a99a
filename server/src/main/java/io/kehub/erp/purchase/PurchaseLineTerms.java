package io.kehub.erp.purchase;

import io.kehub.kernel.ProductId;
import java.math.BigDecimal;
import java.math.RoundingMode;
import org.jspecify.annotations.Nullable;

/**
 * What is ordered in one line.
 *
 * @param unit id of one of the product's units; null means the base unit
 * @param quantity in that unit, above zero
 * @param price per unit, including tax
 */
public record PurchaseLineTerms(
        ProductId product, @Nullable Long unit, BigDecimal quantity, BigDecimal price, String remark) {

    /** Quantity × price, rounded half up to cents. */
    BigDecimal amount() {
        return quantity.multiply(price).setScale(2, RoundingMode.HALF_UP);
    }
}
