package io.kehub.erp.dictionary;

import io.kehub.kernel.FieldError;
import io.kehub.kernel.Problem;
import io.kehub.kernel.ProblemException;
import io.kehub.kernel.Text;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The lists that an administrator edits, such as the customer sources (quick reference, 客户来源字段详解).
 *
 * <p>Records hold the text of an entry, not its id. So an entry is never deleted and its text never changes: there is no
 * renaming. To replace a value, disable its entry and add another; records that hold the old text keep it and are still
 * found by it. Texts are compared in their form for comparing ({@link Text#key}), and the spelling of the entry is stored.
 *
 * <p>Every call reads the database, because the lists are tiny and several processes may share them; a change is seen by
 * the next call of every process. Writers commit before they return. Who may edit is for the caller to decide.
 */
public final class Dictionaries {

    /** The longest text of an entry and of a free value, in letters. */
    public static final int LONGEST_TEXT = 50;

    /** The most entries that one dictionary holds, disabled ones included; every call reads them all. */
    public static final int MOST_ENTRIES = 1000;

    /** So many of the valid texts stand in a refusal. */
    private static final int NAMED = 100;

    /** How many entries stand one below the other at most. */
    private static final int DEEPEST = 5;

    private static final String ALLOWED_TEXT = "一行，1 到 " + LONGEST_TEXT + " 个字";

    /** How people read the entry that stands for "not filled in". */
    private static final String EMPTY = "空";

    private final DictionariesJdbc jdbc;
    private final TransactionTemplate transaction;

    Dictionaries(DictionariesJdbc jdbc, TransactionTemplate transaction) {
        this.jdbc = jdbc;
        this.transaction = transaction;
    }

    /** All entries, disabled ones included, in their order; at most {@value #MOST_ENTRIES}. */
    public List<Entry> entries(DictionaryName name) {
        return jdbc.entries(name);
    }

    /** An entry at the top; as {@link #add(DictionaryName, String, Long)}. */
    public Entry add(DictionaryName name, String text) {
        return add(name, text, null);
    }

    /**
     * Adds an enabled entry at the end, below the parent where one is given; it stays there. Throws {@link Problem.Invalid}
     * when the text is empty, longer than {@value #LONGEST_TEXT} letters or more than one line, or when the dictionary is
     * full, and about {@code parent} when the dictionary is no tree, has no such entry or would be deeper than
     * {@value #DEEPEST}; {@link Problem.Taken} when an entry with that text exists, disabled or not, wherever it stands.
     */
    public Entry add(DictionaryName name, String text, @Nullable Long parent) {
        ProblemException.refuse(errors(text));
        var entryText = Text.trimmed(text);
        try {
            return transaction.execute(status -> {
                jdbc.lock(name);
                if (jdbc.count(name) >= MOST_ENTRIES) {
                    throw refused("text", "该字典已有 " + MOST_ENTRIES + " 项，不能再添加", "最多 " + MOST_ENTRIES + " 项，停用的也计算在内");
                }
                if (parent != null) {
                    checkParent(name, parent);
                }
                return jdbc.add(name, parent, entryText);
            });
        } catch (DuplicateKeyException e) {
            throw new ProblemException(Problem.Taken.field("text", "“" + entryText + "”已存在", "未使用过的文字；若该项已停用，请重新启用"));
        }
    }

    /** What is wrong with the text of a new entry; empty if it is valid. */
    public static List<FieldError> errors(String text) {
        var entryText = Text.trimmed(text);
        var error = entryText.isEmpty() ? "不能为空" : fault(entryText);
        return error == null ? List.of() : List.of(new FieldError("text", error, ALLOWED_TEXT));
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
            if (++above >= DEEPEST) {
                throw refused("parent", "层级超过 " + DEEPEST + " 层", "最多 " + DEEPEST + " 层");
            }
            if (at.parent() == null) {
                return;
            }
        }
    }

    /**
     * The texts to look for in records where a filter says {@code text}: its own, and those of all entries below it.
     * Only itself where it is no entry.
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
     * Lets new records use the entry, or no longer. Records that hold its text keep it. Throws {@link Problem.NotFound}
     * when the dictionary has no such entry.
     */
    public Entry enable(DictionaryName name, long id, boolean enabled) {
        return jdbc.enable(name, id, enabled)
                .orElseThrow(() -> new ProblemException(new Problem.NotFound(
                        "no_such_entry",
                        "字典中没有编号为 " + id + " 的项",
                        List.of(new FieldError("id", "没有编号为 " + id + " 的项", "字典列表中的编号")))));
    }

    /** Whether new records may hold a text that is no entry. Not so until an administrator allows it. */
    public boolean allowsFreeValues(DictionaryName name) {
        return jdbc.allowsFreeValues(name);
    }

    /**
     * Allows or forbids texts that are no entries in new records. Records that hold such a text keep it, and
     * {@link #acceptAsFilter} goes on accepting them.
     */
    public void allowFreeValues(DictionaryName name, boolean allowed) {
        jdbc.allowFreeValues(name, allowed);
    }

    /**
     * The text that a new record stores for {@code text}: the own spelling of an enabled entry, or, where free values
     * are allowed and no entry has this text, the trimmed text of at most {@value #LONGEST_TEXT} letters on one line.
     * The empty text is an entry like any other. Throws {@link Problem.Invalid} about {@code field} with the enabled
     * entries as what is allowed.
     */
    public String accept(DictionaryName name, String text, String field) {
        var given = clean(name, text, field);
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
     * The same for a record that holds {@code present}: it may keep that text, whatever has become of the entry.
     */
    public String accept(DictionaryName name, String text, String field, @Nullable String present) {
        return present != null && Text.folded(Text.trimmed(text)).equals(Text.folded(present))
                ? present
                : accept(name, text, field);
    }

    /**
     * The text to look for in records: what {@link #accept} accepts, and besides disabled entries and, where free values
     * were ever allowed, any text that could have been stored then. That an empty filter means all is for the caller to
     * know.
     */
    public String acceptAsFilter(DictionaryName name, String text, String field) {
        var given = clean(name, text, field);
        var match = jdbc.match(name, given);
        var entry = match.entry();
        if (entry != null) {
            return entry.text();
        }
        if (!match.hadFreeValues()) {
            throw refused(field, shown(given) + "不在可选值之内", allowed(name));
        }
        return given;
    }

    private String clean(DictionaryName name, String text, String field) {
        var given = Text.trimmed(text);
        var fault = fault(given);
        if (fault != null) {
            throw refused(field, fault, allowed(name));
        }
        return given;
    }

    private static @Nullable String fault(String text) {
        if (Text.letters(text) > LONGEST_TEXT) {
            return "有 " + Text.letters(text) + " 个字，过长";
        }
        // a line end or tab would make two entries look like one in a list
        if (Text.firstForbidden(text).isPresent() || text.chars().anyMatch(Character::isISOControl)) {
            return "含有换行或不可见的控制字符";
        }
        return null;
    }

    private String allowed(DictionaryName name) {
        var enabled = jdbc.entries(name).stream().filter(Entry::enabled).toList();
        var named = enabled.stream()
                .limit(NAMED)
                .map(entry -> entry.text().isEmpty() ? EMPTY : entry.text())
                .collect(Collectors.joining("、"));
        var texts = enabled.size() > NAMED ? named + " 等 " + enabled.size() + " 项" : named;
        return jdbc.allowsFreeValues(name) ? texts + "，或其他文字（一行，最多 " + LONGEST_TEXT + " 个字）" : texts;
    }

    private static String shown(String text) {
        return text.isEmpty() ? EMPTY + "值" : "“" + text + "”";
    }

    private static ProblemException refused(String field, String message, String allowed) {
        return new ProblemException(Problem.Invalid.field(field, message, allowed));
    }
}
