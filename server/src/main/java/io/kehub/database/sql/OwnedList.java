package io.kehub.database.sql;

import io.kehub.kernel.AccessScope;
import io.kehub.kernel.PageRequest;
import io.kehub.kernel.UserId;

/**
 * The list statements of records that have an owner, newest first, with exact totals (ADR 4). Counters kept beside the records
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

    private static final SqlTemplate OF_OWNERS = SqlTemplate.of("r.owner = any(:owners) and {conditions}");

    private static final SqlTemplate TOTAL_SEEN = SqlTemplate.of("{counted} + (select count(*) from more)");

    private static final SqlTemplate FOUND = SqlTemplate.of("select r.id from {record} where {conditions}");

    private static final SqlTemplate FOUND_SEEN = SqlTemplate.of("""
            select r.id from {record} where r.owner = any(:owners) and {conditions}
            union all
            {more}""");

    private final Sql record;
    private final Sql counters;
    private final SqlTemplate more;
    private final Sql shown;

    /**
     * Describes a list.
     *
     * @param record the table, such as {@code purchase r}
     * @param counters selects the columns that the counters cover, and {@code counted}
     * @param more selects the ids of the records that {@code :viewer} sees in addition to those of {@code :owners}, each once;
     *     with the placeholder {@code conditions}
     * @param shown selects the records of {@code page}, {@code id} first
     */
    public OwnedList(Sql record, Sql counters, SqlTemplate more, Sql shown) {
        this.record = record;
        this.counters = counters;
        this.more = more;
        this.shown = shown;
    }

    /**
     * The statement of one page.
     *
     * @param conditions everything that narrows the list
     * @param isCounted whether the counters cover all of them
     */
    public BoundSql query(Conditions conditions, boolean isCounted, AccessScope scope, PageRequest page) {
        PageReader.bind(conditions, page);
        var joined = conditions.joined();
        var owners = scope.owners();
        if (owners == null) {
            return conditions.bound(isCounted ? browse(joined) : found(joined));
        }
        conditions
                .bind("owners", owners.stream().map(UserId::value).toArray(Long[]::new))
                .bind("viewer", scope.viewer().value());
        return conditions.bound(isCounted ? browseSeen(joined) : foundSeen(joined));
    }

    private Sql browse(Sql conditions) {
        var page = BROWSE.with("record", record).with("conditions", conditions).sql();
        return PageReader.answer(page, counted(conditions), shown);
    }

    private Sql browseSeen(Sql conditions) {
        var page = BROWSE_SEEN
                .with("more", more.with("conditions", conditions).sql())
                .with("record", record)
                .with("conditions", conditions)
                .sql();
        var own = counted(OF_OWNERS.with("conditions", conditions).sql());
        return PageReader.answer(page, TOTAL_SEEN.with("counted", own).sql(), shown);
    }

    private Sql found(Sql conditions) {
        return PageReader.found(
                FOUND.with("record", record).with("conditions", conditions).sql(), shown);
    }

    private Sql foundSeen(Sql conditions) {
        return PageReader.found(
                FOUND_SEEN
                        .with("record", record)
                        .with("conditions", conditions)
                        .with("more", more.with("conditions", conditions).sql())
                        .sql(),
                shown);
    }

    private Sql counted(Sql conditions) {
        return COUNTED.with("counters", counters).with("conditions", conditions).sql();
    }
}
