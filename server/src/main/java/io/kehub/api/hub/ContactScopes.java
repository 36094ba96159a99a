package io.kehub.api.hub;

import io.kehub.erp.access.Caller;
import io.kehub.erp.access.Departments;
import io.kehub.erp.access.Users;
import io.kehub.hub.contact.ContactScope;
import io.kehub.kernel.UserId;
import java.util.HashSet;
import java.util.Set;

/** Which contacts a caller may see. A contact names its owner by a text: the name or the login of a user. */
final class ContactScopes {

    private final Departments departments;
    private final Users users;

    ContactScopes(Departments departments, Users users) {
        this.departments = departments;
        this.users = users;
    }

    /** Everyone's for roles that see everything, those of the department for a manager, the own ones for all others. */
    ContactScope of(Caller caller) {
        Set<UserId> owners = departments.scopeOf(caller).owners();
        if (owners == null) {
            return ContactScope.EVERYTHING;
        }
        var names = new HashSet<String>();
        users.findAll(owners).forEach(user -> {
            names.add(user.name());
            names.add(user.login());
        });
        return new ContactScope(names);
    }
}
