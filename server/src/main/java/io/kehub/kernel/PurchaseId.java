package io.kehub.kernel;

/** The id of a purchase order 采购单 in the ERP. */
public record PurchaseId(long value) {

    public PurchaseId {
        if (value < 1) {
            throw new IllegalArgumentException("a purchase id is a positive number, not " + value);
        }
    }
}
