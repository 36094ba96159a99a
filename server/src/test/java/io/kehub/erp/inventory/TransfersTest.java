package io.kehub.erp.inventory;

import static io.kehub.erp.inventory.StockTestContext.draft;
import static io.kehub.erp.inventory.StockTestContext.fields;
import static io.kehub.erp.inventory.StockTestContext.line;
import static io.kehub.erp.inventory.StockTestContext.refused;
import static org.assertj.core.api.Assertions.assertThat;

import io.kehub.erp.inventory.StockConfirmation.Rest;
import io.kehub.erp.inventory.StockDocument.State;
import io.kehub.kernel.ProblemException;
import io.kehub.kernel.ProductId;
import io.kehub.kernel.StockDocumentId;
import io.kehub.kernel.WarehouseId;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Transferred goods arrive, return, are written off, or are in transit. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TransfersTest {

    private final StockTestContext stock = new StockTestContext();

    @SuppressWarnings("NullAway.Init")
    private ProductId product;

    @SuppressWarnings("NullAway.Init")
    private WarehouseId from;

    @SuppressWarnings("NullAway.Init")
    private WarehouseId to;

    @BeforeEach
    void make() {
        product = stock.product();
        from = stock.warehouse();
        to = stock.warehouse();
    }

    @AfterEach
    void checkTotals() {
        stock.assertConsistent();
    }

    @AfterAll
    void close() {
        stock.close();
    }

    private StockDocumentId fourOfTen() {
        stock.in(line(product, "10", from, "B1"));
        return stock.transfer(to, line(product, "4", from, "B1"));
    }

    private void hasStock(String there, String arrived, String inTransit) {
        assertThat(List.of(stock.stock(product, from), stock.stock(product, to), stock.inTransit(product)))
                .containsExactly(there, arrived, inTransit);
    }

    @Test
    void refusedGoodsReturnToTheirWarehouse() {
        var arrival = fourOfTen();
        hasStock("6", "0", "4");

        stock.refuse(arrival);

        hasStock("10", "0", "0");
        assertThat(refused(() -> stock.reverse(stock.departure(arrival))).code())
                .isEqualTo("transfer_arrived");
    }

    @ParameterizedTest
    @CsvSource({"IN_TRANSIT, 6, 3, 1", "RETURNED, 7, 3, 0", "LOST, 6, 3, 0"})
    void missingGoodsStayInTransitReturnOrAreWrittenOff(Rest rest, String there, String arrived, String inTransit) {
        var arrival = fourOfTen();

        stock.confirm(arrival, rest, stock.part(arrival, 0, "3", null, null));

        hasStock(there, arrived, inTransit);
    }

    @Test
    void aLossIsWrittenOffByADocumentThatCanBeReversed() {
        var arrival = fourOfTen();
        stock.confirm(arrival, Rest.LOST, stock.part(arrival, 0, "0", null, null));
        hasStock("6", "0", "0");
        var loss = stock.context
                .jdbc
                .sql("select id from stock_document where transfer = :departure and transfer_part = 'LOSS'")
                .param("departure", stock.departure(arrival).value())
                .query((row, number) -> new StockDocumentId(row.getLong("id")))
                .single();

        stock.reverse(loss);

        hasStock("10", "0", "0");
    }

    @Test
    void theRestCanArriveLaterOrReturn() {
        var arrival = fourOfTen();
        stock.confirm(arrival, stock.part(arrival, 0, "1.5", null, null));
        var rest = stock.pending(stock.departure(arrival)).getFirst();
        hasStock("6", "1.5", "2.5");
        stock.confirm(rest, stock.part(rest, 0, "1", null, null));
        var last = stock.pending(stock.departure(arrival)).getFirst();

        stock.refuse(last);

        hasStock("7.5", "2.5", "0");
        assertThat(refused(() -> stock.refuse(last)).code()).isEqualTo("already_confirmed");
    }

    @Test
    void anArrivalCannotExceedWhatIsInTransit() {
        var arrival = fourOfTen();
        var bin = stock.bin(to);

        assertThat(fields(() -> stock.confirm(arrival, stock.part(arrival, 0, "4.0001", null, null))))
                .containsExactly("lines[0].quantity");
        assertThat(fields(() -> stock.confirm(
                        arrival, stock.part(arrival, 0, "3", null, null), stock.part(arrival, 0, "2", bin, null))))
                .containsExactly("lines[1].quantity");
        assertThat(fields(() -> stock.confirm(arrival, stock.part(arrival, 0, "4", null, "B2"))))
                .containsExactly("lines[0].batch");
        assertThat(fields(() -> stock.confirm(arrival, stock.part(arrival, 0, "4", from, null))))
                .containsExactly("lines[0].warehouse");
        hasStock("6", "0", "4");
    }

    @Test
    void aDepartureCanBeReversedWhileAllGoodsAreInTransit() {
        var arrival = fourOfTen();
        var departure = stock.departure(arrival);

        var reversal = stock.reverse(departure);

        hasStock("10", "0", "0");
        assertThat(stock.documents.find(arrival).orElseThrow().state()).isEqualTo(State.REFUSED);
        assertThat(refused(() -> stock.confirm(arrival)).code()).isEqualTo("already_confirmed");
        assertThat(refused(() -> stock.reverse(departure)).code()).isEqualTo("already_reversed");
        assertThat(refused(() -> stock.reverse(reversal)).code()).isEqualTo("transfer_closed");
    }

    @Test
    void aDepartureWithArrivedGoodsCanBeReversedAfterItsArrivalIsReversed() {
        var arrival = fourOfTen();
        var departure = stock.departure(arrival);
        stock.confirm(arrival, stock.part(arrival, 0, "1", null, null));
        assertThat(refused(() -> stock.reverse(departure)).code()).isEqualTo("transfer_arrived");

        var reversal = stock.reverse(arrival);
        hasStock("6", "0", "4");
        assertThat(refused(() -> stock.reverse(reversal)).code()).isEqualTo("transfer_closed");
        assertThat(stock.pending(departure)).hasSize(2);
        stock.reverse(departure);

        hasStock("10", "0", "0");
    }

    @Test
    void theGoodsOfAReversedArrivalCanArriveAgainOrReturn() {
        var arrival = fourOfTen();
        stock.confirm(arrival);
        stock.reverse(arrival);
        var again = stock.pending(stock.departure(arrival)).getFirst();
        stock.confirm(again);
        hasStock("6", "4", "0");
        stock.out(line(product, "1", to, "B1"));
        assertThat(refused(() -> stock.reverse(again)).code()).isEqualTo("not_enough_stock");
        stock.in(line(product, "1", to, "B1"));
        stock.reverse(again);

        stock.refuse(stock.pending(stock.departure(arrival)).getFirst());

        hasStock("10", "0", "0");
        var returned = stock.context
                .jdbc
                .sql("select id from stock_document where transfer = :departure and transfer_part = 'RETURN'")
                .param("departure", stock.departure(arrival).value())
                .query((row, number) -> new StockDocumentId(row.getLong("id")))
                .single();
        assertThat(refused(() -> stock.reverse(returned)).code()).isEqualTo("transfer_closed");
    }

    @Test
    void everyLineReturnsToItsOwnBinAndBatch() {
        var other = stock.product();
        var bin = stock.bin(from);
        stock.in(line(product, "5", from, "B1"), line(product, "5", bin, "B2"), line(other, "5", bin, ""));
        var arrival = stock.transfer(
                to, line(product, "2", from, "B1"), line(product, "3", bin, "b2"), line(other, "4", bin, ""));
        stock.confirm(arrival, stock.part(arrival, 1, "1", null, null), stock.part(arrival, 2, "0", null, null));
        hasStock("3", "3", "2");

        stock.refuse(stock.pending(stock.departure(arrival)).getFirst());

        hasStock("3", "3", "0");
        assertThat(stock.stock(product, bin)).isEqualTo("4");
        assertThat(stock.stock(other, bin)).isEqualTo("5");
    }

    @Test
    void goodsReturnWithTheUnitRatioOfTheirDeparture() {
        stock.in(line(product, "30", from, ""));
        var boxes = StockLineDraft.of(product, new BigDecimal("2"), from).withUnit(stock.context.unit("箱"));
        var arrival = stock.transfer(to, boxes);
        stock.context
                .jdbc
                .sql("update product_unit set ratio = 10 where not base")
                .update();
        try {
            stock.confirm(arrival, stock.part(arrival, 0, "1", null, null));
            hasStock("6", "12", "12");
            stock.reverse(arrival);
            hasStock("6", "0", "24");
            stock.context
                    .jdbc
                    .sql("delete from product_unit where not base and product = " + product.value())
                    .update();
            stock.pending(stock.departure(arrival)).forEach(stock::refuse);
            hasStock("30", "0", "0");
        } finally {
            stock.context
                    .jdbc
                    .sql("update product_unit set ratio = 12 where not base")
                    .update();
        }
    }

    @Test
    void goodsForADisabledWarehouseCanArriveElsewhereOrReturn() {
        var arrival = fourOfTen();
        stock.context
                .jdbc
                .sql("update warehouse set enabled = false where id = " + to.value())
                .update();
        assertThat(fields(() -> stock.confirm(arrival))).containsExactly("lines[0].warehouse");
        var elsewhere = stock.warehouse();
        stock.confirm(arrival, stock.part(arrival, 0, "1", elsewhere, null));
        assertThat(stock.stock(product, elsewhere)).isEqualTo("1");
        stock.context
                .jdbc
                .sql("update warehouse set enabled = false where id = " + from.value())
                .update();

        stock.refuse(stock.pending(stock.departure(arrival)).getFirst());

        hasStock("9", "0", "0");
    }

    @Test
    void aTransferToTheSameWarehouseIsRefused() {
        stock.in(line(product, "10", from, ""));

        assertThat(fields(() -> stock.transfer(from, line(product, "4", from, ""))))
                .containsExactly("target");
        assertThat(fields(() -> stock.confirm(
                        stock.documents.apply(
                                StockDocument.Kind.STOCK_IN, draft(line(product, "1", to, "")), stock.context.user),
                        Rest.LOST)))
                .containsExactly("rest");
        hasStock("10", "0", "1");
    }

    @Test
    void ofConcurrentDecisionsOneSucceeds() throws Exception {
        for (var round = 0; round < 5; round++) {
            make();
            var arrival = fourOfTen();
            var departure = stock.departure(arrival);
            var calls = new ArrayList<Runnable>();
            for (var each = 0; each < 3; each++) {
                calls.add(() -> stock.confirm(arrival));
                calls.add(() -> stock.refuse(arrival));
                calls.add(() -> stock.reverse(departure));
            }

            assertThat(StockTestContext.atOnce(calls)).hasSize(8);

            assertThat(stock.inTransit(product)).isEqualTo("0");
            stock.assertConsistent();
        }
    }

    @Test
    void transfersInOppositeDirectionsDoNotDeadlock() throws Exception {
        stock.in(line(product, "1000", from, ""), line(product, "1000", to, "B"));
        var calls = IntStream.range(0, 48)
                .<Runnable>mapToObj(number -> () -> {
                    var arrival = number % 2 == 0
                            ? stock.transfer(to, line(product, "2", from, ""))
                            : stock.transfer(from, line(product, "2", to, "B"));
                    switch (number % 3) {
                        case 0 -> stock.confirm(arrival, Rest.LOST, stock.part(arrival, 0, "1", null, null));
                        case 1 -> stock.refuse(arrival);
                        default -> stock.reverse(stock.departure(arrival));
                    }
                })
                .toList();

        assertThat(StockTestContext.atOnce(calls)).isEmpty();
        assertThat(StockTestContext.plain(stock.summary(product).quantity(StockQuantity.ON_HAND)))
                .isEqualTo("1984");
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void randomOperationsKeepAllTotalsConsistent(long seed) {
        var random = new Random(seed);
        var products = List.of(stock.product(), stock.product());
        var locations = List.of(from, to, stock.bin(from), stock.bin(to));
        var all = new ArrayList<StockDocumentId>();
        for (var step = 0; step < 150; step++) {
            var lines = IntStream.rangeClosed(0, random.nextInt(4))
                    .mapToObj(index -> line(
                            products.get(random.nextInt(2)),
                            String.valueOf(1 + random.nextInt(9)),
                            locations.get(random.nextInt(4)),
                            List.of("", "bx", "BX", "ｂｘ").get(random.nextInt(4))))
                    .toArray(StockLineDraft[]::new);
            try {
                switch (random.nextInt(10)) {
                    case 0, 1 -> all.add(stock.in(lines));
                    case 2 -> all.add(stock.out(lines));
                    case 3 -> {
                        for (var index = 0; index < lines.length; index += 2) {
                            lines[index] = line(
                                    lines[index].product(),
                                    lines[index].quantity().negate().toPlainString(),
                                    lines[index].warehouse(),
                                    lines[index].batch().number());
                        }
                        all.add(stock.adjust(lines));
                    }
                    case 4, 5 -> {
                        var arrival = stock.transfer(locations.get(random.nextInt(4)), lines);
                        all.add(arrival);
                        all.add(stock.departure(arrival));
                    }
                    default -> {
                        if (!all.isEmpty()) {
                            all.addAll(decide(random, all.get(random.nextInt(all.size())), locations));
                        }
                    }
                }
            } catch (ProblemException refusal) {
                assertThat(refusal.problem().code())
                        .isIn(
                                "invalid_field",
                                "not_enough_stock",
                                "already_confirmed",
                                "already_reversed",
                                "nothing_to_reverse",
                                "not_confirmed",
                                "transfer_arrived",
                                "transfer_closed");
            }
            if (step % 25 == 0) {
                stock.assertConsistent();
            }
        }
        assertThat(stock.context
                        .jdbc
                        .sql("select count(*) from stock where quantity < 0")
                        .query(Long.class)
                        .single())
                .isZero();
    }

    private List<StockDocumentId> decide(Random random, StockDocumentId id, List<WarehouseId> locations) {
        var rest = Rest.values()[random.nextInt(3)];
        switch (random.nextInt(4)) {
            case 0 -> stock.confirm(id);
            case 1 -> {
                var quantity = String.valueOf(random.nextInt(4));
                stock.confirm(
                        id,
                        rest,
                        stock.part(id, 0, quantity, null, null),
                        stock.part(id, 0, "1", locations.get(random.nextInt(4)), null));
            }
            case 2 -> stock.refuse(id);
            default -> {
                return List.of(stock.reverse(id));
            }
        }
        var transfer = stock.documents.find(id).orElseThrow().transfer();
        return transfer == null ? List.of() : stock.pending(transfer.departure());
    }
}
