package io.kehub.hub.contact;

import org.jspecify.annotations.Nullable;

/** A contact to be taken in; texts trimmed, empty where nothing is known. */
public record NewContact(
        String wxId,
        String remark,
        String nickname,
        ContactType type,
        ContactSource source,
        @Nullable Integer confidence,
        String owner) {}
