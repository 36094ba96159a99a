package io.kehub.kernel;

/** The id of a warehouse 仓库, or of a place 库位 inside one in the ERP; the ERP's native dialects call it {@code ord}. */
public record WarehouseId(long value) {

    public WarehouseId {
        if (value < 1) {
            throw new IllegalArgumentException("a warehouse id is a positive number, not " + value);
        }
    }
}
