package io.kehub.erp.inventory;

import io.kehub.erp.inventory.StockJdbc.Level;
import io.kehub.erp.inventory.StockJdbc.StockKey;
import io.kehub.erp.inventory.StockJdbc.WarehouseProduct;
import io.kehub.kernel.FieldError;
import io.kehub.kernel.Problem;
import io.kehub.kernel.ProblemException;
import io.kehub.kernel.StockDocumentId;
import io.kehub.kernel.UserId;
import io.kehub.kernel.WarehouseId;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The only writer of stock. Stock, totals by warehouse, totals by product and movements commit together. All transactions lock the
 * rows in this order and sorted within each table, so that they cannot deadlock; each table takes one statement.
 */
final class StockLedger {

    /**
     * One change of the stock of a batch in a warehouse.
     *
     * @param index of the line in its document, from 0
     */
    record Movement(StockDocumentId document, int index, StockKey key, BigDecimal change, StockLine of) {}

    private final StockJdbc stock;
    private final StockSerials serials;
    private final WarehousesJdbc warehouses;

    StockLedger(StockJdbc stock, StockSerials serials, WarehousesJdbc warehouses) {
        this.stock = stock;
        this.serials = serials;
        this.warehouses = warehouses;
    }

    /**
     * Writes a posting in the caller's transaction. Only the net change of each batch in each warehouse has to be available, whatever
     * the order of the lines.
     *
     * @param disabled warehouses whose stock must not become negative even if an administrator allows negative stock
     * @throws ProblemException with {@link Problem.Invalid} with the code {@code not_enough_stock} that names each line whose stock
     *     is insufficient, unless an administrator allows negative stock; frozen stock never leaves
     */
    void write(Posting posting, Set<WarehouseId> disabled, UserId by, Instant at) {
        ProblemException.refuse(serials.move(posting.movements()));
        var byKey = new TreeMap<StockKey, List<Movement>>();
        for (var movement : posting.movements()) {
            if (movement.change().signum() != 0) {
                byKey.computeIfAbsent(movement.key(), key -> new ArrayList<>()).add(movement);
            }
        }
        var net = new TreeMap<StockKey, BigDecimal>();
        byKey.forEach((key, movements) ->
                net.put(key, movements.stream().map(Movement::change).reduce(BigDecimal.ZERO, BigDecimal::add)));
        net.values().removeIf(change -> change.signum() == 0);
        var levels = stock.change(net);
        checkShortages(byKey, net, levels, disabled);
        stock.recordMovements(byKey.values().stream().flatMap(List::stream).toList(), by, at);
        stock.recordOrigins(arrivals(byKey, net, levels), at);
        var byWarehouse = new TreeMap<WarehouseProduct, BigDecimal>();
        net.forEach((key, change) -> {
            byWarehouse.merge(new WarehouseProduct(key.product(), key.warehouse()), change, BigDecimal::add);
            posting.sums().add(key.product(), StockQuantity.ON_HAND, change);
        });
        byWarehouse.values().removeIf(change -> change.signum() == 0);
        stock.changeWarehouseQuantities(byWarehouse);
        stock.changeSums(posting.sums());
    }

    /** The line that brings goods to each batch in a warehouse that has none. */
    private static SortedMap<StockKey, Long> arrivals(
            Map<StockKey, List<Movement>> byKey, Map<StockKey, BigDecimal> net, Map<StockKey, Level> levels) {
        var arrivals = new TreeMap<StockKey, Long>();
        levels.forEach((key, level) -> {
            var change = net.getOrDefault(key, BigDecimal.ZERO);
            if (level.quantity().signum() > 0 && level.quantity().compareTo(change) <= 0) {
                byKey.getOrDefault(key, List.of()).stream()
                        .filter(movement -> movement.change().signum() > 0)
                        .findFirst()
                        .ifPresent(movement -> arrivals.put(key, movement.of().id()));
            }
        });
        return arrivals;
    }

    private void checkShortages(
            Map<StockKey, List<Movement>> byKey,
            Map<StockKey, BigDecimal> net,
            Map<StockKey, Level> levels,
            Set<WarehouseId> disabled) {
        var negativeAllowed = warehouses.negativeStockAllowed();
        var errors = new TreeMap<Integer, FieldError>();
        levels.forEach((key, level) -> {
            var change = net.getOrDefault(key, BigDecimal.ZERO);
            var mayBeNegative = negativeAllowed
                    && !disabled.contains(key.warehouse())
                    && level.frozen().signum() == 0;
            if (change.signum() < 0 && level.quantity().compareTo(level.frozen()) < 0 && !mayBeNegative) {
                shortages(
                        byKey.getOrDefault(key, List.of()), level.quantity().subtract(change), level.frozen(), errors);
            }
        });
        if (!errors.isEmpty()) {
            var all = List.copyOf(errors.values());
            throw new ProblemException(
                    new Problem.Invalid("not_enough_stock", FieldError.summary(all, all.size()), all));
        }
    }

    /** Adds an error for each line that takes more than what the lines before it leave; what the document brings in counts first. */
    private static void shortages(
            List<Movement> movements, BigDecimal before, BigDecimal frozen, Map<Integer, FieldError> errors) {
        var left = before;
        for (var movement : movements) {
            left = left.add(movement.change().max(BigDecimal.ZERO));
        }
        for (var movement : movements) {
            if (movement.change().signum() < 0) {
                var after = left.add(movement.change());
                if (after.compareTo(frozen) < 0) {
                    errors.put(movement.index(), shortage(movement, left, frozen));
                }
                left = after;
            }
        }
    }

    private static FieldError shortage(Movement movement, BigDecimal available, BigDecimal frozen) {
        var line = movement.of();
        var batch = line.batch().number().isEmpty() ? "" : "批号“" + line.batch().number() + "”";
        return new FieldError(
                "lines[" + movement.index() + "].quantity",
                "产品“%s”在仓库“%s”%s库存不足：现有 %s（冻结 %s），需要 %s"
                        .formatted(
                                line.product().name(),
                                line.warehouse().name(),
                                batch,
                                plain(available),
                                plain(frozen),
                                plain(movement.change().negate())),
                "不超过 " + plain(available.subtract(frozen).max(BigDecimal.ZERO)));
    }

    static String plain(BigDecimal number) {
        return number.signum() == 0 ? "0" : number.stripTrailingZeros().toPlainString();
    }
}
