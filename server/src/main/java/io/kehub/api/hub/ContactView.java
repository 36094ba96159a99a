package io.kehub.api.hub;

import io.kehub.api.web.Inline;
import io.kehub.hub.contact.Contact;
import io.kehub.hub.contact.ContactSource;
import io.kehub.hub.contact.ContactType;
import io.kehub.kernel.ContactId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A contact as the REST shows it. */
record ContactView(
        ContactId id,
        String wxId,
        String remark,
        String nickname,
        ContactType type,
        ContactSource source,
        @Nullable Integer confidence,
        String owner,
        @Inline Contact.Filing filing,
        @Inline Times times) {

    /** When the contact was added and last changed. */
    record Times(Instant createdAt, Instant updatedAt) {}

    static ContactView of(Contact contact) {
        return new ContactView(
                contact.id(),
                contact.wxId(),
                contact.remark(),
                contact.nickname(),
                contact.type(),
                contact.source(),
                contact.confidence(),
                contact.owner(),
                contact.filing(),
                new Times(contact.revision().createdAt(), contact.revision().updatedAt()));
    }
}
