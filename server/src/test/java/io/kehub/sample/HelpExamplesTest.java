package io.kehub.sample;

import static org.assertj.core.api.Assertions.assertThat;

import io.kehub.KeHubServer;
import io.kehub.wire.QuickCaller;
import java.net.URLEncoder;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Test;
import org.springframework.web.util.HtmlUtils;
import tools.jackson.databind.JsonNode;

/**
 * Every request that the help pages and the OpenAPI documents show succeeds on the sample firm, sent as shown. The pages are
 * tried from the first to the last and the documents from the last to the first, each on a fresh sample firm: so no example
 * needs another one, and none spoils another one. An example that is shown at several addresses is sent to the first one. Filled
 * in are the session, the password of the sign-in, which the example asks to replace, and ids in addresses of the REST.
 */
class HelpExamplesTest {

    private static final String HELP = "/sysn/view/OpenApi/help.ashx";
    /** Of every user; an example of the REST shows it as the old password. */
    private static final String PASSWORD = "correct horse battery";

    private static final Pattern PAGE = Pattern.compile("<li data-id=\"([a-z0-9-]+)\"");
    private static final Pattern FORM = Pattern.compile(
            "(?s)<form class=\"try\" method=\"post\" data-path=\"(.*?)\" data-dialect=\"(.*?)\">.*?<textarea[^>]*>(.*?)</textarea>");
    private static final Pattern SELECTED = Pattern.compile("(?m)^- (?:`(.*)`|没有下列参数)：(.*)$");

    private static final List<String> DOCUMENTS =
            List.of("/openapi.json", "/openapi-ov1.json", "/openapi-v3.json", "/openapi-helper.json");

    /** The variables in the addresses of the REST, for which the documents show no value. */
    private static final Map<String, String> REST_ADDRESSES = Map.of(
            "/api/admin/customer-sources/{id}", "/api/admin/customer-sources/1",
            "/api/hub/contacts/{id}", "/api/hub/contacts/40",
            "/api/hub/deliveries/{id}", "/api/hub/deliveries/1",
            "/api/admin/users/{id}", "/api/admin/users/" + FirmValues.of("account.first"),
            "/api/admin/users/{id}/password", "/api/admin/users/" + FirmValues.of("account.first") + "/password",
            "/api/admin/custom-fields/{name}", "/api/admin/custom-fields/field1",
            "/api/admin/dictionaries/{name}", "/api/admin/dictionaries/follow_up_way",
            "/api/admin/dictionaries/{name}/{id}", "/api/admin/dictionaries/follow_up_way/160",
            "/api/admin/dictionaries/{name}/settings", "/api/admin/dictionaries/customer_source/settings");

    /**
     * A request as it is shown.
     *
     * @param dialect quick, ov1, v3, helper; rest
     */
    private record Example(String dialect, String operation, String method, String path, String type, String body) {

        String name() {
            return operation + " in " + dialect;
        }

        boolean needsNoSession() {
            return operation.equals("sign-in") || operation.equals("captcha");
        }
    }

    @Test
    void everyExampleOfTheHelpPagesSucceedsInTheirOrder() throws InterruptedException {
        try (var server = KeHubServer.start()) {
            var callers = Callers.of(server);
            var examples = callers.pages();
            assertThat(examples.stream().map(Example::dialect).distinct())
                    .containsExactlyInAnyOrder("quick", "ov1", "v3", "helper");

            callers.sendAll(examples);
        }
    }

    @Test
    void everyExampleOfTheOpenApiDocumentsSucceedsInReverseOrder() throws InterruptedException {
        try (var server = KeHubServer.start()) {
            var callers = Callers.of(server);
            var examples = callers.documents();
            assertThat(examples.stream().map(Example::name)).containsAll(callers.pagesWithBody());
            var rest = callers.rest();
            assertThat(rest).hasSizeGreaterThan(10);
            var reads = callers.restReads();
            assertThat(reads).hasSizeGreaterThan(20);
            examples.addAll(rest);
            examples.addAll(reads);

            callers.sendAll(examples.reversed());
        }
    }

    private record Callers(KeHubServer server, QuickCaller stranger, String session) {

        static Callers of(KeHubServer server) throws InterruptedException {
            SampleServer.sample(server, SampleServer.quiet(), PASSWORD).fill();
            return new Callers(
                    server,
                    QuickCaller.stranger(server.address()),
                    QuickCaller.signedIn(server.address(), "admin", KeHubServer.ADMIN_PASSWORD)
                            .session());
        }

        private String get(String path) {
            return stranger.with("Cookie", "KEHUB_SESSION=" + session)
                    .send("GET", path, BodyPublishers.noBody())
                    .text();
        }

        /** In the order of the table of contents. */
        List<Example> pages() {
            var operations = new LinkedHashSet<String>();
            PAGE.matcher(get(HELP)).results().forEach(found -> operations.add(found.group(1)));
            var examples = new ArrayList<Example>();
            for (var operation : operations) {
                var forms =
                        FORM.matcher(get(HELP + "?op=" + operation)).results().toList();
                assertThat(forms).as(operation).isNotEmpty();
                forms.forEach(form -> examples.add(new Example(
                        form.group(2),
                        operation,
                        "POST",
                        HtmlUtils.htmlUnescape(form.group(1)),
                        "application/json",
                        HtmlUtils.htmlUnescape(form.group(3)))));
            }
            return examples;
        }

        /** The names of the examples that send something: the documents show no empty body. */
        Set<String> pagesWithBody() {
            return pages().stream()
                    .filter(example -> !example.body().equals("{}"))
                    .map(Example::name)
                    .collect(Collectors.toSet());
        }

        List<Example> documents() {
            var examples = new ArrayList<Example>();
            var seen = new HashMap<String, JsonNode>();
            for (var document : DOCUMENTS) {
                var dialect = document.equals("/openapi.json") ? "quick" : document.replaceAll(".*-|\\.json", "");
                QuickCaller.JSON.readTree(get(document)).path("paths").forEachEntry((path, methods) -> {
                    var call = methods.path("post");
                    var content = call.at("/requestBody/content/application~1json");
                    content.path("examples").forEachEntry((operation, example) -> {
                        var found = new Example(
                                dialect,
                                operation,
                                "POST",
                                path + query(call, example.path("summary").stringValue("")),
                                "application/json",
                                QuickCaller.JSON.writeValueAsString(example.path("value")));
                        var same = seen.putIfAbsent(found.name(), example.path("value"));
                        if (same == null) {
                            examples.add(found);
                        } else {
                            assertThat(example.path("value"))
                                    .as("%s at %s", found.name(), path)
                                    .isEqualTo(same);
                        }
                    });
                });
            }
            return examples;
        }

        /** The query that selects the operation, as the description of the call lists it. */
        private static String query(JsonNode call, String caption) {
            return SELECTED.matcher(call.path("description").stringValue(""))
                    .results()
                    .filter(found -> found.group(2).equals(caption))
                    .map(found -> found.group(1) == null ? "" : found.group(1))
                    .map(query -> Stream.of(query.split("&"))
                            .filter(pair -> !pair.isEmpty() && !pair.startsWith("cmdkey="))
                            .map(pair -> pair.replaceAll("=.*", "=")
                                    + URLEncoder.encode(pair.replaceAll(".*?=", ""), StandardCharsets.UTF_8))
                            .collect(Collectors.joining("&")))
                    .map(query -> query.isEmpty() ? "" : "?" + query)
                    .findFirst()
                    .orElse("");
        }

        List<Example> rest() {
            var examples = new ArrayList<Example>();
            QuickCaller.JSON
                    .readTree(get("/openapi-rest.json"))
                    .path("paths")
                    .forEachEntry((path, methods) ->
                            methods.forEachEntry((method, call) -> call.at("/requestBody/content")
                                    .forEachEntry((type, content) -> {
                                        if (content.has("example")) {
                                            var example = content.path("example");
                                            examples.add(new Example(
                                                    "rest",
                                                    path,
                                                    method.toUpperCase(Locale.ROOT),
                                                    REST_ADDRESSES.getOrDefault(path, path),
                                                    type,
                                                    example.isString() ? example.stringValue() : example.toString()));
                                        }
                                    })));
            return examples;
        }

        /** Every GET of the REST: the plain address, and the address with each query parameter by itself. */
        List<Example> restReads() {
            var examples = new ArrayList<Example>();
            QuickCaller.JSON.readTree(get("/openapi-rest.json")).path("paths").forEachEntry((path, methods) -> {
                if (methods.has("get")) {
                    var address = REST_ADDRESSES.getOrDefault(path, path);
                    examples.add(new Example("rest", path, "GET", address, "application/json", ""));
                    methods.at("/get/parameters")
                            .valueStream()
                            .filter(parameter ->
                                    parameter.path("in").stringValue("").equals("query"))
                            .forEach(parameter -> examples.add(new Example(
                                    "rest",
                                    path,
                                    "GET",
                                    address + "?" + parameter.path("name").stringValue("") + "="
                                            + value(parameter.path("schema")),
                                    "application/json",
                                    "")));
                }
            });
            return examples;
        }

        /** A value that the documented schema allows. */
        private static String value(JsonNode schema) {
            var kind = schema.path("type").stringValue("");
            return schema.path("enum").isArray()
                    ? schema.at("/enum/0").asString()
                    : switch (kind) {
                        case "integer" -> schema.path("minimum").asString("1");
                        case "boolean" -> "true";
                        default -> "1";
                    };
        }

        void sendAll(List<Example> examples) {
            var failures = new SoftAssertions();
            for (var example : examples) {
                var answer = send(example);
                failures.assertThat(isSuccess(example, answer))
                        .as(
                                "%s: %s %s %s: %s",
                                example.name(), example.method(), example.path(), example.body(), answer.text())
                        .isTrue();
            }
            failures.assertAll();
        }

        private QuickCaller.Answer send(Example example) {
            var shown = sessionFor(example);
            var caller = stranger.with("Content-Type", example.type());
            if (!example.needsNoSession()) {
                caller = example.dialect().equals("quick") || example.dialect().equals("rest")
                        ? caller.with("Cookie", "KEHUB_SESSION=" + shown)
                        : caller.with("ZBAPI-Token", shown);
            }
            var body =
                    example.body().replace("{session}", shown).replace(FirmValues.of("user.sales.password"), PASSWORD);
            return caller.send(example.method(), example.path(), BodyPublishers.ofString(body));
        }

        /** Signing out ends its session, and a password is changed by the user whose password the example shows. */
        private String sessionFor(Example example) {
            return switch (example.operation()) {
                case "sign-out" -> session("admin", KeHubServer.ADMIN_PASSWORD);
                case "/api/me/password" -> session("wuhao", PASSWORD);
                default -> session;
            };
        }

        private String session(String user, String password) {
            return QuickCaller.signedIn(server.address(), user, password).session();
        }

        private static boolean isSuccess(Example example, QuickCaller.Answer answer) {
            if (answer.header("Content-Type").startsWith("image/")) {
                return answer.status() == 200;
            }
            var json = answer.json();
            return switch (example.dialect()) {
                case "ov1" -> json.at("/header/status").intValue(-1) == 0;
                case "v3" -> json.path("Code").intValue(0) == 200;
                case "helper" -> json.path("flag").booleanValue(false);
                default -> answer.status() / 100 == 2 && json.path("success").booleanValue(false);
            };
        }
    }
}
