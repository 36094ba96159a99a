package io.kehub.erp.inventory;

import java.math.BigDecimal;

/** Quantities and prices as stock keeps them: 14 digits before the point, 4 behind it. */
final class StockNumbers {

    /** The rule in the words of a refusal. */
    static final String ALLOWED = "整数最多 14 位、小数最多 4 位的数字";

    private static final BigDecimal MAX = new BigDecimal("99999999999999.9999");
    private static final int DECIMALS = 4;

    static boolean fits(BigDecimal number) {
        return number.abs().compareTo(MAX) <= 0 && number.stripTrailingZeros().scale() <= DECIMALS;
    }

    private StockNumbers() {}
}
