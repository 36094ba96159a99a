package io.kehub.erp.inventory;

/** The quantities of a product, each in base units. */
public enum StockQuantity {
    /** In stock. */
    ON_HAND("quantity"),
    /** In stock, but excluded from leaving 冻结. */
    FROZEN("frozen"),
    /** On hand, neither frozen nor reserved nor in a disabled warehouse; below zero if more is reserved than available. */
    AVAILABLE("available"),
    /** Reserved for contracts 预定, over all warehouses: a reservation names no warehouse. */
    RESERVED("reserved"),
    /** In pending stock-ins 在途, over all warehouses. */
    IN_TRANSIT("in_transit");

    private final String column;

    StockQuantity(String column) {
        this.column = column;
    }

    String column() {
        return column;
    }
}
