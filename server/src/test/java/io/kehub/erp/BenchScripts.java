package io.kehub.erp;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.assertj.core.api.SoftAssertions;
import org.jspecify.annotations.Nullable;

/**
 * Holds the statements that {@code bench/} gives to pgbench to those that a module sends, with the values in their places.
 * To write them anew after a wanted change, run with {@code -Dcontract.write=true} and read the difference.
 */
public final class BenchScripts {

    private static final Path FOLDER = Path.of("..", "bench", "sql");
    private static final boolean WRITE = Boolean.getBoolean("contract.write");
    private static final Pattern NAMED_VALUE = Pattern.compile("(?<!:):([a-zA-Z_]+)");

    private BenchScripts() {}

    /** A statement with its values in their places. */
    public static String script(String sql, Map<String, ? extends @Nullable Object> values) {
        return NAMED_VALUE
                        .matcher(sql.strip())
                        .replaceAll(value -> Matcher.quoteReplacement(
                                literal(Objects.requireNonNull(values.get(value.group(1)), value.group()))))
                + ";\n";
    }

    private static String literal(Object value) {
        return switch (value) {
            case Number number -> number.toString();
            case Long[] numbers ->
                Arrays.stream(numbers)
                        .sorted()
                        .map(String::valueOf)
                        .collect(Collectors.joining(",", "'{", "}'::bigint[]"));
            default -> "'" + value.toString().replace("'", "''") + "'";
        };
    }

    /** Each file of the bench that begins with {@code prefix} says what its script says, and there is no other. */
    public static void areHeldBy(String prefix, Map<String, String> scripts) throws IOException {
        var differences = new SoftAssertions();
        for (var script : scripts.entrySet()) {
            var file = FOLDER.resolve(prefix + script.getKey());
            if (WRITE) {
                Files.writeString(file, script.getValue(), StandardCharsets.UTF_8);
            }
            differences
                    .assertThat(Files.exists(file) ? Files.readString(file, StandardCharsets.UTF_8) : "")
                    .as("bench/sql/%s", file.getFileName())
                    .isEqualTo(script.getValue());
            // to pgbench, a colon before a word is a variable of its own
            differences
                    .assertThat(NAMED_VALUE.matcher(script.getValue()).find())
                    .as("%s names a value that nobody fills in", script.getKey())
                    .isFalse();
        }
        differences.assertAll();
        try (var files = Files.list(FOLDER)) {
            assertThat(files.map(file -> file.getFileName().toString()).filter(name -> name.startsWith(prefix)))
                    .containsExactlyInAnyOrderElementsOf(
                            scripts.keySet().stream().map(name -> prefix + name).toList());
        }
    }
}
