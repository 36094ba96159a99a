package io.kehub.hub.contact;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which contacts a caller may see: those of some owners and those that nobody looks after yet.
 *
 * @param owners names that the field 归属人 may hold, compared as the filter by owner compares them; null means everyone's
 */
public record ContactScope(@Nullable Set<String> owners) {

    /** Nothing is hidden. */
    public static final ContactScope EVERYTHING = new ContactScope(null);

    public ContactScope {
        owners = owners == null ? null : Set.copyOf(owners);
    }
}
