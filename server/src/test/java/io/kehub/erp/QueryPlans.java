package io.kehub.erp;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** The plans that the server makes for the very statements that a module sends. */
public final class QueryPlans {

    /** How the server plans: for the values at hand, or, after some executions, for any values. */
    public enum Planning {
        FORCE_CUSTOM_PLAN,
        FORCE_GENERIC_PLAN
    }

    private static final Pattern NAMED_VALUE = Pattern.compile("(?<!:):([a-zA-Z_]+)");
    private static final Pattern PAGES = Pattern.compile("Buffers: shared(?: hit=(\\d+))?(?: read=(\\d+))?");

    private static final int MAX_VACUUMS = 500;

    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;
    private final List<String> settings;

    /** @param settings what the module says to the database before its statements, in the same transaction */
    public QueryPlans(JdbcClient jdbc, TransactionTemplate transaction, String... settings) {
        this.jdbc = jdbc;
        this.transaction = transaction;
        this.settings = List.of(settings);
    }

    /**
     * As the server's own cleaner leaves tables that have been at rest: so that indexes answer alone. A row that some other
     * transaction of the database might still not see, even one that only gathers statistics, is looked up in the table
     * itself; so this is repeated until there is none.
     */
    public void settle(String... tables) {
        for (var time = 0; time < MAX_VACUUMS; time++) {
            jdbc.sql("vacuum analyze " + String.join(", ", tables)).update();
            if (jdbc.sql("select bool_and(relallvisible = relpages) from pg_class where relname = any(:tables)")
                    .param("tables", tables)
                    .query(Boolean.class)
                    .single()) {
                return;
            }
        }
        throw new IllegalStateException("some transaction has been open all the time");
    }

    /**
     * Neither plan walks through one of the tables, and neither reads more than so many pages of 8 KB.
     *
     * @param tables names with {@code |} between them
     */
    public void areCheap(String sql, Map<String, ? extends @Nullable Object> values, String tables, int maxPages) {
        var walk = Pattern.compile("Seq Scan on (" + tables + ")( |$)", Pattern.MULTILINE);
        for (var planning : Planning.values()) {
            var plan = planOf(sql, values, planning);
            assertThat(plan).as("%s%n%s", planning, sql).doesNotContainPattern(walk);
            assertThat(pagesRead(plan)).as("%s%n%s", planning, plan).isLessThan(maxPages);
        }
    }

    /** The plan, with what it read, as the server makes it for a statement that a driver has prepared. */
    public String planOf(String sql, Map<String, ? extends @Nullable Object> values, Planning planning) {
        var names = new ArrayList<String>();
        var prepared = NAMED_VALUE.matcher(sql).replaceAll(value -> {
            if (!names.contains(value.group(1))) {
                names.add(value.group(1));
            }
            return "\\$" + (names.indexOf(value.group(1)) + 1);
        });
        var given = names.stream().map(name -> literal(values.get(name))).collect(Collectors.joining(", "));
        return transaction.execute(status -> {
            settings.forEach(setting -> jdbc.sql(setting).query(row -> {}));
            jdbc.sql("set local plan_cache_mode = " + planning.name().toLowerCase(Locale.ROOT))
                    .update();
            jdbc.sql("prepare the_statement as " + prepared).update();
            var plan = jdbc.sql("explain (analyze, buffers) execute the_statement(" + given + ")")
                    .query((row, number) -> row.getString(1))
                    .list();
            jdbc.sql("deallocate the_statement").update();
            return String.join("\n", plan);
        });
    }

    private static String literal(@Nullable Object value) {
        return switch (value) {
            case null -> "null";
            case Number number -> number.toString();
            case Boolean truth -> truth.toString();
            case Long[] numbers ->
                Arrays.stream(numbers).map(String::valueOf).collect(Collectors.joining(",", "'{", "}'"));
            case String[] texts ->
                Arrays.stream(texts).map(QueryPlans::literal).collect(Collectors.joining(",", "array[", "]::text[]"));
            default -> "'" + value.toString().replace("'", "''") + "'";
        };
    }

    /** How many pages of 8 KB it read. The first line of buffers belongs to the top of the plan and counts all below. */
    public static int pagesRead(String plan) {
        var pages = PAGES.matcher(plan);
        assertThat(pages.find()).as(plan).isTrue();
        return number(pages.group(1)) + number(pages.group(2));
    }

    private static int number(@Nullable String digits) {
        return digits == null ? 0 : Integer.parseInt(digits);
    }
}
