package io.kehub.wire.operation;

import java.util.regex.Pattern;

/** A text of a certain form. */
record Shaped(Pattern form, String allowed) implements InputType<String> {

    /** Longer than any form; keeps absurd texts away from the pattern. */
    private static final int LONGEST = 500;

    @Override
    public Reading<String> read(WireValue value, Context context) {
        return switch (Scalars.text(value, LONGEST, allowed, true)) {
            case Reading.Good<String> good ->
                form.matcher(good.value()).matches() ? good : Reading.bad("格式不对", allowed);
            case Reading.Bad<String> bad -> bad;
            case Reading.BadParts<String> bad -> bad;
        };
    }
}
