package io.kehub.hub.filing;

import io.kehub.hub.contact.Contact;

/** A contact was filed 建档. Published inside the transaction of the filing, so that what a listener writes commits with it. */
public record ContactFiled(Contact contact) {}
