package io.kehub.erp.access;

import io.kehub.kernel.UserId;

/**
 * A user 用户 of the ERP.
 *
 * @param login the name to sign in with, unique in its folded form
 * @param name the name that people read, {@code chargename} in the quick reference
 * @param enabled whether the user may sign in and be put in charge of customers
 */
public record User(UserId id, String login, String name, Role role, boolean enabled) {

    /** Whether this is a person's account, not a service account. */
    public boolean isPerson() {
        return role != Role.SERVICE;
    }
}
