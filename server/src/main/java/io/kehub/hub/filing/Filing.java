package io.kehub.hub.filing;

import io.kehub.hub.contact.Contact;
import io.kehub.kernel.ContactId;

public final class Filing {
    /** Files a contact 建档; the same contact again answers the K-code that it has. */
    public Contact file(ContactId id) {
        throw new UnsupportedOperationException();
    }
}
