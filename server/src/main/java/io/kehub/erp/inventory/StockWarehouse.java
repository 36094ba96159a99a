package io.kehub.erp.inventory;

import io.kehub.kernel.WarehouseId;

/** A warehouse or bin with its name. */
public record StockWarehouse(WarehouseId id, String name) {}
