package io.kehub.database.sql;

import io.kehub.kernel.PageRequest;
import io.kehub.kernel.Sort;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The columns by which a list can be sorted, each with its sort key. A list selects the key next to the id
 * ({@link Order#key}) and takes its page from these ({@link Order#page}), in order of key and id, so that the order is total
 * and a page can start after a known record.
 */
public final class SortColumns {

    private enum KeyType {
        TEXT(Sql.of("text")),
        NUMBER(Sql.of("numeric")),
        ID(Sql.of("bigint")),
        TIME(Sql.of("timestamptz")),
        UTC_TIME(Sql.of("timestamp")),
        DAY(Sql.of("date")),
        FLAG(Sql.of("boolean"));

        private final Sql sql;

        KeyType(Sql sql) {
            this.sql = sql;
        }
    }

    private record Key(Sql expression, KeyType type) {}

    private static final SqlTemplate TEXT_KEY = SqlTemplate.of("coalesce({value}, '')");
    private static final SqlTemplate NUMBER_KEY = SqlTemplate.of("coalesce(cast({value} as numeric), '-infinity')");
    private static final SqlTemplate TIME_KEY = SqlTemplate.of("coalesce({value}, '-infinity')");
    private static final SqlTemplate FLAG_KEY = SqlTemplate.of("coalesce({value}, false)");

    private static final SqlTemplate SELECTED = SqlTemplate.of(", {key} as sort_key");

    private static final SqlTemplate PAGE = SqlTemplate.of("""
            page as (
              select paged.id, cast(paged.sort_key as text) as sort_key,
                row_number() over (order by paged.sort_key {direction}, paged.id {direction}) as place
              from (
                select sorted.id, sorted.sort_key
                from {from} as sorted
                where {after}
                order by sorted.sort_key {direction}, sorted.id {direction}
                offset :offset limit :size
              ) as paged
            )""");

    private static final SqlTemplate AFTER =
            SqlTemplate.of("(sorted.sort_key, sorted.id) {beyond} (cast(:sortKey as {type}), cast(:below as bigint))");

    private static final Sql NEWEST_FIRST = Sql.of("""
            page as (
              select id from found where id < :below order by id desc offset :offset limit :size
            )""");

    private static final Sql FOUND = Sql.of("found");
    private static final Sql ASCENDING = Sql.of("asc");
    private static final Sql DESCENDING = Sql.of("desc");
    private static final Sql GREATER = Sql.of(">");
    private static final Sql LESS = Sql.of("<");

    private final Map<String, Key> keys;

    private SortColumns(Map<String, Key> keys) {
        this.keys = keys;
    }

    /** @param id the expression of the record's id; every list can be sorted by {@code id} */
    public static SortColumns by(Sql id) {
        return new SortColumns(Map.of(Sort.NEWEST_FIRST.column(), new Key(id, KeyType.ID)));
    }

    /** A text, in the order of its characters; a missing one is empty. */
    public SortColumns text(String column, Sql value) {
        return with(column, TEXT_KEY.with("value", value).sql(), KeyType.TEXT);
    }

    /** A text whose expression is never null and may have an index. */
    public SortColumns indexedText(String column, Sql key) {
        return with(column, key, KeyType.TEXT);
    }

    /** A number; a missing one comes before all others. */
    public SortColumns number(String column, Sql value) {
        return with(column, NUMBER_KEY.with("value", value).sql(), KeyType.NUMBER);
    }

    /** A number that is never null and may have an index. */
    public SortColumns indexedNumber(String column, Sql key) {
        return with(column, key, KeyType.NUMBER);
    }

    /** A day that is never null and may have an index. */
    public SortColumns indexedDay(String column, Sql key) {
        return with(column, key, KeyType.DAY);
    }

    /** An id that is never null and may have an index. */
    public SortColumns id(String column, Sql key) {
        return with(column, key, KeyType.ID);
    }

    /** A moment; a missing one comes before all others. */
    public SortColumns time(String column, Sql value) {
        return with(column, TIME_KEY.with("value", value).sql(), KeyType.TIME);
    }

    /** A moment {@code at time zone 'UTC'} that is never null and may have an index. */
    public SortColumns indexedUtcTime(String column, Sql key) {
        return with(column, key, KeyType.UTC_TIME);
    }

    /** A day; a missing one comes before all others. */
    public SortColumns day(String column, Sql value) {
        return with(column, TIME_KEY.with("value", value).sql(), KeyType.DAY);
    }

    /** A boolean; false and missing come before true. */
    public SortColumns flag(String column, Sql value) {
        return with(column, FLAG_KEY.with("value", value).sql(), KeyType.FLAG);
    }

    private SortColumns with(String column, Sql expression, KeyType type) {
        var more = new LinkedHashMap<>(keys);
        if (more.putIfAbsent(column, new Key(expression, type)) != null) {
            throw new IllegalArgumentException("the column " + column + " has a sort key already");
        }
        return new SortColumns(more);
    }

    /** The domain's names of the columns. */
    public Set<String> names() {
        return Set.copyOf(keys.keySet());
    }

    /**
     * The order of a page; binds what it needs besides {@link PageReader#bind}.
     *
     * @throws IllegalArgumentException if the list has no such column
     */
    public Order order(PageRequest page, Conditions values) {
        var key = keys.get(page.sort().column());
        if (key == null) {
            throw new IllegalArgumentException("no sort key for " + page.sort().column() + " among "
                    + keys.keySet().stream().sorted().collect(Collectors.joining(", ")));
        }
        if (page.isSorted() && page.continues()) {
            values.bind("sortKey", page.sortKey());
        }
        return new Order(page, key.expression(), key.type().sql);
    }

    /** The order of one page of a list. */
    public static final class Order {

        private final PageRequest page;
        private final Sql expression;
        private final Sql type;

        private Order(PageRequest page, Sql expression, Sql type) {
            this.page = page;
            this.expression = expression;
            this.type = type;
        }

        /** Whether the list has another order than newest first. */
        public boolean isSorted() {
            return page.isSorted();
        }

        /** Follows the id in the list of selected columns, with a comma; empty if the list is not sorted. */
        public Sql key() {
            return isSorted() ? SELECTED.with("key", expression).sql() : Sql.EMPTY;
        }

        /** The common table expression {@code page}, taken from {@code found}. */
        public Sql page() {
            return isSorted() ? page(FOUND) : NEWEST_FIRST;
        }

        /**
         * The common table expression {@code page} of a sorted list.
         *
         * @param from a table or a sub-select in parentheses with {@code id} and the key
         */
        public Sql page(Sql from) {
            var direction = page.sort().descending() ? DESCENDING : ASCENDING;
            return PAGE.with("from", from)
                    .with("direction", direction)
                    .with("after", page.continues() ? after() : Sql.TRUE)
                    .sql();
        }

        private Sql after() {
            return AFTER.with("beyond", page.sort().descending() ? LESS : GREATER)
                    .with("type", type)
                    .sql();
        }
    }
}
