package io.kehub.wire;

import static org.assertj.core.api.Assertions.assertThat;

import io.kehub.KeHubServer;
import io.kehub.erp.access.NewUser;
import io.kehub.erp.access.Role;
import io.kehub.erp.access.Users;
import io.kehub.erp.customfield.CustomFieldType;
import io.kehub.erp.customfield.CustomFields;
import io.kehub.erp.opportunity.Opportunities;
import io.kehub.wire.operation.Catalog;
import io.kehub.wire.operation.Operation;
import io.kehub.wire.operation.Route;
import io.kehub.wire.operation.type.DialectId;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Holds every dialect to the files of {@code contract/}. To write the answers anew after a wanted change, run with
 * {@code -Dcontract.write=true} and read the difference.
 */
class GoldenFilesTest {

    private static final Path CONTRACT = Path.of("..", "contract");
    private static final Path SAMPLES = Path.of("src", "main", "resources", "sample", "requests");
    private static final Pattern PLACEHOLDER = Pattern.compile("\\{([a-z0-9-]+(?:\\.[a-z0-9-]+)+)}");
    private static final boolean WRITE = Boolean.getBoolean("contract.write");
    private static final Pattern REFUSED = Pattern.compile("quick\\.refused-(\\d{3})-.*");
    /** Later requests name the record of the golden request. */
    private static final Set<String> GOLDEN_FIRST = Set.of("product-add", "account-add");
    /** Examples that need another record than the one that passes through the golden requests; the sample firm has it. */
    private static final Set<String> OWN_RECORD = Set.of(
            "contract-approve/v3.request.json",
            "customer-review/ov1.request.json",
            "stock-in-confirm/v3.request.json",
            "customer-approve/ov1.request.json");
    /** A value that equals one of another answer: its file, and a JSON pointer into it. */
    private static final Pattern SAME_AS = Pattern.compile("\\{[\\w.]+\\.answer\\.json#/[\\w/]+}");

    private static final ContractValues VALUES = new ContractValues();
    private static final Pattern SESSION = Pattern.compile("[\\w-]{43}");
    private static final JsonMapper PRETTY =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    @Test
    void everyRequestIsAnsweredToTheLetter() throws IOException {
        try (var server = KeHubServer.start()) {
            var callers = Callers.prepare(server);
            var differences = new SoftAssertions();
            for (var step : order()) {
                for (var request : requests(step)) {
                    callers.compare(step.operation(), request, differences);
                }
            }
            differences.assertAll();
        }
    }

    /**
     * The documents show the plain requests, or those of {@code sample/requests} in their place. Here they succeed one after
     * the other; on the sample firm each succeeds alone, because {@code sample/firm.properties} names a record for each.
     */
    @Test
    void everyExampleOfTheDocumentsSucceeds() throws IOException {
        try (var server = KeHubServer.start()) {
            var callers = Callers.prepare(server);
            var failures = new SoftAssertions();
            var ignored = new SoftAssertions();
            for (var step : order()) {
                for (var request : requests(step)) {
                    var name = request.getFileName().toString();
                    var example = SAMPLES.resolve(step.operation() + "." + name.replace(".request", ""));
                    var shown =
                            name.split("\\.", -1).length == 3 && !OWN_RECORD.contains(step.operation() + "/" + name);
                    if (!Files.exists(example) || GOLDEN_FIRST.contains(step.operation())) {
                        callers.succeed(step.operation(), name, Files.readString(request), shown ? failures : ignored);
                    }
                    if (Files.exists(example)) {
                        callers.succeed(step.operation(), name, Files.readString(example), shown ? failures : ignored);
                    }
                }
            }
            callers.succeed("captcha", "ov1", Files.readString(SAMPLES.resolve("captcha.ov1.json")), failures);
            failures.assertAll();
        }
    }

    @Test
    void theSampleFirmHasAValueForEachPlaceholderOfTheExamplesAndNoOther() throws IOException {
        var firm = new Properties();
        try (var text = Files.newBufferedReader(SAMPLES.resolveSibling("firm.properties"), StandardCharsets.UTF_8)) {
            firm.load(text);
        }
        var used = new TreeSet<String>();
        for (var step : order()) {
            for (var request : requests(step)) {
                var name = request.getFileName().toString();
                var example = SAMPLES.resolve(step.operation() + "." + name.replace(".request", ""));
                if (name.split("\\.", -1).length == 3) {
                    var found = PLACEHOLDER.matcher(Files.readString(Files.exists(example) ? example : request));
                    while (found.find()) {
                        used.add(found.group(1));
                    }
                }
            }
        }

        assertThat(firm.stringPropertyNames()).containsExactlyInAnyOrderElementsOf(used);
    }

    @Test
    void everyOperationHasItsFilesInEveryDialectThatServesIt() throws IOException {
        try (var server = KeHubServer.start()) {
            var operations = server.part(Catalog.class).operations();

            assertThat(order().stream().map(Step::operation).distinct())
                    .containsExactlyInAnyOrderElementsOf(operations.stream()
                            .map(Operation::id)
                            // a picture, and never the same one
                            .filter(id -> !id.equals("captcha"))
                            .toList());
            assertThat(operations.stream().flatMap(GoldenFilesTest::neededFiles))
                    .allSatisfy(file -> assertThat(file).exists());
        }
    }

    private static Stream<Path> neededFiles(Operation<?> operation) {
        return operation
                .dialects()
                .filter(dialect -> !operation.id().equals("captcha"))
                .flatMap(dialect -> Stream.of(".request.json", ".answer.json")
                        .map(end -> CONTRACT.resolve(operation.id()).resolve(dialect.id() + end)));
    }

    @Test
    void everyRequestIsSentOnce() throws IOException {
        var sent = new ArrayList<Path>();
        for (var step : order()) {
            sent.addAll(requests(step));
        }
        try (var files = Files.walk(CONTRACT, 2)) {
            assertThat(sent)
                    .containsExactlyInAnyOrderElementsOf(
                            files.filter(file -> file.toString().endsWith(".request.json"))
                                    .toList());
        }
    }

    /** The requests of an operation in some dialects. */
    private record Step(String operation, Set<DialectId> dialects) {

        static Step of(String line) {
            var words = line.split(" ");
            var dialects = Arrays.stream(words)
                    .skip(1)
                    .map(word -> DialectId.valueOf(word.toUpperCase(Locale.ROOT)))
                    .collect(Collectors.toSet());
            return new Step(words[0], dialects.isEmpty() ? Set.of(DialectId.values()) : dialects);
        }
    }

    /** The order in which the operations are called: a record is listed after it was made. */
    private static List<Step> order() throws IOException {
        return Files.readAllLines(CONTRACT.resolve("order.txt"), StandardCharsets.UTF_8).stream()
                .filter(line -> !line.isBlank() && !line.startsWith("#"))
                .map(Step::of)
                .toList();
    }

    /** The dialects in their order, the plain request of each before its further ones. */
    private static List<Path> requests(Step step) throws IOException {
        var all = new ArrayList<Path>();
        try (var files = Files.list(CONTRACT.resolve(step.operation()))) {
            var requests = files.filter(file -> file.toString().endsWith(".request.json"))
                    .sorted()
                    .toList();
            for (var dialect : DialectId.values()) {
                if (!step.dialects().contains(dialect)) {
                    continue;
                }
                requests.stream()
                        .filter(file -> file.getFileName().toString().equals(dialect.id() + ".request.json"))
                        .forEach(all::add);
                requests.stream()
                        .filter(file -> file.getFileName().toString().startsWith(dialect.id() + "."))
                        .filter(file -> !all.contains(file))
                        .forEach(all::add);
            }
        }
        return all;
    }

    /** Those who call: li, a sales user, in the quick dialect; the administrator in the native ones and in the office. */
    private record Callers(QuickCaller quick, QuickCaller stranger, Catalog catalog, String session) {

        static Callers prepare(KeHubServer server) {
            server.part(Users.class).create(new NewUser("li", "李销售", Role.SALES, "correct horse battery"));
            server.part(CustomFields.class).define("预算", CustomFieldType.TEXT, List.of());
            server.part(Opportunities.class).requireApproval(true);
            var caller = QuickCaller.signedIn(server.address(), "li", "correct horse battery");
            assertThat(caller.post(QuickCaller.ADD, """
                                    {"name": "张三公司", "telname": "张三", "sort": 1, "source": "微信", "linkman": "张经理",
                                     "tel": "13800138000", "mobile": "13800138000", "email": "zhang@example.com",
                                     "address": "重庆市渝中区XX路", "remark": "重要客户", "level": "VIP", "industry": "制造业",
                                     "scale": "100-500人", "region": "重庆", "website": "www.example.com", "zip": "400000",
                                     "k_code": "K3208", "field1": "88"}
                                    """).status()).isEqualTo(200);
            server.clock().add(Duration.ofMinutes(1));
            assertThat(caller.post(QuickCaller.ADD, "{\"name\": \"李四\", \"sort\": 2}")
                            .status())
                    .isEqualTo(200);
            server.clock().add(Duration.ofMinutes(1));
            var administrator = QuickCaller.signedIn(server.address(), "admin", KeHubServer.ADMIN_PASSWORD);
            return new Callers(
                    caller,
                    QuickCaller.stranger(server.address()),
                    server.part(Catalog.class),
                    administrator.session());
        }

        void succeed(String operation, String name, String body, SoftAssertions failures) {
            var dialect = DialectId.valueOf(name.split("\\.", 2)[0].toUpperCase(Locale.ROOT));
            var found = catalog.find(operation).orElseThrow();
            var answer = send(
                    found.needsSession() ? quick : stranger,
                    dialect,
                    written(found.routes(dialect).getFirst()),
                    body);
            if (answer.header("Content-Type").startsWith("image/")) {
                failures.assertThat(answer.status()).as(operation).isEqualTo(200);
                return;
            }
            var json = answer.json();
            var success = switch (dialect) {
                case QUICK -> json.path("success").booleanValue(false);
                case OV1 -> json.at("/header/status").intValue(-1) == 0;
                case V3 -> json.path("Code").intValue(0) == 200;
                case HELPER -> json.path("flag").booleanValue(false);
            };
            failures.assertThat(success)
                    .as("%s in %s: %s", operation, name, answer.text())
                    .isTrue();
        }

        void compare(String operation, Path request, SoftAssertions differences) throws IOException {
            var name = request.getFileName().toString();
            var dialect = DialectId.valueOf(name.substring(0, name.indexOf('.')).toUpperCase(Locale.ROOT));
            // a sign-in with the caller's cookie would end the caller's session
            var quickCaller = catalog.find(operation).orElseThrow().needsSession() ? quick : stranger;
            var answer = send(quickCaller, dialect, path(operation, dialect, request), Files.readString(request));
            var refused = REFUSED.matcher(name);
            differences
                    .assertThat(answer.status())
                    .as("HTTP status of %s/%s", operation, name)
                    .isEqualTo(refused.matches() ? Integer.parseInt(refused.group(1)) : 200);
            var file = request.resolveSibling(name.replace(".request.json", ".answer.json"));
            var json = SESSION.matcher(PRETTY.writeValueAsString(answer.json())).replaceAll("{session}");
            var text = json.replace("\r\n", "\n") + "\n";
            if (WRITE && !text.equals(expected(file, operation, dialect))) {
                Files.writeString(file, text, StandardCharsets.UTF_8);
            }
            differences
                    .assertThat(text)
                    .as("answer to %s/%s", operation, name)
                    .isEqualTo(expected(file, operation, dialect));
        }

        /** The text of the file with its placeholders filled in; empty if there is no such file. */
        private String expected(Path file, String operation, DialectId dialect) throws IOException {
            if (!Files.exists(file)) {
                return "";
            }
            var text = Files.readString(file, StandardCharsets.UTF_8);
            if (text.contains("{fields}")) {
                text = text.replace("{fields}", fields(operation, dialect));
            }
            if (!SAME_AS.matcher(text).find()) {
                return text;
            }
            return PRETTY.writeValueAsString(resolved(PRETTY.readTree(text), file))
                            .replace("\r\n", "\n") + "\n";
        }

        private String fields(String operation, DialectId dialect) {
            var declared = catalog.find(operation).orElseThrow().parameters().stream()
                    .flatMap(parameter -> parameter.in(dialect).stream())
                    .map(form -> form.wireName());
            return Stream.concat(declared, Stream.of("field1")).collect(Collectors.joining("、"));
        }

        private static JsonNode resolved(JsonNode node, Path file) {
            if (node.isString() && SAME_AS.matcher(node.stringValue()).matches()) {
                var parts = node.stringValue()
                        .substring(1, node.stringValue().length() - 1)
                        .split("#", 2);
                return PRETTY.readTree(file.resolveSibling(parts[0])).at(parts[1]);
            }
            if (node instanceof ObjectNode object) {
                object.properties().forEach(member -> member.setValue(resolved(member.getValue(), file)));
            } else if (node instanceof ArrayNode array) {
                for (var index = 0; index < array.size(); index++) {
                    array.set(index, resolved(array.get(index), file));
                }
            }
            return node;
        }

        private QuickCaller.Answer send(QuickCaller quickCaller, DialectId dialect, String path, String body) {
            var filled = VALUES.fill(body).replace("{session}", session);
            return switch (dialect) {
                // a sign-in that shows a session ends it, as a browser expects; the caller's own goes on here
                case QUICK -> quick(quickCaller, path).post(path, filled);
                case V3 -> stranger.with("ZBAPI-Token", session).post(path, filled);
                case OV1, HELPER -> stranger.post(path, filled);
            };
        }

        private QuickCaller quick(QuickCaller quickCaller, String path) {
            if (path.startsWith("/webapi/v3/office/")) {
                return stranger.with("Cookie", "KEHUB_SESSION=" + session);
            }
            return path.endsWith("/login") ? stranger : quickCaller;
        }

        /** Where the operation is called first of all, or where a {@code .path} file beside the request says. */
        private String path(String operation, DialectId dialect, Path request) throws IOException {
            var own = request.resolveSibling(request.getFileName().toString().replace(".request.json", ".path"));
            return Files.exists(own)
                    ? Files.readString(own).strip()
                    : written(catalog.find(operation)
                            .orElseThrow()
                            .routes(dialect)
                            .getFirst());
        }

        private static String written(Route route) {
            var query = new TreeMap<>(route.query());
            // stands in the body
            query.remove("cmdkey");
            return route.paths().getFirst() + (query.isEmpty() ? "" : "?" + encoded(query));
        }

        private static String encoded(Map<String, String> query) {
            return query.entrySet().stream()
                    .map(pair -> pair.getKey() + "=" + URLEncoder.encode(pair.getValue(), StandardCharsets.UTF_8))
                    .collect(Collectors.joining("&"));
        }
    }
}
