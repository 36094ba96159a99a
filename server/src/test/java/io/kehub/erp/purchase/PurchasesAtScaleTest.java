package io.kehub.erp.purchase;

import io.kehub.erp.QueryPlans;
import io.kehub.erp.product.ProductTestContext;
import io.kehub.erp.purchase.Purchase.Arrival;
import io.kehub.erp.purchase.Purchase.State;
import io.kehub.erp.purchase.PurchaseFilter.Text;
import io.kehub.erp.purchase.PurchaseFilter.Times;
import io.kehub.kernel.AccessScope;
import io.kehub.kernel.PageRequest;
import io.kehub.kernel.ProductId;
import io.kehub.kernel.PurchaseId;
import io.kehub.kernel.SupplierId;
import io.kehub.kernel.UserId;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The plans of the list statements that {@link Purchases} sends, with 60,000 purchases of 8 users. */
class PurchasesAtScaleTest {

    private static final int PURCHASES = 60_000;

    /** All purchases fill about 2,000 pages. */
    private static final int MAX_PAGES = 900;

    @SuppressWarnings("NullAway.Init")
    private static ProductTestContext bed;

    @SuppressWarnings("NullAway.Init")
    private static List<UserId> people;

    @SuppressWarnings("NullAway.Init")
    private static QueryPlans plans;

    @BeforeAll
    static void load() {
        bed = new ProductTestContext("io.kehub.erp.inventory", "io.kehub.erp.purchase");
        people = IntStream.range(0, 8)
                .mapToObj(number -> bed.user("buyer" + number))
                .toList();
        var product = bed.products.add(bed.draft("充电枪", "G-1"), people.getFirst());
        var other = bed.products.add(bed.draft("线缆", "L-1"), people.getFirst());
        bed.jdbc.sql("""
                        insert into supplier (name, contact, phone, address, remark, enabled, added_by, added_at)
                        select '供应商' || number, '', '', '', '', true, :first, now()
                        from generate_series(1, 3000) as number""").param("first", people.getFirst().value()).update();
        bed.jdbc
                .sql("""
                        insert into purchase (
                          number, title, supplier, owner, category, currency, ordered_on, arrives_on, summary, amount, state,
                          arrival, added_by, added_at)
                        select
                          'CG' || made.number, '第 ' || made.number || ' 次备货', 1001 + made.number % 3000,
                          :first + made.number % 8, case when made.number / 8 % 2 = 0 then '备货采购' else '订单采购' end, '人民币',
                          date '2024-01-01' + made.number % 700, date '2024-02-01' + made.number % 700, '概要', made.number,
                          case when made.number % 500 = 0 then 'PENDING' else 'APPROVED' end,
                          case when made.number % 400 = 1 then 'PART' else 'ALL' end,
                          case when made.number % 100 = 0 then :first else :first + made.number % 8 end,
                          timestamptz '2024-01-01 00:00+00' + made.number * interval '10 minutes'
                        from generate_series(1, :purchases) as made (number)""")
                .param("first", people.getFirst().value())
                .param("purchases", PURCHASES)
                .update();
        bed.jdbc
                .sql("""
                        insert into purchase_line (
                          purchase, product, unit, quantity, base_quantity, price, amount, remark, stocked)
                        select p.id, case when p.id % 1000 = 0 then :rare else :product end, :unit, 1, 1, 1, 1, '', true
                        from purchase p""")
                .param("product", product.value())
                .param("rare", other.value())
                .param("unit", bed.unit("个"))
                .update();
        plans = new QueryPlans(bed.jdbc, bed.transaction);
        plans.settle("supplier", "purchase", "purchase_line", "purchase_count_change");
    }

    @AfterAll
    static void close() {
        bed.close();
    }

    private static PurchaseFilter filter(State state, Arrival arrival) {
        return new PurchaseFilter(Map.of(), List.of(), List.of(), List.of(), state, arrival, null, null, Times.ALL);
    }

    private static PurchaseFilter during(Times times) {
        return new PurchaseFilter(Map.of(), List.of(), List.of(), List.of(), null, null, null, null, times);
    }

    static Stream<PurchaseFilter> filters() {
        return Stream.of(
                PurchaseFilter.ALL,
                filter(State.PENDING, Arrival.ALL),
                new PurchaseFilter(
                        Map.of(),
                        List.of(),
                        List.of(people.get(3)),
                        List.of("备货采购"),
                        null,
                        null,
                        null,
                        null,
                        Times.ALL),
                new PurchaseFilter(
                        Map.of(),
                        List.of(new PurchaseId(80_005)),
                        List.of(),
                        List.of(),
                        null,
                        null,
                        null,
                        null,
                        Times.ALL),
                new PurchaseFilter(
                        Map.of(), List.of(), List.of(), List.of(), null, null, new SupplierId(1050), null, Times.ALL),
                new PurchaseFilter(
                        Map.of(), List.of(), List.of(), List.of(), null, null, null, new ProductId(1002), Times.ALL),
                during(new Times(Instant.parse("2024-03-01T00:00:00Z"), Instant.parse("2024-03-02T00:00:00Z"), null)),
                during(new Times(null, null, LocalDate.of(2024, 2, 20))),
                PurchaseFilter.ALL.with(Text.NUMBER, "CG4321"),
                PurchaseFilter.ALL.with(Text.TITLE, "第 4321 次"),
                PurchaseFilter.ALL.with(Text.SUPPLIER_NAME, "供应商1234"),
                PurchaseFilter.ALL.with(Text.KEYWORD, "供应商1234"),
                PurchaseFilter.ALL.with(Text.KEYWORD, "CG4321"));
    }

    @ParameterizedTest
    @MethodSource("filters")
    void everyListUsesIndexesAndReadsFewPages(PurchaseFilter filter) {
        for (var scope : List.of(
                AccessScope.everything(people.getFirst()),
                AccessScope.own(people.get(3)),
                new AccessScope(people.get(3), Set.of(people.get(3), people.get(4))))) {
            for (var page :
                    List.of(new PageRequest(1, 20), new PageRequest(200, 20), new PageRequest(2, 20).after(100_000))) {
                var query = PurchaseListJdbc.query(filter, scope, page);

                plans.areCheap(query.sql(), query.values(), "purchase r|purchase r_1|purchase", MAX_PAGES);
            }
        }
    }
}
