package io.kehub.erp.inventory;

import static org.assertj.core.api.Assertions.assertThat;

import io.kehub.erp.inventory.StockDocument.Kind;
import io.kehub.erp.inventory.StockDocument.State;
import io.kehub.erp.inventory.StockDocumentFilter.Period;
import io.kehub.erp.product.ProductTestContext;
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

/** Lists of stock and of stock documents equal a full scan after any operations. */
class StockListsTest {

    private final ProductTestContext context = new ProductTestContext("io.kehub.erp.inventory");
    private final StockDocuments documents = context.bean(StockDocuments.class);
    private final StockFreezes freezes = context.bean(StockFreezes.class);
    private final StockLists lists = context.bean(StockLists.class);
    private final Warehouses warehouses = context.bean(Warehouses.class);

    @AfterEach
    void close() {
        context.close();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void listsEqualAFullScan(long seed) {
        var random = new Random(seed);
        warehouses.allowNegativeStock(true);
        var main = new WarehouseId(1);
        var bin = warehouses.add(main, "一号架", "", "", null);
        var other = warehouses.add(null, "二号仓", "", "", null);
        var locations = List.of(main, bin, other);
        var products = IntStream.range(0, 5)
                .mapToObj(number -> context.products.add(context.draft("产品" + number, "P" + number), context.user))
                .toList();
        for (var step = 0; step < 120; step++) {
            operate(random, products, locations);
            if (step % 20 == 0 || step == 119) {
                compare(products, locations);
            }
        }
        assertThat(context.count("stock_count_change"))
                .as("unmerged changes of counts")
                .isLessThan(70);
    }

    private void operate(Random random, List<ProductId> products, List<WarehouseId> locations) {
        var lines = new ArrayList<StockLineDraft>();
        for (var line = random.nextInt(3); line >= 0; line--) {
            lines.add(StockLineDraft.of(
                    products.get(random.nextInt(products.size())),
                    BigDecimal.valueOf(1 + random.nextInt(2)),
                    locations.get(random.nextInt(locations.size())),
                    random.nextBoolean() ? "" : "B1"));
        }
        var draft = StockDocumentDraft.of(lines);
        var kind = random.nextBoolean() ? Kind.STOCK_IN : Kind.STOCK_OUT;
        try {
            switch (random.nextInt(5)) {
                case 0 -> documents.apply(kind, draft, context.user);
                case 1 -> documents.refuse(documents.apply(kind, draft, context.user), "", context.user);
                case 2 ->
                    freezes.freeze(
                            lines.getFirst().product(),
                            lines.getFirst().warehouse(),
                            lines.getFirst().batch().number(),
                            BigDecimal.ONE,
                            "",
                            context.user);
                case 3 -> documents.transfer(draft, locations.get(random.nextInt(locations.size())), context.user);
                default -> documents.post(kind, draft, context.user);
            }
        } catch (ProblemException notEnough) {
            // frozen stock cannot leave, and a refused document changes nothing
        }
    }

    private void compare(List<ProductId> products, List<WarehouseId> locations) {
        for (var warehouse : new @Nullable WarehouseId[] {null, locations.get(0), locations.get(1), locations.get(2)}) {
            var inside = warehouse == null
                    ? locations
                    : warehouse.equals(locations.get(0)) ? locations.subList(0, 2) : List.of(warehouse);
            for (var product : new @Nullable ProductId[] {null, products.getFirst()}) {
                var expected = scanned(inside, product);
                var listed = new TreeMap<Long, List<BigDecimal>>();
                var found = lists.summaries(StockFilter.quick(product, warehouse), new PageRequest(1, 100));
                found.items()
                        .forEach(row -> listed.put(
                                row.product().id().value(),
                                List.of(
                                        plain(row.quantity(StockQuantity.ON_HAND)),
                                        plain(row.quantity(StockQuantity.FROZEN)))));
                assertThat(listed).isEqualTo(expected);
                assertThat(found.total()).isEqualTo(expected.size());
            }
            var batches = lists.batches(StockFilter.quick(null, warehouse), new PageRequest(1, 500), null);
            assertThat(batches.total()).isEqualTo(batches.items().size()).isEqualTo(scannedBatches(inside));
        }
        for (var kind : Kind.values()) {
            for (var state : new @Nullable State[] {null, State.PENDING, State.CONFIRMED, State.REFUSED}) {
                var filter = new StockDocumentFilter(
                        kind, state, Map.of(), null, Period.ALL, Period.ALL, StockDocumentTerms.NONE);
                var found = documents.list(filter, new PageRequest(1, 500));
                assertThat(found.total())
                        .as("%s %s", kind, state)
                        .isEqualTo(found.items().size());
            }
        }
    }

    private Map<Long, List<BigDecimal>> scanned(List<WarehouseId> inside, @Nullable ProductId product) {
        var sums = new TreeMap<Long, List<BigDecimal>>();
        context.jdbc
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

    private int scannedBatches(List<WarehouseId> inside) {
        return context.jdbc
                .sql("select count(*) from stock where warehouse = any(:inside) and quantity <> 0")
                .param("inside", inside.stream().map(WarehouseId::value).toArray(Long[]::new))
                .query(Integer.class)
                .single();
    }

    private static BigDecimal plain(BigDecimal number) {
        return number.signum() == 0 ? BigDecimal.ZERO : number.stripTrailingZeros();
    }
}
