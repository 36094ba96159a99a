package io.kehub.erp.dictionary;

import io.kehub.database.sql.Violation;
import io.kehub.kernel.FieldError;
import io.kehub.kernel.Problem;
import io.kehub.kernel.ProblemException;
import io.kehub.kernel.Text;
import io.kehub.kernel.TextRule;
import io.kehub.kernel.TextRule.Characters;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The lists that an administrator edits, such as the customer sources (quick reference, 客户来源字段详解).
 *
 * <p>Records store the text of an entry, not its id. Therefore entries are never deleted or renamed. To replace a value,
 * disable its entry and add another; records with the old text keep it and are still found by it. Texts are compared by
 * {@link Text#key}; the spelling of the entry is stored.
 *
 * <p>Every call reads the database, because the lists are small and several processes may share them; each process sees a
 * change with its next call. Writers commit before they return. Callers check permissions.
 */
public final class Dictionaries {

    /** Maximum length of an entry and of a free value, in code points. */
    public static final int MAX_LENGTH = 50;

    /** Maximum number of entries of a dictionary, including disabled ones; every call reads all of them. */
    public static final int MAX_ENTRIES = 1000;

    /** Maximum number of valid texts listed in an error message. */
    private static final int NAMED = 100;

    /** Maximum depth of a tree. */
    private static final int MAX_DEPTH = 5;

    /** One line, because with a line break or tab one entry would look like two in a list. */
    private static final TextRule ENTRY = new TextRule("text", "文字", 1, MAX_LENGTH, Characters.LINE);

    /** How the entry for "not filled in" is shown to people. */
    private static final String EMPTY = "空";

    private final DictionariesJdbc jdbc;
    private final TransactionTemplate transaction;

    Dictionaries(DictionariesJdbc jdbc, TransactionTemplate transaction) {
        this.jdbc = jdbc;
        this.transaction = transaction;
    }

    /** All entries in order, including disabled ones; at most {@value #MAX_ENTRIES}. */
    public List<Entry> entries(DictionaryName name) {
        return jdbc.entries(name);
    }

    /** Adds an entry without a parent; see {@link #add(DictionaryName, String, Long)}. */
    public Entry add(DictionaryName name, String text) {
        return add(name, text, null);
    }

    /**
     * Adds an enabled entry at the end, below {@code parent} if given; entries cannot be moved later. Throws
     * {@link Problem.Invalid} if the text is empty, longer than {@value #MAX_LENGTH} characters or has several lines, or if
     * the dictionary is full; and for {@code parent} if the dictionary is not a tree, has no such entry, or would exceed
     * {@value #MAX_DEPTH} levels. Throws {@link Problem.Conflict} if an entry with that text exists, enabled or not, at any place.
     */
    public Entry add(DictionaryName name, String text, @Nullable Long parent) {
        ProblemException.refuse(errors(text));
        var entryText = Text.trimmed(text);
        try {
            return transaction.execute(status -> {
                jdbc.lock(name);
                if (jdbc.count(name) >= MAX_ENTRIES) {
                    throw refused("text", "该字典已有 " + MAX_ENTRIES + " 项，不能再添加", "最多 " + MAX_ENTRIES + " 项，停用的也计算在内");
                }
                if (parent != null) {
                    checkParent(name, parent);
                }
                return jdbc.add(name, parent, entryText);
            });
        } catch (DuplicateKeyException taken) {
            throw Violation.of(
                    taken,
                    "dictionary_entry_text_is_unique",
                    () -> new ProblemException(
                            Problem.Conflict.field("text", "“" + entryText + "”已存在", "未使用过的文字；若该项已停用，请重新启用")));
        }
    }

    /** What is wrong with the text of a new entry; empty if it is valid. */
    public static List<FieldError> errors(String text) {
        var errors = new ArrayList<FieldError>();
        ENTRY.check(Text.trimmed(text), errors);
        return errors;
    }

    private void checkParent(DictionaryName name, long parent) {
        if (!name.isTree()) {
            throw refused("parent", name.caption() + "没有层级", "不填写");
        }
        var parents = new HashMap<Long, Entry>();
        jdbc.entries(name).forEach(entry -> parents.put(entry.id(), entry));
        var above = 0;
        for (var at = parents.get(parent); ; at = parents.get(at.parent())) {
            if (at == null) {
                throw refused("parent", "字典中没有编号为 " + parent + " 的项", "字典列表中的编号，或不填写");
            }
            if (++above >= MAX_DEPTH) {
                throw refused("parent", "层级超过 " + MAX_DEPTH + " 层", "最多 " + MAX_DEPTH + " 层");
            }
            if (at.parent() == null) {
                return;
            }
        }
    }

    /**
     * The texts that a filter by {@code text} matches: the text itself and, if it is an entry of a tree, those of all entries
     * below it.
     */
    public List<String> withThoseBelow(DictionaryName name, String text) {
        var key = Text.key(text);
        var entries = jdbc.entries(name);
        var texts = new ArrayList<String>(List.of(text));
        var reached = new ArrayDeque<Long>();
        entries.stream()
                .filter(entry -> Text.key(entry.text()).equals(key))
                .map(Entry::id)
                .forEach(reached::add);
        while (!reached.isEmpty()) {
            var parent = reached.remove();
            entries.stream().filter(entry -> parent.equals(entry.parent())).forEach(below -> {
                texts.add(below.text());
                reached.add(below.id());
            });
        }
        return texts;
    }

    /**
     * Enables or disables an entry for new records. Existing records keep its text. Throws {@link Problem.NotFound} if the
     * dictionary has no such entry.
     */
    public Entry enable(DictionaryName name, long id, boolean enabled) {
        return jdbc.enable(name, id, enabled)
                .orElseThrow(() -> new ProblemException(new Problem.NotFound(
                        "no_such_entry",
                        "字典中没有编号为 " + id + " 的项",
                        List.of(new FieldError("id", "没有编号为 " + id + " 的项", "字典列表中的编号")))));
    }

    /** Whether new records may have a text that is not an entry; false until an administrator allows it. */
    public boolean allowsFreeValues(DictionaryName name) {
        return jdbc.allowsFreeValues(name);
    }

    /**
     * Allows or forbids free values, texts that are not entries, in new records. Existing records keep theirs, and
     * {@link #acceptAsFilter} continues to accept them.
     */
    public void allowFreeValues(DictionaryName name, boolean allowed) {
        jdbc.allowFreeValues(name, allowed);
    }

    /**
     * The text that a new record stores for {@code text}: the spelling of the enabled entry or, if no entry has this text and
     * free values are allowed, the trimmed text of at most {@value #MAX_LENGTH} characters in one line. The empty text is an
     * entry like any other. Throws {@link Problem.Invalid} for {@code field}, listing the enabled entries.
     */
    public String accept(DictionaryName name, String text, String field) {
        var given = clean(name, text, field, () -> allowed(name));
        var match = jdbc.match(name, given);
        var entry = match.entry();
        if (entry != null && entry.enabled()) {
            return entry.text();
        }
        if (entry != null) {
            throw refused(field, shown(entry.text()) + "已停用", allowed(name));
        }
        if (!match.freeValues()) {
            throw refused(field, shown(given) + "不在可选值之内", allowed(name));
        }
        return given;
    }

    /**
     * Like {@link #accept(DictionaryName, String, String)}, but for a record that already has {@code present}: it may keep that
     * text even if the entry has been disabled.
     */
    public String accept(DictionaryName name, String text, String field, @Nullable String present) {
        return present != null && Text.folded(Text.trimmed(text)).equals(Text.folded(present))
                ? present
                : accept(name, text, field);
    }

    /**
     * The text to filter by: what {@link #accept} accepts, disabled entries, and, if free values were ever allowed, any text
     * that could have been stored then. Callers treat an empty filter, which means all, themselves.
     */
    public String acceptAsFilter(DictionaryName name, String text, String field) {
        var given = clean(name, text, field, () -> allowedAsFilter(name));
        var match = jdbc.match(name, given);
        var entry = match.entry();
        if (entry != null) {
            return entry.text();
        }
        if (!match.hadFreeValues()) {
            throw refused(field, shown(given) + "不在可选值之内", allowedAsFilter(name));
        }
        return given;
    }

    private String clean(DictionaryName name, String text, String field, Supplier<String> allowed) {
        var given = Text.trimmed(text);
        var error = new TextRule(field, name.caption(), 0, MAX_LENGTH, Characters.LINE).check(given);
        if (error.isPresent()) {
            throw refused(field, error.get().message(), allowed.get());
        }
        return given;
    }

    private String allowed(DictionaryName name) {
        var enabled = jdbc.entries(name).stream().filter(Entry::enabled).toList();
        var texts = listed(enabled)
                + (enabled.stream().anyMatch(entry -> entry.text().isEmpty()) ? "，或留空" : "");
        return jdbc.allowsFreeValues(name) ? texts + "，或其他文字（一行，最多 " + MAX_LENGTH + " 个字）" : texts;
    }

    /** Without the empty text, which filters nothing, and with disabled entries, which records may still have. */
    private String allowedAsFilter(DictionaryName name) {
        return listed(jdbc.entries(name));
    }

    private static String listed(List<Entry> entries) {
        var texts = entries.stream()
                .map(Entry::text)
                .filter(text -> !text.isEmpty())
                .toList();
        var named = texts.stream().limit(NAMED).collect(Collectors.joining("、"));
        return texts.size() > NAMED ? named + " 等 " + texts.size() + " 项" : named;
    }

    private static String shown(String text) {
        return text.isEmpty() ? EMPTY + "值" : "“" + text + "”";
    }

    private static ProblemException refused(String field, String message, String allowed) {
        return new ProblemException(Problem.Invalid.field(field, message, allowed));
    }
}
