package io.kehub.wire.operation.type;

/** A trimmed text with a maximum length in code points. */
record TextType(int maxLength) implements InputType<String> {

    @Override
    public String allowed() {
        return "文本，最多 " + maxLength + " 个字";
    }

    @Override
    public Parsed<String> read(WireValue value, Context context) {
        return Scalars.text(value, maxLength, allowed(), true);
    }
}
