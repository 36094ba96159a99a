package io.kehub.hub.contact;

import io.kehub.kernel.FieldError;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Changes to a contact; null keeps a field. The WeChat id never changes. */
public record ContactChange(
        @Nullable String remark,
        @Nullable String nickname,
        @Nullable ContactType type,
        @Nullable Integer confidence,
        @Nullable String owner) {

    /** The errors of its values; empty if they are valid. */
    public List<FieldError> errors() {
        return ContactRules.errors(ContactRules.normalized(this));
    }
}
