package io.kehub.erp.inventory;

import io.kehub.erp.inventory.StockJdbc.Left;
import io.kehub.erp.inventory.StockJdbc.Place;
import io.kehub.erp.inventory.StockJdbc.Stored;
import io.kehub.erp.product.Products;
import io.kehub.kernel.FieldError;
import io.kehub.kernel.Problem;
import io.kehub.kernel.ProblemException;
import io.kehub.kernel.ProductId;
import io.kehub.kernel.UserId;
import io.kehub.kernel.WarehouseId;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import org.springframework.transaction.support.TransactionTemplate;

/** 冻结, 解冻: keeps some of what lies at a place from leaving. Each change is noted and kept. */
public final class StockFreezes {

    private final StockJdbc stock;
    private final StockBatches batches;
    private final Products products;
    private final Warehouses warehouses;
    private final TransactionTemplate transaction;
    private final Clock clock;

    StockFreezes(
            StockJdbc stock,
            StockBatches batches,
            Products products,
            Warehouses warehouses,
            TransactionTemplate transaction,
            Clock clock) {
        this.stock = stock;
        this.batches = batches;
        this.products = products;
        this.warehouses = warehouses;
        this.transaction = transaction;
        this.clock = clock;
    }

    /**
     * Freezes so much more of a batch. What is frozen, the sums and the note commit together. If two users change one batch at
     * once, the second sees what the first has left.
     *
     * @param change in base units; below zero unfreezes
     * @throws ProblemException with {@link Problem.Invalid} about {@code product} or {@code warehouse} if there is none,
     *     and about {@code quantity} if there is less to freeze or unfreeze
     */
    public void freeze(
            ProductId product, WarehouseId warehouse, String batch, BigDecimal change, String reason, UserId by) {
        check(product, warehouse, batch, change, reason);
        transaction.executeWithoutResult(status -> {
            var place = new Place(product, warehouse, batches.spelling(product, batch));
            var there = stock.hold(place).orElse(Left.NOTHING);
            var after = there.frozen().add(change);
            if (after.signum() < 0 || after.compareTo(there.quantity()) > 0) {
                throw new ProblemException(Problem.Invalid.field(
                        "quantity",
                        "冻结数量会小于 0 或超过库存：库存 " + StockLedger.plain(there.quantity()) + "，已冻结 "
                                + StockLedger.plain(there.frozen()),
                        "使冻结数量在 0 到库存数量之间"));
            }
            stock.freeze(place, after);
            stock.noteFreeze(place, change, reason, by, clock.instant().truncatedTo(ChronoUnit.SECONDS));
            stock.sumInWarehouse(new Stored(product, warehouse), BigDecimal.ZERO, change);
            stock.sum(product, BigDecimal.ZERO, change, BigDecimal.ZERO, BigDecimal.ZERO);
        });
    }

    private void check(ProductId product, WarehouseId warehouse, String batch, BigDecimal change, String reason) {
        var errors = new ArrayList<FieldError>();
        if (products.find(product).isEmpty()) {
            errors.add(new FieldError("product", "没有编号为 " + product.value() + " 的产品", "已有产品的编号"));
        }
        if (warehouses.find(warehouse).isEmpty()) {
            errors.add(new FieldError("warehouse", "没有编号为 " + warehouse.value() + " 的仓库", "已有仓库的编号"));
        }
        FieldError.checkText("batch", "批号", batch, 50, errors);
        if (change.signum() == 0 || !StockNumbers.fits(change)) {
            errors.add(new FieldError("quantity", "冻结数量不对", "不为 0、" + StockNumbers.ALLOWED));
        }
        FieldError.checkText("reason", "原因", reason, 500, errors);
        ProblemException.refuse(errors);
    }
}
