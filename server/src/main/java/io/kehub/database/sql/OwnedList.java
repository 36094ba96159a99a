package io.kehub.database.sql;

import io.kehub.kernel.AccessScope;
import io.kehub.kernel.PageRequest;
import io.kehub.kernel.UserId;

/**
 * The list statements of records that have an owner, newest first or sorted, with exact totals (ADR 4, 12). Counters kept beside the records
 * answer the total of a list that only they narrow; other matches are found one by one and counted.
 *
 * <p>Every fragment names the record, and the counters in its place, {@code r}.
 */
public final class OwnedList {

    private static final SqlTemplate COUNTED = SqlTemplate.of("""
            (select coalesce(sum(r.counted), 0)::bigint
            from (
              {counters}) as r where {conditions})""");

    private static final SqlTemplate BROWSE = SqlTemplate.of("""
            with page as (
              select r.id
              from {record}
              where {conditions} and r.id < :below
              order by r.id desc
              offset :offset limit :size
            )""");

    /** The same for a restricted viewer: the newest of each visible owner, and what else the viewer sees. */
    private static final SqlTemplate BROWSE_SEEN = SqlTemplate.of("""
            with more as materialized (
              {more}
            ),
            page as (
              select seen.id
              from (
                select own.id
                from unnest(cast(:owners as bigint[])) as of (owner)
                cross join lateral (
                  select r.id
                  from {record}
                  where r.owner = of.owner and {conditions} and r.id < :below
                  order by r.id desc
                  limit cast(:offset as bigint) + cast(:size as bigint)) as own
                union all
                select more.id from more where more.id < :below) as seen
              order by seen.id desc
              offset :offset limit :size
            )""");

    /** The same in another order. */
    private static final SqlTemplate BROWSE_SORTED = SqlTemplate.of("with {page}");

    private static final SqlTemplate BROWSE_SEEN_SORTED = SqlTemplate.of("""
            with more as materialized (
              {more}
            ),
            {page}""");

    private static final SqlTemplate SORTED_FROM =
            SqlTemplate.of("(select r.id{sortKey} from {record} where {conditions})");

    private static final SqlTemplate SEEN_SORTED_FROM = SqlTemplate.of("""
            (
                  select r.id{sortKey} from {record} where r.owner = any(:owners) and {conditions}
                  union all
                  select more.id, more.sort_key from more)""");

    private static final SqlTemplate OF_OWNERS = SqlTemplate.of("r.owner = any(:owners) and {conditions}");

    private static final SqlTemplate TOTAL_SEEN = SqlTemplate.of("{counted} + (select count(*) from more)");

    private static final SqlTemplate FOUND = SqlTemplate.of("select r.id{sortKey} from {record} where {conditions}");

    private static final SqlTemplate FOUND_SEEN = SqlTemplate.of("""
            select r.id{sortKey} from {record} where r.owner = any(:owners) and {conditions}
            union all
            {more}""");

    private final Sql record;
    private final Sql counters;
    private final SqlTemplate more;
    private final Sql shown;
    private final SortColumns columns;

    /**
     * Describes a list.
     *
     * @param record the table, such as {@code purchase r}
     * @param counters selects the columns that the counters cover, and {@code counted}
     * @param more selects the ids of the records that {@code :viewer} sees in addition to those of {@code :owners}, each once,
     *     followed by their sort key; with the placeholders {@code sortKey} and {@code conditions}
     * @param shown selects the records of {@code page}, {@code id} first
     * @param columns by which the list can be sorted
     */
    public OwnedList(Sql record, Sql counters, SqlTemplate more, Sql shown, SortColumns columns) {
        this.record = record;
        this.counters = counters;
        this.more = more;
        this.shown = shown;
        this.columns = columns;
    }

    /**
     * The statement of one page.
     *
     * @param conditions everything that narrows the list
     * @param isCounted whether the counters cover all of them
     */
    public BoundSql query(Conditions conditions, boolean isCounted, AccessScope scope, PageRequest page) {
        PageReader.bind(conditions, page);
        var order = columns.order(page, conditions);
        var joined = conditions.joined();
        var owners = scope.owners();
        if (owners == null) {
            return conditions.bound(isCounted ? browse(order, joined) : found(order, joined));
        }
        conditions
                .bind("owners", owners.stream().map(UserId::value).toArray(Long[]::new))
                .bind("viewer", scope.viewer().value());
        return conditions.bound(isCounted ? browseSeen(order, joined) : foundSeen(order, joined));
    }

    private Sql browse(SortColumns.Order order, Sql conditions) {
        var page = order.isSorted()
                ? BROWSE_SORTED
                        .with("page", order.page(from(SORTED_FROM, order, conditions)))
                        .sql()
                : BROWSE.with("record", record).with("conditions", conditions).sql();
        return PageReader.answer(page, counted(conditions), shown, order);
    }

    private Sql browseSeen(SortColumns.Order order, Sql conditions) {
        var page = order.isSorted()
                ? BROWSE_SEEN_SORTED
                        .with("more", more(order, conditions))
                        .with("page", order.page(from(SEEN_SORTED_FROM, order, conditions)))
                        .sql()
                : BROWSE_SEEN
                        .with("more", more(order, conditions))
                        .with("record", record)
                        .with("conditions", conditions)
                        .sql();
        var own = counted(OF_OWNERS.with("conditions", conditions).sql());
        return PageReader.answer(page, TOTAL_SEEN.with("counted", own).sql(), shown, order);
    }

    private Sql from(SqlTemplate template, SortColumns.Order order, Sql conditions) {
        return template.with("sortKey", order.key())
                .with("record", record)
                .with("conditions", conditions)
                .sql();
    }

    private Sql found(SortColumns.Order order, Sql conditions) {
        return PageReader.found(from(FOUND, order, conditions), shown, order);
    }

    private Sql foundSeen(SortColumns.Order order, Sql conditions) {
        var found = FOUND_SEEN
                .with("sortKey", order.key())
                .with("record", record)
                .with("conditions", conditions)
                .with("more", more(order, conditions))
                .sql();
        return PageReader.found(found, shown, order);
    }

    private Sql more(SortColumns.Order order, Sql conditions) {
        return more.with("sortKey", order.key()).with("conditions", conditions).sql();
    }

    private Sql counted(Sql conditions) {
        return COUNTED.with("counters", counters).with("conditions", conditions).sql();
    }
}
