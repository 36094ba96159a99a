package io.kehub.erp.purchase;

import java.math.BigDecimal;

/**
 * A stored line of a purchase.
 *
 * @param unit id of the unit; the base unit if the terms name none
 * @param baseQuantity the quantity in base units
 * @param amount in the purchase's currency
 * @param stocked whether the product is kept in stock
 * @param received what confirmed stock-ins have brought, in base units
 */
public record PurchaseLine(
        long id,
        PurchaseLineTerms terms,
        Labels labels,
        long unit,
        BigDecimal baseQuantity,
        BigDecimal amount,
        boolean stocked,
        BigDecimal received) {

    /** How people call the product and the unit. */
    public record Labels(String productName, String productCode, String productModel, String unitName) {}

    /** What has not arrived, in base units; zero if more has arrived than was ordered, or nothing arrives. */
    public BigDecimal open() {
        return stocked ? baseQuantity.subtract(received).max(BigDecimal.ZERO) : BigDecimal.ZERO;
    }
}
