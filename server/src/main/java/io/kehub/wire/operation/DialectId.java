package io.kehub.wire.operation;

/** The ways in which callers speak to the ERP. */
public enum DialectId {
    /** The flat requests and the {@code success/message/data} envelope of the quick reference. */
    QUICK,
    /** {@code session}, {@code cmdkey} and {@code datas} in the body. */
    OV1,
    /** A flat body and the header {@code ZBAPI-Token}. */
    V3,
    /** A flat body with {@code Token}, answered with {@code flag}, {@code code} and {@code datas}. */
    HELPER
}
