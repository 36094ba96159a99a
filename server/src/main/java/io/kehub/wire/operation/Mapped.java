package io.kehub.wire.operation;

import java.util.List;
import java.util.function.Function;

/** A type whose values the operation gets in another form. */
record Mapped<S, T>(InputType<S> type, Function<S, T> translation) implements InputType<T> {

    @Override
    public String allowed() {
        return type.allowed();
    }

    @Override
    public String kind() {
        return type.kind();
    }

    @Override
    public List<Option> options(Border border) {
        return type.options(border);
    }

    @Override
    public int longest() {
        return type.longest();
    }

    @Override
    public boolean keepsBlanks() {
        return type.keepsBlanks();
    }

    @Override
    public Reading<T> read(WireValue value, Context context) {
        return switch (type.read(value, context)) {
            case Reading.Good<S> good -> Reading.good(translation.apply(good.value()));
            case Reading.Bad<S> bad -> Reading.bad(bad.message(), bad.allowed());
            case Reading.BadParts<S> bad -> new Reading.BadParts<>(bad.faults());
        };
    }
}
