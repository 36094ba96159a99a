package io.kehub.erp.customer;

import static org.assertj.core.api.Assertions.assertThat;

import io.kehub.database.sql.BoundSql;
import io.kehub.erp.QueryPlans;
import io.kehub.erp.QueryPlans.Planning;
import io.kehub.erp.customer.AdvancedCustomerFilter.Involvement;
import io.kehub.erp.customer.AdvancedCustomerFilter.Role;
import io.kehub.erp.customer.AdvancedCustomerFilter.Sharing;
import io.kehub.erp.customer.AdvancedCustomerFilter.Text;
import io.kehub.kernel.AccessScope;
import io.kehub.kernel.PageRequest;
import io.kehub.kernel.UserId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The plans of the very statements that {@link Customers} sends, at 100,000 customers with composed names. */
class CustomersAtScaleTest {

    private static final int CUSTOMERS = 100_000;

    /**
     * Besides its rows, a list without a keyword reads at most this many pages of 8 KB, and each row costs a walk down
     * the index of ids; the customers alone fill more than 4,000.
     */
    private static final int MAX_PAGES = 400;

    private static final int MAX_PAGES_PER_ROW = 4;

    private static final Pattern WALK_THROUGH_ALL =
            Pattern.compile("Seq Scan on customer(_count)?( |$)", Pattern.MULTILINE);

    @SuppressWarnings("NullAway.Init")
    private static CustomerTestbed bed;

    @SuppressWarnings("NullAway.Init")
    private static QueryPlans plans;

    @SuppressWarnings("NullAway.Init")
    private static List<UserId> owners;

    @BeforeAll
    static void load() {
        bed = new CustomerTestbed();
        owners = Stream.of("li", "wang", "zhao", "qian", "sun", "zhou", "wu", "zheng")
                .map(bed::user)
                .toList();
        // cleaned below, and by nobody in between
        bed.jdbc.sql("alter table customer set (autovacuum_enabled = off)").update();
        // made again after loading: row by row takes four times as long as all at once
        var grams = bed.jdbc
                .sql("select pg_get_indexdef('customer_by_grams'::regclass)")
                .query(String.class)
                .single();
        bed.jdbc.sql("drop index customer_by_grams").update();
        bed.jdbc
                .sql("""
                insert into customer (
                  name, short_name, kind, source, contact_person, phone, mobile, email, address, remark, level, industry,
                  scale, region, website, fax, postcode, k_code, owner, added_by, added_at, reviewed)
                select
                  region || word || trade || '有限公司', word, 1 + (hash % 4) / 3, source, '', '023-' || 60000000 + number,
                  13000000000 + hash, '', region || '市解放路', case when number % 3 = 0 then '来自微信客户中台' else '' end,
                  '普通', trade, '', region, '', '', '400000', 'K' || number, :firstOwner + (hash >> 8) % 8, :firstOwner,
                  timestamptz '2025-01-01 00:00:00Z' + number * interval '20 seconds', number % 50 > 0
                from generate_series(1, :customers) as number
                cross join lateral (select abs(hashint4(number)) as hash)
                cross join lateral (
                  select
                    (array['重庆', '北京', '上海', '成都', '广州', '深圳', '武汉', '西安'])[1 + (hash >> 3) % 8] as region,
                    (array['科技', '贸易', '机械', '食品', '建材', '物流', '电子', '医药'])[1 + (hash >> 6) % 8] as trade,
                    (array['微信', '网络', '电话', '展会', ''])[1 + (hash >> 9) % 5] as source,
                    chr(19968 + (hash >> 4) % 3000) || chr(19968 + (hash >> 13) % 3000) as word)
                """)
                .param("customers", CUSTOMERS - 1)
                .param("firstOwner", owners.getFirst().value())
                .update();
        bed.customers.add(CustomerTestbed.named("𪚥麒麟阁楼有限公司"), owners.getFirst(), owners.getFirst());
        bed.jdbc.sql(grams).update();
        bed.counts.merge();
        plans = new QueryPlans(bed.jdbc, bed.transaction, CustomerListJdbc.SEARCH_SETTINGS);
        plans.settle("customer", "customer_count", "customer_count_change");
    }

    @AfterAll
    static void close() {
        bed.close();
    }

    static Stream<CustomerFilter> filters() {
        var owner = owners.get(3);
        var from = Instant.parse("2025-01-05T03:00:00Z");
        var before = Instant.parse("2025-01-20T03:00:00Z");
        return Stream.of(
                CustomerFilter.all(),
                new CustomerFilter("", CustomerKind.PERSON, null, null, null, null, null),
                new CustomerFilter("", null, "微信", null, null, null, null),
                new CustomerFilter("", null, "", null, null, null, null),
                new CustomerFilter("", null, null, owner, null, null, null),
                new CustomerFilter("", null, null, null, false, null, null),
                new CustomerFilter("", null, null, null, null, from, before),
                new CustomerFilter("", null, null, null, null, from, null),
                new CustomerFilter("", CustomerKind.COMPANY, "电话", owner, true, from, before));
    }

    @ParameterizedTest
    @MethodSource("filters")
    void everyPageOfEveryListIsReadThroughIndexesAndFewPagesOfTheDisk(CustomerFilter filter) {
        for (var page : List.of(
                new PageRequest(1, 20),
                new PageRequest(2_500, 20),
                new PageRequest(2_500, 40),
                new PageRequest(7, 500),
                new PageRequest(2_500, 20).after(55_555))) {
            for (var planning : Planning.values()) {
                var plan = planOf(CustomerListJdbc.query(filter, AccessScope.everything(Pool.OWNER), page), planning);

                assertThat(plan).as("%s, %s, %s", filter, page, planning).doesNotContainPattern(WALK_THROUGH_ALL);
                assertThat(QueryPlans.pagesRead(plan))
                        .as("%s, %s, %s%n%s", filter, page, planning, plan)
                        .isLessThan(MAX_PAGES + MAX_PAGES_PER_ROW * page.size());
            }
        }
    }

    @ParameterizedTest
    @MethodSource("filters")
    void theTotalOfEveryListIsExactAndTheLastPageShowsTheOldest(CustomerFilter filter) {
        var conditions = new ArrayList<String>(List.of("true"));
        if (filter.kind() != null) {
            conditions.add("kind = " + filter.kind().number());
        }
        if (filter.source() != null) {
            conditions.add("source = '" + filter.source() + "'");
        }
        if (filter.owner() != null) {
            conditions.add("owner = " + filter.owner().value());
        }
        if (filter.reviewed() != null) {
            conditions.add("reviewed = " + filter.reviewed());
        }
        if (filter.addedFrom() != null) {
            conditions.add("added_at >= '" + filter.addedFrom() + "'");
        }
        if (filter.addedBefore() != null) {
            conditions.add("added_at < '" + filter.addedBefore() + "'");
        }
        var ids = bed.jdbc
                .sql("select id from customer where %s order by id desc".formatted(String.join(" and ", conditions)))
                .query(Long.class)
                .list();
        var last = new PageRequest((ids.size() - 1) / 20 + 1, 20);

        var page = bed.customers.list(filter, last);

        assertThat(page.total()).isEqualTo(ids.size());
        assertThat(page.items().stream().map(customer -> customer.id().value()))
                .containsExactlyElementsOf(ids.subList((int) last.offset(), ids.size()));
    }

    @ParameterizedTest
    @CsvSource({
        "麒, 1",
        "麒麟, 1",
        "麒麟阁楼, 1",
        "𪚥麒, 1",
        "鼃鼃, 0",
        "023-60054321, 1",
        "司, 100000",
        "公司, 100000",
        "有限公司, 100000",
        "微信客户, 33333"
    })
    void everyKeywordIsSearchedByItsNgrams(String keyword, long total) {
        var filters = List.of(
                new CustomerFilter(keyword, null, null, null, null, null, null),
                new CustomerFilter(keyword, CustomerKind.COMPANY, "", owners.getFirst(), true, null, null));
        for (var filter : filters) {
            for (var planning : Planning.values()) {
                var plan = planOf(
                        CustomerListJdbc.query(filter, AccessScope.everything(Pool.OWNER), new PageRequest(1, 20)),
                        planning);

                assertThat(plan)
                        .as("%s, %s", filter, planning)
                        .doesNotContainPattern(WALK_THROUGH_ALL)
                        .doesNotContain("lossy")
                        .contains("Bitmap Index Scan on customer_by_grams");
            }
        }
        assertThat(bed.customers
                        .list(filters.getFirst(), new PageRequest(2, 20))
                        .total())
                .isEqualTo(total);
    }

    static Stream<AdvancedCustomerFilter> narrowNativeFilters() {
        var owner = owners.getFirst();
        var day = Instant.parse("2024-01-05T03:00:00Z");
        var none = AdvancedCustomerFilter.NONE;
        return Stream.of(
                none.with(Text.ANYWHERE, "023-60054321"),
                none.with(new Involvement(owner, Set.of(Role.RETURNED), false, null, null, null, null)),
                none.with(new Involvement(null, Set.of(), false, Sharing.BY_VIEWER, owner, null, null)),
                none.with(new Involvement(null, Set.of(), false, Sharing.WITH_VIEWER, owner, null, null)),
                none.with(new Involvement(null, Set.of(), false, null, null, day, day.plusSeconds(3600))));
    }

    @ParameterizedTest
    @MethodSource("narrowNativeFilters")
    void narrowFiltersOfTheNativeListsAreFoundThroughIndexes(AdvancedCustomerFilter terms) {
        var filter = new CustomerFilter("", null, null, null, null, null, null, terms);
        for (var planning : Planning.values()) {
            var plan = planOf(
                    CustomerListJdbc.query(filter, AccessScope.everything(Pool.OWNER), new PageRequest(1, 20)),
                    planning);

            assertThat(plan).as("%s, %s", terms, planning).doesNotContainPattern(WALK_THROUGH_ALL);
        }
    }

    @ParameterizedTest
    @EnumSource
    void aSingleCustomerIsFoundThroughAnIndex(Planning planning) {
        var byId = planOf(new BoundSql(CustomersJdbc.FIND, Map.of("id", 55_555L)), planning);
        var byKCode = planOf(new BoundSql(CustomersJdbc.FIND_BY_K_CODE, Map.of("kCode", "K555")), planning);

        var kCode = AdvancedCustomerFilter.NONE.with(Text.K_CODE, "K555");
        var listed = planOf(
                CustomerListJdbc.query(
                        new CustomerFilter("", null, null, owners.getFirst(), null, null, null, kCode),
                        AccessScope.everything(Pool.OWNER),
                        new PageRequest(1, 20)),
                planning);

        assertThat(listed).doesNotContainPattern(WALK_THROUGH_ALL).contains("customer_k_code_is_unique");
        assertThat(byId).doesNotContainPattern(WALK_THROUGH_ALL).contains("customer_pkey");
        assertThat(byKCode).doesNotContainPattern(WALK_THROUGH_ALL).contains("customer_k_code_is_unique");
        assertThat(QueryPlans.pagesRead(byId) + QueryPlans.pagesRead(byKCode)).isLessThan(20);
    }

    @Test
    void mergingCountsWalksThroughNeitherCustomersNorCounts() {
        bed.transaction.executeWithoutResult(status -> {
            bed.jdbc
                    .sql("update customer set reviewed = not reviewed where id % 1000 = 0")
                    .update();
            assertThat(bed.jdbc
                            .sql("explain " + CustomerCountsJdbc.MERGE)
                            .param("limit", CustomerCounts.BATCH)
                            .query(String.class)
                            .list())
                    .noneMatch(line -> WALK_THROUGH_ALL.matcher(line).find());
            status.setRollbackOnly();
        });
    }

    private static String planOf(BoundSql query, Planning planning) {
        return plans.planOf(query.sql(), query.values(), planning);
    }
}
