package io.kehub.erp.dictionary;

import java.util.List;

/**
 * The lists that an administrator edits. An entry is never deleted and its text never changes, because records hold the
 * text itself: to replace a value, disable its entry and add another. Who may edit is decided by the caller.
 */
public final class Dictionaries {

    /** All entries, disabled ones included, in their order. */
    public List<Entry> entries(DictionaryName name) {
        throw new UnsupportedOperationException();
    }

    public Entry add(DictionaryName name, String text) {
        throw new UnsupportedOperationException();
    }

    public Entry enable(DictionaryName name, long id, boolean enabled) {
        throw new UnsupportedOperationException();
    }

    public boolean allowsFreeValues(DictionaryName name) {
        throw new UnsupportedOperationException();
    }

    public void allowFreeValues(DictionaryName name, boolean allowed) {
        throw new UnsupportedOperationException();
    }

    /**
     * The text that a new record stores for {@code text}: the enabled entry's own spelling, or the trimmed text itself
     * where free values are allowed. Anything else is {@code Problem.Invalid} about {@code field}.
     */
    public String accept(DictionaryName name, String text, String field) {
        throw new UnsupportedOperationException();
    }

    /** The text to look for in records: like {@link #accept}, and disabled entries too, since records keep them. */
    public String acceptAsFilter(DictionaryName name, String text, String field) {
        throw new UnsupportedOperationException();
    }
}
