package io.kehub.erp.inventory;

import io.kehub.erp.BenchScripts;
import io.kehub.kernel.PageRequest;
import io.kehub.kernel.ProductId;
import io.kehub.kernel.WarehouseId;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The statements of {@code bench/} about stock are those that {@link StockLists} sends. */
class StockBenchStatementsTest {

    private static final PageRequest FIRST_PAGE = new PageRequest(1, PageRequest.DEFAULT_SIZE);

    @Test
    void theStatementsEqualTheSentOnes() throws IOException {
        BenchScripts.areHeldBy(
                "stock-",
                Map.of(
                        "first-page.sql", script(StockFilter.quick(null, null), FIRST_PAGE),
                        "page-500.sql", script(StockFilter.quick(null, null), new PageRequest(500, 20)),
                        "warehouse.sql", script(StockFilter.quick(null, new WarehouseId(7)), FIRST_PAGE),
                        "product.sql", script(StockFilter.quick(new ProductId(5_555), null), FIRST_PAGE)));
    }

    private static String script(StockFilter filter, PageRequest page) {
        var inside = filter.warehouse() == null
                ? List.<Long>of()
                : List.of(filter.warehouse().value());
        var query = StockSummariesJdbc.query(filter, inside, List.of(), page);
        return BenchScripts.script(query.sql(), query.values());
    }
}
