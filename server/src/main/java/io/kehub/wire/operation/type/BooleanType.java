package io.kehub.wire.operation.type;

import io.kehub.kernel.WrittenValue;

/** A boolean in the spellings that clients use. */
record BooleanType() implements InputType<Boolean> {

    @Override
    public ValueShape shape() {
        return new ValueShape.Flag();
    }

    @Override
    public String allowed() {
        return "1（是）、0（否）";
    }

    @Override
    public Parsed<Boolean> read(WireValue value, Context context) {
        if (value instanceof WireValue.Flag flag) {
            return Parsed.ok(flag.value());
        }
        return switch (Scalars.text(value, 10, allowed(), true)) {
            case Parsed.Ok<String> good ->
                WrittenValue.flag(good.value()).map(Parsed::ok).orElseGet(() -> Parsed.error("没有这个选项", allowed()));
            case Parsed.Error<String> bad -> Parsed.error(bad.message(), bad.allowed());
            case Parsed.Errors<String> bad -> new Parsed.Errors<>(bad.errors());
        };
    }
}
