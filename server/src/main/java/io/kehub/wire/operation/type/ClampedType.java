package io.kehub.wire.operation.type;

import java.math.BigDecimal;

/** An integer from {@code min} on; one above {@code max} counts as {@code max}, as the real ERP reads page sizes. */
record ClampedType(int min, int max) implements InputType<Integer> {

    @Override
    public ValueShape shape() {
        return new ValueShape.Whole(min, Integer.MAX_VALUE);
    }

    @Override
    public String allowed() {
        return min + " 到 " + max + " 的整数，更大的按 " + max + " 处理";
    }

    @Override
    public Parsed<Integer> read(WireValue value, Context context) {
        return Scalars.number(value, allowed()) instanceof Parsed.Ok<BigDecimal> number
                        && number.value().compareTo(BigDecimal.valueOf(max)) > 0
                ? Parsed.ok(max)
                : new IntegerType(min, max).read(value, context);
    }
}
