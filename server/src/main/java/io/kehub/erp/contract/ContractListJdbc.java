package io.kehub.erp.contract;

import io.kehub.database.sql.BoundSql;
import io.kehub.database.sql.Conditions;
import io.kehub.database.sql.PageReader;
import io.kehub.database.sql.SortColumns;
import io.kehub.database.sql.Sql;
import io.kehub.database.sql.SqlTemplate;
import io.kehub.erp.contract.ContractFilter.Text;
import io.kehub.kernel.AccessScope;
import io.kehub.kernel.Page;
import io.kehub.kernel.PageRequest;
import io.kehub.kernel.UserId;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Lists of contracts with exact totals (ADR 0004). */
final class ContractListJdbc {

    /** Number of contracts, if the counters kept beside them cover every condition. */
    private static final SqlTemplate COUNTED = SqlTemplate.of("""
            (select coalesce(sum(c.contracts), 0)::bigint
            from (
              select owner, state, category, approval, contracts from contract_count
              union all
              select owner, state, category, approval, change from contract_count_change) as c where {conditions})""");

    /** One page of all contracts; the counters cover every condition. */
    private static final SqlTemplate BROWSE = SqlTemplate.of("""
            with page as (
              select c.id
              from contract c
              where {conditions} and c.id < :below
              order by c.id desc
              offset :offset limit :size
            )""");

    /** The same in another order. */
    private static final SqlTemplate BROWSE_SORTED = SqlTemplate.of("with {page}");

    private static final SqlTemplate SORTED_FROM =
            SqlTemplate.of("(select c.id{sortKey} from contract c where {conditions})");

    /** As {@link #BROWSE_SEEN}, in another order. */
    private static final SqlTemplate BROWSE_SEEN_SORTED = SqlTemplate.of("""
            with more as materialized (
              {more}
            ),
            {page}""");

    private static final SqlTemplate SEEN_SORTED_FROM = SqlTemplate.of("""
            (
                  select c.id{sortKey} from contract c where c.owner = any(:owners) and {conditions}
                  union all
                  select more.id, more.sort_key from more)""");

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
                  select c.id
                  from contract c
                  where c.owner = of.owner and {conditions} and c.id < :below
                  order by c.id desc
                  limit cast(:offset as bigint) + cast(:size as bigint)) as own
                union all
                select more.id from more where more.id < :below) as seen
              order by seen.id desc
              offset :offset limit :size
            )""");

    private static final SqlTemplate OF_OWNERS = SqlTemplate.of("c.owner = any(:owners) and {conditions}");

    private static final SqlTemplate TOTAL_SEEN = SqlTemplate.of("{counted} + (select count(*) from more)");

    private static final SqlTemplate FOUND =
            SqlTemplate.of("select c.id{sortKey} from contract c {joined} where {conditions}");

    private static final SqlTemplate FOUND_SEEN = SqlTemplate.of("""
            select c.id{sortKey} from contract c {joined} where c.owner = any(:owners) and {conditions}
            union all
            {more}""");

    /** Contracts that the viewer sees in addition to those of the visible owners, each once: added by or shared with the viewer. */
    private static final SqlTemplate MORE = SqlTemplate.of("""
            (
              select c.id{sortKey}
              from contract c {joined}
              where c.added_by = :viewer and c.added_by <> c.owner and c.owner <> all(:owners) and {conditions}
              union
              select c.id{sortKey}
              from contract_share s
              join contract c on c.id = s.contract {joined}
              where s.viewer in (:viewer, 0) and c.owner <> all(:owners) and {conditions})""");

    private static final Sql SHOWN = Sql.of("""
            select c.*, k.name as customer_name
            from page
            join contract c on c.id = page.id
            join customer k on k.id = c.customer""");

    private static final Sql CUSTOMER_JOINED = Sql.of("join customer k on k.id = c.customer");

    private final JdbcClient jdbc;

    ContractListJdbc(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    Page<Contract> list(ContractFilter filter, AccessScope scope, PageRequest page) {
        return PageReader.read(jdbc, query(filter, scope, page), page, (row, number) -> ContractsJdbc.contract(row));
    }

    /** The statement that {@link #list} sends. */
    static BoundSql query(ContractFilter filter, AccessScope scope, PageRequest page) {
        var conditions = new Conditions();
        PageReader.bind(conditions, page);
        ContractConditions.counted(filter, conditions);
        var counted = conditions.size();
        ContractConditions.narrow(filter, conditions);
        var browse = conditions.size() == counted;
        var order = ContractSort.COLUMNS.order(page, conditions);
        var owners = scope.owners();
        if (owners == null) {
            return conditions.bound(
                    browse ? browse(order, conditions.joined()) : search(filter, order, conditions.joined()));
        }
        conditions
                .bind("owners", owners.stream().map(UserId::value).toArray(Long[]::new))
                .bind("viewer", scope.viewer().value());
        return conditions.bound(
                browse
                        ? browseSeen(filter, order, conditions.joined())
                        : searchSeen(filter, order, conditions.joined()));
    }

    private static Sql browse(SortColumns.Order order, Sql conditions) {
        var page = order.isSorted()
                ? BROWSE_SORTED
                        .with(
                                "page",
                                order.page(SORTED_FROM
                                        .with("sortKey", order.key())
                                        .with("conditions", conditions)
                                        .sql()))
                        .sql()
                : BROWSE.with("conditions", conditions).sql();
        return PageReader.answer(page, counted(conditions), SHOWN, order);
    }

    private static Sql browseSeen(ContractFilter filter, SortColumns.Order order, Sql conditions) {
        var more = more(filter, order, conditions);
        var page = order.isSorted()
                ? BROWSE_SEEN_SORTED
                        .with("more", more)
                        .with(
                                "page",
                                order.page(SEEN_SORTED_FROM
                                        .with("sortKey", order.key())
                                        .with("conditions", conditions)
                                        .sql()))
                        .sql()
                : BROWSE_SEEN.with("more", more).with("conditions", conditions).sql();
        var own = counted(OF_OWNERS.with("conditions", conditions).sql());
        return PageReader.answer(page, TOTAL_SEEN.with("counted", own).sql(), SHOWN, order);
    }

    private static Sql search(ContractFilter filter, SortColumns.Order order, Sql conditions) {
        return PageReader.found(
                FOUND.with("sortKey", order.key())
                        .with("joined", joined(filter))
                        .with("conditions", conditions)
                        .sql(),
                SHOWN,
                order);
    }

    private static Sql searchSeen(ContractFilter filter, SortColumns.Order order, Sql conditions) {
        var found = FOUND_SEEN
                .with("sortKey", order.key())
                .with("joined", joined(filter))
                .with("conditions", conditions)
                .with("more", more(filter, order, conditions))
                .sql();
        return PageReader.found(found, SHOWN, order);
    }

    private static Sql more(ContractFilter filter, SortColumns.Order order, Sql conditions) {
        return MORE.with("sortKey", order.key())
                .with("joined", joined(filter))
                .with("conditions", conditions)
                .sql();
    }

    private static Sql counted(Sql conditions) {
        return COUNTED.with("conditions", conditions).sql();
    }

    private static Sql joined(ContractFilter filter) {
        return filter.text(Text.CUSTOMER_NAME).isEmpty() ? Sql.EMPTY : CUSTOMER_JOINED;
    }
}
