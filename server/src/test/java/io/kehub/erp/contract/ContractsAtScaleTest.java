package io.kehub.erp.contract;

import io.kehub.erp.QueryPlans;
import io.kehub.erp.contract.Contract.Approval;
import io.kehub.erp.product.ProductTestContext;
import io.kehub.kernel.AccessScope;
import io.kehub.kernel.CustomerId;
import io.kehub.kernel.PageRequest;
import io.kehub.kernel.UserId;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The plans of the very statements that {@link Contracts} sends for its lists, at 60,000 contracts of 8 people. */
class ContractsAtScaleTest {

    private static final int CONTRACTS = 60_000;

    /** A page of 20 with its customers, the counts, and the walk to page 500; all contracts fill some 3,000 pages. */
    private static final int MAX_PAGES = 900;

    @SuppressWarnings("NullAway.Init")
    private static ProductTestContext bed;

    @SuppressWarnings("NullAway.Init")
    private static List<UserId> people;

    @SuppressWarnings("NullAway.Init")
    private static QueryPlans plans;

    @BeforeAll
    static void load() {
        bed = new ProductTestContext("io.kehub.erp.customer", "io.kehub.erp.inventory", "io.kehub.erp.contract");
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
                        insert into contract (
                          number, title, customer, owner, category, state, currency, signed_on, starts_on, counterpart,
                          summary, payment, delivery_address, remark, freight, total, concession, amount, tax,
                          base_quantity, approval, added_by, added_at)
                        select
                          'HT' || made.number, '第 ' || made.number || ' 份供货合同', c.id, c.owner, '产品销售', '生效执行中',
                          '人民币', date '2024-01-01' + made.number % 700, date '2024-01-01', '', '', '', '', '', 0,
                          made.number, 0, made.number, 0, 1,
                          case when made.number % 500 = 0 then 'PENDING' else 'APPROVED' end,
                          case when made.number % 100 = 0 then :first else c.owner end, now()
                        from generate_series(1, :contracts) as made (number)
                        join customer c on c.id = 10001 + made.number % 3000""")
                .param("first", people.getFirst().value())
                .param("contracts", CONTRACTS)
                .update();
        plans = new QueryPlans(bed.jdbc, bed.transaction);
        plans.settle("customer", "contract", "contract_count_change");
    }

    @AfterAll
    static void close() {
        bed.close();
    }

    /** The three filters that the quick reference does not know, and a range of amounts or of one day. */
    private static ContractFilter filter(
            String customerName, @Nullable Approval approval, @Nullable BigDecimal amount, @Nullable LocalDate signed) {
        return new ContractFilter(
                "",
                "",
                "",
                customerName,
                null,
                null,
                "",
                "",
                approval,
                amount,
                amount == null ? null : amount.add(BigDecimal.valueOf(100)),
                signed,
                signed);
    }

    static Stream<ContractFilter> filters() {
        return Stream.of(
                ContractFilter.quick("", null, ""),
                ContractFilter.quick("", null, "生效执行中"),
                ContractFilter.quick("", new CustomerId(10_050), ""),
                ContractFilter.quick("HT4321", null, ""),
                filter("", Approval.PENDING, null, null),
                filter("", null, BigDecimal.valueOf(500), null),
                filter("", null, null, LocalDate.of(2024, 3, 1)),
                filter("客户1234", null, null, null));
    }

    @ParameterizedTest
    @MethodSource("filters")
    void everyListIsReadThroughIndexesAndFewPages(ContractFilter filter) {
        for (var scope : List.of(
                AccessScope.everything(people.getFirst()),
                AccessScope.own(people.get(3)),
                new AccessScope(people.get(3), Set.of(people.get(3), people.get(4))))) {
            for (var page :
                    List.of(new PageRequest(1, 20), new PageRequest(200, 20), new PageRequest(2, 20).after(60_000))) {
                var query = ContractListJdbc.query(filter, scope, page);

                plans.areCheap(query.sql(), query.values(), "contract c|contract", MAX_PAGES);
            }
        }
    }
}
