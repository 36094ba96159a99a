package io.kehub.wire.operation;

import java.math.BigDecimal;
import java.util.function.LongFunction;

/** The id of a record. Whether there is such a record is asked later. */
record Identifier<T>(LongFunction<T> id) implements InputType<T> {

    @Override
    public String allowed() {
        return "编号，1 到 " + Long.MAX_VALUE + " 的整数";
    }

    @Override
    public String kind() {
        return "int";
    }

    @Override
    public Reading<T> read(WireValue value, Context context) {
        return switch (Scalars.number(value, allowed())) {
            case Reading.Good<BigDecimal> good -> {
                var number = good.value();
                if (!Scalars.isWhole(number)
                        || number.signum() <= 0
                        || number.compareTo(BigDecimal.valueOf(Long.MAX_VALUE)) > 0) {
                    yield Reading.bad("不是有效的编号", allowed());
                }
                yield Reading.good(id.apply(number.longValueExact()));
            }
            case Reading.Bad<BigDecimal> bad -> Reading.bad(bad.message(), bad.allowed());
            case Reading.BadParts<BigDecimal> bad -> new Reading.BadParts<>(bad.faults());
        };
    }
}
