package io.kehub.erp.customer;

import static org.assertj.core.api.Assertions.assertThat;

import io.kehub.kernel.PageRequest;
import io.kehub.kernel.Sight;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.assertj.core.api.SoftAssertions;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * Holds the statements that {@code bench/} gives to pgbench to those that {@link Customers} sends, with the values in
 * their places. To write them anew after a wanted change, run with {@code -Dcontract.write=true} and read the difference.
 */
class BenchStatementsTest {

    private static final Path FOLDER = Path.of("..", "bench", "sql");
    private static final boolean WRITE = Boolean.getBoolean("contract.write");
    private static final Pattern NAMED_VALUE = Pattern.compile("(?<!:):([a-zA-Z]+)");
    private static final PageRequest FIRST_PAGE = new PageRequest(1, PageRequest.DEFAULT_SIZE);

    private static final Map<String, String> SCRIPTS = Map.of(
            "first-page.sql",
                    script(CustomerListJdbc.query(CustomerFilter.all(), Sight.everything(Pool.OWNER), FIRST_PAGE)),
            "page-2500.sql",
                    script(CustomerListJdbc.query(
                            CustomerFilter.all(), Sight.everything(Pool.OWNER), new PageRequest(2_500, 20))),
            "source.sql", script(CustomerListJdbc.query(filter("", "微信"), Sight.everything(Pool.OWNER), FIRST_PAGE)),
            "keyword-2-letters.sql", search("云帆"),
            "keyword-4-letters.sql", search("云帆科技"),
            "detail.sql", script(new CustomerListJdbc.Query(CustomersJdbc.FIND, Map.of("id", 55_555L))));

    @Test
    void everyStatementIsTheOneThatIsSent() throws IOException {
        var differences = new SoftAssertions();
        for (var script : SCRIPTS.entrySet()) {
            var file = FOLDER.resolve(script.getKey());
            if (WRITE) {
                Files.writeString(file, script.getValue(), StandardCharsets.UTF_8);
            }
            differences
                    .assertThat(Files.exists(file) ? Files.readString(file, StandardCharsets.UTF_8) : "")
                    .as("bench/sql/%s", script.getKey())
                    .isEqualTo(script.getValue());
        }
        differences.assertAll();
    }

    @Test
    void everyFileOfTheBenchIsHeldToTheCode() throws IOException {
        try (var files = Files.list(FOLDER)) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .containsExactlyInAnyOrderElementsOf(SCRIPTS.keySet());
        }
    }

    /** To pgbench, a colon before a word is a variable of its own. */
    @Test
    void noStatementHasANameLeftForPgbenchToFill() {
        assertThat(SCRIPTS.values())
                .noneMatch(script -> NAMED_VALUE.matcher(script).find());
    }

    private static CustomerFilter filter(String keyword, @Nullable String source) {
        return new CustomerFilter(keyword, null, source, null, null, null, null);
    }

    private static String search(String keyword) {
        var settings = CustomerListJdbc.SEARCH_SETTINGS.strip() + ";\n";
        return "begin;\n" + settings
                + script(CustomerListJdbc.query(filter(keyword, null), Sight.everything(Pool.OWNER), FIRST_PAGE))
                + "end;\n";
    }

    private static String script(CustomerListJdbc.Query query) {
        return NAMED_VALUE
                        .matcher(query.sql().strip())
                        .replaceAll(value -> Matcher.quoteReplacement(
                                literal(Objects.requireNonNull(query.values().get(value.group(1)), value.group()))))
                + ";\n";
    }

    private static String literal(Object value) {
        return value instanceof Number
                ? value.toString()
                : "'" + value.toString().replace("'", "''") + "'";
    }
}
