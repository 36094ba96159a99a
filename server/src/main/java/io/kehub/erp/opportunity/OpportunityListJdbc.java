package io.kehub.erp.opportunity;

import io.kehub.database.sql.BoundSql;
import io.kehub.database.sql.Conditions;
import io.kehub.database.sql.PageReader;
import io.kehub.database.sql.SortColumns;
import io.kehub.database.sql.Sql;
import io.kehub.database.sql.SqlTemplate;
import io.kehub.kernel.AccessScope;
import io.kehub.kernel.Page;
import io.kehub.kernel.PageRequest;
import io.kehub.kernel.UserId;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Lists of opportunities with exact totals (ADR 0004). */
final class OpportunityListJdbc {

    /** Number of opportunities, if the counters kept beside them cover every condition. */
    private static final SqlTemplate COUNTED = SqlTemplate.of("""
            (select coalesce(sum(o.opportunities), 0)::bigint
            from (
              select owner, stage, state, approval, opportunities from opportunity_count
              union all
              select owner, stage, state, approval, change from opportunity_count_change) as o where {conditions})""");

    /** One page of all opportunities; the counters cover every condition. */
    private static final SqlTemplate BROWSE = SqlTemplate.of("""
            with page as (
              select o.id
              from opportunity o
              where {conditions} and o.id < :below
              order by o.id desc
              offset :offset limit :size
            )""");

    /** The same for a restricted viewer: counters for the visible owners, a scan for what else the viewer sees. */
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
                  select o.id
                  from opportunity o
                  where o.owner = of.owner and {conditions} and o.id < :below
                  order by o.id desc
                  limit cast(:offset as bigint) + cast(:size as bigint)) as own
                union all
                select more.id from more where more.id < :below) as seen
              order by seen.id desc
              offset :offset limit :size
            )""");

    private static final SqlTemplate OF_OWNERS = SqlTemplate.of("o.owner = any(:owners) and {conditions}");

    private static final SqlTemplate TOTAL_SEEN = SqlTemplate.of("{counted} + (select count(*) from more)");

    private static final SqlTemplate FOUND =
            SqlTemplate.of("select o.id{sortKey} from opportunity o where {conditions}");

    private static final SqlTemplate FOUND_SEEN = SqlTemplate.of("""
            select o.id{sortKey} from opportunity o where o.owner = any(:owners) and {conditions}
            union all
            {more}""");

    /**
     * Opportunities that the viewer sees in addition to those of the visible owners, each once: added by the viewer, or of a
     * customer whose projects are shared with the viewer.
     */
    private static final SqlTemplate MORE = SqlTemplate.of("""
            (
              select o.id{sortKey}
              from opportunity o
              where o.added_by = :viewer and o.added_by <> o.owner and o.owner <> all(:owners) and {conditions}
              union
              select o.id{sortKey}
              from customer_share s
              join opportunity o on o.customer = s.customer
              where s.viewer in (:viewer, 0) and s.projects and o.owner <> all(:owners) and {conditions})""");

    /** A list in another order: all that the counters count, walked by an index of the key or sorted. */
    private static final SqlTemplate SORTED = SqlTemplate.of("with {page}");

    private static final SqlTemplate SORTED_FROM = SqlTemplate.of("""
            (
                  {found}
                )""");

    private static final Sql SHOWN = Sql.of("""
            select o.*, k.name as customer_name, coalesce(p.name, '') as person_name
            from page
            join opportunity o on o.id = page.id
            join customer k on k.id = o.customer
            left join customer_person p on p.id = o.person""");

    private final JdbcClient jdbc;

    OpportunityListJdbc(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    Page<Opportunity> list(OpportunityFilter filter, AccessScope scope, PageRequest page) {
        return PageReader.read(
                jdbc, query(filter, scope, page), page, (row, number) -> OpportunitiesJdbc.opportunity(row));
    }

    /** The statement that {@link #list} sends. */
    static BoundSql query(OpportunityFilter filter, AccessScope scope, PageRequest page) {
        var conditions = new Conditions();
        PageReader.bind(conditions, page);
        var order = OpportunitySort.COLUMNS.order(page, conditions);
        OpportunityConditions.counted(filter, conditions);
        var counted = conditions.size();
        OpportunityConditions.narrow(filter, conditions);
        var browse = conditions.size() == counted;
        var all = conditions.joined();
        var owners = scope.owners();
        if (owners == null) {
            return conditions.bound(
                    browse ? browse(all, order) : PageReader.found(found(FOUND, all, order.key()), SHOWN, order));
        }
        conditions
                .bind("owners", owners.stream().map(UserId::value).toArray(Long[]::new))
                .bind("viewer", scope.viewer().value());
        return conditions.bound(
                browse && !order.isSorted()
                        ? browseSeen(all)
                        : PageReader.found(foundSeen(all, order.key()), SHOWN, order));
    }

    private static Sql browse(Sql conditions, SortColumns.Order order) {
        var page = order.isSorted()
                ? SORTED.with(
                                "page",
                                order.page(SORTED_FROM
                                        .with("found", found(FOUND, conditions, order.key()))
                                        .sql()))
                        .sql()
                : BROWSE.with("conditions", conditions).sql();
        return PageReader.answer(page, counted(conditions), SHOWN, order);
    }

    private static Sql browseSeen(Sql conditions) {
        var page = BROWSE_SEEN
                .with("more", found(MORE, conditions, Sql.EMPTY))
                .with("conditions", conditions)
                .sql();
        var own = counted(OF_OWNERS.with("conditions", conditions).sql());
        return PageReader.answer(page, TOTAL_SEEN.with("counted", own).sql(), SHOWN);
    }

    private static Sql foundSeen(Sql conditions, Sql sortKey) {
        return FOUND_SEEN
                .with("conditions", conditions)
                .with("sortKey", sortKey)
                .with("more", found(MORE, conditions, sortKey))
                .sql();
    }

    private static Sql counted(Sql conditions) {
        return COUNTED.with("conditions", conditions).sql();
    }

    private static Sql found(SqlTemplate template, Sql conditions, Sql sortKey) {
        return template.with("conditions", conditions).with("sortKey", sortKey).sql();
    }
}
