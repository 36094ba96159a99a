package io.kehub.wire.operation.type;

import java.util.Locale;

/** The dialects of the ERP's API. */
public enum DialectId {
    /** The flat requests and the {@code success/message/data} envelope of the quick reference. */
    QUICK,
    /** {@code session}, {@code cmdkey} and {@code datas} in the body. */
    OV1,
    /** A flat body and the header {@code ZBAPI-Token}. */
    V3,
    /** A flat body with {@code Token}, answered with {@code flag}, {@code code} and {@code datas}. */
    HELPER;

    /** The id in golden files and documents, such as {@code ov1}. */
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * Whether unknown fields are rejected. The native dialects ignore such fields, as the real
     * ERP does, because old clients send many.
     */
    public boolean refusesUnknownFields() {
        return this == QUICK;
    }
}
