package io.kehub.wire.operation;

import io.kehub.erp.access.User;
import io.kehub.kernel.UserId;

/**
 * The id of a user.
 *
 * @param enabledOnly whether the user must be enabled; a filter takes disabled ones too, since they keep customers
 */
record UserReference(boolean enabledOnly) implements InputType<UserId> {

    private static final Identifier<UserId> ID = new Identifier<>(UserId::new);

    @Override
    public String allowed() {
        return enabledOnly ? "已启用的用户的编号" : "用户的编号";
    }

    @Override
    public Reading<UserId> read(WireValue value, String field, Border border) {
        return switch (ID.read(value, field, border)) {
            case Reading.Bad<UserId> bad -> Reading.bad(bad.message(), allowed());
            case Reading.Good<UserId> good -> {
                var id = good.value();
                var user = border.user().apply(id);
                if (user.isEmpty()) {
                    yield Reading.bad("没有编号为 " + id.value() + " 的用户", allowed());
                }
                yield enabledOnly && !user.map(User::enabled).orElseThrow()
                        ? Reading.bad("编号为 " + id.value() + " 的用户已停用", allowed())
                        : Reading.good(id);
            }
        };
    }
}
