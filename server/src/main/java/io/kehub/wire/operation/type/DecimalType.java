package io.kehub.wire.operation.type;

import java.math.BigDecimal;

/**
 * A decimal number with a maximum of digits before and after the point.
 *
 * @param signed whether it may be below zero
 */
record DecimalType(int wholeDigits, int fractionDigits, boolean signed) implements InputType<BigDecimal> {

    @Override
    public ValueShape shape() {
        return new ValueShape.Decimal(wholeDigits, fractionDigits, signed);
    }

    @Override
    public String allowed() {
        return (signed ? "" : "不小于 0 的") + "数字，整数最多 " + wholeDigits + " 位，小数最多 " + fractionDigits + " 位";
    }

    @Override
    public Parsed<BigDecimal> read(WireValue value, Context context) {
        return switch (Scalars.number(value, allowed())) {
            case Parsed.Ok<BigDecimal> good -> within(good.value());
            case Parsed.Error<BigDecimal> bad -> bad;
            case Parsed.Errors<BigDecimal> bad -> bad;
        };
    }

    private Parsed<BigDecimal> within(BigDecimal number) {
        if (!signed && number.signum() < 0) {
            return Parsed.error("不能为负数", allowed());
        }
        if (number.signum() == 0) {
            return Parsed.ok(BigDecimal.ZERO);
        }
        // the exponent is checked before any digit is written out
        if ((long) number.precision() - number.scale() > wholeDigits) {
            return Parsed.error("整数部分超过 " + wholeDigits + " 位", allowed());
        }
        var plain = number.stripTrailingZeros();
        if (plain.scale() > fractionDigits) {
            return Parsed.error("小数超过 " + fractionDigits + " 位", allowed());
        }
        return Parsed.ok(plain.setScale(Math.max(plain.scale(), 0)));
    }
}
