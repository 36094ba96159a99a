package io.kehub.erp.inventory;

/**
 * The record for which a stock document moves stock, such as a contract. Opaque to this module.
 *
 * @param kind its type, such as {@code CONTRACT}; empty if there is no source
 * @param id its id; 0 if there is no source
 * @param number its number, for display
 * @param title its title, for display
 * @param customer name of its customer, for display
 */
public record SourceRef(String kind, long id, String number, String title, String customer) {

    public static final SourceRef NONE = new SourceRef("", 0, "", "", "");
}
