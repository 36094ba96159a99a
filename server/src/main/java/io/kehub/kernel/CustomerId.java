package io.kehub.kernel;

/** The id of a customer 客户 in the ERP; the ERP's native dialects call it {@code ord}. */
public record CustomerId(long value) {

    public CustomerId {
        if (value < 1) {
            throw new IllegalArgumentException("a customer id is a positive number, not " + value);
        }
    }
}
