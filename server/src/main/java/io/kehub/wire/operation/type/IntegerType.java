package io.kehub.wire.operation.type;

import io.kehub.kernel.WrittenValue;
import java.math.BigDecimal;

/** An integer within limits, both inclusive. {@link Integer#MAX_VALUE} is no limit that a caller needs to know. */
record IntegerType(int least, int most) implements InputType<Integer> {

    @Override
    public ValueShape shape() {
        return new ValueShape.Whole(least, most);
    }

    @Override
    public String allowed() {
        return most == Integer.MAX_VALUE ? "不小于 " + least + " 的整数" : least + " 到 " + most + " 的整数";
    }

    @Override
    public Parsed<Integer> read(WireValue value, Context context) {
        return switch (Scalars.number(value, allowed())) {
            case Parsed.Ok<BigDecimal> good -> within(good.value());
            case Parsed.Error<BigDecimal> bad -> Parsed.error(bad.message(), bad.allowed());
            case Parsed.Errors<BigDecimal> bad -> new Parsed.Errors<>(bad.errors());
        };
    }

    private Parsed<Integer> within(BigDecimal number) {
        if (!WrittenValue.isWhole(number)) {
            return Parsed.error("应为整数", allowed());
        }
        if (number.compareTo(BigDecimal.valueOf(least)) < 0) {
            return Parsed.error("超出范围", allowed());
        }
        if (number.compareTo(BigDecimal.valueOf(most)) > 0) {
            return Parsed.error(most == Integer.MAX_VALUE ? "数字过大" : "超出范围", allowed());
        }
        return Parsed.ok(number.intValueExact());
    }
}
