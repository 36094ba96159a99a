package io.kehub.kernel;

/** The id of a warehouse 仓库, or of a bin 库位 in one, in the ERP; the ERP's native dialects call it {@code ord}. */
public record WarehouseId(long value) {

    public WarehouseId {
        if (value < 1) {
            throw new IllegalArgumentException("a warehouse id is a positive number, not " + value);
        }
    }
}
