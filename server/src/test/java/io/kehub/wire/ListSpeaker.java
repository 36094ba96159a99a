package io.kehub.wire;

import io.kehub.KeHubServer;
import io.kehub.wire.operation.Answer.Described;
import io.kehub.wire.operation.Catalog;
import io.kehub.wire.operation.Operation;
import io.kehub.wire.operation.type.DialectId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import tools.jackson.databind.JsonNode;

/** Asks for lists in one dialect, in the names of the domain, as the catalog knows them. */
final class ListSpeaker {

    /**
     * What came back, in the domain's names.
     *
     * @param refused the fields at fault, as the domain calls them; empty when done
     * @param records the rows of the page
     */
    record Listed(boolean done, List<String> refused, List<Map<String, String>> records, long total) {

        /** One field of every row. */
        List<String> all(String field) {
            return records.stream().map(row -> row.getOrDefault(field, "?")).toList();
        }
    }

    private final Catalog catalog;
    private final DialectId dialect;
    private final QuickCaller quick;
    private final NativeCaller natives;

    ListSpeaker(KeHubServer server, DialectId dialect, String user, String password) {
        this.catalog = server.part(Catalog.class);
        this.dialect = dialect;
        this.quick = QuickCaller.signedIn(server.address(), user, password);
        this.natives = NativeCaller.signedIn(server.address(), user, password);
    }

    Listed list(String id, Map<String, String> parameters) {
        var operation = catalog.find(id).orElseThrow();
        var path = operation.routes(dialect).getFirst().paths().getFirst();
        var given = wired(operation, parameters);
        return switch (dialect) {
            case QUICK -> quick(operation, quick.post(path, given));
            case OV1 -> ov1(operation, natives.ov1(path.replace("/sysa/mobilephone/", ""), "refresh", given));
            default -> v3(operation, natives.v3(path.replace("/webapi/v3/", ""), given));
        };
    }

    private Map<String, String> wired(Operation<?> operation, Map<String, String> parameters) {
        var wired = new HashMap<String, String>();
        operation.parametersIn(dialect).stream()
                .filter(parameter -> parameters.containsKey(parameter.name()))
                .forEach(parameter -> wired.put(
                        parameter.in(dialect).orElseThrow().wireName(), parameters.getOrDefault(parameter.name(), "")));
        if (wired.size() < parameters.size()) {
            throw new IllegalArgumentException(parameters.keySet() + " are not all known to " + operation.id());
        }
        return wired;
    }

    private Listed quick(Operation<?> operation, QuickCaller.Answer answer) {
        var done = answer.json().path("success").booleanValue(false);
        var names = answered(operation);
        var records = answer.data()
                .path("list")
                .valueStream()
                .map(row -> {
                    var named = new LinkedHashMap<String, String>();
                    row.forEachEntry((name, value) -> named.put(names.getOrDefault(name, name), text(value)));
                    return (Map<String, String>) named;
                })
                .toList();
        return new Listed(
                done,
                named(operation, answer.refusedFields()),
                records,
                answer.data().path("total").longValue(-1));
    }

    private Listed ov1(Operation<?> operation, JsonNode answer) {
        var columns = answer.at("/body/source/table/cols")
                .valueStream()
                .map(column -> column.path("id").stringValue(""))
                .toList();
        return new Listed(
                answer.at("/header/status").intValue(-1) == 0,
                named(
                        operation,
                        answer.at("/body/message/data/errors")
                                .valueStream()
                                .map(error -> error.path("field").stringValue(""))
                                .toList()),
                rows(columns, NativeCaller.rows(answer), answered(operation)),
                answer.at("/body/source/table/page/recordcount").longValue(-1));
    }

    private Listed v3(Operation<?> operation, JsonNode answer) {
        var columns = answer.path("Cols")
                .valueStream()
                .map(column -> column.stringValue(""))
                .toList();
        return new Listed(
                answer.path("Code").intValue(-1) == 200,
                named(
                        operation,
                        answer.path("Errors")
                                .valueStream()
                                .map(error -> error.path("Field").stringValue(""))
                                .toList()),
                rows(columns, answer.path("Rows").valueStream().toList(), captions(operation)),
                answer.path("Page").path("RecordCount").longValue(-1));
    }

    private static List<Map<String, String>> rows(
            List<String> columns, List<JsonNode> rows, Map<String, String> names) {
        var named = new ArrayList<Map<String, String>>();
        for (var row : rows) {
            var fields = new LinkedHashMap<String, String>();
            IntStream.range(0, columns.size())
                    .forEach(at -> fields.put(names.getOrDefault(columns.get(at), columns.get(at)), text(row.get(at))));
            named.add(fields);
        }
        return named;
    }

    private static String text(JsonNode value) {
        return value.isValueNode() ? value.asString() : value.toString();
    }

    private Map<String, String> answered(Operation<?> operation) {
        var names = new HashMap<String, String>();
        operation.answer(dialect).orElseThrow().described().forEach(field -> names.put(field.wireName(), name(field)));
        return names;
    }

    /** The columns of a v3 list are captions. */
    private Map<String, String> captions(Operation<?> operation) {
        var names = new HashMap<String, String>();
        operation.answer(dialect).orElseThrow().described().forEach(field -> names.put(field.caption(), name(field)));
        return names;
    }

    private static String name(Described field) {
        return field.name();
    }

    private List<String> named(Operation<?> operation, List<String> wireNames) {
        var names = new HashMap<String, String>();
        operation
                .parametersIn(dialect)
                .forEach(parameter ->
                        names.put(parameter.in(dialect).orElseThrow().wireName(), parameter.name()));
        return wireNames.stream().map(name -> names.getOrDefault(name, name)).toList();
    }
}
