package io.kehub.erp.inventory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.tuple;

import io.kehub.erp.inventory.StockDocument.Kind;
import io.kehub.erp.inventory.StockDocument.State;
import io.kehub.erp.product.ProductTestContext;
import io.kehub.kernel.PageRequest;
import io.kehub.kernel.Problem;
import io.kehub.kernel.ProblemException;
import io.kehub.kernel.ProductId;
import io.kehub.kernel.StockDocumentId;
import io.kehub.kernel.WarehouseId;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StockDocumentsTest {

    private static final WarehouseId MAIN = new WarehouseId(1);
    private static final PageRequest FIRST = new PageRequest(1, 100);

    private final ProductTestContext context = new ProductTestContext("io.kehub.erp.inventory");
    private final StockDocuments documents = context.bean(StockDocuments.class);
    private final StockFreezes freezes = context.bean(StockFreezes.class);
    private final StockLists lists = context.bean(StockLists.class);
    private final Warehouses warehouses = context.bean(Warehouses.class);
    private final Reservations reservations = context.bean(Reservations.class);
    private final ProductId pile = context.products.add(context.draft("充电桩", "A"), context.user);

    @AfterEach
    void close() {
        context.close();
    }

    private static StockDocumentDraft draft(StockLineDraft... lines) {
        return StockDocumentDraft.of(List.of(lines));
    }

    private StockLineDraft line(String quantity) {
        return StockLineDraft.of(pile, new BigDecimal(quantity), MAIN, "");
    }

    private StockDocumentId in(String quantity) {
        return documents.post(Kind.STOCK_IN, draft(line(quantity)), context.user);
    }

    private StockDocumentId out(String quantity) {
        return documents.post(Kind.STOCK_OUT, draft(line(quantity)), context.user);
    }

    private StockSummary summary() {
        return lists.summaries(StockFilter.quick(pile, null), FIRST).items().getFirst();
    }

    private static Problem refused(Runnable call) {
        var refusal = catchThrowableOfType(ProblemException.class, call::run);
        assertThat(refusal).isNotNull();
        return refusal.problem();
    }

    private BigDecimal moved() {
        return context.jdbc
                .sql("select coalesce(sum(change), 0) from stock_movement")
                .query(BigDecimal.class)
                .single();
    }

    @Test
    void stockIsCountedInBaseUnits() {
        var boxes = StockLineDraft.of(pile, new BigDecimal("2.5"), MAIN, "B1")
                .withUnit(context.unit("箱"))
                .withPrice(BigDecimal.TEN);
        documents.post(Kind.STOCK_IN, draft(boxes, line("1")), context.user);

        assertThat(summary().quantity(StockQuantity.ON_HAND)).isEqualByComparingTo("31");
        assertThat(lists.batches(StockFilter.quick(null, MAIN), FIRST, null).items())
                .extracting(row -> row.batch().number())
                .containsExactly("", "B1");
    }

    @Test
    void aStockOutCannotExceedTheStock() {
        in("5");

        var problem = refused(() -> out("5.0001"));

        assertThat(problem.code()).isEqualTo("not_enough_stock");
        assertThat(problem.message()).contains("充电桩", "主仓库", "现有 5", "需要 5.0001");
        assertThat(summary().quantity(StockQuantity.ON_HAND)).isEqualByComparingTo("5");
        assertThat(context.count("stock_document")).isOne();
        warehouses.allowNegativeStock(true);
        out("6");
        assertThat(summary().quantity(StockQuantity.ON_HAND)).isEqualByComparingTo("-1");
    }

    @Test
    void everyErrorOfEveryLineIsReported() {
        var other = StockLineDraft.of(pile, BigDecimal.ONE, MAIN).withUnit(987_654L);
        var draft = draft(
                line("-1"),
                line("0"),
                other,
                StockLineDraft.of(new ProductId(9), BigDecimal.ONE, new WarehouseId(9), ""),
                line("12345678901234567890"),
                line("0.00001"));

        assertThat(refused(() -> documents.post(Kind.STOCK_IN, draft, context.user))
                        .errors())
                .extracting(error -> error.field())
                .containsExactlyInAnyOrder(
                        "lines[0].quantity",
                        "lines[1].quantity",
                        "lines[2].unit",
                        "lines[3].product",
                        "lines[3].warehouse",
                        "lines[4].quantity",
                        "lines[5].quantity");
        assertThat(context.count("stock_document")).isZero();
    }

    @Test
    void aPendingStockInIsInTransitUntilItIsDecided() {
        in("1");
        var confirmed = documents.apply(Kind.STOCK_IN, draft(line("10")), context.user);
        var refusedOne = documents.apply(Kind.STOCK_IN, draft(line("7")), context.user);
        assertThat(summary().quantity(StockQuantity.IN_TRANSIT)).isEqualByComparingTo("17");

        var lineId = documents.lines(confirmed).getFirst().id();
        documents.confirm(
                confirmed,
                new StockConfirmation(
                        "少到一台", List.of(new StockConfirmation.Correction(lineId, new BigDecimal("9"), null, "B9"))),
                context.user);
        documents.refuse(refusedOne, "没有订过", context.user);

        assertThat(summary().quantity(StockQuantity.IN_TRANSIT)).isZero();
        assertThat(summary().quantity(StockQuantity.ON_HAND)).isEqualByComparingTo("10");
        assertThat(documents.find(refusedOne).orElseThrow().state()).isEqualTo(State.REFUSED);
    }

    @Test
    void ofSixteenConcurrentConfirmationsOneSucceeds() throws InterruptedException {
        var id = documents.apply(Kind.STOCK_IN, draft(line("10")), context.user);
        var succeeded = Collections.synchronizedList(new ArrayList<Integer>());
        var codes = Collections.synchronizedList(new ArrayList<String>());
        try (var threads = Executors.newFixedThreadPool(16)) {
            threads.invokeAll(IntStream.range(0, 16)
                    .<Callable<Boolean>>mapToObj(number -> () -> {
                        try {
                            documents.confirm(id, StockConfirmation.AS_APPLIED, context.user);
                            return succeeded.add(number);
                        } catch (ProblemException refused) {
                            return codes.add(refused.problem().code());
                        }
                    })
                    .toList());
        }
        assertThat(succeeded).hasSize(1);
        assertThat(codes).hasSize(15).containsOnly("already_confirmed");
        assertThat(summary().quantity(StockQuantity.ON_HAND)).isEqualByComparingTo("10");
    }

    @Test
    void sixteenConcurrentWritersLoseNoUpdate() throws InterruptedException, ExecutionException {
        in("1000");
        try (var threads = Executors.newFixedThreadPool(16)) {
            var writes = IntStream.range(0, 160)
                    .<Callable<StockDocumentId>>mapToObj(number -> () -> number % 2 == 0 ? in("3") : out("2"))
                    .toList();
            for (var write : threads.invokeAll(writes)) {
                write.get();
            }
        }
        assertThat(summary().quantity(StockQuantity.ON_HAND)).isEqualByComparingTo("1080");
        assertThat(moved()).isEqualByComparingTo("1080");
    }

    @Test
    void aTransferIsInTransitUntilItArrives() {
        in("10");
        var second = warehouses.add(null, "二号仓", "", "", null);

        var arriving = documents.transfer(draft(line("4")), second, context.user);

        assertThat(summary().quantity(StockQuantity.ON_HAND)).isEqualByComparingTo("6");
        assertThat(summary().quantity(StockQuantity.IN_TRANSIT)).isEqualByComparingTo("4");
        documents.confirm(arriving, StockConfirmation.AS_APPLIED, context.user);
        assertThat(summary().quantity(StockQuantity.ON_HAND)).isEqualByComparingTo("10");
        assertThat(lists.summaries(StockFilter.quick(null, second), FIRST).items())
                .singleElement()
                .satisfies(
                        row -> assertThat(row.quantity(StockQuantity.ON_HAND)).isEqualByComparingTo("4"));
    }

    @Test
    void aDocumentIsReversedAtMostOnceAndMovementsAreNeverEdited() {
        var id = in("10");

        documents.reverse(id, context.user);

        assertThat(lists.summaries(StockFilter.quick(pile, null), FIRST).total())
                .isZero();
        assertThat(refused(() -> documents.reverse(id, context.user)).code()).isEqualTo("already_reversed");
        assertThatThrownBy(() ->
                        context.jdbc.sql("update stock_movement set change = 1").update())
                .hasMessageContaining("never edited");
    }

    @Test
    void aReversalCannotExceedTheStock() {
        var id = in("10");
        out("8");

        assertThat(refused(() -> documents.reverse(id, context.user)).code()).isEqualTo("not_enough_stock");
        assertThat(summary().quantity(StockQuantity.ON_HAND)).isEqualByComparingTo("2");
    }

    @Test
    void frozenStockCannotLeave() {
        in("10");
        freezes.freeze(pile, MAIN, "", new BigDecimal("4"), "质检", context.user);

        assertThat(summary().quantity(StockQuantity.AVAILABLE)).isEqualByComparingTo("6");
        assertThat(refused(() -> out("7")).code()).isEqualTo("not_enough_stock");
        assertThat(refused(() -> freezes.freeze(pile, MAIN, "", new BigDecimal("7"), "", context.user))
                        .errors())
                .hasSize(1);
        freezes.freeze(pile, MAIN, "", new BigDecimal("-4"), "放行", context.user);
        out("7");
        assertThat(summary().quantity(StockQuantity.FROZEN)).isZero();
    }

    @Test
    void ofSixteenConcurrentUnfreezesOneSucceeds() throws Exception {
        in("10");
        freezes.freeze(pile, MAIN, "", new BigDecimal("4"), "", context.user);
        var unfreezing = Collections.nCopies(16, (Callable<Boolean>) () -> {
            try {
                freezes.freeze(pile, MAIN, "", new BigDecimal("-4"), "", context.user);
                return true;
            } catch (ProblemException refusal) {
                return false;
            }
        });

        try (var threads = Executors.newFixedThreadPool(16)) {
            var done = new ArrayList<Boolean>();
            for (var outcome : threads.invokeAll(unfreezing)) {
                done.add(outcome.get());
            }
            assertThat(done).filteredOn(unfrozen -> unfrozen).hasSize(1);
        }
        assertThat(summary().quantity(StockQuantity.FROZEN)).isZero();
    }

    @Test
    void aStockOutForASourceReducesItsReservation() {
        in("10");
        var contract = new SourceRef("CONTRACT", 7, "HT7", "合同", "客户");
        reservations.reserve(contract, List.of(new Reservations.Line(1, pile, new BigDecimal("6"))));
        reservations.reserve(contract, List.of(new Reservations.Line(1, pile, new BigDecimal("6"))));
        assertThat(summary().quantity(StockQuantity.RESERVED)).isEqualByComparingTo("6");
        assertThat(summary().quantity(StockQuantity.AVAILABLE)).isEqualByComparingTo("4");

        var leaving = StockLineDraft.of(pile, new BigDecimal("5"), MAIN).withSourceLine(1);
        documents.post(
                Kind.STOCK_OUT,
                StockDocumentDraft.of(List.of(leaving)).withCategory("销售出库").withSource(contract),
                context.user);

        assertThat(summary().quantity(StockQuantity.RESERVED)).isEqualByComparingTo("1");
        assertThat(reservations.delivered("CONTRACT", List.of(7L))).containsOnlyKeys(7L);
        reservations.release(contract);
        assertThat(summary().quantity(StockQuantity.RESERVED)).isZero();
    }

    @Test
    void pricesCanBeChangedLater() {
        var id = in("1");
        var lineId = documents.lines(id).getFirst().id();

        documents.changePrices(id, List.of(new StockDocuments.Price(lineId, new BigDecimal("12.5"))));

        assertThat(documents.lines(id).getFirst().price()).isEqualByComparingTo("12.5");
        assertThat(refused(() -> documents.changePrices(id, List.of(new StockDocuments.Price(99, BigDecimal.ONE))))
                        .errors())
                .hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void stockEqualsItsMovementsAndTotalsEqualTheStock(long seed) {
        var random = new Random(seed);
        var products = new ArrayList<>(List.of(pile));
        products.add(context.products.add(context.draft("线缆", ""), context.user));
        var locations =
                List.of(MAIN, warehouses.add(null, "二号仓", "", "", null), warehouses.add(MAIN, "A 区", "", "", null));
        var posted = new ArrayList<StockDocumentId>();
        for (var step = 0; step < 60; step++) {
            var location = locations.get(random.nextInt(locations.size()));
            var product = products.get(random.nextInt(products.size()));
            var quantity = BigDecimal.valueOf(1 + random.nextInt(50_000), random.nextInt(5));
            var batch = random.nextBoolean() ? "" : "B" + random.nextInt(2);
            var one = draft(StockLineDraft.of(product, quantity, location, batch));
            try {
                switch (random.nextInt(6)) {
                    case 0, 1 -> posted.add(documents.post(Kind.STOCK_IN, one, context.user));
                    case 2 -> posted.add(documents.post(Kind.STOCK_OUT, one, context.user));
                    case 3 -> documents.transfer(one, locations.get(random.nextInt(locations.size())), context.user);
                    case 4 -> freezes.freeze(product, location, batch, quantity, "", context.user);
                    default -> {
                        if (!posted.isEmpty()) {
                            documents.reverse(posted.get(random.nextInt(posted.size())), context.user);
                        }
                    }
                }
            } catch (ProblemException refused) {
                assertThat(refused.problem()).isInstanceOf(Problem.Invalid.class);
            }
        }
        assertThat(context.jdbc.sql("""
                        select count(*) from stock s
                        where quantity is distinct from coalesce((
                            select sum(change) from stock_movement m
                            where m.product = s.product and m.warehouse = s.warehouse and m.batch = s.batch), 0)
                          or frozen > quantity or quantity < 0""").query(Long.class).single()).isZero();
        assertThat(context.jdbc.sql("""
                        select count(*) from product_stock p
                        where quantity <> (
                            select coalesce(sum(s.quantity), 0) from stock s where s.product = p.product)
                          or frozen <> (select coalesce(sum(s.frozen), 0) from stock s where s.product = p.product)
                          or in_transit is distinct from coalesce((
                            select sum(l.base_quantity) from stock_line l join stock_document d on d.id = l.document
                            where l.product = p.product and d.kind = 'STOCK_IN' and d.state = 'PENDING'), 0)""").query(Long.class).single()).isZero();
        assertThat(context.jdbc.sql("""
                        select count(*) from (
                          select warehouse, product, quantity, frozen from warehouse_stock
                          except
                          select warehouse, product, sum(quantity), sum(frozen) from stock group by 1, 2) as apart""").query(Long.class).single()).isZero();
        var byProduct = lists.summaries(StockFilter.quick(null, null), FIRST);
        var inside = lists.summaries(StockFilter.quick(null, MAIN), FIRST);
        assertThat(byProduct.total()).isEqualTo(byProduct.items().size());
        assertThat(inside.total()).isEqualTo(inside.items().size());
    }

    private StockConfirmation.Correction part(StockDocumentId id, String quantity, String batch) {
        return new StockConfirmation.Correction(
                documents.lines(id).getFirst().id(), quantity.isEmpty() ? null : new BigDecimal(quantity), null, batch);
    }

    private StockConfirmation confirmation(StockConfirmation.Correction... parts) {
        return new StockConfirmation("", List.of(parts));
    }

    private StockLineDraft batch(String quantity, String batch) {
        return StockLineDraft.of(pile, new BigDecimal(quantity), MAIN, batch).withPrice(new BigDecimal("9.9"));
    }

    @Test
    void partsReplaceTheLineThatTheySplit() {
        documents.post(Kind.STOCK_IN, draft(batch("10", "A"), batch("10", "B")), context.user);
        var leaving = documents.apply(Kind.STOCK_OUT, draft(batch("15", "")), context.user);

        documents.confirm(leaving, confirmation(part(leaving, "10", "A"), part(leaving, "5", "B")), context.user);

        assertThat(summary().quantity(StockQuantity.ON_HAND)).isEqualByComparingTo("5");
        assertThat(documents.lines(leaving))
                .extracting(
                        each -> each.batch().number(),
                        each -> StockLedger.plain(each.quantity()),
                        each -> StockLedger.plain(each.price()))
                .containsExactly(tuple("A", "10", "9.9"), tuple("B", "5", "9.9"));
        documents.reverse(leaving, context.user);
        assertThat(summary().quantity(StockQuantity.ON_HAND)).isEqualByComparingTo("20");
    }

    @Test
    void aStockInCanBeSplitButAmbiguousPartsAreRefused() {
        var arriving = documents.apply(Kind.STOCK_IN, draft(batch("15", "")), context.user);

        assertThat(refused(() -> documents.confirm(
                                arriving,
                                confirmation(part(arriving, "10", "A"), part(arriving, "5", "ａ")),
                                context.user))
                        .errors())
                .extracting(error -> error.field())
                .containsExactly("lines[1].id");
        assertThat(refused(() -> documents.confirm(
                                arriving,
                                confirmation(part(arriving, "10", "A"), part(arriving, "", "B")),
                                context.user))
                        .errors())
                .extracting(error -> error.field())
                .containsExactly("lines[1].quantity");
        documents.confirm(
                arriving,
                confirmation(part(arriving, "10", "A"), part(arriving, "3", "B"), part(arriving, "0", "C")),
                context.user);

        assertThat(summary().quantity(StockQuantity.ON_HAND)).isEqualByComparingTo("13");
        assertThat(summary().quantity(StockQuantity.IN_TRANSIT)).isZero();
    }

    @Test
    void twoPricesForOneLineAreRefused() {
        var id = in("1");
        var lineId = documents.lines(id).getFirst().id();

        assertThat(refused(() -> documents.changePrices(
                                id,
                                List.of(
                                        new StockDocuments.Price(lineId, BigDecimal.ONE),
                                        new StockDocuments.Price(lineId, BigDecimal.TEN))))
                        .errors())
                .extracting(error -> error.field())
                .containsExactly("lines[1].id");
        assertThat(documents.lines(id).getFirst().price()).isZero();
    }

    @Test
    void onlyTheNetChangeOfADocumentCountsInAnyLineOrder() {
        in("3");
        var first = documents.post(Kind.ADJUSTMENT, draft(line("-5"), line("10")), context.user);
        assertThat(summary().quantity(StockQuantity.ON_HAND)).isEqualByComparingTo("8");
        documents.reverse(first, context.user);
        documents.post(Kind.ADJUSTMENT, draft(line("10"), line("-5")), context.user);
        assertThat(summary().quantity(StockQuantity.ON_HAND)).isEqualByComparingTo("8");
        documents.post(Kind.ADJUSTMENT, draft(line("-50"), line("50")), context.user);

        assertThat(summary().quantity(StockQuantity.ON_HAND)).isEqualByComparingTo("8");
        assertThat(moved()).isEqualByComparingTo("8");
    }

    @Test
    void aShortageIsReportedForTheLinesThatTakeTooMuch() {
        in("3");

        var problem = refused(() ->
                documents.post(Kind.ADJUSTMENT, draft(line("-4"), line("-6"), line("5"), line("-1")), context.user));

        assertThat(problem.code()).isEqualTo("not_enough_stock");
        assertThat(problem.errors())
                .extracting(error -> error.field())
                .containsExactly("lines[1].quantity", "lines[3].quantity");
        assertThat(problem.message()).contains("充电桩", "主仓库");
        freezes.freeze(pile, MAIN, "", new BigDecimal("2"), "", context.user);
        assertThat(refused(() -> documents.post(Kind.ADJUSTMENT, draft(line("-4"), line("2")), context.user))
                        .errors())
                .hasSize(1);
        assertThat(refused(() -> documents.post(Kind.STOCK_OUT, draft(line("1"), line("1")), context.user))
                        .errors())
                .extracting(error -> error.field())
                .containsExactly("lines[1].quantity");
    }

    private List<StockLineDraft> lines(List<ProductId> products, String quantity) {
        return products.stream()
                .map(product -> StockLineDraft.of(product, new BigDecimal(quantity), MAIN)
                        .withBatch(new StockBatch("b" + product.value(), null, LocalDate.of(2030, 1, 1)))
                        .withSourceLine(product.value()))
                .toList();
    }

    private void confirmSplit(StockDocumentId id) {
        var corrections = documents.lines(id).stream()
                .flatMap(line -> Stream.of("", "x")
                        .map(suffix -> new StockConfirmation.Correction(
                                line.id(), BigDecimal.TWO, null, line.batch().number() + suffix)))
                .toList();
        documents.confirm(id, new StockConfirmation("", corrections), context.user);
    }

    /** Posts, splits, transfers, reserves, ships, freezes and reverses these products. */
    private void useEveryOperation(List<ProductId> products, WarehouseId target, SourceRef source) {
        var user = context.user;
        documents.post(Kind.STOCK_IN, StockDocumentDraft.of(lines(products, "10")), user);
        confirmSplit(documents.apply(Kind.STOCK_IN, StockDocumentDraft.of(lines(products, "4")), user));
        var arrival = documents.transfer(StockDocumentDraft.of(lines(products, "3")), target, user);
        documents.confirm(arrival, StockConfirmation.AS_APPLIED, user);
        documents.refuse(documents.transfer(StockDocumentDraft.of(lines(products, "1")), target, user), "", user);
        reservations.reserve(
                source,
                products.stream()
                        .map(product -> new Reservations.Line(product.value(), product, BigDecimal.TEN))
                        .toList());
        var out = documents.post(
                Kind.STOCK_OUT, StockDocumentDraft.of(lines(products, "2")).withSource(source), user);
        documents.reverse(out, user);
        reservations.release(source);
    }

    @Test
    void theNumberOfStatementsIsTheSameForOneLineAndForFifty() {
        var target = warehouses.add(null, "二号仓", "", "", null);
        var products = IntStream.range(0, 50)
                .mapToObj(number -> context.products.add(context.draft("产品" + number, ""), context.user))
                .toList();

        context.statements.set(0);
        useEveryOperation(List.of(pile), target, new SourceRef("CONTRACT", 1, "HT1", "", ""));
        var forOne = context.statements.getAndSet(0);
        useEveryOperation(products, target, new SourceRef("CONTRACT", 2, "HT2", "", ""));

        assertThat(context.statements).hasValue(forOne);
        assertThat(forOne).isBetween(100, 250);
        assertThat(lists.summaries(StockFilter.quick(null, null), FIRST).items())
                .hasSize(51)
                .allSatisfy(row -> {
                    assertThat(row.quantity(StockQuantity.ON_HAND)).isEqualByComparingTo("14");
                    assertThat(row.quantity(StockQuantity.IN_TRANSIT)).isZero();
                    assertThat(row.quantity(StockQuantity.RESERVED)).isZero();
                });
    }

    @Test
    void concurrentDocumentsWithTheSameProductsInOppositeOrderDoNotDeadlock() throws Exception {
        var products = IntStream.range(0, 20)
                .mapToObj(number -> context.products.add(context.draft("产品" + number, ""), context.user))
                .toList();
        documents.post(Kind.STOCK_IN, StockDocumentDraft.of(lines(products, "100")), context.user);

        var refused = StockTestContext.atOnce(IntStream.range(0, 32)
                .<Runnable>mapToObj(number -> () -> {
                    var kind = number % 4 < 2 ? Kind.STOCK_IN : Kind.STOCK_OUT;
                    var ordered = number % 2 == 0 ? products : products.reversed();
                    documents.post(kind, StockDocumentDraft.of(lines(ordered, "1")), context.user);
                })
                .toList());

        assertThat(refused).isEmpty();
        assertThat(lists.summaries(StockFilter.quick(null, null), FIRST).items())
                .hasSize(20)
                .allSatisfy(
                        row -> assertThat(row.quantity(StockQuantity.ON_HAND)).isEqualByComparingTo("100"));
    }
}
