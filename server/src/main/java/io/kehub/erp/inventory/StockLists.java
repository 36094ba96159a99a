package io.kehub.erp.inventory;

import io.kehub.kernel.Page;
import io.kehub.kernel.PageRequest;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Lists of what there is. Only what is there is listed: a quantity of zero is nothing, one below zero is something. */
public final class StockLists {

    private final StockSummariesJdbc summaries;
    private final BatchStockJdbc batches;
    private final WarehousesJdbc warehouses;

    StockLists(StockSummariesJdbc summaries, BatchStockJdbc batches, WarehousesJdbc warehouses) {
        this.summaries = summaries;
        this.batches = batches;
        this.warehouses = warehouses;
    }

    /** 库存汇总: one page of products with their stock, the newest product first, and how many there are in all. */
    public Page<StockSummary> summaries(StockFilter filter, PageRequest page) {
        return summaries.list(filter, inside(filter), page);
    }

    /**
     * 库存明细: one page of batches in warehouses, and how many there are in all.
     *
     * @param after the page holds the first batches after this position; null if it begins where its index says
     */
    public Page<BatchStock> batches(StockFilter filter, PageRequest page, @Nullable BatchPosition after) {
        return batches.list(filter, inside(filter), page, after);
    }

    private List<Long> inside(StockFilter filter) {
        var warehouse = filter.warehouse();
        return warehouse == null ? List.of() : warehouses.inside(warehouse);
    }
}
