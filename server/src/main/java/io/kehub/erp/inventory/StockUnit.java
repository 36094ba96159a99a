package io.kehub.erp.inventory;

/**
 * A unit with its name.
 *
 * @param id of the dictionary entry
 */
public record StockUnit(long id, String name) {}
