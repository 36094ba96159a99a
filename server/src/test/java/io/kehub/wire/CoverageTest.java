package io.kehub.wire;

import static org.assertj.core.api.Assertions.assertThat;

import io.kehub.KeHubServer;
import io.kehub.wire.operation.Catalog;
import io.kehub.wire.operation.DialectId;
import io.kehub.wire.operation.Operation;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Test;

/**
 * Holds {@code docs/coverage.md} to the catalog: what the ERP documents, and whether it is served. To write the page anew,
 * run with {@code -Dcontract.write=true}.
 */
class CoverageTest {

    private static final Path DOCUMENTED = Path.of("..", "contract", "documented.tsv");
    private static final Path PAGE = Path.of("..", "docs", "coverage.md");
    private static final boolean WRITE = Boolean.getBoolean("contract.write");

    /** @param reason why it is not served; empty if it is */
    private record Documented(
            String section, String group, String title, DialectId dialect, String path, String reason) {

        static Documented of(String line) {
            var columns = line.split("\t", -1);
            return new Documented(
                    columns[0],
                    columns[1],
                    columns[2],
                    DialectId.valueOf(columns[3].toUpperCase(Locale.ROOT)),
                    columns[4],
                    columns[5]);
        }

        Optional<Operation<?>> servedBy(Catalog catalog) {
            var question = path.indexOf('?');
            var query = new HashMap<String, String>();
            if (question >= 0) {
                for (var pair : path.substring(question + 1).split("&", -1)) {
                    query.put(pair.split("=", 2)[0].toLowerCase(Locale.ROOT), pair.split("=", 2)[1]);
                }
            }
            return catalog.match(dialect, question < 0 ? path : path.substring(0, question), query)
                            instanceof Catalog.Match.Found found
                    ? Optional.of(found.operation())
                    : Optional.empty();
        }
    }

    @Test
    void everyDocumentedOperationIsServedOrSaysWhyNot() throws IOException {
        try (var server = KeHubServer.start()) {
            var catalog = server.part(Catalog.class);
            var softly = new SoftAssertions();
            for (var documented : documented()) {
                softly.assertThat(documented.servedBy(catalog).isPresent())
                        .as("%s is served", documented)
                        .isEqualTo(documented.reason().isEmpty());
            }
            softly.assertAll();
        }
    }

    @Test
    void thePageListsWhatTheCatalogServes() throws IOException {
        try (var server = KeHubServer.start()) {
            var page = page(server.part(Catalog.class));
            if (WRITE) {
                Files.writeString(PAGE, page, StandardCharsets.UTF_8);
            }
            assertThat(Files.readString(PAGE, StandardCharsets.UTF_8)).isEqualTo(page);
        }
    }

    private static List<Documented> documented() throws IOException {
        return Files.readAllLines(DOCUMENTED, StandardCharsets.UTF_8).stream()
                .filter(line -> !line.startsWith("#"))
                .map(Documented::of)
                .toList();
    }

    private static String page(Catalog catalog) throws IOException {
        var documented = documented();
        var served = documented.stream()
                .filter(each -> each.servedBy(catalog).isPresent())
                .count();
        return """
                # Coverage 接口覆盖

                Generated from the catalog by `CoverageTest`. Of %d documented operations in the groups that KeHub serves, %d are
                served.

                ## Documented by the ERP

                | section | group | operation | dialect | path | served |
                |---|---|---|---|---|---|
                %s

                ## Every operation of the catalog

                | operation | caption | quick | ov1 | v3 | helper |
                |---|---|---|---|---|---|
                %s
                """.formatted(
                        documented.size(),
                        served,
                        documented.stream()
                                .map(each -> "| %s | %s | %s | %s | `%s` | %s |"
                                        .formatted(
                                                each.section(),
                                                each.group(),
                                                each.title(),
                                                each.dialect().id(),
                                                each.path(),
                                                each.servedBy(catalog)
                                                        .map(operation -> "yes: `" + operation.id() + "`")
                                                        .orElse("no: " + each.reason())))
                                .collect(Collectors.joining("\n")),
                        catalog.operations().stream().map(CoverageTest::row).collect(Collectors.joining("\n")));
    }

    private static String row(Operation<?> operation) {
        Map<DialectId, String> marks =
                operation.dialects().collect(Collectors.toMap(dialect -> dialect, dialect -> "yes"));
        return "| `%s` | %s | %s | %s | %s | %s |"
                .formatted(
                        operation.id(),
                        operation.caption(),
                        marks.getOrDefault(DialectId.QUICK, ""),
                        marks.getOrDefault(DialectId.OV1, ""),
                        marks.getOrDefault(DialectId.V3, ""),
                        marks.getOrDefault(DialectId.HELPER, ""));
    }
}
