package io.kehub.console;

import io.kehub.hub.contact.Contact;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.annotation.JsonNaming;

/** A contact as the console shows it; null where nothing is known yet. */
@JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
record ContactView(
        String id,
        String wxId,
        String remark,
        String nickname,
        String type,
        String source,
        @Nullable Integer confidence,
        String owner,
        @Nullable String kCode,
        @Nullable String filedAt,
        @Nullable String erpId,
        @Nullable String createdAt,
        @Nullable String updatedAt) {

    static ContactView of(Contact contact, ShownTime time) {
        return new ContactView(
                String.valueOf(contact.id().value()),
                contact.wxId(),
                contact.remark(),
                contact.nickname(),
                FieldNames.shown(contact.type()),
                FieldNames.shown(contact.source()),
                contact.confidence(),
                contact.owner(),
                contact.kCode(),
                time.of(contact.filedAt()),
                contact.erpId(),
                time.of(contact.createdAt()),
                time.of(contact.updatedAt()));
    }
}
