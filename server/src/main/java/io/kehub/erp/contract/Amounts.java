package io.kehub.erp.contract;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.function.Function;

/**
 * The money of a line, or of a contract as the sum of its lines. The total of a line is quantity × price × discount,
 * rounded half up to cents; if the price excludes tax, the tax on that net amount, rounded the same way, is added. The
 * total of a contract is therefore the sum of its lines' totals to the cent, in whatever order they are added.
 *
 * @param total 税后总价 of a line, 合同总额 of a contract
 * @param tax the tax included in the total
 * @param concession 优惠金额
 */
public record Amounts(BigDecimal total, BigDecimal tax, BigDecimal concession) {

    private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

    static Amounts of(LineTerms terms) {
        var product = cents(terms.quantity().multiply(terms.price()).multiply(terms.discount()));
        var concession = terms.concession().setScale(2, RoundingMode.UNNECESSARY);
        if (terms.taxIncluded()) {
            var tax = product.multiply(terms.taxRate()).divide(HUNDRED.add(terms.taxRate()), 2, RoundingMode.HALF_UP);
            return new Amounts(product, tax, concession);
        }
        var tax = cents(product.multiply(terms.taxRate()).divide(HUNDRED));
        return new Amounts(product.add(tax), tax, concession);
    }

    static Amounts sum(List<Amounts> all) {
        return new Amounts(sum(all, Amounts::total), sum(all, Amounts::tax), sum(all, Amounts::concession));
    }

    private static BigDecimal sum(List<Amounts> all, Function<Amounts, BigDecimal> value) {
        return all.stream().map(value).reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    private static BigDecimal cents(BigDecimal amount) {
        return amount.setScale(2, RoundingMode.HALF_UP);
    }

    /** The total less the concession: 优惠后总价 of a line, 优惠后总额 of a contract. */
    public BigDecimal amount() {
        return total.subtract(concession);
    }
}
