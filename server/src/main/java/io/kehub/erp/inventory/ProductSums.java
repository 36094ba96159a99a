package io.kehub.erp.inventory;

import io.kehub.kernel.ProductId;
import java.math.BigDecimal;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Changes of the totals by product, collected so that one statement writes them in lock order. */
final class ProductSums {

    /** The changes of one product; at least one is not zero. */
    record Row(ProductId product, Map<StockQuantity, BigDecimal> changes) {

        BigDecimal change(StockQuantity quantity) {
            return changes.getOrDefault(quantity, BigDecimal.ZERO);
        }
    }

    private final TreeMap<ProductId, EnumMap<StockQuantity, BigDecimal>> changes =
            new TreeMap<>(Comparator.comparingLong(ProductId::value));

    void add(ProductId product, StockQuantity quantity, BigDecimal change) {
        changes.computeIfAbsent(product, first -> new EnumMap<>(StockQuantity.class))
                .merge(quantity, change, BigDecimal::add);
    }

    /** The changes in lock order: by product id. */
    List<Row> rows() {
        return changes.entrySet().stream()
                .map(entry -> new Row(entry.getKey(), entry.getValue()))
                .filter(row -> row.changes().values().stream().anyMatch(change -> change.signum() != 0))
                .toList();
    }
}
