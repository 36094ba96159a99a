package io.kehub.erp.receivable;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kehub.erp.access.Problems;
import io.kehub.erp.contract.Contract.Approval;
import io.kehub.erp.contract.ContractDrafts;
import io.kehub.erp.contract.ContractFulfilment;
import io.kehub.erp.contract.Contracts;
import io.kehub.erp.contract.NewSettlement;
import io.kehub.erp.contract.Settlement;
import io.kehub.erp.contract.Settlements;
import io.kehub.erp.customer.CustomerDetails;
import io.kehub.erp.customer.Customers;
import io.kehub.erp.product.ProductTestContext;
import io.kehub.erp.receivable.Receivable.State;
import io.kehub.kernel.AccessScope;
import io.kehub.kernel.ContractId;
import io.kehub.kernel.CustomerId;
import io.kehub.kernel.PageRequest;
import io.kehub.kernel.Problem;
import io.kehub.kernel.ProblemException;
import io.kehub.kernel.ProductId;
import io.kehub.kernel.ReceivableId;
import io.kehub.kernel.Sort;
import io.kehub.kernel.UserId;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ReceivablesTest {

    private static final LocalDate SOON = LocalDate.of(2025, 2, 1);
    private static final LocalDate LATER = LocalDate.of(2025, 6, 1);

    private final ProductTestContext bed = new ProductTestContext(
            "io.kehub.erp.customer", "io.kehub.erp.inventory", "io.kehub.erp.contract", "io.kehub.erp.receivable");
    private final Receivables receivables = bed.bean(Receivables.class);
    private final Contracts contracts = bed.bean(Contracts.class);
    private final Settlements settlements = bed.bean(Settlements.class);
    private final UserId li = bed.user;
    private final UserId boss = bed.user("boss");
    private final AccessScope all = AccessScope.everything(boss);
    private final CustomerId customer = bed.bean(Customers.class).add(CustomerDetails.named("重庆客户"), li, li);
    private final ProductId pile = bed.products.add(bed.draft("充电桩", ""), li);

    @AfterAll
    void close() {
        bed.close();
    }

    @AfterEach
    void receivedIsWhatIsPaidAsFarAsPlansReach() {
        assertThat(bed.jdbc.sql("""
                                select c.id
                                from contract c
                                left join lateral (
                                  select coalesce(sum(r.amount) filter (where not r.cancelled), 0) as planned,
                                    coalesce(sum(r.received), 0) as received
                                  from receivable r where r.contract = c.id) as sums on true
                                where sums.planned > c.amount or sums.received <> least(c.paid, sums.planned)""").query(Long.class).list()).isEmpty();
    }

    private ContractId waiting() {
        return contracts.add(
                ContractDrafts.draft("", "供货合同", customer, li, ContractDrafts.line(pile, "10", "100")),
                li,
                AccessScope.own(li));
    }

    /** Worth 1000. */
    private ContractId approved() {
        var id = waiting();
        contracts.decide(id, Approval.APPROVED, "", boss, all);
        return id;
    }

    private ReceivableId plan(ContractId contract, String amount, LocalDate on) {
        return receivables.plan(contract, new ReceivablePlan(on, new BigDecimal(amount), "", ""), li, all);
    }

    private void receive(ReceivableId id, String amount, String number) {
        receivables.receive(id, new NewReceipt(number, new BigDecimal(amount), SOON, ""), boss, all);
    }

    private void pay(ContractId contract, String amount) {
        settlements.record(
                contract, new NewSettlement(Settlement.Kind.PAYMENT, "", new BigDecimal(amount), SOON, ""), boss, all);
    }

    private Receivable read(ReceivableId id) {
        return receivables.find(id, all).orElseThrow();
    }

    private BigDecimal paid(ContractId id) {
        return contracts.find(id, all).orElseThrow().settled().paid();
    }

    private static List<String> fields(Problem problem) {
        return problem.errors().stream().map(error -> error.field()).toList();
    }

    @Test
    void aReceiptIsAPaymentOfTheContract() {
        var contract = approved();
        var id = plan(contract, "1000", SOON);
        assertThat(read(id).state()).isEqualTo(State.OPEN);

        receive(id, "400", "SK-A");

        assertThat(read(id).state()).isEqualTo(State.PART);
        assertThat(read(id).outstanding()).isEqualByComparingTo("600");
        assertThat(read(id).receivedOn()).isEqualTo(SOON);
        assertThat(paid(contract)).isEqualByComparingTo("400");
        receive(id, "600", "");
        assertThat(read(id).state()).isEqualTo(State.ALL);
    }

    @Test
    void aRetryUnderTheSameNumberReceivesOnce() {
        var contract = approved();
        var id = plan(contract, "1000", SOON);
        receive(id, "400", "SK-B");

        receive(id, "400", "ＳＫ-b");

        assertThat(paid(contract)).isEqualByComparingTo("400");
        assertThat(Problems.of(() -> receive(id, "300", "SK-B")).code()).isEqualTo("taken");
        assertThat(Problems.of(() -> receive(plan(approved(), "1000", SOON), "400", "SK-B"))
                        .code())
                .isEqualTo("taken");
    }

    @Test
    void plansNeverExceedWhatTheContractIsWorth() {
        var contract = approved();
        var id = plan(contract, "700", SOON);

        assertThat(fields(Problems.of(() -> plan(contract, "300.01", LATER)))).containsExactly("amount");
        plan(contract, "300", LATER);
        assertThat(fields(Problems.of(() -> receivables.change(
                        id, plan -> new ReceivablePlan(SOON, new BigDecimal("701"), "", ""), li, all))))
                .containsExactly("amount");
    }

    @Test
    void concurrentPlansNeverExceedWhatTheContractIsWorth() throws Exception {
        var contract = approved();

        assertThat(succeeded(8, () -> plan(contract, "300", SOON))).isEqualTo(3);
    }

    @Test
    void concurrentReceiptsNeverExceedThePlan() throws Exception {
        var contract = approved();
        var id = plan(contract, "1000", SOON);

        assertThat(succeeded(8, () -> {
                    receive(id, "300", "");
                    return id;
                }))
                .isEqualTo(3);
        assertThat(paid(contract)).isEqualByComparingTo("900");
    }

    @Test
    void concurrentReceiptsAndPaymentsAgree() throws Exception {
        var contract = approved();
        var id = plan(contract, "600", SOON);
        plan(contract, "400", LATER);
        try (var threads = Executors.newFixedThreadPool(4)) {
            var calls = new ArrayList<Callable<Boolean>>();
            for (var number = 0; number < 4; number++) {
                calls.add(() -> attempted(() -> {
                    receive(id, "100", "");
                    return id;
                }));
                calls.add(() -> attempted(() -> {
                    pay(contract, "150");
                    return id;
                }));
            }
            threads.invokeAll(calls);
        }
    }

    private static int succeeded(int times, Callable<ReceivableId> work) throws Exception {
        try (var threads = Executors.newFixedThreadPool(4)) {
            var calls = new ArrayList<Callable<Boolean>>();
            for (var number = 0; number < times; number++) {
                calls.add(() -> attempted(work));
            }
            var done = 0;
            for (var call : threads.invokeAll(calls)) {
                done += call.get() ? 1 : 0;
            }
            return done;
        }
    }

    private static boolean attempted(Callable<ReceivableId> work) throws Exception {
        try {
            work.call();
            return true;
        } catch (ProblemException refused) {
            return false;
        }
    }

    @Test
    void noMoreIsReceivedThanIsOutstanding() {
        var id = plan(approved(), "500", SOON);

        assertThat(fields(Problems.of(() -> receive(id, "500.01", "")))).containsExactly("amount");
        assertThat(fields(Problems.of(() -> receive(id, "0", "")))).containsExactly("amount");
    }

    @Test
    void anUndoneReceiptIsTakenBackOnce() {
        var contract = approved();
        var id = plan(contract, "1000", SOON);
        receive(id, "400", "SK-C");
        receive(id, "100", "SK-D");
        var first = receivables.receipts(id).getFirst().id();

        receivables.undo(id, first, boss, all);

        assertThat(read(id).received()).isEqualByComparingTo("100");
        assertThat(paid(contract)).isEqualByComparingTo("100");
        assertThat(Problems.of(() -> receivables.undo(id, first, boss, all)).code())
                .isEqualTo("already_undone");
        receivables.undo(id, null, boss, all);
        assertThat(read(id).state()).isEqualTo(State.OPEN);
        assertThat(read(id).receivedOn()).isNull();
        assertThat(fields(Problems.of(() -> receivables.undo(id, null, boss, all))))
                .containsExactly("receipt");
    }

    @Test
    void aPaymentOfNoPlanFillsThePlansInTheOrderOfTheirDates() {
        var contract = approved();
        var later = plan(contract, "600", LATER);
        var soon = plan(contract, "400", SOON);

        pay(contract, "500");

        assertThat(read(soon).state()).isEqualTo(State.ALL);
        assertThat(read(later).received()).isEqualByComparingTo("100");
        pay(contract, "-200");
        assertThat(read(later).received()).isEqualByComparingTo("0");
        assertThat(read(soon).received()).isEqualByComparingTo("300");
    }

    @Test
    void whatWasPaidBeforeThePlanCountsForIt() {
        var contract = approved();
        pay(contract, "250");

        var id = plan(contract, "200", SOON);
        assertThat(read(id).state()).isEqualTo(State.ALL);
        var next = plan(contract, "300", LATER);
        assertThat(read(next).received()).isEqualByComparingTo("50");
    }

    @Test
    void aPlanOfAContractThatIsNotInForceIsRefused() {
        assertThat(Problems.of(() -> plan(waiting(), "100", SOON)).code()).isEqualTo("not_approved");
        var closed = approved();
        bed.bean(ContractFulfilment.class).close(closed, "", "", boss, all);
        assertThat(Problems.of(() -> plan(closed, "100", SOON)).code()).isEqualTo("contract_closed");
    }

    @Test
    void aCancelledPlanIsNotReceivedAndGivesItsAmountBack() {
        var contract = approved();
        var id = plan(contract, "1000", SOON);
        receive(id, "1", "");
        assertThat(Problems.of(() -> receivables.cancel(id, all)).code()).isEqualTo("already_received");
        receivables.undo(id, null, boss, all);

        receivables.cancel(id, all);

        assertThat(read(id).state()).isEqualTo(State.CANCELLED);
        assertThat(Problems.of(() -> receive(id, "1", "")).code()).isEqualTo("cancelled");
        plan(contract, "1000", LATER);
    }

    @Test
    void aPlanIsNotChangedBelowWhatWasReceived() {
        var id = plan(approved(), "1000", SOON);
        receive(id, "400", "");

        assertThat(fields(Problems.of(() -> receivables.change(
                        id, plan -> new ReceivablePlan(LATER, new BigDecimal("399"), "没有的方式", ""), li, all))))
                .containsExactly("method", "amount");
        receivables.change(id, plan -> new ReceivablePlan(LATER, new BigDecimal("400"), "现金", ""), li, all);
        assertThat(read(id).state()).isEqualTo(State.ALL);
    }

    @Test
    void whoeverSeesTheContractSeesItsPlans() {
        var wang = bed.user("wang");
        var contract = approved();
        var id = plan(contract, "100", SOON);
        assertThat(receivables.find(id, AccessScope.own(wang))).isEmpty();
        assertThat(listed(AccessScope.own(wang))).doesNotContain(id);
        assertThat(listed(AccessScope.own(li))).contains(id);
        assertThat(listed(new AccessScope(wang, Set.of(wang, li)))).contains(id);
        assertThat(Problems.of(() -> receivables.cancel(id, AccessScope.own(wang)))
                        .code())
                .isEqualTo("not_found");

        contracts.share(contract, false, Set.of(wang), all);

        assertThat(receivables.find(id, AccessScope.own(wang))).isPresent();
        assertThat(listed(AccessScope.own(wang))).contains(id);
        assertThat(Problems.of(() -> receivables.cancel(id, AccessScope.own(wang)))
                        .code())
                .isEqualTo("not_yours");
    }

    private List<ReceivableId> listed(AccessScope scope) {
        var found = receivables.list(ReceivableFilter.ALL, scope, new PageRequest(1, 500));
        assertThat(found.total()).isEqualTo(found.items().size());
        return found.items().stream().map(Receivable::id).toList();
    }

    @Test
    void everyColumnSortsForEveryoneAndForARestrictedViewer() {
        plan(approved(), "30", LATER);
        plan(approved(), "20", SOON);
        for (var scope : List.of(all, AccessScope.own(li))) {
            for (var column : Receivables.SORTED_BY) {
                var page = new PageRequest(1, 500);
                var ids = listed(scope);
                var sorted = receivables.list(ReceivableFilter.ALL, scope, page.sortedBy(new Sort(column, true)));

                assertThat(sorted.items()).extracting(Receivable::id).containsExactlyInAnyOrderElementsOf(ids);
                assertThat(sorted.total()).isEqualTo(ids.size());
            }
        }
    }

    @Test
    void theDatabaseRefusesPlansAboveTheContract() {
        var id = plan(approved(), "1000", SOON);

        assertThatThrownBy(() -> bed.jdbc
                        .sql("update receivable set amount = 1000.01 where id = :id")
                        .param("id", id.value())
                        .update())
                .hasMessageContaining("receivable_sum");
    }
}
