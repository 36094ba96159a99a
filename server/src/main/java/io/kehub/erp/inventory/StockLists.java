package io.kehub.erp.inventory;

import io.kehub.kernel.Page;
import io.kehub.kernel.PageRequest;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Lists of stock. They leave out quantities of zero and include negative ones. */
public final class StockLists {

    /** The columns by which the list of products in stock can be sorted. */
    public static final Set<String> SUMMARIES_SORTED_BY = StockSort.COLUMNS.names();

    private final StockSummariesJdbc summaries;
    private final BatchStockJdbc batches;
    private final WarehousesJdbc warehouses;

    StockLists(StockSummariesJdbc summaries, BatchStockJdbc batches, WarehousesJdbc warehouses) {
        this.summaries = summaries;
        this.batches = batches;
        this.warehouses = warehouses;
    }

    /** 库存汇总: one page of products with their stock, newest product first, with the total. */
    public Page<StockSummary> summaries(StockFilter filter, PageRequest page) {
        return summaries.list(filter, inside(filter), page);
    }

    /**
     * 库存明细: one page of batches in warehouses, with the total.
     *
     * @param after the page starts after this position; null if it starts at its index
     */
    public Page<BatchStock> batches(StockFilter filter, PageRequest page, @Nullable BatchPosition after) {
        return batches.list(filter, inside(filter), page, after);
    }

    private List<Long> inside(StockFilter filter) {
        var warehouse = filter.warehouse();
        return warehouse == null ? List.of() : warehouses.inside(warehouse);
    }
}
