package io.kehub.erp.opportunity;

import static org.assertj.core.api.Assertions.assertThat;

import io.kehub.erp.QueryPlans;
import io.kehub.erp.opportunity.Opportunity.Approval;
import io.kehub.erp.opportunity.OpportunityFilter.Keyword;
import io.kehub.erp.opportunity.OpportunityFilter.Range;
import io.kehub.erp.opportunity.OpportunityFilter.Related;
import io.kehub.erp.opportunity.OpportunityFilter.Text;
import io.kehub.erp.product.ProductTestContext;
import io.kehub.kernel.AccessScope;
import io.kehub.kernel.CustomerId;
import io.kehub.kernel.PageRequest;
import io.kehub.kernel.Sort;
import io.kehub.kernel.UserId;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The plans of the list statements that {@link Opportunities} sends, with 60,000 opportunities of 8 users. */
class OpportunitiesAtScaleTest {

    private static final int OPPORTUNITIES = 60_000;

    /** Enough for a page of 20 with its customers, the counters and a deep page; all opportunities fill about 2,000 pages. */
    private static final int MAX_PAGES = 900;

    @SuppressWarnings("NullAway.Init")
    private static ProductTestContext bed;

    @SuppressWarnings("NullAway.Init")
    private static List<UserId> people;

    @SuppressWarnings("NullAway.Init")
    private static QueryPlans plans;

    @BeforeAll
    static void load() {
        bed = new ProductTestContext("io.kehub.erp.customer", "io.kehub.erp.opportunity");
        people = IntStream.range(0, 8)
                .mapToObj(number -> bed.user("seller" + number))
                .toList();
        bed.jdbc.sql("""
                        insert into customer (
                          name, short_name, kind, source, contact_person, phone, mobile, email, address, remark, level,
                          industry, scale, region, website, fax, postcode, k_code, owner, added_by, added_at, reviewed)
                        select
                          '客户' || number, '', 1, '', '', '', '', '', '', '', '', '', '', '', '', '', '', '',
                          :first + number % 8, :first, now(), true
                        from generate_series(1, 3000) as number""").param("first", people.getFirst().value()).update();
        bed.jdbc
                .sql("""
                        insert into opportunity (
                          number, title, customer, owner, stage, state, source, category, region, currency, amount,
                          found_on, expected_on, summary, approval, added_by, added_at)
                        select
                          'XM' || made.number, '第 ' || made.number || ' 个快充站', c.id, c.owner,
                          (array['初步沟通', '需求确认', '方案报价', '商务谈判', '合同签订'])[1 + made.number % 5],
                          case when made.number % 400 = 0 then '已搁置' else '跟踪中' end,
                          case when made.number % 400 = 1 then '招标' else '网络' end,
                          case when made.number % 400 = 2 then '技术服务' else '产品销售' end, '', '人民币',
                          made.number, date '2024-01-01' + made.number % 700, date '2026-01-01' + made.number % 700, '',
                          case when made.number % 500 = 0 then 'PENDING' else 'APPROVED' end,
                          case when made.number % 100 = 0 then :first else c.owner end, now()
                        from generate_series(1, :opportunities) as made (number)
                        join customer c on c.id = 10001 + made.number % 3000""")
                .param("first", people.getFirst().value())
                .param("opportunities", OPPORTUNITIES)
                .update();
        plans = new QueryPlans(bed.jdbc, bed.transaction);
        plans.settle("customer", "opportunity", "opportunity_count_change");
    }

    @AfterAll
    static void close() {
        bed.close();
    }

    static Stream<OpportunityFilter> filters() {
        return Stream.of(
                OpportunityFilter.ALL,
                OpportunityFilter.ALL.with(OpportunityField.STAGE, List.of("方案报价")),
                OpportunityFilter.ALL.with(OpportunityField.STAGE, List.of("方案报价", "商务谈判")),
                OpportunityFilter.ALL.with(OpportunityField.STATE, List.of("已搁置")),
                OpportunityFilter.ALL.with(OpportunityField.SOURCE, List.of("招标")),
                OpportunityFilter.ALL.with(OpportunityField.CATEGORY, List.of("技术服务")),
                OpportunityFilter.ALL.with(related(List.of(new CustomerId(10_050)), List.of())),
                OpportunityFilter.ALL.with(related(List.of(new CustomerId(10_050), new CustomerId(10_051)), List.of())),
                OpportunityFilter.ALL.with(related(List.of(), List.of(people.get(3)))),
                OpportunityFilter.ALL.withApproval(Approval.PENDING),
                OpportunityFilter.ALL.with(Text.NUMBER, "XM4321"),
                OpportunityFilter.ALL.with(Text.CUSTOMER_NAME, "客户1234"),
                OpportunityFilter.ALL.with(new Keyword("XM4321", List.of())),
                OpportunityFilter.ALL.withAmount(new Range<>(BigDecimal.valueOf(500), BigDecimal.valueOf(600))),
                OpportunityFilter.ALL.withFoundOn(new Range<>(LocalDate.of(2024, 3, 1), LocalDate.of(2024, 3, 1))),
                OpportunityFilter.ALL.withExpectedOn(new Range<>(LocalDate.of(2026, 3, 1), LocalDate.of(2026, 3, 1))));
    }

    private static Related related(List<CustomerId> customers, List<UserId> owners) {
        return new Related(customers, List.of(), owners, null);
    }

    @ParameterizedTest
    @ValueSource(strings = {"amount", "foundOn", "stage", "state", "source", "number", "customer", "owner"})
    void aSortedListWalksTheIndexOfItsKey(String column) {
        for (var descending : List.of(true, false)) {
            var sorted = new PageRequest(1, 20).sortedBy(new Sort(column, descending));
            var query =
                    OpportunityListJdbc.query(OpportunityFilter.ALL, AccessScope.everything(people.getFirst()), sorted);

            // a generic plan does not know the limit; the server prefers the cheaper plan for the values at hand
            var plan = plans.planOf(query.sql(), query.values(), QueryPlans.Planning.FORCE_CUSTOM_PLAN);
            assertThat(plan).doesNotContain("Seq Scan on opportunity o");
            assertThat(QueryPlans.pagesRead(plan)).as(plan).isLessThan(MAX_PAGES);
        }
    }

    @ParameterizedTest
    @MethodSource("filters")
    void everyListUsesIndexesAndReadsFewPages(OpportunityFilter filter) {
        for (var scope : List.of(
                AccessScope.everything(people.getFirst()),
                AccessScope.own(people.get(3)),
                new AccessScope(people.get(3), Set.of(people.get(3), people.get(4))))) {
            for (var page :
                    List.of(new PageRequest(1, 20), new PageRequest(200, 20), new PageRequest(2, 20).after(60_000))) {
                var query = OpportunityListJdbc.query(filter, scope, page);

                plans.areCheap(query.sql(), query.values(), "opportunity o|opportunity found|opportunity", MAX_PAGES);
            }
        }
    }
}
