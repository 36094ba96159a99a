package io.kehub.hub.contact;

import org.jspecify.annotations.Nullable;

/** Which contacts a list shows; null means all. */
public record ContactFilter(
        @Nullable Boolean filed,
        @Nullable Boolean inErp,
        @Nullable String wxId,
        @Nullable String kCode,
        @Nullable String owner) {
    public static ContactFilter all() {
        return new ContactFilter(null, null, null, null, null);
    }
}
