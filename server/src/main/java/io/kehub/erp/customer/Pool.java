package io.kehub.erp.customer;

import io.kehub.kernel.AccessScope;
import io.kehub.kernel.UserId;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The public pool 客户池: customers without a user in charge. Everyone who may read customers sees it. */
public final class Pool {

    /** The user that is stored as owner of its customers; nobody can sign in as this user. */
    public static final UserId OWNER = new UserId(1);

    private Pool() {}

    /** The owners whose customers are visible without a share, including the pool; null for all owners. */
    static @Nullable Set<UserId> ownersSeen(AccessScope scope) {
        var owners = scope.owners();
        if (owners == null) {
            return null;
        }
        var seen = new HashSet<>(owners);
        seen.add(OWNER);
        return seen;
    }
}
