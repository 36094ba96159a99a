package io.kehub.kernel;

/** The id of a product class 产品分类 in the ERP; the ERP's native dialects call it {@code ord}. */
public record ProductClassId(long value) {

    public ProductClassId {
        if (value < 1) {
            throw new IllegalArgumentException("a product class id is a positive number, not " + value);
        }
    }
}
