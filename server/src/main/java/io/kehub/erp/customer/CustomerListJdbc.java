package io.kehub.erp.customer;

import io.kehub.database.sql.BoundSql;
import io.kehub.database.sql.Conditions;
import io.kehub.database.sql.PageReader;
import io.kehub.database.sql.SortColumns;
import io.kehub.database.sql.Sql;
import io.kehub.database.sql.SqlTemplate;
import io.kehub.kernel.AccessScope;
import io.kehub.kernel.Page;
import io.kehub.kernel.PageRequest;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** Lists of customers with exact totals (ADR 0004). */
final class CustomerListJdbc {

    /** Finds by the filters of the native lists; the conditions decide which index is walked. */
    private static final SqlTemplate FOUND = SqlTemplate.of("""
            with found as materialized (
              select c.id{sortKey}
              from customer c
              where {terms} and {selected} and {added}
            ),
            {page}""");

    /**
     * Finds by n-grams and compares the text where n-grams alone do not decide, which is from three characters on. The
     * keyword is in a sub-select to hide it from the planner: every keyword gets the plan for a rare word.
     */
    private static final SqlTemplate SEARCH = SqlTemplate.of("""
            with keyword as materialized (
              select text_folded(:keyword) as folded, phone_keyword(:keyword) as digits,
                customer_search_grams(:keyword) as grams
            ),
            found as materialized (
              select c.id{sortKey}
              from customer c
              where text_ngrams(c.search_text) @@ (select grams from keyword)
                and ((select char_length(folded) <= 2 from keyword)
                  or strpos(c.search_text, (select folded from keyword)) > 0
                  or strpos(c.search_text, (select digits from keyword)) > 0)
                and {terms} and {selected} and {added}
            ),
            {page}""");

    /** A list in another order: all that the counters count, walked by an index of the key or sorted. */
    private static final SqlTemplate SORTED = SqlTemplate.of("""
            (
                  select c.id{sortKey}
                  from customer c
                  where {selected} and {added}
                )""");

    private static final Sql FOUND_TOTAL = Sql.of("(select count(*) from found)");

    /** Reads the page by id, one by one: the limit keeps the planner from joining any other way. */
    private static final Sql SHOWN =
            SqlTemplate.of("""
                    select customer.*
                    from page
                    cross join lateral (select {columns} from customer c where c.id = page.id limit 1) as customer""").with("columns", Sql.of(CustomersJdbc.COLUMNS)).sql();

    /**
     * Session settings for searches: enough work_mem to keep the bitmap exact (a lossy one would compute the n-grams of
     * whole pages again), and no parallel workers (their start costs more than most searches).
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
        if (filter.keyword().isEmpty() && filter.terms().equals(AdvancedCustomerFilter.NONE)) {
            return read(query, page);
        }
        return transaction.execute(status -> {
            jdbc.sql(SEARCH_SETTINGS).query((row, number) -> row.getString(1)).single();
            return read(query, page);
        });
    }

    private Page<Customer> read(BoundSql query, PageRequest page) {
        return PageReader.read(jdbc, query, page, (row, number) -> CustomersJdbc.customer(row));
    }

    /** The statement that {@link #list} sends. */
    static BoundSql query(CustomerFilter filter, AccessScope scope, PageRequest page) {
        var view = CustomerView.of(filter, scope);
        var values = new Conditions();
        PageReader.bind(values, page);
        var order = CustomerSort.COLUMNS.order(page, values);
        CustomerConditions.bind(filter, values);
        view.bind(values);
        var owner = filter.owner();
        if (!filter.keyword().isEmpty()) {
            values.bind("keyword", filter.keyword());
            return values.bound(found(SEARCH, filter, view, true, order, values));
        }
        var foreignOwner = owner != null && !view.sees(owner);
        if (foreignOwner || !filter.terms().equals(AdvancedCustomerFilter.NONE)) {
            return values.bound(found(FOUND, filter, view, false, order, values));
        }
        var browsed = order.isSorted()
                ? CustomerBrowse.sorted(filter, view, order.page(sorted(filter, view, order, values)), values)
                : CustomerBrowse.page(filter, view, page, values);
        return values.bound(PageReader.answer(browsed, CustomerBrowse.TOTAL, SHOWN, order));
    }

    private static Sql sorted(CustomerFilter filter, CustomerView view, SortColumns.Order order, Conditions values) {
        return SORTED.with("sortKey", order.key())
                .with("selected", CustomerConditions.narrowed(filter, view, false, values))
                .with("added", CustomerConditions.added(filter, values))
                .sql();
    }

    private static Sql found(
            SqlTemplate template,
            CustomerFilter filter,
            CustomerView view,
            boolean unindexed,
            SortColumns.Order order,
            Conditions values) {
        var found = template.with("terms", CustomerConditions.terms(filter, values))
                .with("selected", CustomerConditions.narrowed(filter, view, unindexed, values))
                .with("added", CustomerConditions.added(filter, values))
                .with("sortKey", order.key())
                .with("page", order.page())
                .sql();
        return PageReader.answer(found, FOUND_TOTAL, SHOWN, order);
    }
}
