package io.kehub.kernel;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The records that a caller may see (数据权限). Lists, counts and reads of owned records all take it, so that totals do not
 * include hidden records.
 *
 * @param viewer the caller, who also sees records shared with them and the public pool 客户池
 * @param owners owners whose records are visible, including the viewer if their own are; null for all owners
 */
public record AccessScope(UserId viewer, @Nullable Set<UserId> owners) {

    public AccessScope {
        owners = owners == null ? null : Set.copyOf(owners);
    }

    /** All records. */
    public static AccessScope everything(UserId viewer) {
        return new AccessScope(viewer, null);
    }

    /** Only the viewer's own records, those shared with them, and the pool. */
    public static AccessScope own(UserId viewer) {
        return new AccessScope(viewer, Set.of(viewer));
    }

    /** Whether this owner's records are visible without being shared. */
    public boolean includes(UserId owner) {
        return owners == null || owners.contains(owner);
    }

    public boolean isEverything() {
        return owners == null;
    }
}
