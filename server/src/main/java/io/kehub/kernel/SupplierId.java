package io.kehub.kernel;

/** The id of a supplier 供应商 in the ERP. */
public record SupplierId(long value) {

    public SupplierId {
        if (value < 1) {
            throw new IllegalArgumentException("a supplier id is a positive number, not " + value);
        }
    }
}
