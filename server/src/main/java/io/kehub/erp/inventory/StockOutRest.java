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

/** The rest of a stock-out for a source: applied for, not shipped, and still reserved. */
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
     * A draft of a stock-out for the rest, from the same warehouses.
     *
     * @param document the confirmed stock-out
     * @param appliedFor its lines before the confirmation
     * @param shipped its lines as confirmed
     * @return empty if there is no rest, the reservations of the source are released, or no warehouse is enabled
     */
    Optional<StockDocumentDraft> of(StockDocument document, List<StockLine> appliedFor, List<StockLine> shipped) {
        if (document.kind() != Kind.STOCK_OUT || document.source().id() == 0) {
            return Optional.empty();
        }
        var missing = sums(appliedFor);
        sums(shipped).forEach((line, quantity) -> missing.merge(line, quantity.negate(), BigDecimal::add));
        if (missing.values().stream().allMatch(quantity -> quantity.signum() <= 0)) {
            return Optional.empty();
        }
        var from = warehouses.main();
        if (from.isEmpty()) {
            return Optional.empty();
        }
        var known = products.findAll(
                appliedFor.stream().map(line -> line.product().id()).toList());
        var enabled = warehouses.all().stream()
                .filter(Warehouse::usable)
                .map(Warehouse::id)
                .collect(Collectors.toSet());
        var lines = new ArrayList<StockLineDraft>();
        for (var promise : reservations.promises(document.source())) {
            var quantity = missing.getOrDefault(promise.line(), BigDecimal.ZERO).min(promise.unassigned());
            if (quantity.signum() > 0) {
                var like = Stream.concat(shipped.stream(), appliedFor.stream())
                        .filter(line -> line.sourceLine() == promise.line())
                        .findFirst()
                        .orElseThrow();
                var warehouse = enabled.contains(like.warehouse().id())
                        ? like.warehouse().id()
                        : from.get();
                var product = Objects.requireNonNull(known.get(like.product().id()));
                var measured = product.measured(quantity, like.unit().id(), like.price());
                lines.add(line(like, measured, warehouse));
            }
        }
        return lines.isEmpty() ? Optional.empty() : Optional.of(draft(document, lines));
    }

    private static Map<Long, BigDecimal> sums(List<StockLine> lines) {
        return lines.stream()
                .collect(Collectors.toMap(StockLine::sourceLine, line -> line.baseQuantity(), BigDecimal::add));
    }

    private static StockLineDraft line(StockLine like, Product.Measured measured, WarehouseId warehouse) {
        return StockLineDraft.of(like.product().id(), measured.quantity(), warehouse)
                .withUnit(measured.unit().unit())
                .withPrice(measured.price())
                .withDetails(like.details())
                .withSourceLine(like.sourceLine());
    }

    private static StockDocumentDraft draft(StockDocument document, List<StockLineDraft> lines) {
        return StockDocumentDraft.of(lines)
                .withTitle(document.title())
                .withDetails(document.details())
                .withRemark("出库单 " + document.number() + " 未出库的部分")
                .withSource(document.source());
    }
}
