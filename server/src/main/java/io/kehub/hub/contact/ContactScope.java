package io.kehub.hub.contact;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The contacts that a caller may see: those of certain owners, and those without an owner.
 *
 * @param owners visible values of the field 归属人, compared like the filter by owner; null for all
 */
public record ContactScope(@Nullable Set<String> owners) {

    /** All contacts. */
    public static final ContactScope EVERYTHING = new ContactScope(null);

    public ContactScope {
        owners = owners == null ? null : Set.copyOf(owners);
    }
}
