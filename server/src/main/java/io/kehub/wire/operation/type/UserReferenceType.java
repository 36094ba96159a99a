package io.kehub.wire.operation.type;

import io.kehub.kernel.UserId;
import java.util.regex.Pattern;

/** A user by id, or by name if only one user has it; for fields that the ERP documents as text. */
record UserReferenceType(UserIdType byId, UserNameType byName) implements InputType<UserId> {

    private static final Pattern DIGITS = Pattern.compile("\\s*[0-9]+\\s*");

    @Override
    public ValueShape shape() {
        return new ValueShape.Formatted(allowed());
    }

    @Override
    public String allowed() {
        return byId.allowed() + "，或" + byName.allowed();
    }

    @Override
    public Parsed<UserId> read(WireValue value, Context context) {
        return value instanceof WireValue.Text text
                        && !DIGITS.matcher(text.text()).matches()
                ? byName.read(value, context)
                : byId.read(value, context);
    }
}
