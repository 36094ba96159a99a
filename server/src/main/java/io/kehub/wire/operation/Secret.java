package io.kehub.wire.operation;

/** A password: a text that is taken letter by letter, blanks included. */
record Secret(int longest) implements InputType<String> {

    @Override
    public String allowed() {
        return "文本，最多 " + longest + " 个字";
    }

    @Override
    public boolean keepsBlanks() {
        return true;
    }

    @Override
    public Reading<String> read(WireValue value, Context context) {
        return Scalars.text(value, longest, allowed(), false);
    }
}
