package io.kehub.erp.dictionary;

/**
 * A value of a dictionary.
 *
 * @param id never changes
 * @param text what callers send and read; empty for the entry that stands for "not filled in"
 * @param position order in which people see the entries
 * @param enabled whether new records may use it; records that have it keep it
 */
public record Entry(long id, String text, int position, boolean enabled) {}
