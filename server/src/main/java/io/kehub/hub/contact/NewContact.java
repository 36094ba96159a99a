package io.kehub.hub.contact;

import io.kehub.kernel.FieldError;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A contact to be added; texts are trimmed, and empty if unknown. */
public record NewContact(
        String wxId,
        String remark,
        String nickname,
        ContactType type,
        ContactSource source,
        @Nullable Integer confidence,
        String owner) {

    /** What is wrong with its values; empty if they are valid. */
    public List<FieldError> errors() {
        return ContactRules.errors(ContactRules.normalized(this));
    }
}
