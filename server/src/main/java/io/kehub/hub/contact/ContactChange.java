package io.kehub.hub.contact;

import org.jspecify.annotations.Nullable;

/** What is to change in a contact; null leaves a field as it is. The WeChat id never changes. */
public record ContactChange(
        @Nullable String remark,
        @Nullable String nickname,
        @Nullable ContactType type,
        @Nullable Integer confidence,
        @Nullable String owner) {}
