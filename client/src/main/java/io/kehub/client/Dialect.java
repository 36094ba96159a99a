package io.kehub.client;

/** The dialects of the API that this SDK speaks. */
public enum Dialect {
    /** The quick reference: flat JSON, a session cookie. It has no call that changes a customer. */
    QUICK,
    /** The native dialect V1.0: ids are reserved, so that an add can be repeated; choices are sent by their ids. */
    OV1,
    /** The native dialect V3 for adds and changes, whose answers have no id; reads as {@link #OV1}. */
    V3,
    /**
     * {@link #OV1} or {@link #QUICK}, whichever the ERP answers first. The client finds out on its first call, by a sign-in
     * and the first row of the customer list; it writes nothing for it. {@link #V3} is not found: an ERP that can be read in
     * V3's way also speaks {@link #OV1}, which can repeat an add safely.
     */
    AUTO
}
