package io.kehub.sync.mapping;

import io.kehub.hub.contact.Contact;
import java.util.List;

/** How one field of a customer gets its text. */
public sealed interface Rule permits Rule.Constant, Rule.FromField, Template {

    /** The text for a contact. */
    String text(Contact contact);

    /** The same text for every contact. */
    record Constant(String text) implements Rule {
        @Override
        public String text(Contact contact) {
            return text;
        }
    }

    /**
     * The first of some fields that is not blank; empty if all are.
     *
     * @param fields at least one
     */
    record FromField(List<ContactField> fields) implements Rule {

        public FromField {
            fields = List.copyOf(fields);
        }

        @Override
        public String text(Contact contact) {
            return fields.stream()
                    .map(field -> field.of(contact))
                    .filter(text -> !text.isEmpty())
                    .findFirst()
                    .orElse("");
        }
    }
}
