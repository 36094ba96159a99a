package io.kehub.erp.inventory;

import io.kehub.erp.inventory.StockJdbc.Level;
import io.kehub.erp.inventory.StockJdbc.StockKey;
import io.kehub.erp.inventory.StockJdbc.WarehouseProduct;
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

/** 冻结, 解冻: excludes some of the stock of a batch in a warehouse from leaving. Each change is recorded. */
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
     * Changes the frozen quantity of a batch in a warehouse. The quantity, the totals and the record commit together; concurrent
     * changes of one batch are serialized.
     *
     * @param change in base units; below zero unfreezes
     * @throws ProblemException with {@link Problem.Invalid} about an unknown {@code product} or {@code warehouse}, or about
     *     {@code quantity} if the frozen quantity would be below zero or above the stock
     */
    public void freeze(
            ProductId product, WarehouseId warehouse, String batch, BigDecimal change, String reason, UserId by) {
        check(product, warehouse, batch, change, reason);
        transaction.executeWithoutResult(status -> {
            var key = new StockKey(product, warehouse, batches.spelling(product, batch));
            var level = stock.lock(key).orElse(Level.NONE);
            var after = level.frozen().add(change);
            if (after.signum() < 0 || after.compareTo(level.quantity()) > 0) {
                throw new ProblemException(Problem.Invalid.field(
                        "quantity",
                        "冻结数量会小于 0 或超过库存：库存 " + StockLedger.plain(level.quantity()) + "，已冻结 "
                                + StockLedger.plain(level.frozen()),
                        "使冻结数量在 0 到库存数量之间"));
            }
            stock.setFrozen(key, after);
            stock.recordFreeze(key, change, reason, by, clock.instant().truncatedTo(ChronoUnit.SECONDS));
            stock.changeWarehouseFrozen(new WarehouseProduct(product, warehouse), change);
            var sums = new ProductSums();
            sums.add(product, StockQuantity.FROZEN, change);
            stock.changeSums(sums);
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
