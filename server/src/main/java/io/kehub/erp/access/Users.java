package io.kehub.erp.access;

import io.kehub.kernel.Page;
import io.kehub.kernel.PageRequest;
import io.kehub.kernel.UserId;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;

public final class Users {
    public User create(NewUser user) {
        throw new UnsupportedOperationException();
    }

    public Optional<User> find(UserId id) {
        throw new UnsupportedOperationException();
    }

    public Page<User> list(PageRequest page) {
        throw new UnsupportedOperationException();
    }
    /** The names of the given users in one query; an id that is no user's is left out. */
    public Map<UserId, String> names(Collection<UserId> ids) {
        throw new UnsupportedOperationException();
    }

    public User enable(UserId id, boolean enabled) {
        throw new UnsupportedOperationException();
    }

    public void changePassword(UserId id, String password) {
        throw new UnsupportedOperationException();
    }
    /** The account that a part of the program itself works under; has no password, so nobody can sign in with it. Made when missing. */
    public User serviceAccount(String login, String name) {
        throw new UnsupportedOperationException();
    }
}
