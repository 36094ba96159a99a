package io.kehub.erp.product;

import io.kehub.erp.BenchScripts;
import io.kehub.kernel.PageRequest;
import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The statements of {@code bench/} about products are those that {@link Products} sends. */
class ProductBenchStatementsTest {

    private static final PageRequest FIRST_PAGE = new PageRequest(1, PageRequest.DEFAULT_SIZE);

    @Test
    void theStatementsEqualTheSentOnes() throws IOException {
        BenchScripts.areHeldBy(
                "products-",
                Map.of(
                        "first-page.sql", script("", FIRST_PAGE),
                        "page-500.sql", script("", new PageRequest(500, 20)),
                        "keyword.sql", script("P1234", FIRST_PAGE)));
    }

    private static String script(String keyword, PageRequest page) {
        var query = ProductListJdbc.query(ProductFilter.quick(keyword, null), page);
        return BenchScripts.script(query.sql(), query.values());
    }
}
