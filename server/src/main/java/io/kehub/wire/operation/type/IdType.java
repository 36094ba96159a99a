package io.kehub.wire.operation.type;

import io.kehub.kernel.WrittenValue;
import java.math.BigDecimal;
import java.util.Optional;
import java.util.function.LongFunction;

/** The id of a record. Its existence is checked later. */
record IdType<T>(LongFunction<T> id) implements InputType<T> {

    @Override
    public ValueShape shape() {
        return new ValueShape.Id();
    }

    @Override
    public String allowed() {
        return "编号，正整数";
    }

    @Override
    public Parsed<T> read(WireValue value, Context context) {
        var number = switch (value) {
            case WireValue.Number numeral -> WrittenValue.id(numeral.number());
            case WireValue.Text text -> WrittenValue.id(text.text());
            default -> Optional.<Long>empty();
        };
        return number.map(each -> Parsed.ok(id.apply(each))).orElseGet(() -> switch (Scalars.number(value, allowed())) {
            case Parsed.Error<BigDecimal> bad -> Parsed.error(bad.message(), bad.allowed());
            default -> Parsed.error("不是有效的编号", allowed());
        });
    }
}
