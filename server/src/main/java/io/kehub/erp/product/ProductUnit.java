package io.kehub.erp.product;

import io.kehub.kernel.Text;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.Optional;

/**
 * A unit 单位 in which a product is counted.
 *
 * @param unit id of the entry of the dictionary of units
 * @param name text of that entry
 * @param ratio base units per unit; 1 for the base unit. At most {@link #DECIMALS} decimals, so that one unit is an exact quantity
 *     of base units; older data may have up to 6
 * @param base whether stock is counted in it; true for exactly one unit of each product
 * @param barcode 条形码; empty if there is none
 * @param prices per unit
 */
public record ProductUnit(long unit, String name, BigDecimal ratio, boolean base, String barcode, UnitPrices prices) {

    /** Maximum number of decimals of a quantity in any unit. */
    public static final int DECIMALS = 4;

    public ProductUnit {
        barcode = Text.withoutInvisible(barcode);
    }

    /** The quantity in base units, exact; empty if it needs more than {@link #DECIMALS} decimals. */
    public Optional<BigDecimal> toBase(BigDecimal quantity) {
        var base = quantity.multiply(ratio);
        return scale(base) > DECIMALS ? Optional.empty() : Optional.of(base.setScale(DECIMALS));
    }

    /** The quantity in this unit, exact; empty if it needs more than {@link #DECIMALS} decimals. */
    public Optional<BigDecimal> fromBase(BigDecimal base) {
        var quantity = base.divide(ratio, DECIMALS, RoundingMode.DOWN);
        return quantity.multiply(ratio).compareTo(base) == 0 ? Optional.of(quantity) : Optional.empty();
    }

    /** The smallest quantity in this unit that is exact in base units; every exact quantity is a multiple of it. */
    public BigDecimal step() {
        var decimals = Math.max(scale(ratio), 0);
        var whole = BigInteger.TEN.pow(decimals);
        var numerator = ratio.movePointRight(decimals).toBigIntegerExact();
        return new BigDecimal(whole.divide(whole.gcd(numerator)), DECIMALS);
    }

    /** Error message for a quantity that is not exact in base units, in Chinese. */
    public String inexact() {
        return "换算成基本单位（1 " + name + " = " + ratio.stripTrailingZeros().toPlainString() + "）后小数超过 " + DECIMALS + " 位";
    }

    /** The quantities that are exact in base units, in Chinese. */
    public String exactMultiples() {
        return step().stripTrailingZeros().toPlainString() + " 的整数倍";
    }

    /** Whether both have the same unit, role and ratio. */
    boolean countsLike(ProductUnit other) {
        return unit == other.unit && base == other.base && ratio.compareTo(other.ratio) == 0;
    }

    private static int scale(BigDecimal number) {
        return number.signum() == 0 ? 0 : number.stripTrailingZeros().scale();
    }

    /**
     * 价格策略. Not below zero; zero means none.
     *
     * @param suggestedPurchase 建议进价
     * @param highestPurchase 最高进价
     * @param suggestedSale 建议售价
     * @param lowestSale 最低售价
     */
    public record UnitPrices(
            BigDecimal suggestedPurchase, BigDecimal highestPurchase, BigDecimal suggestedSale, BigDecimal lowestSale) {

        public static final UnitPrices NONE =
                new UnitPrices(BigDecimal.ZERO, BigDecimal.ZERO, BigDecimal.ZERO, BigDecimal.ZERO);
    }
}
