package io.kehub.hub.filing;

import io.kehub.hub.contact.Contact;

/** A contact was filed 建档. Published inside the filing transaction, so listeners' writes commit with it. */
public record ContactFiled(Contact contact) {}
