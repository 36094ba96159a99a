package io.kehub.erp.customer;

import io.kehub.database.sql.Conditions;
import io.kehub.database.sql.Sql;
import io.kehub.database.sql.SqlTemplate;
import io.kehub.kernel.PageRequest;
import java.util.List;

/** The page of a list that the counters cover (ADR 0004), as the common table expression {@code page}. */
final class CustomerBrowse {

    /** Counts each block of ids, from the newest block down. */
    private static final SqlTemplate COUNTED = SqlTemplate.of("""
            with known as (
              select block, ({counters}) as number, earliest, latest
              from customer_count
              where grouping_number = :grouping and source = :groupedSource and {groupedOwner}
              union all
              select c.block, c.change, c.earliest, c.latest
              from customer_count_change c
              where {changed}{sharedCounts}
            ),
            counted as (
              select block, sum(number)::bigint as number, min(earliest) as earliest, max(latest) as latest
              from known
              group by block
              having sum(number) > 0
            ),
            ranged as materialized (
              {ranged}
            ),
            walked as (
              select block, number, (sum(number) over (order by block desc))::bigint as through
              from ranged
              where number > 0
            ),
            {page}""");

    /**
     * Walks from the newest block to the one where the page begins and on to the one where it ends, and reads ids from
     * these. Each pair of kind and reviewed is a separate stream, because only then does an index return its ids newest
     * first.
     */
    private static final SqlTemplate BROWSE = SqlTemplate.of("""
            asked as materialized (
              select {before} as before, cast(:size as bigint) as size
            ),
            place as (
              select
                before - (through - number) as skipped,
                size,
                customer_block_start(block + 1) as below,
                customer_block_start(coalesce(
                  (select max(block) from walked where through >= before + size),
                  (select min(block) from walked))) as lowest
              from walked, asked
              where through > before
              order by block desc
              limit 1
            ),
            page as (
              select stream.id
              from place
              cross join (values {streams}) as pair (kind, reviewed){eachOwner}
              cross join lateral (
                select c.id
                from customer c
                where c.kind = pair.kind and c.reviewed = pair.reviewed and {grouped}
                  and c.id >= place.lowest and c.id < place.below and {added}
                order by c.id desc
                limit place.skipped + place.size
              ) as stream{sharedStream}
              order by {newest} desc
              offset (select skipped from place) limit (select size from asked)
            )""");

    static final Sql TOTAL = Sql.of("(select coalesce(sum(number), 0)::bigint from walked)");

    private static final Sql OFFSET = Sql.of("cast(:offset as bigint)");

    /** Number of customers before a page that begins below an id. */
    private static final SqlTemplate BEFORE = SqlTemplate.of("""
            (
                select coalesce(sum(number) filter (where block > customer_block(:below)), 0)::bigint from ranged)
                + (
                  select count(*)
                  from customer c
                  where {selected} and {added} and c.id >= :below
                    and c.id < customer_block_start(customer_block(:below) + 1))""");

    /** Customers of other owners that are shared with the viewer: so few that they are counted one by one. */
    private static final SqlTemplate SHARED_COUNTS = SqlTemplate.of("""

              union all
              select customer_block(c.id), count(*), min(c.added_at), max(c.added_at)
              from customer c
              where c.id in (select customer from customer_share where viewer in (:viewer, 0))
                and not c.owner = any(:owners) and {changedOfAll}
              group by 1""");

    private static final SqlTemplate SHARED_STREAM = SqlTemplate.of("""

              union all
              (select shared.id
              from place
              cross join lateral (
                select c.id
                from customer c
                where c.id in (
                    select customer
                    from customer_share
                    where viewer in (:viewer, 0) and customer >= place.lowest and customer < place.below)
                  and not c.owner = any(:owners) and {changedOfAll} and {added}
                order by c.id desc
                limit place.skipped + place.size
              ) as shared)""");

    private static final Sql EACH_OWNER = Sql.of("""

              cross join unnest(cast(:owners as bigint[])) as seen (owner)""");

    /** Blocks as they are counted, if the filter has no time range. */
    private static final Sql WHOLE_BLOCKS = Sql.of("select block, number from counted");

    /** Blocks inside the time range by their counts, blocks at its edges row by row. */
    private static final SqlTemplate BLOCKS_IN_RANGE = SqlTemplate.of("""
            select block, case
              when {inside} then number
              when {outside} then 0
              else (
                select count(*)
                from customer c
                where {selected} and {added}
                  and c.id >= customer_block_start(counted.block) and c.id < customer_block_start(counted.block + 1))
              end as number
            from counted""");

    private static final Sql OWNERS = Sql.of("owner = any(:owners)");
    private static final Sql OWNER = Sql.of("owner = :groupedOwner");
    private static final Sql OF_SEEN = Sql.of("c.owner = seen.owner");
    private static final Sql ID = Sql.of("id");
    private static final Sql STREAM_ID = Sql.of("stream.id");
    private static final Sql PLUS = Sql.of(" + ");
    private static final Sql COMMA = Sql.of(", ");
    private static final Sql OR = Sql.of(" or ");
    private static final SqlTemplate STREAM = SqlTemplate.of("({kind}::smallint, {reviewed})");

    private static final Sql COMPANIES_REVIEWED = Sql.of("companies_reviewed");
    private static final Sql COMPANIES_WAITING = Sql.of("companies_waiting");
    private static final Sql PERSONS_REVIEWED = Sql.of("persons_reviewed");
    private static final Sql PERSONS_WAITING = Sql.of("persons_waiting");

    private static final Sql EARLIEST_FROM = Sql.of("earliest >= :addedFrom");
    private static final Sql LATEST_BEFORE = Sql.of("latest < :addedBefore");
    private static final Sql LATEST_EARLIER = Sql.of("latest < :addedFrom");
    private static final Sql EARLIEST_LATER = Sql.of("earliest >= :addedBefore");

    private CustomerBrowse() {}

    static Sql page(CustomerFilter filter, CustomerView view, PageRequest page, Conditions values) {
        var some = view instanceof CustomerView.Some;
        var added = CustomerConditions.added(filter, values);
        var browsed = BROWSE.with("before", before(filter, view, page, added, values))
                .with("streams", streams(filter))
                .with("eachOwner", some ? EACH_OWNER : Sql.EMPTY)
                .with("grouped", grouped(filter, some, values))
                .with("added", added)
                .with(
                        "sharedStream",
                        some
                                ? SHARED_STREAM
                                        .with("changedOfAll", CustomerConditions.selected(filter, Sql.EMPTY, values))
                                        .with("added", added)
                                        .sql()
                                : Sql.EMPTY)
                .with("newest", some ? ID : STREAM_ID)
                .sql();
        return sorted(filter, view, browsed, values);
    }

    /**
     * The same counts for a list in another order.
     *
     * @param page the common table expression {@code page}
     */
    static Sql sorted(CustomerFilter filter, CustomerView view, Sql page, Conditions values) {
        var some = view instanceof CustomerView.Some;
        var owner = filter.owner();
        values.bind("grouping", (filter.source() == null ? 0 : 1) + (owner == null && !some ? 0 : 2))
                .bind("groupedSource", filter.source() == null ? "" : filter.source());
        if (!some) {
            values.bind("groupedOwner", owner == null ? 0L : owner.value());
        }
        return COUNTED.with("counters", counters(filter))
                .with("groupedOwner", some ? OWNERS : OWNER)
                .with("changed", CustomerConditions.selected(filter, view.ownersOnly(), values))
                .with(
                        "sharedCounts",
                        some
                                ? SHARED_COUNTS
                                        .with("changedOfAll", CustomerConditions.selected(filter, Sql.EMPTY, values))
                                        .sql()
                                : Sql.EMPTY)
                .with("ranged", ranged(filter, view, CustomerConditions.added(filter, values), values))
                .with("page", page)
                .sql();
    }

    private static Sql before(
            CustomerFilter filter, CustomerView view, PageRequest page, Sql added, Conditions values) {
        return page.continues()
                ? BEFORE.with("selected", CustomerConditions.selected(filter, view.condition(), values))
                        .with("added", added)
                        .sql()
                : OFFSET;
    }

    private static Sql ranged(CustomerFilter filter, CustomerView view, Sql added, Conditions values) {
        if (filter.addedFrom() == null && filter.addedBefore() == null) {
            return WHOLE_BLOCKS;
        }
        return BLOCKS_IN_RANGE
                .with("inside", inside(filter, values))
                .with("outside", outside(filter))
                .with("selected", CustomerConditions.selected(filter, view.condition(), values))
                .with("added", added)
                .sql();
    }

    private static Sql counters(CustomerFilter filter) {
        return Sql.join(
                PLUS,
                CustomerConditions.kinds(filter).stream()
                        .flatMap(kind ->
                                CustomerConditions.reviewed(filter).stream().map(reviewed -> counter(kind, reviewed)))
                        .toList());
    }

    private static Sql counter(CustomerKind kind, boolean reviewed) {
        return switch (kind) {
            case COMPANY -> reviewed ? COMPANIES_REVIEWED : COMPANIES_WAITING;
            case PERSON -> reviewed ? PERSONS_REVIEWED : PERSONS_WAITING;
        };
    }

    private static Sql streams(CustomerFilter filter) {
        return Sql.join(
                COMMA,
                CustomerConditions.kinds(filter).stream()
                        .flatMap(kind -> CustomerConditions.reviewed(filter).stream()
                                .map(reviewed -> STREAM.with("kind", Sql.literal(kind.number()))
                                        .with("reviewed", Sql.literal(reviewed))
                                        .sql()))
                        .toList());
    }

    private static Sql grouped(CustomerFilter filter, boolean some, Conditions values) {
        var conditions = values.another();
        if (some) {
            conditions.add(OF_SEEN);
        }
        return conditions.add(CustomerConditions.equalTo(filter, values)).joined();
    }

    private static Sql inside(CustomerFilter filter, Conditions values) {
        var conditions = values.another();
        if (filter.addedFrom() != null) {
            conditions.add(EARLIEST_FROM);
        }
        if (filter.addedBefore() != null) {
            conditions.add(LATEST_BEFORE);
        }
        return conditions.joined();
    }

    private static Sql outside(CustomerFilter filter) {
        if (filter.addedBefore() == null) {
            return LATEST_EARLIER;
        }
        return filter.addedFrom() == null ? EARLIEST_LATER : Sql.join(OR, List.of(LATEST_EARLIER, EARLIEST_LATER));
    }
}
