package io.kehub.erp.inventory;

import io.kehub.erp.inventory.StockJdbc.Place;
import io.kehub.erp.inventory.StockJdbc.Stored;
import io.kehub.kernel.FieldError;
import io.kehub.kernel.Problem;
import io.kehub.kernel.ProblemException;
import io.kehub.kernel.ProductId;
import io.kehub.kernel.StockDocumentId;
import io.kehub.kernel.UserId;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;

/**
 * The one place where stock changes: what lies where, the sums by warehouse and by product and the book are written with one commit. Rows
 * are taken in one order by everyone, places before warehouses and these before products, so that no two writers wait for each other in a circle.
 */
final class StockBook {

    /**
     * One change of what lies at one place.
     *
     * @param index of the line in its document, counted from 0
     */
    record Movement(int index, Place place, BigDecimal change, StockLine of) {}

    private static final Comparator<Movement> ORDER = Comparator.<Movement>comparingLong(
                    movement -> movement.place().product().value())
            .thenComparingLong(movement -> movement.place().warehouse().value())
            .thenComparing(movement -> movement.place().batch())
            .thenComparingInt(Movement::index);

    private final StockJdbc stock;
    private final WarehousesJdbc warehouses;

    StockBook(StockJdbc stock, WarehousesJdbc warehouses) {
        this.stock = stock;
        this.warehouses = warehouses;
    }

    /**
     * Moves stock, within the caller's transaction.
     *
     * @throws ProblemException with {@link Problem.Invalid} with the code {@code not_enough_stock} that names every line
     *     for which there is too little, where an administrator has not allowed stock below zero; stock never goes below
     *     what is frozen
     */
    void write(StockDocumentId document, List<Movement> movements, UserId by, Instant at) {
        var negativeAllowed = warehouses.negativeStockAllowed();
        var faults = new ArrayList<FieldError>();
        var stored = new TreeMap<Stored, BigDecimal>();
        var sums = new TreeMap<ProductId, BigDecimal>(Comparator.comparingLong(ProductId::value));
        for (var movement : movements.stream()
                .filter(each -> each.change().signum() != 0)
                .sorted(ORDER)
                .toList()) {
            var line = movement.of();
            var left = stock.change(movement.place(), movement.change(), line.producedOn(), line.expiresOn());
            var usable = left.quantity().subtract(left.frozen());
            if (movement.change().signum() < 0
                    && usable.signum() < 0
                    && !(negativeAllowed && left.frozen().signum() == 0)) {
                faults.add(shortage(line, movement, left));
            }
            stock.move(document, line.id(), movement.place(), movement.change(), by, at);
            stored.merge(
                    new Stored(movement.place().product(), movement.place().warehouse()),
                    movement.change(),
                    BigDecimal::add);
            sums.merge(movement.place().product(), movement.change(), BigDecimal::add);
        }
        if (!faults.isEmpty()) {
            throw new ProblemException(
                    new Problem.Invalid("not_enough_stock", FieldError.summary(faults, faults.size()), faults));
        }
        stored.forEach((of, change) -> stock.sumInWarehouse(of, change, BigDecimal.ZERO));
        sums.forEach(
                (product, change) -> stock.sum(product, change, BigDecimal.ZERO, BigDecimal.ZERO, BigDecimal.ZERO));
    }

    private static FieldError shortage(StockLine line, Movement movement, StockJdbc.Left left) {
        var there = left.quantity().subtract(movement.change());
        var batch = line.batch().isEmpty() ? "" : "批号“" + line.batch() + "”";
        return new FieldError(
                "lines[" + movement.index() + "].quantity",
                "产品“%s”在仓库“%s”%s库存不足：现有 %s（冻结 %s），需要 %s"
                        .formatted(
                                line.productName(),
                                line.warehouseName(),
                                batch,
                                plain(there),
                                plain(left.frozen()),
                                plain(movement.change().negate())),
                "不超过 " + plain(there.subtract(left.frozen()).max(BigDecimal.ZERO)));
    }

    static String plain(BigDecimal number) {
        return number.signum() == 0 ? "0" : number.stripTrailingZeros().toPlainString();
    }
}
