package io.kehub.wire.operation.type;

/** Strips ov1's {@code txt:} prefix, which marks a value as plain text. */
record PlainTextPrefix(InputType<String> type) implements InputType<String> {

    private static final String MARK = "txt:";

    @Override
    public ValueShape shape() {
        return type.shape();
    }

    @Override
    public String allowed() {
        return type.allowed() + "；明文可加前缀 txt:";
    }

    @Override
    public boolean keepsBlanks() {
        return type.keepsBlanks();
    }

    @Override
    public Parsed<String> read(WireValue value, Context context) {
        var marked = value instanceof WireValue.Text text && text.text().regionMatches(true, 0, MARK, 0, MARK.length());
        return type.read(
                marked ? new WireValue.Text(((WireValue.Text) value).text().substring(MARK.length())) : value, context);
    }
}
