package io.kehub.wire.operation.type;

import java.util.List;
import java.util.function.Function;

/** A type whose values the operation gets in another form. */
record MappedType<S, T>(InputType<S> type, Function<S, T> translation) implements InputType<T> {

    @Override
    public ValueShape shape() {
        return type.shape();
    }

    @Override
    public String allowed() {
        return type.allowed();
    }

    @Override
    public List<Option> options(DecodingContext decoding) {
        return type.options(decoding);
    }

    @Override
    public boolean keepsBlanks() {
        return type.keepsBlanks();
    }

    @Override
    public Parsed<T> read(WireValue value, Context context) {
        return switch (type.read(value, context)) {
            case Parsed.Ok<S> good -> Parsed.ok(translation.apply(good.value()));
            case Parsed.Error<S> bad -> Parsed.error(bad.message(), bad.allowed());
            case Parsed.Errors<S> bad -> new Parsed.Errors<>(bad.errors());
        };
    }
}
