package io.kehub.erp.contract;

import io.kehub.erp.QueryPlans;
import io.kehub.erp.contract.Contract.Approval;
import io.kehub.erp.contract.ContractFilter.Range;
import io.kehub.erp.contract.ContractFilter.Ranges;
import io.kehub.erp.contract.ContractFilter.Text;
import io.kehub.erp.product.ProductTestContext;
import io.kehub.kernel.AccessScope;
import io.kehub.kernel.CustomerId;
import io.kehub.kernel.OpportunityId;
import io.kehub.kernel.PageRequest;
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

/** The plans of the list statements that {@link Contracts} sends, with 60,000 contracts of 8 users. */
class ContractsAtScaleTest {

    private static final int CONTRACTS = 60_000;

    /** Enough for a page of 20 with its customers, the counters and a deep page; all contracts fill about 3,000 pages. */
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

    static Stream<ContractFilter> filters() {
        return Stream.of(
                ContractFilter.ALL,
                ContractFilter.ALL.with(Text.STATE, "生效执行中"),
                ContractFilter.ALL.withCustomer(new CustomerId(10_050)),
                ContractFilter.ALL.withOpportunity(new OpportunityId(40_001)),
                ContractFilter.ALL.with(Text.KEYWORD, "HT4321"),
                ContractFilter.ALL.withApproval(Approval.PENDING),
                ContractFilter.ALL.with(new Ranges(
                        new Range<>(BigDecimal.valueOf(500), BigDecimal.valueOf(600)),
                        Range.all(),
                        Range.all(),
                        Range.all(),
                        Range.all(),
                        Range.all())),
                ContractFilter.ALL.with(new Ranges(
                        Range.all(),
                        Range.all(),
                        new Range<>(LocalDate.of(2024, 3, 1), LocalDate.of(2024, 3, 1)),
                        Range.all(),
                        Range.all(),
                        Range.all())),
                ContractFilter.ALL.with(Text.CUSTOMER_NAME, "客户1234"));
    }

    @ParameterizedTest
    @MethodSource("filters")
    void everyListUsesIndexesAndReadsFewPages(ContractFilter filter) {
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
