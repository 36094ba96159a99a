package io.kehub.wire;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.dialect.Dialects;
import io.kehub.KeHubServer;
import io.kehub.wire.operation.Catalog;
import io.kehub.wire.operation.type.DialectId;
import io.swagger.v3.parser.OpenAPIV3Parser;
import io.swagger.v3.parser.core.models.ParseOptions;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The OpenAPI documents are valid, complete, and agree with what is really sent and answered. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class OpenApiDocumentsTest {

    private static final String REST = "/openapi-rest.json";

    private final KeHubServer server = KeHubServer.start();
    private final QuickCaller stranger = QuickCaller.stranger(server.address());

    @AfterAll
    void stop() {
        server.close();
    }

    private QuickCaller.Answer get(String path) {
        return stranger.send("GET", path, BodyPublishers.noBody());
    }

    private static String path(DialectId dialect) {
        return dialect == DialectId.QUICK ? "/openapi.json" : "/openapi-" + dialect.id() + ".json";
    }

    @ParameterizedTest
    @ValueSource(strings = {"/openapi.json", "/openapi-ov1.json", "/openapi-v3.json", "/openapi-helper.json", REST})
    void aDocumentNeedsNoSessionAndIsValid(String path) {
        var answer = get(path);
        var options = new ParseOptions();
        options.setResolve(true);
        var parsed = new OpenAPIV3Parser().readContents(answer.text(), List.of(), options);

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.header("Access-Control-Allow-Origin")).isEqualTo("*");
        assertThat(parsed.getMessages()).isEmpty();
        assertThat(parsed.getOpenAPI().getPaths()).isNotEmpty();
        assertThat(parsed.getOpenAPI().getServers().getFirst().getUrl())
                .isEqualTo(server.address().toString());
    }

    @Test
    void everyOperationIsDescribedInEachOfItsDialectsAndNoPathHasAQuery() {
        var softly = new SoftAssertions();
        for (var dialect : DialectId.values()) {
            var paths = get(path(dialect)).json().path("paths");
            for (var operation : server.part(Catalog.class).operations()) {
                for (var route : operation.routes(dialect)) {
                    var call = paths.path(route.paths().getFirst()).path("post");
                    softly.assertThat(call.path("operationId").stringValue(""))
                            .as("%s in %s", operation.id(), dialect)
                            .contains(operation.id());
                    softly.assertThat(call.path("summary").stringValue("")).contains(operation.caption());
                }
            }
            softly.assertThat(paths.propertyNames()).noneMatch(path -> path.contains("?"));
        }
        softly.assertAll();
    }

    @Test
    void everyAddressOfTheRestIsDescribed() {
        var paths = get(REST).json().path("paths");

        assertThat(paths.propertyNames())
                .contains(
                        "/api/hub/contacts/{id}/file",
                        "/api/hub/deliveries/counts",
                        "/api/admin/dictionaries/{name}/settings",
                        "/api/me/password")
                .hasSize(restAddresses().size());
        restAddresses()
                .forEach((path, methods) -> assertThat(paths.path(path).propertyNames())
                        .as(path)
                        .containsExactlyInAnyOrderElementsOf(methods));
    }

    private Map<String, LinkedHashSet<String>> restAddresses() {
        var addresses = new TreeMap<String, LinkedHashSet<String>>();
        server.controllers().forEach((info, method) -> {
            for (var path : info.getPatternValues()) {
                if (path.startsWith("/api/")) {
                    info.getMethodsCondition()
                            .getMethods()
                            .forEach(verb -> addresses
                                    .computeIfAbsent(path, each -> new LinkedHashSet<>())
                                    .add(verb.asHttpMethod().name().toLowerCase(Locale.ROOT)));
                }
            }
        });
        return addresses;
    }

    @ParameterizedTest
    @ValueSource(strings = {"/openapi.json", "/openapi-ov1.json", "/openapi-v3.json", "/openapi-helper.json", REST})
    void everyExampleOfARequestOrAnAnswerFitsItsSchema(String path) {
        var document = get(path).json();
        var softly = new SoftAssertions();
        var examples = 0;
        for (var media : media(document)) {
            var schema = schema(document, media.path("schema"));
            for (var example : examples(media)) {
                examples++;
                softly.assertThat(schema.validate(example)).as("%s", example).isEmpty();
            }
        }
        softly.assertThat(examples).isPositive();
        softly.assertAll();
    }

    @Test
    void aWrongValueDoesNotFitTheSchema() {
        var document = get("/openapi.json").json();
        var add = document.at("/paths/~1webapi~1v3~1sales~1customer~1add/post/requestBody/content/application~1json");
        var schema = schema(document, add.path("schema"));
        var good = (ObjectNode) examples(add).getFirst();

        assertThat(schema.validate(good)).isEmpty();
        assertThat(schema.validate(good.deepCopy().put("name", "长".repeat(1001))))
                .isNotEmpty();
        assertThat(schema.validate(good.deepCopy().put("sort", 3))).isNotEmpty();
        assertThat(schema.validate(good.deepCopy().put("unknown", "1"))).isNotEmpty();
        assertThat(schema.validate((JsonNode) good.deepCopy().without("name"))).isNotEmpty();
    }

    private static List<JsonNode> media(JsonNode document) {
        var found = new ArrayList<JsonNode>();
        document.findValues("content")
                .forEach(content -> content.propertyStream()
                        .filter(type -> type.getKey().equals("application/json"))
                        .forEach(type -> found.add(type.getValue())));
        return found;
    }

    private static List<JsonNode> examples(JsonNode media) {
        return Stream.concat(
                        Stream.of(media.path("example")).filter(example -> !example.isMissingNode()),
                        media.path("examples").valueStream().map(example -> example.path("value")))
                .toList();
    }

    /** The schema, with the components of the document that it refers to. */
    private static Schema schema(JsonNode document, JsonNode schema) {
        var whole = ((ObjectNode) schema.deepCopy());
        whole.set("components", document.path("components"));
        return SchemaRegistry.withDialect(Dialects.getDraft202012()).getSchema(whole);
    }
}
