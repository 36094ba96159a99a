package io.kehub.wire.operation.type;

import io.kehub.erp.access.User;
import io.kehub.kernel.UserId;

/**
 * A user by name, as v3 writes them.
 *
 * @param enabledOnly whether the user must be enabled
 */
record UserNameType(boolean enabledOnly) implements InputType<UserId> {

    private static final int MAX_LENGTH = 50;

    @Override
    public String allowed() {
        return (enabledOnly ? "已启用的" : "") + "用户的姓名，须唯一";
    }

    @Override
    public Parsed<UserId> read(WireValue value, Context context) {
        return switch (Scalars.text(value, MAX_LENGTH, allowed(), true)) {
            case Parsed.Ok<String> good -> known(good.value(), context);
            case Parsed.Error<String> bad -> Parsed.error(bad.message(), bad.allowed());
            case Parsed.Errors<String> bad -> new Parsed.Errors<>(bad.errors());
        };
    }

    private Parsed<UserId> known(String name, Context context) {
        var all = context.decoding().usersNamed().apply(name);
        var named = all.stream()
                .filter(user -> !enabledOnly || user.enabled())
                .map(User::id)
                .toList();
        if (all.isEmpty()) {
            return Parsed.error("没有名为“" + name + "”的用户", allowed());
        }
        if (all.size() == 1 && named.size() == 1) {
            return Parsed.ok(named.getFirst());
        }
        // if several users have this name, prefer the one that the record already has
        var ids = all.stream().map(User::id).toList();
        var message = named.isEmpty() ? "没有名为“" + name + "”的用户" : "有 " + named.size() + " 个用户名为“" + name + "”，无法确定是哪一个";
        return context.old(ids, named.size() == 1 ? named.getFirst() : null, message, allowed());
    }
}
