package io.kehub.erp.dictionary;

import org.jspecify.annotations.Nullable;

/**
 * A value of a dictionary.
 *
 * @param id never changes
 * @param parent id of the parent entry; null for entries without one, and always in a dictionary that is not a tree
 * @param text the text that callers send and read; empty for the entry that means "not filled in"
 * @param position sort order of the entries
 * @param enabled whether new records may use it; records that have it keep it
 */
public record Entry(long id, @Nullable Long parent, String text, int position, boolean enabled) {}
