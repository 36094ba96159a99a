package io.kehub.hub.contact;

import io.kehub.kernel.ContactId;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

public final class Contacts {
    public Contact create(NewContact contact) {
        throw new UnsupportedOperationException();
    }

    public Optional<Contact> find(ContactId id) {
        throw new UnsupportedOperationException();
    }
    /** Newest first, those whose id is below {@code before}; at most {@code limit}. */
    public List<Contact> list(ContactFilter filter, @Nullable ContactId before, int limit) {
        throw new UnsupportedOperationException();
    }

    public Contact change(ContactId id, ContactChange change) {
        throw new UnsupportedOperationException();
    }

    public void linkErp(ContactId id, String erpId) {
        throw new UnsupportedOperationException();
    }
}
