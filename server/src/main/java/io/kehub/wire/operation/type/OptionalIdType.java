package io.kehub.wire.operation.type;

import java.math.BigDecimal;
import java.util.Optional;
import java.util.function.LongFunction;

/** The id of a record; 0 stands for none, as the ERP's forms write it. */
record OptionalIdType<T>(IdType<T> id) implements InputType<Optional<T>> {

    OptionalIdType(LongFunction<T> id) {
        this(new IdType<>(id));
    }

    @Override
    public ValueShape shape() {
        return new ValueShape.Id();
    }

    @Override
    public String allowed() {
        return id.allowed() + "，0 表示没有";
    }

    @Override
    public Parsed<Optional<T>> read(WireValue value, Context context) {
        if (Scalars.number(value, allowed()) instanceof Parsed.Ok<BigDecimal> number
                && number.value().signum() == 0) {
            return Parsed.ok(Optional.empty());
        }
        return switch (id.read(value, context)) {
            case Parsed.Ok<T> good -> Parsed.ok(Optional.of(good.value()));
            case Parsed.Error<T> bad -> Parsed.error(bad.message(), allowed());
            case Parsed.Errors<T> bad -> new Parsed.Errors<>(bad.errors());
        };
    }
}
