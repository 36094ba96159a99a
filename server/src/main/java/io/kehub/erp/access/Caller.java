package io.kehub.erp.access;

import io.kehub.kernel.UserId;

/** Who sends a request: the user of the session that came with it. */
public record Caller(UserId user, String login, String name, Role role) {

    public boolean isAdministrator() {
        return role == Role.ADMINISTRATOR;
    }
}
