package io.kehub.erp.inventory;

import io.kehub.erp.inventory.StockJdbc.Place;
import io.kehub.erp.inventory.StockJdbc.Stored;
import io.kehub.kernel.FieldError;
import io.kehub.kernel.Problem;
import io.kehub.kernel.ProblemException;
import io.kehub.kernel.ProductId;
import io.kehub.kernel.StockDocumentId;
import io.kehub.kernel.UserId;
import io.kehub.kernel.WarehouseId;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * The one place where stock changes: what lies where, the sums by warehouse and by product and the book are written with one commit. Rows
 * are taken in one order by everyone, places before warehouses and these before products, so that no two writers wait for each other in a circle.
 */
final class StockLedger {

    /**
     * One change of what lies at one place.
     *
     * @param index of the line in its document, counted from 0
     */
    record Movement(StockDocumentId document, int index, Place place, BigDecimal change, StockLine of) {}

    private static final Comparator<Place> ORDER = Comparator.<Place>comparingLong(
                    place -> place.product().value())
            .thenComparingLong(place -> place.warehouse().value())
            .thenComparing(Place::batch);

    private final StockJdbc stock;
    private final StockSerials serials;
    private final WarehousesJdbc warehouses;

    StockLedger(StockJdbc stock, StockSerials serials, WarehousesJdbc warehouses) {
        this.stock = stock;
        this.serials = serials;
        this.warehouses = warehouses;
    }

    /**
     * Moves stock, within the caller's transaction. What counts at a place is the net result of all movements, whatever the order
     * of the lines.
     *
     * @param disabled warehouses whose stock never goes below zero, whatever an administrator allows
     * @throws ProblemException with {@link Problem.Invalid} with the code {@code not_enough_stock} that names every line
     *     for which there is too little, where an administrator has not allowed stock below zero; stock never goes below
     *     what is frozen
     */
    void write(Posting posting, Set<WarehouseId> disabled, UserId by, Instant at) {
        var movements = posting.movements();
        var inTransit = posting.inTransit();
        ProblemException.refuse(serials.move(movements));
        var negativeAllowed = warehouses.negativeStockAllowed();
        var byPlace = new TreeMap<Place, List<Movement>>(ORDER);
        for (var movement : movements) {
            if (movement.change().signum() != 0) {
                byPlace.computeIfAbsent(movement.place(), place -> new ArrayList<>())
                        .add(movement);
            }
        }
        var errors = new TreeMap<Integer, FieldError>();
        var stored = new TreeMap<Stored, BigDecimal>();
        var sums = new TreeMap<ProductId, BigDecimal>(Comparator.comparingLong(ProductId::value));
        byPlace.forEach((place, moved) -> {
            var net = moved.stream().map(Movement::change).reduce(BigDecimal.ZERO, BigDecimal::add);
            if (net.signum() != 0) {
                var left = stock.change(place, net);
                var mayBeNegative = negativeAllowed && !disabled.contains(place.warehouse());
                if (net.signum() < 0
                        && left.quantity().compareTo(left.frozen()) < 0
                        && !(mayBeNegative && left.frozen().signum() == 0)) {
                    shortages(moved, left.quantity().subtract(net), left.frozen(), errors);
                }
            }
            stored.merge(new Stored(place.product(), place.warehouse()), net, BigDecimal::add);
            sums.merge(place.product(), net, BigDecimal::add);
        });
        if (!errors.isEmpty()) {
            var all = List.copyOf(errors.values());
            throw new ProblemException(
                    new Problem.Invalid("not_enough_stock", FieldError.summary(all, all.size()), all));
        }
        stock.move(byPlace.values().stream().flatMap(List::stream).toList(), by, at);
        stored.forEach((of, change) -> {
            if (change.signum() != 0) {
                stock.sumInWarehouse(of, change, BigDecimal.ZERO);
            }
        });
        inTransit.forEach((product, change) -> sums.putIfAbsent(product, BigDecimal.ZERO));
        sums.forEach((product, change) -> {
            var moving = inTransit.getOrDefault(product, BigDecimal.ZERO);
            if (change.signum() != 0 || moving.signum() != 0) {
                stock.sum(product, change, BigDecimal.ZERO, BigDecimal.ZERO, moving);
            }
        });
    }

    /** Names each line that takes more than the others leave, after all that the document brings in. */
    private static void shortages(
            List<Movement> moved, BigDecimal before, BigDecimal frozen, Map<Integer, FieldError> errors) {
        var left = before;
        for (var movement : moved) {
            left = left.add(movement.change().max(BigDecimal.ZERO));
        }
        for (var movement : moved) {
            if (movement.change().signum() < 0) {
                var after = left.add(movement.change());
                if (after.compareTo(frozen) < 0) {
                    errors.put(movement.index(), shortage(movement, left, frozen));
                }
                left = after;
            }
        }
    }

    private static FieldError shortage(Movement movement, BigDecimal there, BigDecimal frozen) {
        var line = movement.of();
        var batch = line.batch().isEmpty() ? "" : "批号“" + line.batch() + "”";
        return new FieldError(
                "lines[" + movement.index() + "].quantity",
                "产品“%s”在仓库“%s”%s库存不足：现有 %s（冻结 %s），需要 %s"
                        .formatted(
                                line.productName(),
                                line.warehouseName(),
                                batch,
                                plain(there),
                                plain(frozen),
                                plain(movement.change().negate())),
                "不超过 " + plain(there.subtract(frozen).max(BigDecimal.ZERO)));
    }

    static String plain(BigDecimal number) {
        return number.signum() == 0 ? "0" : number.stripTrailingZeros().toPlainString();
    }
}
