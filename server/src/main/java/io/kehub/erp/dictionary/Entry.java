package io.kehub.erp.dictionary;

import org.jspecify.annotations.Nullable;

/**
 * A value of a dictionary.
 *
 * @param id never changes
 * @param parent id of the entry that it stands below; null at the top, and always where the dictionary is no tree
 * @param text what callers send and read; empty for the entry that stands for "not filled in"
 * @param position order in which people see the entries
 * @param enabled whether new records may use it; records that have it keep it
 */
public record Entry(long id, @Nullable Long parent, String text, int position, boolean enabled) {}
