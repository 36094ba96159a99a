package io.kehub.erp.dictionary;

import org.jspecify.annotations.Nullable;

/**
 * What a dictionary says about a text.
 *
 * @param entry the entry with that text, disabled or not; null where there is none
 * @param freeValues whether new records may hold a text that is no entry
 * @param hadFreeValues whether they ever might
 */
record DictionaryMatch(@Nullable Entry entry, boolean freeValues, boolean hadFreeValues) {}
