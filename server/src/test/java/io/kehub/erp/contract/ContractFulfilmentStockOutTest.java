package io.kehub.erp.contract;

import static io.kehub.erp.contract.ContractDrafts.line;
import static io.kehub.erp.contract.ContractWorld.refused;
import static org.assertj.core.api.Assertions.assertThat;

import io.kehub.erp.contract.Contract.Progress;
import io.kehub.erp.contract.ContractFulfilment.Wanted;
import io.kehub.erp.inventory.StockConfirmation;
import io.kehub.erp.inventory.StockConfirmation.Correction;
import io.kehub.erp.inventory.StockDocument.Kind;
import io.kehub.erp.inventory.StockDocument.State;
import io.kehub.erp.inventory.StockDocumentDraft;
import io.kehub.erp.inventory.StockLineDraft;
import io.kehub.erp.inventory.Warehouses;
import io.kehub.kernel.ContractId;
import io.kehub.kernel.WarehouseId;
import java.math.BigDecimal;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The stock-outs of a contract: confirming, refusing, requesting and reversing them. */
class ContractFulfilmentStockOutTest extends ContractFulfilmentFixture {

    @Test
    void aPartialStockOutCreatesAStockOutForTheRest() {
        var id = world.approved(line(pile, "10", "100"));
        var first = world.pending(id);

        world.confirm(first, "6");

        assertThat(world.reserved(pile)).isEqualByComparingTo("4");
        assertThat(world.read(id).deliveryProgress()).isEqualTo(Progress.PART);
        var rest = world.pending(id);
        assertThat(world.line(rest, 0).quantity()).isEqualByComparingTo("4");
        assertThat(world.line(rest, 0).price()).isEqualByComparingTo("100");
        assertThat(world.stock.find(rest).orElseThrow().details().remark())
                .contains(world.stock.find(first).orElseThrow().number());
        world.confirm(rest);
        assertThat(world.reserved(pile)).isZero();
        assertThat(world.read(id).deliveryProgress()).isEqualTo(Progress.ALL);
        assertThat(world.stockOuts(id, State.PENDING)).isEmpty();
    }

    @Test
    void theRestKeepsTheUnitOfTheLine() {
        var id = world.approved(boxes("10", "1200"));

        world.confirm(world.pending(id), "2.5");

        assertThat(world.reserved(pile)).isEqualByComparingTo("90");
        var rest = world.line(world.pending(id), 0);
        assertThat(rest.unit().id()).isEqualTo(world.bed.unit("箱"));
        assertThat(rest.quantity()).isEqualByComparingTo("7.5");
    }

    @Test
    void aLineConfirmedWithZeroStaysPendingInFull() {
        var id = world.approved(line(pile, "10", "1"), line(cable, "5", "1"));

        world.confirm(world.pending(id), "0", "5");

        var rest = world.pending(id);
        assertThat(world.stock.lines(rest)).singleElement().satisfies(line -> {
            assertThat(line.product().id()).isEqualTo(pile);
            assertThat(line.quantity()).isEqualByComparingTo("10");
        });
        assertThat(world.read(id).deliveryProgress()).isEqualTo(Progress.PART);
    }

    @Test
    void theRestIsTakenFromAnEnabledWarehouseIfItsOwnIsDisabled() {
        var warehouses = world.bed.bean(Warehouses.class);
        var second = warehouses.add(null, "二号仓", "", "", null);
        world.stockUp(pile, "1", second);
        var id = world.approved(line(pile, "10", "1"));
        world.stock.refuse(world.pending(id), "", world.wang);
        var document = world.stock.apply(
                Kind.STOCK_OUT,
                StockDocumentDraft.of(List.of(stockOutLine(id, second, "1"), stockOutLine(id, new WarehouseId(1), "9")))
                        .withSource(ContractStock.source(world.read(id))),
                world.li);
        disableDirectly(second);
        var last = world.line(document, 1).id();

        world.stock.confirm(
                document,
                new StockConfirmation("", List.of(new Correction(last, BigDecimal.ONE, null, null))),
                world.wang);

        var rest = world.line(world.pending(id), 0);
        assertThat(rest.warehouse().id()).isEqualTo(new WarehouseId(1));
        assertThat(rest.quantity()).isEqualByComparingTo("8");
    }

    /** The current version cannot disable a warehouse with open documents. */
    private void disableDirectly(WarehouseId warehouse) {
        world.bed
                .jdbc
                .sql("update warehouse set enabled = false where id = :id")
                .param("id", warehouse.value())
                .update();
    }

    private StockLineDraft stockOutLine(ContractId id, WarehouseId from, String quantity) {
        return StockLineDraft.of(pile, new BigDecimal(quantity), from)
                .withPrice(BigDecimal.ONE)
                .withSourceLine(lineOf(id, 0));
    }

    @Test
    void afterARefusalTheOpenQuantityCanBeRequestedOnce() {
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
        assertThat(world.read(id).deliveryProgress()).isEqualTo(Progress.ALL);
    }

    @Test
    void aRequestForPartOfALineKeepsTheRestOpen() {
        var id = world.approved(boxes("10", "12"), line(cable, "5", "1"));
        world.stock.refuse(world.pending(id), "", world.wang);

        var first = request(id, wanted(id, 0, "3"));
        var second = request(id);

        assertThat(world.line(first, 0).quantity()).isEqualByComparingTo("3");
        assertThat(world.stock.lines(second))
                .extracting(line -> line.quantity().stripTrailingZeros().toPlainString())
                .containsExactly("7", "5");
        // the stock-out ships all that was requested, so it creates no stock-out for a rest
        world.confirm(first);
        assertThat(world.stockOuts(id, State.PENDING)).hasSize(1);
    }

    @Test
    void aRequestReportsAllErrors() {
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
    void aUnitWithAnInexactRatioAcceptsOnlyMultiplesThatConvertExactly() {
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

    @Test
    void aReversalReservesAgainAndResetsTheProgress() {
        var id = world.approved(line(pile, "10", "1"));
        var shipped = world.pending(id);
        world.confirm(shipped);
        assertThat(world.reserved(pile)).isZero();

        world.stock.reverse(shipped, world.wang);

        assertThat(world.reserved(pile)).isEqualByComparingTo("10");
        assertThat(world.read(id).deliveryProgress()).isEqualTo(Progress.NONE);
        world.confirm(request(id), "4");
        assertThat(world.read(id).deliveryProgress()).isEqualTo(Progress.PART);
        assertThat(world.reserved(pile)).isEqualByComparingTo("6");
    }

    @Test
    void reversingAReversalShipsAgainUnlessAnotherStockOutHasShippedTheQuantity() {
        var id = world.approved(line(pile, "10", "1"));
        var shipped = world.pending(id);
        world.confirm(shipped);
        var back = world.stock.reverse(shipped, world.wang);
        world.stock.reverse(back, world.wang);
        assertThat(world.read(id).deliveryProgress()).isEqualTo(Progress.ALL);
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
    void aReversalForAClosedContractReturnsTheGoodsAndReservesNothing() {
        var id = world.approved(line(pile, "10", "1"));
        var shipped = world.pending(id);
        world.confirm(shipped, "6");
        closeContract(id);

        var back = world.stock.reverse(shipped, world.wang);

        assertThat(world.reserved(pile)).isZero();
        assertThat(world.read(id).deliveryProgress()).isEqualTo(Progress.NONE);
        assertThat(refused(() -> world.stock.reverse(back, world.wang)).code()).isEqualTo("source_closed");
        reopen(id);
        assertThat(world.reserved(pile)).isEqualByComparingTo("10");
    }
}
