package io.kehub.erp.access;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

public final class FirstAdministrator {
    /** Makes the user {@code admin} when there is no user yet. Returns the random password when it chose one, to be shown once; empty when the password was given or an administrator exists. */
    public Optional<String> ensure(@Nullable String givenPassword) {
        throw new UnsupportedOperationException();
    }
}
