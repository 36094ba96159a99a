package io.kehub.erp.contract;

import static io.kehub.erp.contract.ContractDrafts.line;
import static io.kehub.erp.contract.ContractWorld.refused;
import static org.assertj.core.api.Assertions.assertThat;

import io.kehub.erp.contract.Contract.Approval;
import io.kehub.erp.contract.Contract.Progress;
import io.kehub.erp.contract.ContractFulfilment.Wanted;
import io.kehub.erp.inventory.StockConfirmation;
import io.kehub.erp.inventory.StockConfirmation.Correction;
import io.kehub.erp.inventory.StockDocument.Kind;
import io.kehub.erp.inventory.StockDocument.State;
import io.kehub.erp.inventory.StockDocumentDraft;
import io.kehub.erp.inventory.StockLineDraft;
import io.kehub.erp.inventory.Warehouses;
import io.kehub.kernel.AccessScope;
import io.kehub.kernel.ContractId;
import io.kehub.kernel.Problem;
import io.kehub.kernel.ProblemException;
import io.kehub.kernel.ProductId;
import io.kehub.kernel.StockDocumentId;
import io.kehub.kernel.WarehouseId;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a contract gets from the warehouse until it has everything or is ended. */
class ContractFulfilmentTest {

    private final ContractWorld world = new ContractWorld();
    private final ContractFulfilment fulfilment = world.fulfilment;
    private final ProductId pile = world.product("充电桩");
    private final ProductId cable = world.product("线缆");

    @BeforeEach
    void stock() {
        world.stockUp(pile, "10000");
        world.stockUp(cable, "10000");
    }

    @AfterEach
    void close() {
        world.holds();
        world.close();
    }

    private LineTerms boxes(String quantity, String price) {
        var plain = line(pile, quantity, price);
        return new LineTerms(
                pile,
                world.bed.unit("箱"),
                plain.quantity(),
                plain.price(),
                plain.discount(),
                plain.taxIncluded(),
                plain.taxRate(),
                plain.concession(),
                null,
                "");
    }

    private StockDocumentId request(ContractId id, Wanted... wanted) {
        return fulfilment.requestStockOut(id, List.of(wanted), world.wang, world.scope);
    }

    private void end(ContractId id) {
        fulfilment.close(id, "客户取消", "", world.wang, world.scope);
    }

    private void reopen(ContractId id) {
        fulfilment.reopen(id, "", world.wang, world.scope);
    }

    private long lineOf(ContractId id, int index) {
        return world.contracts.lines(id).get(index).id();
    }

    private Wanted wanted(ContractId id, int index, String quantity) {
        return new Wanted(lineOf(id, index), new BigDecimal(quantity), null);
    }

    // what is reserved has a stock-out, or can get one

    @Test
    void aStockOutThatShipsAPartLeavesOneForTheRest() {
        var id = world.approved(line(pile, "10", "100"));
        var first = world.pending(id);

        world.confirm(first, "6");

        assertThat(world.reserved(pile)).isEqualByComparingTo("4");
        assertThat(world.read(id).delivery()).isEqualTo(Progress.PART);
        var rest = world.pending(id);
        assertThat(world.line(rest, 0).quantity()).isEqualByComparingTo("4");
        assertThat(world.line(rest, 0).price()).isEqualByComparingTo("100");
        assertThat(world.stock.find(rest).orElseThrow().details().remark())
                .contains(world.stock.find(first).orElseThrow().number());
        world.confirm(rest);
        assertThat(world.reserved(pile)).isZero();
        assertThat(world.read(id).delivery()).isEqualTo(Progress.ALL);
        assertThat(world.stockOuts(id, State.PENDING)).isEmpty();
    }

    @Test
    void theRestOfBoxesIsCountedInBoxes() {
        var id = world.approved(boxes("10", "1200"));

        world.confirm(world.pending(id), "2.5");

        assertThat(world.reserved(pile)).isEqualByComparingTo("90");
        var rest = world.line(world.pending(id), 0);
        assertThat(rest.unit().id()).isEqualTo(world.bed.unit("箱"));
        assertThat(rest.quantity()).isEqualByComparingTo("7.5");
    }

    @Test
    void aStockOutThatShipsNothingLeavesAllOfItWaiting() {
        var id = world.approved(line(pile, "10", "1"), line(cable, "5", "1"));

        world.confirm(world.pending(id), "0", "5");

        var rest = world.pending(id);
        assertThat(world.stock.lines(rest)).singleElement().satisfies(line -> {
            assertThat(line.product().id()).isEqualTo(pile);
            assertThat(line.quantity()).isEqualByComparingTo("10");
        });
        assertThat(world.read(id).delivery()).isEqualTo(Progress.PART);
    }

    @Test
    void theRestLeavesFromAnEnabledWarehouseEvenIfItsOwnWasDisabled() {
        var warehouses = world.bed.bean(Warehouses.class);
        var second = warehouses.add(null, "二号仓", "", "");
        world.stockUp(pile, "1", second);
        var id = world.approved(line(pile, "10", "1"));
        world.stock.refuse(world.pending(id), "", world.wang);
        var document = world.stock.apply(
                Kind.STOCK_OUT,
                StockDocumentDraft.of(List.of(leaving(id, second, "1"), leaving(id, new WarehouseId(1), "9")))
                        .withSource(ContractStock.source(world.read(id))),
                world.li);
        disabledByAnOlderVersion(second);
        var last = world.line(document, 1).id();

        world.stock.confirm(
                document,
                new StockConfirmation("", List.of(new Correction(last, BigDecimal.ONE, null, null))),
                world.wang);

        var rest = world.line(world.pending(id), 0);
        assertThat(rest.warehouse().id()).isEqualTo(new WarehouseId(1));
        assertThat(rest.quantity()).isEqualByComparingTo("8");
    }

    /** Today a warehouse with open documents cannot be disabled. */
    private void disabledByAnOlderVersion(WarehouseId warehouse) {
        world.bed
                .jdbc
                .sql("update warehouse set enabled = false where id = :id")
                .param("id", warehouse.value())
                .update();
    }

    private StockLineDraft leaving(ContractId id, WarehouseId from, String quantity) {
        return StockLineDraft.of(pile, new BigDecimal(quantity), from)
                .withPrice(BigDecimal.ONE)
                .withSourceLine(lineOf(id, 0));
    }

    @Test
    void aRefusedStockOutIsRequestedAgainOnceAndForWhatIsOpen() {
        var id = world.approved(line(pile, "10", "1"), line(cable, "5", "1"));
        world.confirm(world.pending(id), "6", "5");
        world.stock.refuse(world.pending(id), "缺货", world.wang);
        assertThat(world.reserved(pile)).isEqualByComparingTo("4");
        assertThat(world.stockOuts(id, State.PENDING)).isEmpty();

        var again = request(id);

        assertThat(world.stock.lines(again)).singleElement().satisfies(line -> {
            assertThat(line.product().id()).isEqualTo(pile);
            assertThat(line.quantity()).isEqualByComparingTo("4");
        });
        assertThat(refused(() -> request(id)).code()).isEqualTo("nothing_open");
        world.confirm(again);
        assertThat(world.read(id).delivery()).isEqualTo(Progress.ALL);
    }

    @Test
    void aPartOfALineIsRequestedAndTheRestStaysOpen() {
        var id = world.approved(boxes("10", "12"), line(cable, "5", "1"));
        world.stock.refuse(world.pending(id), "", world.wang);

        var first = request(id, wanted(id, 0, "3"));
        var second = request(id);

        assertThat(world.line(first, 0).quantity()).isEqualByComparingTo("3");
        assertThat(world.stock.lines(second))
                .extracting(line -> line.quantity().stripTrailingZeros().toPlainString())
                .containsExactly("7", "5");
        // a part was asked for, so nothing more follows from shipping less than the whole line
        world.confirm(first);
        assertThat(world.stockOuts(id, State.PENDING)).hasSize(1);
    }

    @Test
    void everyErrorOfARequestIsNamed() {
        var id = world.approved(line(pile, "10", "1"), line(cable, "5", "1"));
        world.stock.refuse(world.pending(id), "", world.wang);

        var problem = refused(() -> request(
                id,
                wanted(id, 0, "10.0001"),
                wanted(id, 1, "0"),
                new Wanted(lineOf(id, 0), null, null),
                new Wanted(987_654, null, null)));

        assertThat(problem.errors())
                .extracting(error -> error.field())
                .containsExactly("lines[0].quantity", "lines[1].quantity", "lines[2].line", "lines[3].line");
        assertThat(refused(() -> request(id, new Wanted(lineOf(id, 0), null, new WarehouseId(99))))
                        .errors())
                .extracting(error -> error.field())
                .containsExactly("lines[0].warehouse");
        assertThat(world.stockOuts(id, State.PENDING)).isEmpty();
    }

    @Test
    void anOldUnitThatIsNotExactIsSoldInMultiplesThatAreSaidAndNoStockIsLost() {
        world.bed
                .jdbc
                .sql("update product_unit set ratio = 0.333333 where not base")
                .update();

        assertThat(refused(() -> world.waiting(boxes("1", "1"))).errors())
                .singleElement()
                .satisfies(error -> {
                    assertThat(error.field()).isEqualTo("lines[0].quantity");
                    assertThat(error.message()).contains("1 箱 = 0.333333");
                    assertThat(error.allowed()).isEqualTo("100 的整数倍");
                });
        var id = world.approved(boxes("300", "1"));
        assertThat(refused(() -> world.confirm(world.pending(id), "1")).errors())
                .extracting(error -> error.allowed())
                .containsExactly("100 的整数倍");
        world.confirm(world.pending(id), "100");
        assertThat(world.line(world.pending(id), 0).quantity()).isEqualByComparingTo("200");
        assertThat(world.reserved(pile)).isEqualByComparingTo("66.6666");
        world.confirm(world.pending(id));
        assertThat(world.reserved(pile)).isZero();
    }

    // 冲销

    @Test
    void aReversalReservesAgainAndLowersTheProgress() {
        var id = world.approved(line(pile, "10", "1"));
        var shipped = world.pending(id);
        world.confirm(shipped);
        assertThat(world.reserved(pile)).isZero();

        world.stock.reverse(shipped, world.wang);

        assertThat(world.reserved(pile)).isEqualByComparingTo("10");
        assertThat(world.read(id).delivery()).isEqualTo(Progress.NONE);
        world.confirm(request(id), "4");
        assertThat(world.read(id).delivery()).isEqualTo(Progress.PART);
        assertThat(world.reserved(pile)).isEqualByComparingTo("6");
    }

    @Test
    void aReversalThatIsReversedShipsAgainUnlessAnotherStockOutHasShippedMeanwhile() {
        var id = world.approved(line(pile, "10", "1"));
        var shipped = world.pending(id);
        world.confirm(shipped);
        var back = world.stock.reverse(shipped, world.wang);
        world.stock.reverse(back, world.wang);
        assertThat(world.read(id).delivery()).isEqualTo(Progress.ALL);
        assertThat(world.reserved(pile)).isZero();

        var other = world.approved(line(cable, "10", "1"));
        var first = world.pending(other);
        world.confirm(first);
        var returned = world.stock.reverse(first, world.wang);
        world.confirm(request(other));

        assertThat(refused(() -> world.stock.reverse(returned, world.wang)).code())
                .isEqualTo("over_delivery");
    }

    @Test
    void aReversalForAClosedContractBringsTheGoodsBackAndReservesNothing() {
        var id = world.approved(line(pile, "10", "1"));
        var shipped = world.pending(id);
        world.confirm(shipped, "6");
        end(id);

        var back = world.stock.reverse(shipped, world.wang);

        assertThat(world.reserved(pile)).isZero();
        assertThat(world.read(id).delivery()).isEqualTo(Progress.NONE);
        assertThat(refused(() -> world.stock.reverse(back, world.wang)).code()).isEqualTo("source_closed");
        reopen(id);
        assertThat(world.reserved(pile)).isEqualByComparingTo("10");
    }

    // 终止

    @Test
    void closingReleasesWhatIsReservedAndRefusesWhatWaits() {
        var id = world.approved(line(pile, "10", "1"));
        world.confirm(world.pending(id), "6");
        var rest = world.pending(id);

        end(id);

        assertThat(world.reserved(pile)).isZero();
        assertThat(world.read(id).closed()).isTrue();
        assertThat(world.read(id).state()).isEqualTo("意外终止");
        assertThat(world.read(id).delivery()).isEqualTo(Progress.PART);
        var refusedRest = world.stock.find(rest).orElseThrow();
        assertThat(refusedRest.state()).isEqualTo(State.REFUSED);
        assertThat(refusedRest.decision().opinion()).isEqualTo("合同已终止：客户取消");
        assertThat(refused(() -> world.confirm(rest)).code()).isEqualTo("already_confirmed");
        assertThat(refused(() -> request(id)).code()).isEqualTo("contract_closed");
        assertThat(refused(() -> end(id)).code()).isEqualTo("already_closed");
    }

    @Test
    void reopeningReservesAgainAndBringsTheStateBack() {
        var id = world.approved(line(pile, "10", "1"));
        fulfilment.close(id, "", "执行完毕", world.wang, world.scope);
        assertThat(world.read(id).state()).isEqualTo("执行完毕");

        reopen(id);

        assertThat(world.read(id).closed()).isFalse();
        assertThat(world.read(id).state()).isEqualTo("生效执行中");
        assertThat(world.reserved(pile)).isEqualByComparingTo("10");
        assertThat(refused(() -> reopen(id)).code()).isEqualTo("not_closed");
        world.confirm(request(id));
        assertThat(fulfilment.of(id, world.scope).closures())
                .extracting(ContractClosure::closed)
                .containsExactly(true, false);
    }

    @Test
    void onlyAnApprovedContractThatTheCallerMayChangeIsClosedOrRequested() {
        var waiting = world.waiting(line(pile, "10", "1"));
        var foreign = world.approved(line(pile, "10", "1"));
        world.contracts.share(foreign, false, Set.of(world.wang), AccessScope.own(world.li));
        var wangs = AccessScope.own(world.wang);

        assertThat(refused(() -> end(waiting)).code()).isEqualTo("not_approved");
        assertThat(refused(() -> request(waiting)).code()).isEqualTo("not_approved");
        assertThat(refused(() -> fulfilment.close(waiting, "", "", world.wang, wangs)))
                .isInstanceOf(Problem.NotFound.class);
        assertThat(refused(() -> fulfilment.close(foreign, "", "", world.wang, wangs)))
                .isInstanceOf(Problem.Forbidden.class);
        assertThat(refused(() -> fulfilment.requestStockOut(foreign, List.of(), world.wang, wangs)))
                .isInstanceOf(Problem.Forbidden.class);
        assertThat(refused(() -> fulfilment.close(foreign, "长".repeat(501), "", world.wang, world.scope))
                        .errors())
                .extracting(error -> error.field())
                .containsExactly("reason");
        assertThat(refused(() -> fulfilment.close(foreign, "", "天知道", world.wang, world.scope))
                        .errors())
                .extracting(error -> error.field())
                .containsExactly("state");
        assertThat(world.read(foreign).closed()).isFalse();
    }

    @Test
    void aVetoedOrReturnedContractReservesNothingAndTheLinesThatReplaceItsOwnDo() {
        var vetoed = world.waiting(line(pile, "10", "1"));
        world.contracts.decide(vetoed, Approval.VETOED, "", world.wang, world.scope);
        var returned = world.waiting(line(pile, "10", "1"));
        world.contracts.decide(returned, Approval.RETURNED, "", world.wang, world.scope);
        var present = world.read(returned);
        world.contracts.save(
                returned,
                ContractDrafts.draft(present.number(), "改后", present.customer(), world.li, line(cable, "3", "1")),
                world.li,
                AccessScope.own(world.li));
        assertThat(world.reserved(pile)).isZero();

        world.contracts.decide(returned, Approval.APPROVED, "", world.wang, world.scope);

        assertThat(world.reserved(pile)).isZero();
        assertThat(world.reserved(cable)).isEqualByComparingTo("3");
    }

    // 出库进展

    @Test
    void moreOfOneProductDoesNotMakeUpForAnother() {
        world.reservations.allowOverDelivery(new BigDecimal("50"));
        var id = world.approved(line(pile, "10", "1"), line(cable, "5", "1"));

        world.confirm(world.pending(id), "15", "0");

        assertThat(world.read(id).delivery()).isEqualTo(Progress.PART);
        assertThat(world.reserved(pile)).isZero();
        assertThat(world.reserved(cable)).isEqualByComparingTo("5");
        var rest = world.pending(id);
        world.confirm(rest);
        assertThat(world.read(id).delivery()).isEqualTo(Progress.ALL);
        world.stock.reverse(rest, world.wang);
        assertThat(world.read(id).delivery()).isEqualTo(Progress.PART);
    }

    @Test
    void oneProductOnTwoLinesIsCountedByLine() {
        var id = world.approved(line(pile, "10", "1"), boxes("1", "12"));

        world.confirm(world.pending(id), "10", "0");

        assertThat(world.read(id).delivery()).isEqualTo(Progress.PART);
        assertThat(world.reserved(pile)).isEqualByComparingTo("12");
        assertThat(refused(() -> world.confirm(world.pending(id), "2")).errors())
                .extracting(error -> error.field())
                .containsExactly("lines[0].quantity");
        world.confirm(world.pending(id));
        assertThat(world.read(id).delivery()).isEqualTo(Progress.ALL);
    }

    @Test
    void aServiceIsNeitherReservedNorShippedNorWaitedFor() {
        var installation = world.product("安装服务", "0");
        var id = world.approved(line(pile, "1", "1"), line(installation, "1", "500"));

        assertThat(world.stock.lines(world.pending(id))).hasSize(1);
        world.confirm(world.pending(id));
        assertThat(world.read(id).delivery()).isEqualTo(Progress.ALL);

        var services = world.approved(line(installation, "2", "500"));
        assertThat(world.read(services).delivery()).isEqualTo(Progress.NOT_NEEDED);
        assertThat(world.stockOuts(services, State.PENDING)).isEmpty();
        assertThat(refused(() -> request(services)).code()).isEqualTo("nothing_open");
        assertThat(world.read(world.waiting(line(installation, "2", "500"))).delivery())
                .isEqualTo(Progress.NONE);
    }

    @Test
    void aGiftHasNothingToPay() {
        var gift = world.approved(line(pile, "1", "0"));

        assertThat(world.read(gift).payment()).isEqualTo(Progress.NOT_NEEDED);
        assertThat(world.read(gift).invoicing()).isEqualTo(Progress.NOT_NEEDED);
    }

    // 超发, 超收

    @Test
    void aThousandForTenIsRefused() {
        var id = world.approved(line(pile, "10", "1"));

        var problem = refused(() -> world.confirm(world.pending(id), "1000"));

        assertThat(problem.code()).isEqualTo("over_delivery");
        assertThat(problem.errors()).singleElement().satisfies(error -> {
            assertThat(error.field()).isEqualTo("lines[0].quantity");
            assertThat(error.allowed()).contains("10");
        });
        assertThat(world.read(id).delivery()).isEqualTo(Progress.NONE);
        assertThat(world.reserved(pile)).isEqualByComparingTo("10");
    }

    @ParameterizedTest
    @CsvSource({
        // percent, shipped, refused
        "0, 10, 10.0001",
        "20, 12, 12.0001",
        "33.33, 13.333, 13.3331",
        "100, 20, 20.0001"
    })
    void anAdministratorAllowsToShipMoreUpToALimit(BigDecimal percent, String most, String more) {
        world.reservations.allowOverDelivery(percent);
        var id = world.approved(line(pile, "10", "1"));

        assertThat(refused(() -> world.confirm(world.pending(id), more)).code()).isEqualTo("over_delivery");
        world.confirm(world.pending(id), most);

        assertThat(world.read(id).delivery()).isEqualTo(Progress.ALL);
        assertThat(world.reserved(pile)).isZero();
        assertThat(world.stockOuts(id, State.PENDING)).isEmpty();
    }

    @Test
    void severalStockOutsTogetherShipNoMoreThanOrdered() {
        var id = world.approved(line(pile, "10", "1"));
        world.stock.refuse(world.pending(id), "", world.wang);
        var first = request(id, wanted(id, 0, "5"));
        var second = request(id, wanted(id, 0, "5"));

        world.confirm(first, "6");

        assertThat(refused(() -> world.confirm(second)).errors())
                .singleElement()
                .satisfies(error -> assertThat(error.allowed()).contains("4"));
        world.confirm(second, "4");
        assertThat(world.stockOuts(id, State.PENDING)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"-0.01", "100.01", "5.001"})
    void aPercentageOutOfRangeIsRefused(BigDecimal percent) {
        assertThat(refused(() -> world.reservations.allowOverDelivery(percent)).errors())
                .extracting(error -> error.field())
                .containsExactly("overDeliveryPercent");
        assertThat(refused(() -> world.contracts.allowOverSettlement(percent)).errors())
                .extracting(error -> error.field())
                .containsExactly("overSettlementPercent");
    }

    private void pay(ContractId id, String amount) {
        world.settlements.record(
                id,
                new NewSettlement(Settlement.Kind.PAYMENT, "", new BigDecimal(amount), LocalDate.of(2025, 1, 3), ""),
                world.wang,
                world.scope);
    }

    @Test
    void anAdministratorAllowsToPayMoreUpToALimitAndRefundsAlwaysLowerIt() {
        var id = world.approved(line(pile, "10", "10"));
        world.contracts.allowOverSettlement(new BigDecimal("10"));

        assertThat(refused(() -> pay(id, "110.01")).errors())
                .singleElement()
                .satisfies(error -> assertThat(error.allowed()).contains("110.00"));
        pay(id, "110");
        world.contracts.allowOverSettlement(BigDecimal.ZERO);
        assertThat(refused(() -> pay(id, "0.01")).code()).isEqualTo("invalid_field");
        pay(id, "-5");
        assertThat(world.read(id).payment()).isEqualTo(Progress.ALL);
        pay(id, "-105");
        assertThat(refused(() -> pay(id, "-0.01")).code()).isEqualTo("invalid_field");
        assertThat(world.read(id).payment()).isEqualTo(Progress.NONE);
    }

    @Test
    void theLargestAmountIsNotExceededEvenWhereMoreIsAllowed() {
        world.contracts.allowOverSettlement(new BigDecimal("100"));
        var id = world.approved(line(pile, "100", "99999999999999.99"));

        pay(id, "9999999999999999");
        assertThat(refused(() -> pay(id, "9999999999999999")).errors())
                .extracting(error -> error.field())
                .containsExactly("amount");
    }

    @Test
    void aClosedContractIsStillPaidAndRefunded() {
        var id = world.approved(line(pile, "10", "10"));
        end(id);

        pay(id, "50");
        pay(id, "-50");

        assertThat(world.read(id).paid()).isZero();
    }

    // at once

    private List<String> atOnce(List<Runnable> acts) throws Exception {
        var outcomes = new ArrayList<String>();
        try (var threads = Executors.newFixedThreadPool(acts.size())) {
            for (var outcome : threads.invokeAll(acts.stream()
                    .<Callable<String>>map(act -> () -> {
                        try {
                            act.run();
                            return "done";
                        } catch (ProblemException refusal) {
                            return refusal.problem().code();
                        }
                    })
                    .toList())) {
                outcomes.add(outcome.get());
            }
        }
        return outcomes;
    }

    @Test
    void ofTwoStockOutsOfSixForTenThatAreConfirmedAtOnceOneIs() throws Exception {
        for (var round = 0; round < 5; round++) {
            var id = world.approved(line(pile, "10", "1"));
            world.stock.refuse(world.pending(id), "", world.wang);
            var first = request(id, wanted(id, 0, "5"));
            var second = request(id, wanted(id, 0, "5"));

            assertThat(atOnce(List.of(() -> world.confirm(first, "6"), () -> world.confirm(second, "6"))))
                    .containsExactlyInAnyOrder("done", "over_delivery");
            world.holds();
        }
    }

    @Test
    void twoPartsThatAreConfirmedAtOnceLeaveOneRestEach() throws Exception {
        var id = world.approved(line(pile, "10", "1"));
        world.stock.refuse(world.pending(id), "", world.wang);
        var first = request(id, wanted(id, 0, "5"));
        var second = request(id, wanted(id, 0, "5"));

        assertThat(atOnce(List.of(() -> world.confirm(first, "3"), () -> world.confirm(second, "1"))))
                .containsOnly("done");

        assertThat(world.stockOuts(id, State.PENDING))
                .extracting(document -> document.quantity().intValueExact())
                .containsExactlyInAnyOrder(2, 4);
    }

    @Test
    void aContractThatIsClosedWhileItsStockOutIsConfirmedEndsAfterItOrBeforeIt() throws Exception {
        for (var round = 0; round < 10; round++) {
            var id = world.approved(line(pile, "10", "1"), line(cable, "10", "1"));
            var document = world.pending(id);

            var outcomes = atOnce(List.of(() -> world.confirm(document, "6"), () -> end(id)));

            assertThat(outcomes.get(1)).isEqualTo("done");
            assertThat(outcomes.getFirst()).isIn("done", "already_confirmed");
            assertThat(world.stockOuts(id, State.PENDING)).isEmpty();
            assertThat(world.read(id).delivery())
                    .isEqualTo(outcomes.getFirst().equals("done") ? Progress.PART : Progress.NONE);
            world.holds();
        }
    }

    @Test
    void ofManyWhoRequestTheSameAtOnceOneDoes() throws Exception {
        var id = world.approved(line(pile, "10", "1"));
        world.stock.refuse(world.pending(id), "", world.wang);

        var outcomes = atOnce(IntStream.range(0, 8)
                .<Runnable>mapToObj(number -> () -> request(id))
                .toList());

        assertThat(outcomes).containsOnlyOnce("done").contains("nothing_open");
        assertThat(world.stockOuts(id, State.PENDING)).hasSize(1);
    }

    // any order

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void whateverTheOrderOfActsOnlyWhatIsOrderedAndNotShippedIsReserved(long seed) {
        var random = new Random(seed);
        var ids = new ArrayList<ContractId>();
        for (var step = 0; step < 80; step++) {
            if (ids.size() < 3 || random.nextInt(12) == 0) {
                ids.add(world.approved(
                        line(pile, String.valueOf(1 + random.nextInt(20)), "1"),
                        random.nextBoolean() ? boxes("2.5", "1") : line(cable, "7.25", "1")));
            }
            act(ids.get(random.nextInt(ids.size())), random);
            world.holds();
            world.nothingWaitsTwice();
        }
        // whatever is still reserved can be shipped
        for (var id : ids) {
            if (!world.read(id).closed()) {
                ship(id);
                assertThat(world.read(id).delivery()).isEqualTo(Progress.ALL);
            }
        }
        assertThat(world.reserved(pile)).isZero();
        assertThat(world.reserved(cable)).isZero();
    }

    private void ship(ContractId id) {
        try {
            request(id);
        } catch (ProblemException nothingOpen) {
            assertThat(nothingOpen.problem().code()).isEqualTo("nothing_open");
        }
        world.stockOuts(id, State.PENDING).forEach(document -> world.confirm(document.id()));
    }

    private void act(ContractId id, Random random) {
        try {
            switch (random.nextInt(9)) {
                case 0, 1, 2 -> confirmSome(id, random);
                case 3 ->
                    any(id, State.PENDING, random).ifPresent(document -> world.stock.refuse(document, "", world.wang));
                case 4 ->
                    any(id, State.CONFIRMED, random).ifPresent(document -> world.stock.reverse(document, world.wang));
                case 5 -> request(id);
                case 6 -> request(id, wanted(id, random.nextInt(2), String.valueOf(1 + random.nextInt(3))));
                case 7 -> end(id);
                default -> reopen(id);
            }
        } catch (ProblemException refusal) {
            assertThat(refusal.problem()).isInstanceOf(Problem.Invalid.class);
        }
    }

    private void confirmSome(ContractId id, Random random) {
        any(id, State.PENDING, random).ifPresent(document -> {
            var corrections = world.stock.lines(document).stream()
                    .filter(line -> random.nextBoolean())
                    .map(line -> new Correction(
                            line.id(),
                            line.quantity()
                                    .multiply(BigDecimal.valueOf(random.nextInt(11), 1))
                                    .setScale(1, RoundingMode.DOWN),
                            null,
                            null))
                    .toList();
            world.stock.confirm(document, new StockConfirmation("", corrections), world.wang);
        });
    }

    private Optional<StockDocumentId> any(ContractId id, State state, Random random) {
        var found = world.stockOuts(id, state);
        return found.isEmpty()
                ? Optional.empty()
                : Optional.of(found.get(random.nextInt(found.size())).id());
    }

    @Test
    void manyWhoActAtOnceNeverWaitInACircleOrReserveWrongly() throws Exception {
        var ids = IntStream.range(0, 4)
                .mapToObj(number -> number % 2 == 0
                        ? world.approved(line(pile, "20", "1"), line(cable, "20", "1"))
                        : world.approved(line(cable, "20", "1"), line(pile, "20", "1")))
                .toList();

        atOnce(IntStream.range(0, 12)
                .<Runnable>mapToObj(number -> () -> {
                    var random = ThreadLocalRandom.current();
                    for (var step = 0; step < 15; step++) {
                        act(ids.get(random.nextInt(ids.size())), random);
                    }
                })
                .toList());

        world.holds();
    }
}
