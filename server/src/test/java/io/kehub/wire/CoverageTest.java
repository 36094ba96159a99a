package io.kehub.wire;

import static org.assertj.core.api.Assertions.assertThat;

import io.kehub.KeHubServer;
import io.kehub.wire.DocumentedField.State;
import io.kehub.wire.operation.Catalog;
import io.kehub.wire.operation.Operation;
import io.kehub.wire.operation.type.DialectId;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
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
            return DocumentedField.servedBy(catalog, dialect, path);
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

    @Test
    void everyDocumentedParameterWorksOrIsRejectedByName() throws IOException {
        try (var server = KeHubServer.start()) {
            var catalog = server.part(Catalog.class);

            assertThat(DocumentedField.all())
                    .filteredOn(DocumentedField::request)
                    .filteredOn(field -> field.state(field.operation(catalog)) == State.IGNORED)
                    .extracting(field -> field.path() + " " + field.fullName())
                    .isEmpty();
        }
    }

    @Test
    void aRejectedParameterIsRefusedWithItsName() throws IOException {
        try (var server = KeHubServer.start()) {
            var catalog = server.part(Catalog.class);
            var caller = NativeCaller.signedIn(server.address(), "admin", KeHubServer.ADMIN_PASSWORD);
            var softly = new SoftAssertions();
            for (var field : DocumentedField.all()) {
                if (field.request() && field.state(field.operation(catalog)) == State.REJECTED) {
                    softly.assertThat(field.send(caller, catalog))
                            .as("%s %s", field.path(), field.fullName())
                            .anyMatch(refused -> refused.equalsIgnoreCase(field.refusedName(catalog)));
                }
            }
            softly.assertAll();
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

                ## Documented parameters and answer fields

                A documented parameter works or is rejected by name with a reason; none is silently ignored. A parameter that is
                rejected still accepts a blank value and those that ask for nothing.

                %s

                ### Rejected parameters

                | dialect | address | parameter | caption | reason |
                |---|---|---|---|---|
                %s

                ### Documented answer fields that are missing

                | dialect | address | fields |
                |---|---|---|
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
                        counts(catalog),
                        rejected(catalog),
                        missing(catalog),
                        catalog.operations().stream().map(CoverageTest::row).collect(Collectors.joining("\n")));
    }

    private static String counts(Catalog catalog) throws IOException {
        var rows = new ArrayList<String>();
        var sums = new int[6];
        for (var operation : byOperation().entrySet()) {
            var counts = new int[6];
            for (var field : operation.getValue()) {
                var column = field.request()
                        ? 1 + field.state(field.operation(catalog)).ordinal()
                        : field.isAnswered(catalog) ? 5 : -1;
                counts[field.request() ? 0 : 4]++;
                if (column > 0) {
                    counts[column]++;
                }
            }
            Arrays.setAll(sums, at -> sums[at] + counts[at]);
            rows.add("| %s |%s".formatted(operation.getKey(), cells(counts)));
        }
        return """
                | dialect | address | parameters | work | rejected | ignored | answer fields | answered |
                |---|---|---|---|---|---|---|---|
                %s
                | | all |%s""".formatted(String.join("\n", rows), cells(sums));
    }

    private static String cells(int[] counts) {
        return Arrays.stream(counts).mapToObj(count -> " " + count + " |").collect(Collectors.joining());
    }

    private static String rejected(Catalog catalog) throws IOException {
        return DocumentedField.all().stream()
                .filter(DocumentedField::request)
                .filter(field -> field.state(field.operation(catalog)) == State.REJECTED)
                .map(field -> "| %s | `%s` | `%s` | %s | %s |"
                        .formatted(
                                field.dialect().id(),
                                field.path(),
                                field.fullName(),
                                field.caption(),
                                field.reason(field.operation(catalog))))
                .collect(Collectors.joining("\n"));
    }

    private static String missing(Catalog catalog) throws IOException {
        return byOperation().entrySet().stream()
                .map(operation -> Map.entry(
                        operation.getKey(),
                        operation.getValue().stream()
                                .filter(field -> !field.request() && !field.isAnswered(catalog))
                                .map(field -> field.name() + " " + field.caption())
                                .collect(Collectors.joining("、"))))
                .filter(operation -> !operation.getValue().isEmpty())
                .map(operation -> "| %s | %s |".formatted(operation.getKey(), operation.getValue()))
                .collect(Collectors.joining("\n"));
    }

    private static Map<String, List<DocumentedField>> byOperation() throws IOException {
        return DocumentedField.all().stream()
                .collect(Collectors.groupingBy(
                        field -> field.dialect().id() + " | `" + field.path() + "`",
                        LinkedHashMap::new,
                        Collectors.toList()));
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
