package io.kehub.client;

/** The dialects of the API that this SDK speaks. */
public enum Dialect {
    /** The quick reference: flat JSON, a session cookie. It has no call that changes a customer. */
    QUICK
}
