package io.kehub.erp.access;

import io.kehub.kernel.UserId;

/** The sender of a request: the user of its session. */
public record Caller(UserId user, String login, String name, Role role) {

    public boolean isAdministrator() {
        return role == Role.ADMINISTRATOR;
    }
}
