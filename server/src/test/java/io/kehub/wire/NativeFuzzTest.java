package io.kehub.wire;

import static org.assertj.core.api.Assertions.assertThat;

import io.kehub.KeHubServer;
import io.kehub.NastyJson;
import io.kehub.wire.operation.Catalog;
import io.kehub.wire.operation.type.DialectId;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Takes the golden requests of every operation in every dialect, spoils them by a seeded generator, and sends them as an
 * administrator, who may do everything. Whatever comes in is done or refused in the dialect's own way, never a fault of the
 * server; and afterwards no record is half there.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class NativeFuzzTest {

    private static final long SEED = 20_261_126;
    private static final int ROUNDS = 2_500;
    private static final Path CONTRACT = Path.of("..", "contract");
    private static final JsonMapper JSON = new JsonMapper();

    /** What an answer holds when the server itself was at fault. */
    private static final Pattern FAULT = Pattern.compile("E[0-9A-F]{8}");

    private static final Pattern DONE =
            Pattern.compile("\"success\" ?: ?true|\"status\" ?: ?0,|\"Code\" ?: ?200|\"flag\" ?: ?true");

    /** To sign in or out is another matter. */
    private static final List<String> LEFT_OUT = List.of("sign-in", "sign-out", "captcha");

    private record Request(String operation, DialectId dialect, String body) {}

    private final KeHubServer server = KeHubServer.start();
    private final String session = QuickCaller.signedIn(server.address(), "admin", KeHubServer.ADMIN_PASSWORD)
            .session();
    private final QuickCaller caller = QuickCaller.stranger(server.address()).with("ZBAPI-Token", session);

    @AfterAll
    void stop() {
        server.close();
    }

    @Test
    void spoiledRequestsAreDoneOrRefusedAndLeaveNothingHalfDone() throws IOException {
        var requests = requests();
        var random = new Random(SEED);
        var done = 0;
        for (var round = 0; round < ROUNDS; round++) {
            var request = requests.get(random.nextInt(requests.size()));
            var body = spoiled(request, random);
            var address = address(request, random);

            var answer = (request.dialect() == DialectId.QUICK
                            ? caller.with("Cookie", "KEHUB_SESSION=" + session)
                            : caller)
                    .post(address, body);

            assertThat(answer.text())
                    .as("%s in %s: %s", request.operation(), request.dialect(), body)
                    .isNotEmpty()
                    .doesNotContainPattern(FAULT);
            assertThat(answer.status())
                    .as("%s in %s: %s", request.operation(), request.dialect(), body)
                    .isLessThan(500);
            done += DONE.matcher(answer.text()).find() ? 1 : 0;
        }
        assertThat(done).as("requests that were done although spoiled").isBetween(ROUNDS / 10, ROUNDS / 10 * 9);
        nothingIsHalfDone();
    }

    private void nothingIsHalfDone() {
        var jdbc = server.part(JdbcClient.class);
        for (var sql : List.of(
                "select count(*) from contract c where amount <> (select coalesce(sum(amount), 0) from contract_line l where l.contract = c.id)",
                "select count(*) from contract where not exists (select from contract_line l where l.contract = contract.id)",
                "select count(*) from stock_document where not exists (select from stock_line l where l.document = stock_document.id)",
                "select count(*) from product where not exists (select from product_unit u where u.product = product.id and u.base)",
                """
                select count(*) from (
                  select product, warehouse, batch, quantity from stock where quantity <> 0
                  except
                  select product, warehouse, batch, sum(change) from stock_movement group by 1, 2, 3) as apart""",
                """
                select count(*) from (
                  select product, quantity from product_stock where quantity <> 0
                  except
                  select product, sum(quantity) from stock group by 1) as apart""",
                """
                select count(*) from (
                  select warehouse, product, quantity from warehouse_stock where quantity <> 0
                  except
                  select warehouse, product, sum(quantity) from stock group by 1, 2) as apart""",
                """
                select count(*) from customer c
                where contact_person <> '' and not exists (
                  select from customer_person p where p.customer = c.id and p.main and p.name = c.contact_person)""")) {
            assertThat(jdbc.sql(sql).query(Long.class).single()).as(sql).isZero();
        }
    }

    private static List<Request> requests() throws IOException {
        try (var files = Files.walk(CONTRACT)) {
            var requests = new ArrayList<Request>();
            for (var file : files.filter(each -> each.toString().endsWith(".request.json"))
                    .sorted()
                    .toList()) {
                var operation = CONTRACT.relativize(file).getName(0).toString();
                var name = file.getFileName().toString();
                if (!LEFT_OUT.contains(operation)) {
                    requests.add(new Request(
                            operation,
                            DialectId.valueOf(
                                    name.substring(0, name.indexOf('.')).toUpperCase(Locale.ROOT)),
                            Files.readString(file)));
                }
            }
            return requests;
        }
    }

    private String spoiled(Request request, Random random) {
        var body = request.body().replace("{session}", session);
        if (random.nextInt(5) == 0 || !isJson(body)) {
            return torn(body, random);
        }
        var tree = JSON.readTree(body);
        for (var change = random.nextInt(3); change >= 0; change--) {
            spoil(tree, random);
        }
        return JSON.writeValueAsString(tree);
    }

    private static boolean isJson(String body) {
        try {
            return JSON.readTree(body).isObject();
        } catch (JacksonException lenientOnly) {
            return false;
        }
    }

    private static String torn(String body, Random random) {
        var at = random.nextInt(body.length() + 1);
        var end = Math.min(body.length(), at + random.nextInt(6));
        return body.substring(0, at)
                + NastyJson.VALUES.get(random.nextInt(NastyJson.VALUES.size()))
                + body.substring(end);
    }

    private static void spoil(JsonNode node, Random random) {
        var nasty = JSON.readTree(NastyJson.VALUES.get(random.nextInt(NastyJson.VALUES.size())));
        if (node.isEmpty()) {
            return;
        }
        switch (node) {
            case ObjectNode object -> {
                var names = List.copyOf(object.propertyNames());
                var name = names.get(random.nextInt(names.size()));
                if (name.equals("session") || name.equals("Token")) {
                    return;
                }
                if (object.get(name).isContainer() && random.nextInt(4) > 0) {
                    spoil(object.get(name), random);
                } else {
                    object.set(name, nasty);
                }
            }
            case ArrayNode array -> {
                var at = random.nextInt(array.size());
                if (array.get(at).isContainer() && random.nextInt(4) > 0) {
                    spoil(array.get(at), random);
                } else if (random.nextBoolean()) {
                    array.add(array.get(at));
                } else {
                    array.set(at, nasty);
                }
            }
            default -> {}
        }
    }

    private String address(Request request, Random random) {
        var routes = server.part(Catalog.class)
                .find(request.operation())
                .orElseThrow()
                .routes(request.dialect());
        var route = routes.get(random.nextInt(routes.size()));
        var query = route.query().entrySet().stream()
                .filter(pair -> !pair.getKey().equals("cmdkey"))
                .map(pair -> pair.getKey() + "="
                        + URLEncoder.encode(pair.getValue().replace("*", "1"), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
        return route.paths().getFirst() + (query.isEmpty() ? "" : "?" + query);
    }
}
