package io.kehub.erp.inventory;

import io.kehub.erp.inventory.StockDocument.Kind;
import io.kehub.erp.product.Product;
import io.kehub.erp.product.Products;
import io.kehub.kernel.WarehouseId;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What a stock-out for a source has left over: the part that was applied for, not shipped, and is still promised. */
final class StockOutRest {

    private final Reservations reservations;
    private final Products products;
    private final Warehouses warehouses;

    StockOutRest(Reservations reservations, Products products, Warehouses warehouses) {
        this.reservations = reservations;
        this.products = products;
        this.warehouses = warehouses;
    }

    /**
     * A stock-out for the rest, from the warehouses of the confirmed one.
     *
     * @param document confirmed already
     * @param appliedFor its lines before the confirmation
     * @param left its lines as confirmed
     * @return empty if there is no rest, the source gets no more, or no warehouse is enabled
     */
    Optional<StockDocumentDraft> of(StockDocument document, List<StockLine> appliedFor, List<StockLine> left) {
        if (document.kind() != Kind.STOCK_OUT || document.source().id() == 0) {
            return Optional.empty();
        }
        var missing = sums(appliedFor);
        sums(left).forEach((line, quantity) -> missing.merge(line, quantity.negate(), BigDecimal::add));
        if (missing.values().stream().allMatch(quantity -> quantity.signum() <= 0)) {
            return Optional.empty();
        }
        var from = warehouses.main();
        if (from.isEmpty()) {
            return Optional.empty();
        }
        var known = products.findAll(appliedFor.stream().map(StockLine::product).toList());
        var enabled = warehouses.all().stream()
                .filter(Warehouse::usable)
                .map(Warehouse::id)
                .collect(Collectors.toSet());
        var lines = new ArrayList<StockLineDraft>();
        for (var promise : reservations.promises(document.source())) {
            var quantity = missing.getOrDefault(promise.line(), BigDecimal.ZERO).min(promise.unassigned());
            if (quantity.signum() > 0) {
                var like = Stream.concat(left.stream(), appliedFor.stream())
                        .filter(line -> line.sourceLine() == promise.line())
                        .findFirst()
                        .orElseThrow();
                var warehouse = enabled.contains(like.warehouse()) ? like.warehouse() : from.get();
                var measured =
                        Objects.requireNonNull(known.get(like.product())).measured(quantity, like.unit(), like.price());
                lines.add(line(like, measured, warehouse));
            }
        }
        return lines.isEmpty() ? Optional.empty() : Optional.of(draft(document, lines));
    }

    private static Map<Long, BigDecimal> sums(List<StockLine> lines) {
        return lines.stream()
                .collect(Collectors.toMap(StockLine::sourceLine, StockLine::baseQuantity, BigDecimal::add));
    }

    private static StockLineDraft line(StockLine like, Product.Measured measured, WarehouseId warehouse) {
        return new StockLineDraft(
                like.product(),
                measured.unit().unit(),
                measured.quantity(),
                warehouse,
                "",
                "",
                null,
                null,
                measured.price(),
                like.remark(),
                like.sourceLine());
    }

    private static StockDocumentDraft draft(StockDocument document, List<StockLineDraft> lines) {
        return new StockDocumentDraft(
                "",
                document.title(),
                document.category(),
                document.supplier(),
                "出库单 " + document.number() + " 未出库的部分",
                document.source(),
                lines);
    }
}
