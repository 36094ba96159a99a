package io.kehub.erp.contract;

/** The names of a line's product and unit. */
public record LineLabels(String productName, String productCode, String productModel, String unitName) {}
