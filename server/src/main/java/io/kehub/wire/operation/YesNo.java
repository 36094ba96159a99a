package io.kehub.wire.operation;

import io.kehub.kernel.WrittenValue;

/** Yes or no, in the spellings that clients use. */
record YesNo() implements InputType<Boolean> {

    @Override
    public String allowed() {
        return "1（是）、0（否）";
    }

    @Override
    public String kind() {
        return "int";
    }

    @Override
    public Reading<Boolean> read(WireValue value, Context context) {
        if (value instanceof WireValue.Flag flag) {
            return Reading.good(flag.value());
        }
        return switch (Scalars.text(value, 10, allowed(), true)) {
            case Reading.Good<String> good ->
                WrittenValue.flag(good.value()).map(Reading::good).orElseGet(() -> Reading.bad("没有这个选项", allowed()));
            case Reading.Bad<String> bad -> Reading.bad(bad.message(), bad.allowed());
            case Reading.BadParts<String> bad -> new Reading.BadParts<>(bad.faults());
        };
    }
}
