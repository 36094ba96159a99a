package io.kehub.database.sql;

import io.kehub.kernel.Page;
import io.kehub.kernel.PageRequest;
import java.util.ArrayList;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Lists in pages, newest first. A page and its exact total come from one statement, so they describe one moment. Such a
 * statement answers the total in its first column and the record's id in its second one; a page without records is one row
 * whose id is null.
 */
public final class PageReader {

    private static final SqlTemplate ANSWER = SqlTemplate.of("""
            {page}
            select {total} as total_found, shown.*
            from (values (true)) as answer
            left join (
              {shown}
            ) as shown on true
            order by {order}""");

    private static final SqlTemplate SORTED_ANSWER = SqlTemplate.of("""
            {page}
            select {total} as total_found, shown.*, page.sort_key
            from (values (true)) as answer
            left join (
              {shown}
            ) as shown on true
            left join page on page.id = shown.id
            order by page.place""");

    private static final SqlTemplate SORTABLE = SqlTemplate.of("""
            with found as materialized (
              {found}
            ),
            {page}""");

    private static final SqlTemplate FOUND = SqlTemplate.of("""
            with found as materialized (
              {found}
            ),
            page as (
              select * from found where id < :below order by id desc offset :offset limit :size
            )""");

    private static final Sql FOUND_TOTAL = Sql.of("(select count(*) from found)");

    private static final Sql NEWEST_FIRST = Sql.of("shown.id desc");

    private static final SqlTemplate KEYSET =
            SqlTemplate.of("{select} where {conditions} order by id desc limit :limit");

    private static final Sql BEFORE = Sql.of("id < :before");

    private PageReader() {}

    /** Binds {@code :offset}, {@code :size} and {@code :below}. */
    public static void bind(Conditions conditions, PageRequest page) {
        conditions.bind("offset", page.offset()).bind("size", page.size()).bind("below", page.below());
    }

    /**
     * The statement of a list whose matches are found one by one and counted.
     *
     * @param found selects the {@code id} of every match
     * @param shown selects the records of {@code page}, {@code id} first
     */
    public static Sql found(Sql found, Sql shown) {
        return found(found, shown, NEWEST_FIRST);
    }

    /** As {@link #found(Sql, Sql)}; {@code order} repeats the order of the page in the columns of {@code shown}. */
    public static Sql found(Sql found, Sql shown, Sql order) {
        return answer(FOUND.with("found", found).sql(), FOUND_TOTAL, shown, order);
    }

    /**
     * The statement of any list.
     *
     * @param page defines the common table expression {@code page}
     * @param total an expression for the number of all records
     * @param shown selects the records of {@code page}, {@code id} first
     */
    public static Sql answer(Sql page, Sql total, Sql shown) {
        return answer(page, total, shown, NEWEST_FIRST);
    }

    /** As {@link #answer(Sql, Sql, Sql)}; {@code order} repeats the order of the page in the columns of {@code shown}. */
    public static Sql answer(Sql page, Sql total, Sql shown, Sql order) {
        return ANSWER.with("page", page)
                .with("total", total)
                .with("shown", shown)
                .with("order", order)
                .sql();
    }

    /**
     * The statement of a list whose matches are found one by one and counted, in any order.
     *
     * @param found selects the {@code id} of every match and {@link SortColumns.Order#key}
     * @param shown selects the records of {@code page}, {@code id} first
     */
    public static Sql found(Sql found, Sql shown, SortColumns.Order order) {
        return answer(SORTABLE.with("found", found).with("page", order.page()).sql(), FOUND_TOTAL, shown, order);
    }

    /** As {@link #answer(Sql, Sql, Sql)}, in any order; {@code page} is {@link SortColumns.Order#page} if it is sorted. */
    public static Sql answer(Sql page, Sql total, Sql shown, SortColumns.Order order) {
        return order.isSorted()
                ? SORTED_ANSWER
                        .with("page", page)
                        .with("total", total)
                        .with("shown", shown)
                        .sql()
                : answer(page, total, shown);
    }

    /** Reads the answer of such a statement; {@code mapper} sees only rows with a record. */
    public static <T> Page<T> read(JdbcClient jdbc, BoundSql statement, PageRequest page, RowMapper<T> mapper) {
        return statement.on(jdbc).query(rows -> {
            var total = 0L;
            var items = new ArrayList<T>(page.size());
            var sortKeys = new ArrayList<String>();
            while (rows.next()) {
                total = rows.getLong(1);
                rows.getLong(2);
                if (!rows.wasNull()) {
                    items.add(mapper.mapRow(rows, items.size()));
                    if (page.isSorted()) {
                        sortKeys.add(rows.getString("sort_key"));
                    }
                }
            }
            return new Page<>(items, total, page, sortKeys);
        });
    }

    /** Adds the condition {@code id < :before} of a list without total, read by keyset; null begins with the newest. */
    public static void before(Conditions conditions, @Nullable Long before, int limit) {
        conditions
                .add(BEFORE, "before", before == null ? Long.MAX_VALUE : before)
                .bind("limit", limit);
    }

    /**
     * The statement of a list without total, newest first.
     *
     * @param select columns and table
     * @param conditions with {@link #before}
     */
    public static BoundSql keyset(Sql select, Conditions conditions) {
        return conditions.bound(KEYSET.with("select", select)
                .with("conditions", conditions.joined())
                .sql());
    }
}
