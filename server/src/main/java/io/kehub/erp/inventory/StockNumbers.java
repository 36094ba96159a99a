package io.kehub.erp.inventory;

import java.math.BigDecimal;

/** Range of quantities and prices: at most 14 integer digits and 4 decimals. */
final class StockNumbers {

    /** The rule as shown in error messages, in Chinese. */
    static final String ALLOWED = "整数最多 14 位、小数最多 4 位的数字";

    private static final BigDecimal MAX = new BigDecimal("99999999999999.9999");
    private static final int DECIMALS = 4;

    static boolean fits(BigDecimal number) {
        return number.abs().compareTo(MAX) <= 0 && number.stripTrailingZeros().scale() <= DECIMALS;
    }

    private StockNumbers() {}
}
