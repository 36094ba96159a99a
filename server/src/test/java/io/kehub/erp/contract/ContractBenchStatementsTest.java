package io.kehub.erp.contract;

import io.kehub.erp.BenchScripts;
import io.kehub.kernel.AccessScope;
import io.kehub.kernel.CustomerId;
import io.kehub.kernel.PageRequest;
import io.kehub.kernel.UserId;
import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The contract scripts in {@code bench/} contain the statements that {@link Contracts} sends. */
class ContractBenchStatementsTest {

    private static final PageRequest FIRST_PAGE = new PageRequest(1, PageRequest.DEFAULT_SIZE);
    private static final AccessScope EVERYTHING = AccessScope.everything(new UserId(1001));
    private static final ContractFilter ALL = ContractFilter.ALL;

    @Test
    void theBenchScriptsContainTheStatementsThatAreSent() throws IOException {
        BenchScripts.areHeldBy(
                "contracts-",
                Map.of(
                        "first-page.sql", script(ALL, EVERYTHING, FIRST_PAGE),
                        "page-500.sql", script(ALL, EVERYTHING, new PageRequest(500, 20)),
                        "own.sql", script(ALL, AccessScope.own(new UserId(1002)), FIRST_PAGE),
                        "customer.sql", script(ALL.withCustomer(new CustomerId(10_008)), EVERYTHING, FIRST_PAGE),
                        "keyword.sql",
                                script(ALL.with(ContractFilter.Text.KEYWORD, "HT1234"), EVERYTHING, FIRST_PAGE)));
    }

    private static String script(ContractFilter filter, AccessScope scope, PageRequest page) {
        var query = ContractListJdbc.query(filter, scope, page);
        return BenchScripts.script(query.sql(), query.values());
    }
}
