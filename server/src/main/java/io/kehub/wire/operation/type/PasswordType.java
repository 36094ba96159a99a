package io.kehub.wire.operation.type;

/** A password: a text that is not trimmed. */
record PasswordType(int maxLength) implements InputType<String> {

    @Override
    public String allowed() {
        return "文本，最多 " + maxLength + " 个字";
    }

    @Override
    public boolean keepsBlanks() {
        return true;
    }

    @Override
    public Parsed<String> read(WireValue value, Context context) {
        return Scalars.text(value, maxLength, allowed(), false);
    }
}
