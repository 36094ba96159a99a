package io.kehub.wire.operation;

/** A text, trimmed, of at most {@code longest} letters. */
record Words(int longest) implements InputType<String> {

    @Override
    public String allowed() {
        return "文本，最多 " + longest + " 个字";
    }

    @Override
    public Reading<String> read(WireValue value, Context context) {
        return Scalars.text(value, longest, allowed(), true);
    }
}
