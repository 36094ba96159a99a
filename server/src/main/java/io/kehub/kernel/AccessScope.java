package io.kehub.kernel;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Whose records a caller may see. A module that lists, counts or reads records of owners takes one, so that what may not
 * be seen is in no total either.
 *
 * @param viewer who looks; sees what is shared with them, and the public pool 客户池, besides
 * @param owners whose records are seen, the viewer's own among them where they are; null means everyone's
 */
public record AccessScope(UserId viewer, @Nullable Set<UserId> owners) {

    public AccessScope {
        owners = owners == null ? null : Set.copyOf(owners);
    }

    /** Nothing is hidden. */
    public static AccessScope everything(UserId viewer) {
        return new AccessScope(viewer, null);
    }

    /** Only what is the viewer's own, shared with them or in the pool. */
    public static AccessScope own(UserId viewer) {
        return new AccessScope(viewer, Set.of(viewer));
    }

    /** Whether the records of this owner are seen without being shared. */
    public boolean includes(UserId owner) {
        return owners == null || owners.contains(owner);
    }

    public boolean isEverything() {
        return owners == null;
    }
}
