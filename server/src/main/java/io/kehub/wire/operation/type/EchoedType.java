package io.kehub.wire.operation.type;

/** A value of any form that is compared later with what the record holds. */
record EchoedType() implements InputType<WireValue> {

    @Override
    public ValueShape shape() {
        return new ValueShape.Formatted(allowed());
    }

    @Override
    public String allowed() {
        return "与当前值相同，或不提交这个字段";
    }

    @Override
    public Parsed<WireValue> read(WireValue value, Context context) {
        return Parsed.ok(value);
    }
}
