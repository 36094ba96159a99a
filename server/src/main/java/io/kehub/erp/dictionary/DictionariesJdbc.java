package io.kehub.erp.dictionary;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** All SQL of the dictionaries. */
final class DictionariesJdbc {

    private final JdbcClient jdbc;

    DictionariesJdbc(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    List<Entry> entries(DictionaryName name) {
        return jdbc.sql("""
                        select id, parent, text, position, enabled
                          from dictionary_entry
                         where dictionary = :dictionary
                         order by position""")
                .param("dictionary", name.name())
                .query((row, number) -> entry(row))
                .list();
    }

    /** If an upgrade left several entries with the same key: the one spelled as given, else the oldest. */
    DictionaryMatch match(DictionaryName name, String text) {
        return jdbc.sql("""
                        select s.free_values, s.had_free_values, e.id, e.parent, e.text, e.position, e.enabled
                          from dictionary_setting s
                          left join dictionary_entry e
                            on e.dictionary = s.dictionary and text_key(e.text) = text_key(:text)
                         where s.dictionary = :dictionary
                         order by e.text = :text desc, e.text_duplicate
                         limit 1""")
                .param("dictionary", name.name())
                .param("text", text)
                .query((row, number) -> new DictionaryMatch(
                        row.getObject("id") == null ? null : entry(row),
                        row.getBoolean("free_values"),
                        row.getBoolean("had_free_values")))
                .single();
    }

    /** Locks the dictionary against other writers until the transaction ends. */
    void lock(DictionaryName name) {
        jdbc.sql("select dictionary from dictionary_setting where dictionary = :dictionary for no key update")
                .param("dictionary", name.name())
                .query(String.class)
                .single();
    }

    int count(DictionaryName name) {
        return jdbc.sql("select count(*) from dictionary_entry where dictionary = :dictionary")
                .param("dictionary", name.name())
                .query(Integer.class)
                .single();
    }

    Entry add(DictionaryName name, @Nullable Long parent, String text) {
        return jdbc.sql("""
                        insert into dictionary_entry (dictionary, parent, text, position)
                        select :dictionary, cast(:parent as bigint), :text, coalesce(max(position), 0) + 1
                          from dictionary_entry
                         where dictionary = :dictionary
                        returning id, parent, text, position, enabled""")
                .param("dictionary", name.name())
                .param("parent", parent)
                .param("text", text)
                .query((row, number) -> entry(row))
                .single();
    }

    Optional<Entry> enable(DictionaryName name, long id, boolean enabled) {
        return jdbc.sql("""
                        update dictionary_entry
                           set enabled = :enabled
                         where dictionary = :dictionary and id = :id
                        returning id, parent, text, position, enabled""")
                .param("dictionary", name.name())
                .param("id", id)
                .param("enabled", enabled)
                .query((row, number) -> entry(row))
                .optional();
    }

    boolean allowsFreeValues(DictionaryName name) {
        return jdbc.sql("select free_values from dictionary_setting where dictionary = :dictionary")
                .param("dictionary", name.name())
                .query(Boolean.class)
                .single();
    }

    void allowFreeValues(DictionaryName name, boolean allowed) {
        jdbc.sql("""
                        update dictionary_setting
                           set free_values = :allowed, had_free_values = had_free_values or :allowed
                         where dictionary = :dictionary""").param("dictionary", name.name()).param("allowed", allowed).update();
    }

    private static Entry entry(ResultSet row) throws SQLException {
        return new Entry(
                row.getLong("id"),
                row.getObject("parent", Long.class),
                row.getString("text"),
                row.getInt("position"),
                row.getBoolean("enabled"));
    }
}
