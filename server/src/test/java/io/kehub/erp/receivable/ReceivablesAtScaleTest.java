package io.kehub.erp.receivable;

import io.kehub.erp.QueryPlans;
import io.kehub.erp.product.ProductTestContext;
import io.kehub.erp.receivable.Receivable.State;
import io.kehub.erp.receivable.ReceivableFilter.Days;
import io.kehub.erp.receivable.ReceivableFilter.Moment;
import io.kehub.erp.receivable.ReceivableFilter.Period;
import io.kehub.erp.receivable.ReceivableFilter.Text;
import io.kehub.kernel.AccessScope;
import io.kehub.kernel.ContractId;
import io.kehub.kernel.CustomerId;
import io.kehub.kernel.PageRequest;
import io.kehub.kernel.UserId;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The plans of the list statements that {@link Receivables} sends, with 60,000 receivables of 8 users. */
class ReceivablesAtScaleTest {

    private static final int RECEIVABLES = 60_000;

    /** All receivables fill about 1,500 pages, their contracts 3,000. */
    private static final int MAX_PAGES = 900;

    @SuppressWarnings("NullAway.Init")
    private static ProductTestContext bed;

    @SuppressWarnings("NullAway.Init")
    private static List<UserId> people;

    @SuppressWarnings("NullAway.Init")
    private static QueryPlans plans;

    @BeforeAll
    static void load() {
        bed = new ProductTestContext(
                "io.kehub.erp.customer", "io.kehub.erp.inventory", "io.kehub.erp.contract", "io.kehub.erp.receivable");
        people = IntStream.range(0, 8)
                .mapToObj(number -> bed.user("seller" + number))
                .toList();
        var first = people.getFirst().value();
        bed.jdbc.sql("""
                        insert into customer (
                          name, short_name, kind, source, contact_person, phone, mobile, email, address, remark, level,
                          industry, scale, region, website, fax, postcode, k_code, number, owner, added_by, added_at, reviewed)
                        select
                          '客户' || number, '', 1, '', '', '', '', '', '', '', '', '', '', '', '', '', '', '', 'KH' || number,
                          :first + number % 8, :first, now(), true
                        from generate_series(1, 3000) as number""").param("first", first).update();
        bed.jdbc.sql("""
                        insert into contract (
                          number, title, customer, owner, category, state, currency, signed_on, starts_on, counterpart,
                          summary, payment, delivery_address, remark, freight, total, concession, amount, tax,
                          base_quantity, approval, added_by, added_at)
                        select
                          'HT' || made.number, '第 ' || made.number || ' 份供货合同', c.id, c.owner, '产品销售', '生效执行中',
                          '人民币', date '2024-01-01', date '2024-01-01', '', '', '', '', '', 0,
                          1000, 0, 1000, 0, 1, 'APPROVED',
                          case when made.number % 100 = 0 then :first else c.owner end, now()
                        from generate_series(1, :contracts) as made (number)
                        join customer c on c.id = 10001 + made.number % 3000""").param("first", first).param("contracts", RECEIVABLES).update();
        bed.jdbc.sql("""
                        insert into receivable (
                          contract, customer, owner, currency, contract_plan, contract_kind, planned_on, amount, received,
                          received_on, method, remark, added_by, added_at)
                        select
                          c.id, c.customer, c.owner, case when c.id % 400 = 0 then '美元' else '人民币' end,
                          case when c.id % 500 = 0 then '3' else '0' end, case when c.id % 500 = 0 then '2' else '0' end,
                          date '2024-01-01' + (c.id % 700)::int, 100,
                          case when c.id % 300 = 0 then 50 else 100 end, date '2024-01-02' + (c.id % 700)::int,
                          case when c.id % 300 = 1 then '现金' else '银行转账' end, '第 ' || c.id || ' 笔', c.owner, now()
                        from contract c""").update();
        plans = new QueryPlans(bed.jdbc, bed.transaction);
        plans.settle("customer", "contract", "receivable", "receivable_count_change");
    }

    @AfterAll
    static void close() {
        bed.close();
    }

    private static ReceivableFilter chosen(@Nullable State state, List<String> methods, List<String> currencies) {
        return new ReceivableFilter(Map.of(), List.of(), state, methods, currencies, null, null, Days.ALL, null);
    }

    private static ReceivableFilter during(Moment moment) {
        var day = LocalDate.of(2024, 3, 1);
        return new ReceivableFilter(
                Map.of(),
                List.of(),
                null,
                List.of(),
                List.of(),
                null,
                null,
                Days.ALL,
                new Period(moment, new Days(day, day), ZoneId.of("Asia/Shanghai")));
    }

    static Stream<ReceivableFilter> filters() {
        var day = LocalDate.of(2024, 3, 1);
        return Stream.of(
                ReceivableFilter.ALL,
                chosen(State.PART, List.of(), List.of()),
                chosen(null, List.of("现金"), List.of()),
                chosen(null, List.of(), List.of("美元")),
                new ReceivableFilter(
                        Map.of(), List.of(people.get(3)), null, List.of(), List.of(), null, null, Days.ALL, null),
                new ReceivableFilter(
                        Map.of(), List.of(), null, List.of(), List.of(), new ContractId(50_050), null, Days.ALL, null),
                new ReceivableFilter(
                        Map.of(), List.of(), null, List.of(), List.of(), null, new CustomerId(10_050), Days.ALL, null),
                new ReceivableFilter(
                        Map.of(), List.of(), null, List.of(), List.of(), null, null, new Days(day, day), null),
                during(Moment.PAID),
                during(Moment.UNPAID),
                ReceivableFilter.ALL.with(Text.CONTRACT_PLAN, "3"),
                ReceivableFilter.ALL.with(Text.CONTRACT_KIND, "2"),
                ReceivableFilter.ALL.with(Text.CUSTOMER_NAME, "客户1234"),
                ReceivableFilter.ALL.with(Text.CUSTOMER_NUMBER, "KH1234"),
                ReceivableFilter.ALL.with(Text.CONTRACT_NUMBER, "HT4321"),
                ReceivableFilter.ALL.with(Text.CONTRACT_TITLE, "第 4321 份"),
                ReceivableFilter.ALL.with(Text.REMARK, "第 54321 笔"),
                ReceivableFilter.ALL.with(Text.KEYWORD, "客户1234"),
                ReceivableFilter.ALL.with(Text.KEYWORD, "HT4321"));
    }

    @ParameterizedTest
    @MethodSource("filters")
    void everyListUsesIndexesAndReadsFewPages(ReceivableFilter filter) {
        for (var scope : List.of(
                AccessScope.everything(people.getFirst()),
                AccessScope.own(people.get(3)),
                new AccessScope(people.get(3), Set.of(people.get(3), people.get(4))))) {
            for (var page :
                    List.of(new PageRequest(1, 20), new PageRequest(200, 20), new PageRequest(2, 20).after(120_000))) {
                var query = ReceivableListJdbc.query(filter, scope, page);

                plans.areCheap(
                        query.sql(), query.values(), "receivable r|receivable r_1|receivable|contract c", MAX_PAGES);
            }
        }
    }
}
