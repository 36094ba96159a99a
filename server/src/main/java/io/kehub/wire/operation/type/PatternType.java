package io.kehub.wire.operation.type;

import java.util.regex.Pattern;

/** A text that matches a pattern. */
record PatternType(Pattern form, String allowed) implements InputType<String> {

    /** Longer than any valid value; keeps very long texts away from the pattern. */
    private static final int MAX_LENGTH = 500;

    @Override
    public Parsed<String> read(WireValue value, Context context) {
        return switch (Scalars.text(value, MAX_LENGTH, allowed, true)) {
            case Parsed.Ok<String> good -> form.matcher(good.value()).matches() ? good : Parsed.error("格式不对", allowed);
            case Parsed.Error<String> bad -> bad;
            case Parsed.Errors<String> bad -> bad;
        };
    }
}
