package io.kehub.erp.dictionary;

import org.jspecify.annotations.Nullable;

/**
 * Result of looking up a text in a dictionary.
 *
 * @param entry the entry with that text, enabled or not; null if there is none
 * @param freeValues whether new records may have a text that is not an entry
 * @param hadFreeValues whether free values were ever allowed
 */
record DictionaryMatch(@Nullable Entry entry, boolean freeValues, boolean hadFreeValues) {}
