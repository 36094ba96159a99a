package io.kehub.kernel;

import java.math.BigDecimal;
import java.math.RoundingMode;

/** Percentages by which a limit may be exceeded. */
public final class Percent {

    /** The valid values, in Chinese. */
    public static final String ALLOWED = "0 到 100 的数字，小数最多 2 位";

    private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

    private Percent() {}

    /** Whether the value is between 0 and 100 with at most 2 decimals. */
    public static boolean isValid(BigDecimal percent) {
        return percent.signum() >= 0
                && percent.compareTo(HUNDRED) <= 0
                && percent.stripTrailingZeros().scale() <= 2;
    }

    /** @throws ProblemException with {@link Problem.Invalid} about the field unless the value {@link #isValid} */
    public static void check(String field, BigDecimal percent) {
        if (!isValid(percent)) {
            throw new ProblemException(Problem.Invalid.field(field, "比例不对", ALLOWED));
        }
    }

    /** The limit raised by the percentage, rounded down to these decimals. */
    public static BigDecimal above(BigDecimal limit, BigDecimal percent, int decimals) {
        return limit.multiply(HUNDRED.add(percent)).divide(HUNDRED, decimals, RoundingMode.DOWN);
    }
}
