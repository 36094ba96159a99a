package io.kehub.wire.operation.type;

import io.kehub.erp.access.User;
import io.kehub.kernel.UserId;

/**
 * The id of a user.
 *
 * @param enabledOnly whether the user must be enabled; a filter takes disabled ones too, since they keep customers
 */
record UserIdType(boolean enabledOnly) implements InputType<UserId> {

    private static final IdType<UserId> ID = new IdType<>(UserId::new);

    @Override
    public ValueShape shape() {
        return new ValueShape.UserId();
    }

    @Override
    public String allowed() {
        return enabledOnly ? "已启用的用户的编号" : "用户的编号";
    }

    @Override
    public boolean zeroIsAbsent() {
        return true;
    }

    @Override
    public Parsed<UserId> read(WireValue value, Context context) {
        return switch (ID.read(value, context)) {
            case Parsed.Ok<UserId> good -> known(good.value(), context);
            case Parsed.Error<UserId> bad -> Parsed.error(bad.message(), allowed());
            case Parsed.Errors<UserId> bad -> bad;
        };
    }

    private Parsed<UserId> known(UserId id, Context context) {
        var user = context.decoding().user().apply(id);
        if (user.isEmpty()) {
            return Parsed.error("没有编号为 " + id.value() + " 的用户", allowed());
        }
        return enabledOnly && !user.map(User::enabled).orElseThrow()
                ? context.old(id, "编号为 " + id.value() + " 的用户已停用", allowed())
                : Parsed.ok(id);
    }
}
