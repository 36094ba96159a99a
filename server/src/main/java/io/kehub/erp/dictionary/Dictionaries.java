package io.kehub.erp.dictionary;

import java.util.List;

public final class Dictionaries {
    /** All entries, disabled ones included, in their order. */
    public List<Entry> entries(DictionaryName name) {
        throw new UnsupportedOperationException();
    }

    public Entry add(DictionaryName name, String text) {
        throw new UnsupportedOperationException();
    }

    public Entry rename(DictionaryName name, long id, String text) {
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
}
