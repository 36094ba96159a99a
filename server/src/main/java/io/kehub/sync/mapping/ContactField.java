package io.kehub.sync.mapping;

import io.kehub.hub.contact.Contact;
import io.kehub.kernel.Text;
import java.util.Arrays;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The fields of a contact that a mapping profile can use. */
public enum ContactField {
    WX_ID(Contact::wxId),
    REMARK(Contact::remark),
    NICKNAME(Contact::nickname),
    TYPE(contact -> contact.type().name().toLowerCase(Locale.ROOT)),
    SOURCE(contact -> contact.source().name().toLowerCase(Locale.ROOT)),
    CONFIDENCE(Contact::confidence),
    OWNER(Contact::owner),
    K_CODE(Contact::kCode);

    private final Function<Contact, @Nullable Object> value;

    ContactField(Function<Contact, @Nullable Object> value) {
        this.value = value;
    }

    /** The name in profiles, such as {@code wx_id}. */
    public String key() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The value as text without blanks around it; empty if the contact has none. */
    String of(Contact contact) {
        return Text.trimmed(Objects.toString(value.apply(contact), ""));
    }

    static Optional<ContactField> of(String key) {
        return Arrays.stream(values()).filter(field -> field.key().equals(key)).findFirst();
    }

    /** All keys, for error messages. */
    static String keys() {
        return Arrays.stream(values()).map(ContactField::key).collect(Collectors.joining("、"));
    }
}
