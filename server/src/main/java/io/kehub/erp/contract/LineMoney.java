package io.kehub.erp.contract;

import java.math.BigDecimal;
import java.math.RoundingMode;

/**
 * The money of one line. The total is quantity × price × discount, rounded half up to cents; where the price has no tax in
 * it, the tax of that net sum, rounded the same way, is added. The amount is the total less the concession. So a contract's
 * total is the sum of its lines' totals to the cent, whatever the order in which they are added up.
 *
 * @param total 税后总价
 * @param tax the tax that the total holds
 * @param concession 优惠金额
 */
public record LineMoney(BigDecimal total, BigDecimal tax, BigDecimal concession) {

    private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

    static LineMoney of(LineTerms terms) {
        var worth = cents(terms.quantity().multiply(terms.price()).multiply(terms.discount()));
        var concession = terms.concession().setScale(2, RoundingMode.UNNECESSARY);
        if (terms.taxIncluded()) {
            var tax = worth.multiply(terms.taxRate()).divide(HUNDRED.add(terms.taxRate()), 2, RoundingMode.HALF_UP);
            return new LineMoney(worth, tax, concession);
        }
        var tax = cents(worth.multiply(terms.taxRate()).divide(HUNDRED));
        return new LineMoney(worth.add(tax), tax, concession);
    }

    private static BigDecimal cents(BigDecimal amount) {
        return amount.setScale(2, RoundingMode.HALF_UP);
    }

    /** 优惠后总价 */
    public BigDecimal amount() {
        return total.subtract(concession);
    }
}
