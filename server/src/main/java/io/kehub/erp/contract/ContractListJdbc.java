package io.kehub.erp.contract;

import io.kehub.database.sql.BoundSql;
import io.kehub.database.sql.Conditions;
import io.kehub.database.sql.PageReader;
import io.kehub.database.sql.Sql;
import io.kehub.database.sql.SqlTemplate;
import io.kehub.database.sql.TextSearch;
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

    private static final SqlTemplate FOUND = SqlTemplate.of("select c.id from contract c {joined} where {conditions}");

    private static final SqlTemplate FOUND_SEEN = SqlTemplate.of("""
            select c.id from contract c {joined} where c.owner = any(:owners) and {conditions}
            union all
            {more}""");

    /** Contracts that the viewer sees in addition to those of the visible owners, each once: added by or shared with the viewer. */
    private static final SqlTemplate MORE = SqlTemplate.of("""
            (
              select c.id
              from contract c {joined}
              where c.added_by = :viewer and c.added_by <> c.owner and c.owner <> all(:owners) and {conditions}
              union
              select c.id
              from contract_share s
              join contract c on c.id = s.contract {joined}
              where s.viewer in (:viewer, 0) and c.owner <> all(:owners) and {conditions})""");

    private static final Sql SHOWN = Sql.of("""
            select c.*, k.name as customer_name
            from page
            join contract c on c.id = page.id
            join customer k on k.id = c.customer""");

    private static final Sql CUSTOMER_JOINED = Sql.of("join customer k on k.id = c.customer");

    private static final Sql OWNER = Sql.of("c.owner = :owner");
    private static final Sql STATE = Sql.of("c.state = :state");
    private static final Sql CATEGORY = Sql.of("c.category = :category");
    private static final Sql APPROVAL = Sql.of("c.approval = :approval");
    private static final TextSearch KEYWORD = TextSearch.indexed("keyword", "c.search_text", "c.search_text");
    private static final TextSearch NUMBER = TextSearch.indexed("number", "c.search_text", "c.number");
    private static final TextSearch TITLE = TextSearch.indexed("title", "c.search_text", "c.title");
    private static final Sql CUSTOMER = Sql.of("c.customer = :customer");
    private static final Sql AMOUNT_FROM = Sql.of("c.amount >= :amountFrom");
    private static final Sql AMOUNT_TO = Sql.of("c.amount <= :amountTo");
    private static final Sql SIGNED_FROM = Sql.of("c.signed_on >= :signedFrom");
    private static final Sql SIGNED_TO = Sql.of("c.signed_on <= :signedTo");
    private static final TextSearch CUSTOMER_NAME = TextSearch.indexed("customerName", "k.search_text", "k.name");

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
        var owner = filter.owner();
        var approval = filter.approval();
        conditions
                .add(OWNER, "owner", owner == null ? null : owner.value())
                .addText(STATE, "state", filter.text(Text.STATE))
                .addText(CATEGORY, "category", filter.text(Text.CATEGORY))
                .add(APPROVAL, "approval", approval == null ? null : approval.name());
        var counted = conditions.size();
        narrow(filter, conditions);
        var browse = conditions.size() == counted;
        var owners = scope.owners();
        if (owners == null) {
            return conditions.bound(browse ? browse(conditions.joined()) : search(filter, conditions.joined()));
        }
        conditions
                .bind("owners", owners.stream().map(UserId::value).toArray(Long[]::new))
                .bind("viewer", scope.viewer().value());
        return conditions.bound(
                browse ? browseSeen(filter, conditions.joined()) : searchSeen(filter, conditions.joined()));
    }

    private static Sql browse(Sql conditions) {
        return PageReader.answer(BROWSE.with("conditions", conditions).sql(), counted(conditions), SHOWN);
    }

    private static Sql browseSeen(ContractFilter filter, Sql conditions) {
        var page = BROWSE_SEEN
                .with("more", more(filter, conditions))
                .with("conditions", conditions)
                .sql();
        var own = counted(OF_OWNERS.with("conditions", conditions).sql());
        return PageReader.answer(page, TOTAL_SEEN.with("counted", own).sql(), SHOWN);
    }

    private static Sql search(ContractFilter filter, Sql conditions) {
        return PageReader.found(
                FOUND.with("joined", joined(filter))
                        .with("conditions", conditions)
                        .sql(),
                SHOWN);
    }

    private static Sql searchSeen(ContractFilter filter, Sql conditions) {
        var found = FOUND_SEEN
                .with("joined", joined(filter))
                .with("conditions", conditions)
                .with("more", more(filter, conditions))
                .sql();
        return PageReader.found(found, SHOWN);
    }

    private static Sql more(ContractFilter filter, Sql conditions) {
        return MORE.with("joined", joined(filter))
                .with("conditions", conditions)
                .sql();
    }

    private static Sql counted(Sql conditions) {
        return COUNTED.with("conditions", conditions).sql();
    }

    private static Sql joined(ContractFilter filter) {
        return filter.text(Text.CUSTOMER_NAME).isEmpty() ? Sql.EMPTY : CUSTOMER_JOINED;
    }

    /** Adds the conditions that the counters do not cover. */
    private static void narrow(ContractFilter filter, Conditions conditions) {
        KEYWORD.addTo(conditions, filter.text(Text.KEYWORD));
        NUMBER.addTo(conditions, filter.text(Text.NUMBER));
        TITLE.addTo(conditions, filter.text(Text.TITLE));
        var customer = filter.customer();
        conditions
                .add(CUSTOMER, "customer", customer == null ? null : customer.value())
                .add(AMOUNT_FROM, "amountFrom", filter.amount().from())
                .add(AMOUNT_TO, "amountTo", filter.amount().to())
                .add(SIGNED_FROM, "signedFrom", filter.signedOn().from())
                .add(SIGNED_TO, "signedTo", filter.signedOn().to());
        CUSTOMER_NAME.addTo(conditions, filter.text(Text.CUSTOMER_NAME));
    }
}
