package io.kehub.hub.contact;

import io.kehub.kernel.ContactId;

/**
 * A contact is already linked to another customer of the ERP. There may be two customers for one contact, so nothing is
 * overwritten and a person has to decide. No caller caused this, therefore it is not a {@code Problem}.
 */
public final class ErpLinkConflictException extends IllegalStateException {

    ErpLinkConflictException(ContactId id, String standing, String offered) {
        super("contact " + id.value() + " is linked to ERP customer " + standing + " already, not to " + offered);
    }
}
