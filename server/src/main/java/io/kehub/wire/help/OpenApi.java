package io.kehub.wire.help;

import io.kehub.wire.json.JsonText;
import io.kehub.wire.operation.Answer;
import io.kehub.wire.operation.Catalog;
import io.kehub.wire.operation.Operation;
import io.kehub.wire.operation.Parameter;
import io.kehub.wire.operation.type.DecodingContext;
import io.kehub.wire.operation.type.DialectId;
import io.kehub.wire.operation.type.WireValue;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Writes what the quick dialect serves as an OpenAPI 3.1 document. */
final class OpenApi {

    private final Catalog catalog;
    private final DecodingContext decoding;

    OpenApi(Catalog catalog, DecodingContext decoding) {
        this.catalog = catalog;
        this.decoding = decoding;
    }

    String document() {
        var paths = new LinkedHashMap<String, WireValue>();
        for (var operation : catalog.operations()) {
            operation.routes(DialectId.QUICK).forEach(route -> {
                var query = route.queryText();
                var path = route.paths().getFirst() + (query.isEmpty() ? "" : "?" + query);
                paths.put(path, members(Map.of("post", call(operation))));
            });
        }
        return JsonText.of(members(ordered(
                "openapi",
                text("3.1.0"),
                "info",
                members(ordered("title", text("KeHub 客枢"), "version", text("32.17"))),
                "paths",
                members(paths),
                "components",
                members(Map.of(
                        "securitySchemes",
                        members(Map.of(
                                "session",
                                members(ordered(
                                        "type",
                                        text("apiKey"),
                                        "in",
                                        text("cookie"),
                                        "name",
                                        text("KEHUB_SESSION"))))))))));
    }

    private WireValue call(Operation<?> operation) {
        var call = ordered(
                "operationId",
                text(operation.id()),
                "summary",
                text(operation.caption()),
                "tags",
                new WireValue.Array(List.of(text(String.join(" → ", operation.navigation())))),
                "requestBody",
                members(ordered("required", new WireValue.Flag(true), "content", json(request(operation)))),
                "responses",
                members(Map.of(
                        "200", members(ordered("description", text("操作成功"), "content", json(answer(operation)))))));
        if (operation.needsSession()) {
            call.put(
                    "security",
                    new WireValue.Array(List.of(members(Map.of("session", new WireValue.Array(List.of()))))));
        }
        return members(call);
    }

    private static WireValue json(WireValue schema) {
        return members(Map.of("application/json", members(Map.of("schema", schema))));
    }

    private WireValue request(Operation<?> operation) {
        var properties = new LinkedHashMap<String, WireValue>();
        for (var parameter : operation.parametersIn(DialectId.QUICK)) {
            properties.put(parameter.in(DialectId.QUICK).orElseThrow().wireName(), property(parameter));
        }
        var required = operation.parametersIn(DialectId.QUICK).stream()
                .map(parameter -> parameter.in(DialectId.QUICK).orElseThrow())
                .filter(Parameter.Form::required)
                .<WireValue>map(form -> text(form.wireName()))
                .toList();
        var schema = ordered("type", text("object"), "properties", members(properties));
        if (!required.isEmpty()) {
            schema.put("required", new WireValue.Array(required));
        }
        if (!operation.customFields()) {
            schema.put("additionalProperties", new WireValue.Flag(false));
        }
        return members(schema);
    }

    private WireValue property(Parameter<?> parameter) {
        var type = parameter.in(DialectId.QUICK).orElseThrow().type();
        var property = ordered(
                "type",
                new WireValue.Array(List.of(text("string"), text("number"))),
                "description",
                text(parameter.caption() + "；" + type.allowed()));
        var options = type.options(decoding).stream()
                .<WireValue>map(option -> text(option.id()))
                .toList();
        if (!options.isEmpty()) {
            property.put("examples", new WireValue.Array(options));
        }
        return members(property);
    }

    private static WireValue answer(Operation<?> operation) {
        var fields = new LinkedHashMap<String, WireValue>();
        for (var field :
                operation.answer(DialectId.QUICK).map(Answer::described).orElse(List.of())) {
            fields.put(
                    field.wireName(),
                    members(ordered("type", text(kind(field)), "description", text(field.caption()))));
        }
        var record = members(ordered("type", text("object"), "properties", members(fields)));
        var data = operation.skeleton(DialectId.QUICK).isPresent()
                ? members(ordered(
                        "type",
                        text("object"),
                        "properties",
                        members(ordered(
                                "list",
                                members(ordered("type", text("array"), "items", record)),
                                "total",
                                members(Map.of("type", text("integer"))),
                                "pageindex",
                                members(Map.of("type", text("integer"))),
                                "pagesize",
                                members(Map.of("type", text("integer")))))))
                : record;
        return members(ordered(
                "type",
                text("object"),
                "properties",
                members(ordered(
                        "success",
                        members(Map.of("type", text("boolean"))),
                        "message",
                        members(Map.of("type", text("string"))),
                        "data",
                        data))));
    }

    private static String kind(Answer.Described field) {
        return switch (field.type()) {
            case NUMBER -> "number";
            case LIST -> "array";
            case ID, TEXT, DECIMAL, TIME, DAY -> "string";
        };
    }

    private static WireValue.Text text(String text) {
        return new WireValue.Text(text);
    }

    private static WireValue.Object members(Map<String, WireValue> members) {
        return new WireValue.Object(members);
    }

    /** Names and values in turn, in their order. */
    private static Map<String, WireValue> ordered(Object... namesAndValues) {
        var members = new LinkedHashMap<String, WireValue>();
        for (var index = 0; index < namesAndValues.length; index += 2) {
            members.put((String) namesAndValues[index], (WireValue) namesAndValues[index + 1]);
        }
        return members;
    }
}
