package io.kehub.erp.contract;

import io.kehub.kernel.ProductId;
import java.math.BigDecimal;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * What is agreed for one line of a contract.
 *
 * @param unit id of one of the product's units; null means the base unit
 * @param quantity in that unit, above zero
 * @param price per unit, including tax or not
 * @param discount a factor: 1 for none, 0.9 for ten percent off
 * @param taxIncluded whether the price includes tax 是否含税
 * @param taxRate in percent
 * @param concession deducted from the line's total 优惠金额
 * @param deliveredOn null if no date is agreed
 */
public record LineTerms(
        ProductId product,
        @Nullable Long unit,
        BigDecimal quantity,
        BigDecimal price,
        BigDecimal discount,
        boolean taxIncluded,
        BigDecimal taxRate,
        BigDecimal concession,
        @Nullable LocalDate deliveredOn,
        String remark) {

    /** A line without discount, tax and concession. */
    public static LineTerms of(ProductId product, @Nullable Long unit, BigDecimal quantity, BigDecimal price) {
        return new LineTerms(
                product, unit, quantity, price, BigDecimal.ONE, true, BigDecimal.ZERO, BigDecimal.ZERO, null, "");
    }
}
