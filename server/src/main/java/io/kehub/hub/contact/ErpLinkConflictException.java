package io.kehub.hub.contact;

import io.kehub.kernel.ContactId;

/**
 * A contact is to be linked to a customer of the ERP although it is linked to another one. Two customers may stand for
 * one contact then, so nothing is overwritten and a person has to look. Not a caller's fault, hence no problem of one.
 */
public final class ErpLinkConflictException extends IllegalStateException {

    ErpLinkConflictException(ContactId id, String standing, String offered) {
        super("contact " + id.value() + " is linked to ERP customer " + standing + " already, not to " + offered);
    }
}
