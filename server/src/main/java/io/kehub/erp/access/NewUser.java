package io.kehub.erp.access;

/** A user to be made. The password is in clear and is hashed before it is stored. */
public record NewUser(String login, String name, Role role, String password) {

    @Override
    public String toString() {
        return "NewUser[login=" + login + ", role=" + role + "]";
    }
}
