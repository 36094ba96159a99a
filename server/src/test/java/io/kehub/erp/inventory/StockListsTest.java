package io.kehub.erp.inventory;

import static org.assertj.core.api.Assertions.assertThat;

import io.kehub.erp.inventory.StockDocument.Kind;
import io.kehub.erp.inventory.StockDocument.State;
import io.kehub.erp.product.ProductTestbed;
import io.kehub.kernel.PageRequest;
import io.kehub.kernel.ProblemException;
import io.kehub.kernel.ProductId;
import io.kehub.kernel.WarehouseId;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Lists of stock and of its documents say what a walk through everything would, whatever has happened. */
class StockListsTest {

    private final ProductTestbed bed = new ProductTestbed("io.kehub.erp.inventory");
    private final StockDocuments documents = bed.bean(StockDocuments.class);
    private final StockFreezes freezes = bed.bean(StockFreezes.class);
    private final StockLists lists = bed.bean(StockLists.class);
    private final Warehouses warehouses = bed.bean(Warehouses.class);

    @AfterEach
    void close() {
        bed.close();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void listsSayWhatAWalkThroughEverythingWould(long seed) {
        var random = new Random(seed);
        warehouses.allowNegativeStock(true);
        var main = new WarehouseId(1);
        var place = warehouses.add(main, "一号架", "", "");
        var other = warehouses.add(null, "二号仓", "", "");
        var places = List.of(main, place, other);
        var products = IntStream.range(0, 5)
                .mapToObj(number -> bed.products.add(bed.draft("产品" + number, "P" + number), bed.user))
                .toList();
        for (var step = 0; step < 120; step++) {
            happen(random, products, places);
            if (step % 20 == 0 || step == 119) {
                compare(products, places);
            }
        }
        assertThat(bed.count("stock_count_change"))
                .as("changes of counts that wait")
                .isLessThan(70);
    }

    private void happen(Random random, List<ProductId> products, List<WarehouseId> places) {
        var lines = new ArrayList<StockLineDraft>();
        for (var line = random.nextInt(3); line >= 0; line--) {
            lines.add(StockLineDraft.of(
                    products.get(random.nextInt(products.size())),
                    BigDecimal.valueOf(1 + random.nextInt(2)),
                    places.get(random.nextInt(places.size())),
                    random.nextBoolean() ? "" : "B1"));
        }
        var draft = new StockDocumentDraft("", "", "", "", "", SourceRef.NONE, lines);
        var kind = random.nextBoolean() ? Kind.STOCK_IN : Kind.STOCK_OUT;
        try {
            switch (random.nextInt(5)) {
                case 0 -> documents.apply(kind, draft, bed.user);
                case 1 -> documents.refuse(documents.apply(kind, draft, bed.user), "", bed.user);
                case 2 ->
                    freezes.freeze(
                            lines.getFirst().product(),
                            lines.getFirst().warehouse(),
                            lines.getFirst().batch(),
                            BigDecimal.ONE,
                            "",
                            bed.user);
                case 3 -> documents.transfer(draft, places.get(random.nextInt(places.size())), bed.user);
                default -> documents.post(kind, draft, bed.user);
            }
        } catch (ProblemException tooLittle) {
            // frozen stock does not leave, and nothing of such a document stays
        }
    }

    private void compare(List<ProductId> products, List<WarehouseId> places) {
        for (var warehouse : new @Nullable WarehouseId[] {null, places.get(0), places.get(1), places.get(2)}) {
            var inside = warehouse == null
                    ? places
                    : warehouse.equals(places.get(0)) ? places.subList(0, 2) : List.of(warehouse);
            for (var product : new @Nullable ProductId[] {null, products.getFirst()}) {
                var expected = walked(inside, product);
                var listed = new TreeMap<Long, List<BigDecimal>>();
                var found = lists.summaries(StockFilter.quick(product, warehouse), new PageRequest(1, 100));
                found.items()
                        .forEach(row ->
                                listed.put(row.product().value(), List.of(plain(row.quantity()), plain(row.frozen()))));
                assertThat(listed).isEqualTo(expected);
                assertThat(found.total()).isEqualTo(expected.size());
            }
            var batches = lists.batches(StockFilter.quick(null, warehouse), new PageRequest(1, 500), null);
            assertThat(batches.total()).isEqualTo(batches.items().size()).isEqualTo(walkedBatches(inside));
        }
        for (var kind : Kind.values()) {
            for (var state : new @Nullable State[] {null, State.PENDING, State.CONFIRMED, State.REFUSED}) {
                var filter =
                        new StockDocumentFilter(kind, state, "", "", "", "", "", null, null, null, null, null, null);
                var found = documents.list(filter, new PageRequest(1, 500));
                assertThat(found.total())
                        .as("%s %s", kind, state)
                        .isEqualTo(found.items().size());
            }
        }
    }

    private Map<Long, List<BigDecimal>> walked(List<WarehouseId> inside, @Nullable ProductId product) {
        var sums = new TreeMap<Long, List<BigDecimal>>();
        bed.jdbc
                .sql("""
                        select product, sum(quantity) as quantity, sum(frozen) as frozen
                        from stock
                        where warehouse = any(:inside) and (cast(:product as bigint) is null or product = :product)
                        group by product
                        having sum(quantity) <> 0""")
                .param("inside", inside.stream().map(WarehouseId::value).toArray(Long[]::new))
                .param("product", product == null ? null : product.value())
                .query(row -> {
                    sums.put(
                            row.getLong("product"),
                            List.of(plain(row.getBigDecimal("quantity")), plain(row.getBigDecimal("frozen"))));
                });
        return sums;
    }

    private int walkedBatches(List<WarehouseId> inside) {
        return bed.jdbc
                .sql("select count(*) from stock where warehouse = any(:inside) and quantity <> 0")
                .param("inside", inside.stream().map(WarehouseId::value).toArray(Long[]::new))
                .query(Integer.class)
                .single();
    }

    private static BigDecimal plain(BigDecimal number) {
        return number.signum() == 0 ? BigDecimal.ZERO : number.stripTrailingZeros();
    }
}
