package io.kehub.erp.customer;

import io.kehub.kernel.AccessScope;
import io.kehub.kernel.CustomerId;
import io.kehub.kernel.Page;
import io.kehub.kernel.PageRequest;
import io.kehub.kernel.UserId;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** Lists of customers with exact totals (ADR 0004). Every list is one statement, so rows and total are of one moment. */
final class CustomerListJdbc {

    /** A statement and the values that are bound to its names. */
    record Query(String sql, Map<String, Object> values) {}

    /**
     * Counts each block of ids, walks from the newest block to the one where the page begins and on to the one where it
     * ends, and reads ids from these. Each pair of kind and reviewed is a stream of its own, because only then an index gives its ids newest first.
     */
    private static final String BROWSE = """
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
            asked as materialized (
              select {before} as before, cast(:size as bigint) as size
            ),
            walked as (
              select block, number, (sum(number) over (order by block desc))::bigint as through
              from ranged
              where number > 0
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
            )
            select (select coalesce(sum(number), 0)::bigint from walked) as total, shown.*
            {shown}
            """;

    private static final String OFFSET = "cast(:offset as bigint)";

    /** How many come before a page that begins below an id. */
    private static final String BEFORE = """
            (
                select coalesce(sum(number) filter (where block > customer_block(:below)), 0)::bigint from ranged)
                + (
                  select count(*)
                  from customer c
                  where {selected} and {added} and c.id >= :below
                    and c.id < customer_block_start(customer_block(:below) + 1))""";

    /** Customers of owners who are not seen, shown to the viewer all the same: so few that they are counted one by one. */
    private static final String SHARED_COUNTS = """

              union all
              select customer_block(c.id), count(*), min(c.added_at), max(c.added_at)
              from customer c
              where c.id in (select customer from customer_share where viewer in (:viewer, 0))
                and not c.owner = any(:owners) and {changedOfAll}
              group by 1""";

    private static final String SHARED_STREAM = """

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
              ) as shared)""";

    /** Whose customers are seen, and which are shown besides. */
    private static final String SEEN = """
            (c.owner = any(:owners) or c.id in (select customer from customer_share where viewer in (:viewer, 0)))""";

    /** Finds by whatever the native lists ask for; the conditions decide which index is walked. */
    private static final String PICK = """
            with found as materialized (
              select c.id
              from customer c
              where {terms} and {selected} and {added}
            ),
            page as (
              select id from found where id < :below order by id desc offset :offset limit :size
            )
            select (select count(*) from found) as total, shown.*
            {shown}
            """;

    /** Blocks as they are counted, where no range of time is asked for. */
    private static final String WHOLE_BLOCKS = "select block, number from counted";

    /** Blocks inside of the range by their counts, blocks at its edges row by row. */
    private static final String BLOCKS_IN_RANGE = """
            select block, case
              when {inside} then number
              when {outside} then 0
              else (
                select count(*)
                from customer c
                where {selected} and {added}
                  and c.id >= customer_block_start(counted.block) and c.id < customer_block_start(counted.block + 1))
              end as number
            from counted""";

    /**
     * Finds by grams and looks again where grams alone can't tell, which is from three letters on. The keyword stands in
     * a sub-select, so that the planner does not know it: whatever is searched for, the plan is the one of a rare word.
     */
    private static final String SEARCH = """
            with keyword as materialized (
              select customer_folded(:keyword) as folded, phone_keyword(:keyword) as digits,
                customer_search_grams(:keyword) as grams
            ),
            found as materialized (
              select c.id
              from customer c
              where customer_grams(c.search_text) @@ (select grams from keyword)
                and ((select char_length(folded) <= 2 from keyword)
                  or strpos(c.search_text, (select folded from keyword)) > 0
                  or strpos(c.search_text, (select digits from keyword)) > 0)
                and {terms} and {selected} and {added}
            ),
            page as (
              select id from found where id < :below order by id desc offset :offset limit :size
            )
            select (select count(*) from found) as total, shown.*
            {shown}
            """;

    /** Reads the page by id, one by one: the limit keeps the planner from joining any other way. */
    private static final String SHOWN = """
            from (values (true)) as answer
            left join (
              select customer.*
              from page
              cross join lateral (select %s from customer c where c.id = page.id limit 1) as customer
            ) as shown on true
            order by shown.id desc""".formatted(CustomersJdbc.COLUMNS);

    /**
     * For the transaction of a search. A bitmap that does not fit turns to whole pages, whose rows would have to make
     * their grams again; and to start workers takes longer than most searches.
     */
    static final String SEARCH_SETTINGS = """
            select set_config('work_mem', '64MB', true), set_config('max_parallel_workers_per_gather', '0', true)
            """;

    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;

    CustomerListJdbc(JdbcClient jdbc, TransactionTemplate transaction) {
        this.jdbc = jdbc;
        this.transaction = transaction;
    }

    Page<Customer> list(CustomerFilter filter, AccessScope scope, PageRequest page) {
        var query = query(filter, scope, page);
        if (filter.keyword().isEmpty() && filter.terms().equals(CustomerTerms.NONE)) {
            return read(query, page);
        }
        return transaction.execute(status -> {
            jdbc.sql(SEARCH_SETTINGS).query((row, number) -> row.getString(1)).single();
            return read(query, page);
        });
    }

    /** The very statement that {@link #list} sends. */
    static Query query(CustomerFilter filter, AccessScope scope, PageRequest page) {
        var view = View.of(filter, scope);
        var values = new HashMap<String, Object>();
        values.put("offset", page.offset());
        values.put("size", page.size());
        values.put("below", page.below());
        bind(values, "source", filter.source());
        bind(values, "owner", filter.owner() == null ? null : filter.owner().value());
        bind(values, "addedFrom", moment(filter.addedFrom()));
        bind(values, "addedBefore", moment(filter.addedBefore()));
        view.bind(values);
        var template = template(filter, view, values).replace("{before}", page.continues() ? BEFORE : OFFSET);
        var sql = template.replace("{shown}", SHOWN)
                .replace("{added}", added(filter))
                .replace("{grouped}", grouped(filter, view))
                .replace("{selected}", selected(filter, view.condition()))
                .replace("{changed}", selected(filter, view.ownersOnly()))
                .replace("{changedOfAll}", selected(filter, ""));
        return new Query(sql, values);
    }

    private static String template(CustomerFilter filter, View view, Map<String, Object> values) {
        if (!filter.keyword().isEmpty()) {
            return search(filter, values).replace("{selected}", narrowed(filter, view, true));
        }
        var foreignOwner = filter.owner() != null && !view.sees(filter.owner());
        return foreignOwner || !filter.terms().equals(CustomerTerms.NONE)
                ? pick(filter, values).replace("{selected}", narrowed(filter, view, false))
                : browse(filter, view, values);
    }

    /** Whose customers a list shows. */
    private sealed interface View {

        /** The condition on customers; empty where all are seen. */
        String condition();

        /** The condition that needs nothing but the owner; empty where all are seen. */
        String ownersOnly();

        boolean sees(UserId owner);

        void bind(Map<String, Object> values);

        static View of(CustomerFilter filter, AccessScope scope) {
            var owners = Pool.ownersSeen(scope);
            return owners == null || (filter.owner() != null && owners.contains(filter.owner()))
                    ? new Everyone()
                    : new Some(owners, scope.viewer());
        }

        record Everyone() implements View {
            @Override
            public String condition() {
                return "";
            }

            @Override
            public String ownersOnly() {
                return "";
            }

            @Override
            public boolean sees(UserId owner) {
                return true;
            }

            @Override
            public void bind(Map<String, Object> values) {}
        }

        record Some(Set<UserId> owners, UserId viewer) implements View {
            @Override
            public String condition() {
                return SEEN;
            }

            @Override
            public String ownersOnly() {
                return "c.owner = any(:owners)";
            }

            @Override
            public boolean sees(UserId owner) {
                return owners.contains(owner);
            }

            @Override
            public void bind(Map<String, Object> values) {
                values.put("owners", owners.stream().map(UserId::value).sorted().toArray(Long[]::new));
                values.put("viewer", viewer.value());
            }
        }
    }

    private static String browse(CustomerFilter filter, View view, Map<String, Object> values) {
        var some = view instanceof View.Some;
        values.put("grouping", (filter.source() == null ? 0 : 1) + (filter.owner() == null && !some ? 0 : 2));
        values.put("groupedSource", filter.source() == null ? "" : filter.source());
        if (!some) {
            values.put(
                    "groupedOwner", filter.owner() == null ? 0L : filter.owner().value());
        }
        var ranged = filter.addedFrom() == null && filter.addedBefore() == null
                ? WHOLE_BLOCKS
                : BLOCKS_IN_RANGE.replace("{inside}", inside(filter)).replace("{outside}", outside(filter));
        return BROWSE.replace("{ranged}", ranged)
                .replace("{counters}", counters(filter))
                .replace("{streams}", streams(filter))
                .replace("{groupedOwner}", some ? "owner = any(:owners)" : "owner = :groupedOwner")
                .replace("{eachOwner}", some ? "\n  cross join unnest(cast(:owners as bigint[])) as seen (owner)" : "")
                .replace("{sharedCounts}", some ? SHARED_COUNTS : "")
                .replace("{sharedStream}", some ? SHARED_STREAM : "")
                .replace("{newest}", some ? "id" : "stream.id");
    }

    private static String search(CustomerFilter filter, Map<String, Object> values) {
        values.put("keyword", filter.keyword());
        return SEARCH.replace("{terms}", terms(filter, values));
    }

    private static String pick(CustomerFilter filter, Map<String, Object> values) {
        return PICK.replace("{terms}", terms(filter, values));
    }

    private static String terms(CustomerFilter filter, Map<String, Object> values) {
        var terms = filter.terms();
        var conditions = new ArrayList<String>();
        part("name", terms.name(), conditions, values);
        part("remark", terms.remark(), conditions, values);
        if (!terms.phone().isEmpty()) {
            values.put("phonePart", terms.phone());
            conditions.add(grams("phonePart"));
            conditions.add("(phone_holds(c.phone, :phonePart) or phone_holds(c.mobile, :phonePart))");
        }
        if (!terms.address().isEmpty()) {
            values.put("addressPart", terms.address());
            conditions.add("strpos(customer_folded(c.address), customer_folded(:addressPart)) > 0");
        }
        if (!terms.numberStart().isEmpty()) {
            values.put("numberStart", terms.numberStart());
            conditions.add("text_key(c.number) ^@ text_key(:numberStart)");
        }
        anyOf("levels", terms.levels(), "c.level", conditions, values);
        exact("industry", terms.industry(), "c.industry", conditions, values);
        anyOf("regions", terms.regions(), "c.region", conditions, values);
        exact("value", terms.value(), "(c.profile ->> 'VALUE')", conditions, values);
        if (terms.shielded() != null) {
            conditions.add(terms.shielded() ? "c.shielded" : "not c.shielded");
        }
        if (!terms.ids().isEmpty()) {
            values.put("ids", terms.ids().stream().map(CustomerId::value).toArray(Long[]::new));
            conditions.add("c.id = any(:ids)");
        }
        return all(conditions);
    }

    /** A part of one of the five searched fields: found by grams, then looked for in the field itself. */
    private static void part(String field, String text, List<String> conditions, Map<String, Object> values) {
        if (!text.isEmpty()) {
            var name = field + "Part";
            values.put(name, text);
            conditions.add(grams(name));
            conditions.add("strpos(customer_folded(c.%s), customer_folded(:%s)) > 0".formatted(field, name));
        }
    }

    private static String grams(String name) {
        return "customer_grams(c.search_text) @@ (select customer_search_grams(:%s))".formatted(name);
    }

    private static void exact(
            String name, @Nullable String text, String column, List<String> conditions, Map<String, Object> values) {
        if (text != null) {
            values.put(name, text);
            conditions.add(column + " = :" + name);
        }
    }

    private static void anyOf(
            String name, List<String> texts, String column, List<String> conditions, Map<String, Object> values) {
        if (!texts.isEmpty()) {
            values.put(name, texts.toArray(String[]::new));
            conditions.add("%s = any(:%s)".formatted(column, name));
        }
    }

    private static List<CustomerKind> kinds(CustomerFilter filter) {
        return filter.kind() == null ? List.of(CustomerKind.values()) : List.of(filter.kind());
    }

    private static List<Boolean> reviewed(CustomerFilter filter) {
        return filter.reviewed() == null ? List.of(false, true) : List.of(filter.reviewed());
    }

    private static String counters(CustomerFilter filter) {
        return kinds(filter).stream()
                .flatMap(kind -> reviewed(filter).stream().map(reviewed -> counter(kind, reviewed)))
                .collect(Collectors.joining(" + "));
    }

    private static String counter(CustomerKind kind, boolean reviewed) {
        return switch (kind) {
            case COMPANY -> reviewed ? "companies_reviewed" : "companies_waiting";
            case PERSON -> reviewed ? "persons_reviewed" : "persons_waiting";
        };
    }

    private static String streams(CustomerFilter filter) {
        return kinds(filter).stream()
                .flatMap(kind -> reviewed(filter).stream()
                        .map(reviewed -> "(%d::smallint, %b)".formatted(kind.number(), reviewed)))
                .collect(Collectors.joining(", "));
    }

    private static String grouped(CustomerFilter filter, View view) {
        return view instanceof View.Some ? "c.owner = seen.owner and " + equalTo(filter) : equalTo(filter);
    }

    private static String equalTo(CustomerFilter filter) {
        var conditions = new ArrayList<String>();
        if (filter.owner() != null) {
            conditions.add("c.owner = :owner");
        }
        if (filter.source() != null) {
            conditions.add("c.source = :source");
        }
        return all(conditions);
    }

    /** @param seen the condition on whose customers; empty means everyone's */
    private static String selected(CustomerFilter filter, String seen) {
        var numbers = kinds(filter).stream()
                .map(kind -> String.valueOf(kind.number()))
                .collect(Collectors.joining(", "));
        var states = reviewed(filter).stream().map(String::valueOf).collect(Collectors.joining(", "));
        var whose = seen.isEmpty() ? "" : " and " + seen;
        return "%s and c.kind in (%s) and c.reviewed in (%s)%s".formatted(equalTo(filter), numbers, states, whose);
    }

    /**
     * What is left of the filter when something else leads to the customers. What doesn't narrow is not said, because the
     * planner would walk an index for it.
     *
     * @param apart whether no index may be walked for the rest either: a keyword finds few, and the planner can't know it
     */
    private static String narrowed(CustomerFilter filter, View view, boolean apart) {
        var conditions = new ArrayList<String>();
        if (filter.owner() != null) {
            conditions.add(apart ? "c.owner + 0 = :owner" : "c.owner = :owner");
        }
        if (filter.source() != null) {
            conditions.add(apart ? "c.source || '' = :source" : "c.source = :source");
        }
        if (filter.kind() != null) {
            conditions.add("c.kind + 0 = " + filter.kind().number());
        }
        if (filter.reviewed() != null) {
            conditions.add(filter.reviewed() ? "c.reviewed" : "not c.reviewed");
        }
        if (!view.condition().isEmpty()) {
            conditions.add(view.condition());
        }
        return all(conditions);
    }

    private static String added(CustomerFilter filter) {
        var conditions = new ArrayList<String>();
        if (filter.addedFrom() != null) {
            conditions.add("c.added_at >= :addedFrom");
        }
        if (filter.addedBefore() != null) {
            conditions.add("c.added_at < :addedBefore");
        }
        return all(conditions);
    }

    private static String inside(CustomerFilter filter) {
        var conditions = new ArrayList<String>();
        if (filter.addedFrom() != null) {
            conditions.add("earliest >= :addedFrom");
        }
        if (filter.addedBefore() != null) {
            conditions.add("latest < :addedBefore");
        }
        return all(conditions);
    }

    private static String outside(CustomerFilter filter) {
        var conditions = new ArrayList<String>();
        if (filter.addedFrom() != null) {
            conditions.add("latest < :addedFrom");
        }
        if (filter.addedBefore() != null) {
            conditions.add("earliest >= :addedBefore");
        }
        return String.join(" or ", conditions);
    }

    private static String all(List<String> conditions) {
        return conditions.isEmpty() ? "true" : String.join(" and ", conditions);
    }

    private static void bind(Map<String, Object> values, String name, @Nullable Object value) {
        if (value != null) {
            values.put(name, value);
        }
    }

    private static @Nullable Object moment(@Nullable Instant moment) {
        return moment == null ? null : moment.atOffset(ZoneOffset.UTC);
    }

    private Page<Customer> read(Query query, PageRequest page) {
        return jdbc.sql(query.sql()).params(query.values()).query(rows -> {
            var total = 0L;
            var customers = new ArrayList<Customer>(page.size());
            while (rows.next()) {
                total = rows.getLong("total");
                rows.getLong("id");
                if (!rows.wasNull()) {
                    customers.add(CustomersJdbc.customer(rows));
                }
            }
            return new Page<>(customers, total, page);
        });
    }
}
