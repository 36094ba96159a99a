package io.kehub.erp.customer;

import static org.assertj.core.api.Assertions.assertThat;

import io.kehub.erp.BenchScripts;
import io.kehub.kernel.AccessScope;
import io.kehub.kernel.PageRequest;
import io.kehub.kernel.UserId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The statements of {@code bench/} about customers are those that {@link Customers} sends. */
class BenchStatementsTest {

    private static final String COLUMNS = "columns.sql";
    private static final PageRequest FIRST_PAGE = new PageRequest(1, PageRequest.DEFAULT_SIZE);
    private static final AccessScope EVERYTHING = AccessScope.everything(Pool.OWNER);

    /** The first user that a new KeHub makes besides those that it ships with. */
    private static final AccessScope SELLER = AccessScope.own(new UserId(1002));

    private static final Map<String, String> SCRIPTS = Map.of(
            "first-page.sql",
            script(CustomerFilter.all(), EVERYTHING, FIRST_PAGE),
            "page-2500.sql",
            script(CustomerFilter.all(), EVERYTHING, new PageRequest(2_500, 20)),
            "source.sql",
            script(filter("", "微信"), EVERYTHING, FIRST_PAGE),
            "own.sql",
            script(CustomerFilter.all(), SELLER, FIRST_PAGE),
            "keyword-2-letters.sql",
            search("云帆"),
            "keyword-4-letters.sql",
            search("云帆科技"),
            "detail.sql",
            shared(BenchScripts.script(CustomersJdbc.FIND, Map.of("id", 55_555L))),
            COLUMNS,
            CustomersJdbc.TEXT_COLUMNS + "\n");

    @Test
    void everyStatementIsTheOneThatIsSent() throws IOException {
        BenchScripts.areHeldBy("customers-", SCRIPTS);
    }

    @Test
    void everyBenchFileIsCheckedByAModule() throws IOException {
        try (var files = Files.list(Path.of("..", "bench", "sql"))) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .allMatch(name -> name.matches("(customers|contracts|products|stock)-.*\\.sql"));
        }
    }

    private static CustomerFilter filter(String keyword, @Nullable String source) {
        return new CustomerFilter(keyword, null, source, null, null, null, null);
    }

    private static String search(String keyword) {
        var settings = CustomerListJdbc.SEARCH_SETTINGS.strip() + ";\n";
        return "begin;\n" + settings + script(filter(keyword, null), EVERYTHING, FIRST_PAGE) + "end;\n";
    }

    private static String script(CustomerFilter filter, AccessScope scope, PageRequest page) {
        var query = CustomerListJdbc.query(filter, scope, page);
        return shared(BenchScripts.script(query.sql(), query.values()));
    }

    /** The columns stand in a file of their own, so that a new one changes one file. */
    private static String shared(String script) {
        return script.replace(CustomersJdbc.TEXT_COLUMNS, "{customers-" + COLUMNS + "}");
    }
}
