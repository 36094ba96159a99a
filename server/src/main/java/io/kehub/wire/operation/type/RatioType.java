package io.kehub.wire.operation.type;

import io.kehub.kernel.Text;
import java.math.BigDecimal;
import java.util.regex.Pattern;

/** How many base units make one unit: a decimal number, or a fraction such as {@code 1/2} that is an exact decimal number. */
record RatioType() implements InputType<BigDecimal> {

    private static final Pattern FRACTION = Pattern.compile("([0-9]{1,12})\\s*/\\s*([0-9]{1,12})");

    /** More decimals than a ratio may have, so that the module says what to do instead. */
    private static final InputType<BigDecimal> DECIMAL = new DecimalType(12, 30, false);

    @Override
    public ValueShape shape() {
        return new ValueShape.Ratio();
    }

    @Override
    public String allowed() {
        return "大于 0 的数字，整数最多 12 位，小数最多 4 位；除不尽时请以较小的单位作基本单位：1 大 = 3 小，比例写 3，不写 1/3";
    }

    @Override
    public Parsed<BigDecimal> read(WireValue value, Context context) {
        if (value instanceof WireValue.Text text) {
            var fraction = FRACTION.matcher(Text.trimmed(text.text()));
            if (fraction.matches()) {
                return divided(new BigDecimal(fraction.group(1)), new BigDecimal(fraction.group(2)));
            }
        }
        return DECIMAL.read(value, context);
    }

    private Parsed<BigDecimal> divided(BigDecimal numerator, BigDecimal denominator) {
        if (denominator.signum() == 0) {
            return Parsed.error("分母不能为 0", allowed());
        }
        try {
            return Parsed.ok(numerator.divide(denominator));
        } catch (ArithmeticException endless) {
            return Parsed.error("除不尽，不是有限小数", allowed());
        }
    }
}
