package io.kehub.erp.contract;

import io.kehub.kernel.AccessScope;
import io.kehub.kernel.Page;
import io.kehub.kernel.PageRequest;
import io.kehub.kernel.UserId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Lists of contracts with exact totals (ADR 0004). Every list is one statement, so rows and total are of one moment. */
final class ContractListJdbc {

    /** A statement and the values that are bound to its names. */
    record Query(String sql, Map<String, Object> values) {}

    /** How many there are, where nothing narrows but what is counted beside the contracts. */
    private static final String COUNTED = """
            select coalesce(sum(c.contracts), 0)::bigint
            from (
              select owner, state, category, approval, contracts from contract_count
              union all
              select owner, state, category, approval, change from contract_count_change) as c""";

    /** Everyone's contracts, narrowed by what is counted beside them. */
    private static final String BROWSE = """
            with page as (
              select c.id
              from contract c
              where {conditions} and c.id < :below
              order by c.id desc
              offset :offset limit :size
            )
            select (%s where {conditions}) as total_found, shown.*
            {shown}
            """.formatted(COUNTED);

    /** The same of one viewer: their owners' are counted, and those that they added or are shown are looked at. */
    private static final String BROWSE_SEEN = """
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
            )
            select (%s where c.owner = any(:owners) and {conditions}) + (select count(*) from more) as total_found,
              shown.*
            {shown}
            """.formatted(COUNTED);

    private static final String SEARCH = """
            with found as materialized (
              select c.id from contract c {joined} where {conditions}
            ),
            page as (
              select id from found where id < :below order by id desc offset :offset limit :size
            )
            select (select count(*) from found) as total_found, shown.*
            {shown}
            """;

    private static final String SEARCH_SEEN = """
            with found as materialized (
              select c.id from contract c {joined} where c.owner = any(:owners) and {conditions}
              union all
              {more}
            ),
            page as (
              select id from found where id < :below order by id desc offset :offset limit :size
            )
            select (select count(*) from found) as total_found, shown.*
            {shown}
            """;

    /** What the viewer sees besides the contracts of the owners: each once. */
    private static final String MORE = """
            (
                select c.id
                from contract c {joined}
                where c.added_by = :viewer and c.added_by <> c.owner and c.owner <> all(:owners) and {conditions}
                union
                select c.id
                from contract_share s
                join contract c on c.id = s.contract {joined}
                where s.viewer in (:viewer, 0) and c.owner <> all(:owners) and {conditions})""";

    private static final String SHOWN = """
            from (values (true)) as answer
            left join (
              select c.*, k.name as customer_name
              from page
              join contract c on c.id = page.id
              join customer k on k.id = c.customer
            ) as shown on true
            order by shown.id desc""";

    private final JdbcClient jdbc;

    ContractListJdbc(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    Page<Contract> list(ContractFilter filter, AccessScope scope, PageRequest page) {
        var query = query(filter, scope, page);
        return jdbc.sql(query.sql()).params(query.values()).query(rows -> {
            var total = 0L;
            var contracts = new ArrayList<Contract>(page.size());
            while (rows.next()) {
                total = rows.getLong("total_found");
                rows.getLong("id");
                if (!rows.wasNull()) {
                    contracts.add(ContractsJdbc.contract(rows));
                }
            }
            return new Page<>(contracts, total, page);
        });
    }

    /** The very statement that {@link #list} sends. */
    static Query query(ContractFilter filter, AccessScope scope, PageRequest page) {
        var values = new HashMap<String, Object>();
        values.put("offset", page.offset());
        values.put("size", page.size());
        values.put("below", page.below());
        var owners = scope.owners();
        if (owners != null) {
            values.put("owners", owners.stream().map(UserId::value).toArray(Long[]::new));
            values.put("viewer", scope.viewer().value());
        }
        var conditions = new ArrayList<String>(List.of("true"));
        equal("owner", filter.owner() == null ? null : filter.owner().value(), conditions, values);
        equal("state", emptyToNull(filter.state()), conditions, values);
        equal("category", emptyToNull(filter.category()), conditions, values);
        equal("approval", filter.approval() == null ? null : filter.approval().name(), conditions, values);
        var counted = conditions.size();
        narrow(filter, conditions, values);
        var joined = filter.customerName().isEmpty() ? "" : "join customer k on k.id = c.customer";
        var sql = template(conditions.size() == counted, owners == null)
                .replace("{more}", MORE)
                .replace("{shown}", SHOWN)
                .replace("{joined}", joined)
                .replace("{conditions}", String.join(" and ", conditions));
        return new Query(sql, values);
    }

    private static String template(boolean counted, boolean everything) {
        if (counted) {
            return everything ? BROWSE : BROWSE_SEEN;
        }
        return everything ? SEARCH : SEARCH_SEEN;
    }

    /** Adds what only a look at the contracts can tell. */
    private static void narrow(ContractFilter filter, List<String> conditions, Map<String, Object> values) {
        part("keyword", "search_text", filter.keyword(), conditions, values);
        part("number", "number", filter.number(), conditions, values);
        part("title", "title", filter.title(), conditions, values);
        equal("customer", filter.customer() == null ? null : filter.customer().value(), conditions, values);
        bound("c.amount >= :amountFrom", "amountFrom", filter.amountFrom(), conditions, values);
        bound("c.amount <= :amountTo", "amountTo", filter.amountTo(), conditions, values);
        bound("c.signed_on >= :signedFrom", "signedFrom", filter.signedFrom(), conditions, values);
        bound("c.signed_on <= :signedTo", "signedTo", filter.signedTo(), conditions, values);
        if (!filter.customerName().isEmpty()) {
            values.put("customerName", filter.customerName());
            conditions.add(
                    "customer_grams(k.search_text) @@ (select customer_keyword_grams(customer_folded(:customerName)))");
            conditions.add("strpos(customer_folded(k.name), customer_folded(:customerName)) > 0");
        }
    }

    private static @Nullable String emptyToNull(String text) {
        return text.isEmpty() ? null : text;
    }

    private static void part(
            String name, String column, String text, List<String> conditions, Map<String, Object> values) {
        if (!text.isEmpty()) {
            values.put(name, text);
            conditions.add("customer_grams(c.search_text) @@ (select customer_keyword_grams(customer_folded(:%s)))"
                    .formatted(name));
            conditions.add("strpos(customer_folded(c.%s), customer_folded(:%s)) > 0".formatted(column, name));
        }
    }

    private static void equal(
            String column, @Nullable Object value, List<String> conditions, Map<String, Object> values) {
        if (value != null) {
            values.put(column, value);
            conditions.add("c.%s = :%s".formatted(column, column));
        }
    }

    private static void bound(
            String condition,
            String name,
            @Nullable Object value,
            List<String> conditions,
            Map<String, Object> values) {
        if (value != null) {
            values.put(name, value);
            conditions.add(condition);
        }
    }
}
