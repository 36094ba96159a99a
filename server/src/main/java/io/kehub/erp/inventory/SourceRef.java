package io.kehub.erp.inventory;

/**
 * What a stock document belongs to, such as a contract. This module doesn't look into it.
 *
 * @param kind what it is, such as {@code CONTRACT}; empty if there is nothing
 * @param id its id; 0 if there is nothing
 * @param number its number, for people
 * @param title its title, for people
 * @param customer name of its customer, for people
 */
public record SourceRef(String kind, long id, String number, String title, String customer) {

    public static final SourceRef NONE = new SourceRef("", 0, "", "", "");
}
