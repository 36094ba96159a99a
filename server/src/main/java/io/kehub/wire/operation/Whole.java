package io.kehub.wire.operation;

import io.kehub.kernel.WrittenValue;
import java.math.BigDecimal;

/** A whole number from {@code least} to {@code most}. */
record Whole(int least, int most) implements InputType<Integer> {

    @Override
    public String allowed() {
        return least + " 到 " + most + " 的整数";
    }

    @Override
    public String kind() {
        return "int";
    }

    @Override
    public Reading<Integer> read(WireValue value, Context context) {
        return switch (Scalars.number(value, allowed())) {
            case Reading.Good<BigDecimal> good -> within(good.value());
            case Reading.Bad<BigDecimal> bad -> Reading.bad(bad.message(), bad.allowed());
            case Reading.BadParts<BigDecimal> bad -> new Reading.BadParts<>(bad.faults());
        };
    }

    private Reading<Integer> within(BigDecimal number) {
        if (!WrittenValue.isWhole(number)) {
            return Reading.bad("应为整数", allowed());
        }
        if (number.compareTo(BigDecimal.valueOf(least)) < 0 || number.compareTo(BigDecimal.valueOf(most)) > 0) {
            return Reading.bad("超出范围", allowed());
        }
        return Reading.good(number.intValueExact());
    }
}
