package io.kehub.kernel;

/** The id of a product 产品 in the ERP; the ERP's native dialects call it {@code ord}. */
public record ProductId(long value) {

    public ProductId {
        if (value < 1) {
            throw new IllegalArgumentException("a product id is a positive number, not " + value);
        }
    }
}
