package io.kehub.erp.inventory;

import io.kehub.kernel.ProductId;

/** A product with what lists and documents show of it. */
public record StockProduct(ProductId id, String name, String code, String model) {}
