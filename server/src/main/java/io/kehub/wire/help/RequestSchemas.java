package io.kehub.wire.help;

import static io.kehub.wire.help.OpenApiJson.object;

import io.kehub.wire.operation.ListType;
import io.kehub.wire.operation.Operation;
import io.kehub.wire.operation.Parameter;
import io.kehub.wire.operation.type.DialectId;
import io.kehub.wire.operation.type.InputType;
import io.kehub.wire.operation.type.ValueShape;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * JSON schemas of requests. Numbers may also be sent as text, and a blank text means that the field is not given; the schemas
 * say both. The entries of dictionaries are not listed: they differ from firm to firm.
 */
final class RequestSchemas {

    private static final List<String> INTEGER_OR_TEXT = List.of("integer", "string");
    private static final int MAX_ENTRY_LENGTH = 200;
    private static final int MAX_NAME_LENGTH = 50;

    private RequestSchemas() {}

    /** @param command the {@code cmdkey} that selects the operation; empty if there is none */
    static Map<String, Object> of(Operation<?> operation, DialectId dialect, String command) {
        return switch (dialect) {
            case QUICK, V3 -> flat(operation, dialect, Map.of());
            case HELPER ->
                flat(
                        operation,
                        dialect,
                        Map.of("Token", object("type", "string", "description", "会话；也可以写在请求头 ZBAPI-Token 里")));
            case OV1 -> ov1(operation, command);
        };
    }

    private static Map<String, Object> flat(Operation<?> operation, DialectId dialect, Map<String, Object> more) {
        var schema = record(operation.parametersIn(dialect), dialect, more);
        schema.put("title", operation.caption());
        if (operation.customFields()) {
            schema.put(
                    "patternProperties",
                    object("^field[0-9]+$", object("type", List.of("string", "number"), "description", "管理员定义的自定义字段")));
        }
        return schema;
    }

    private static Map<String, Object> record(
            List<Parameter<?>> parameters, DialectId dialect, Map<String, Object> more) {
        var properties = new LinkedHashMap<String, Object>(more);
        var required = new ArrayList<String>();
        var oneName = new ArrayList<Map<String, Object>>();
        for (var parameter : parameters) {
            parameter.in(dialect).ifPresent(form -> {
                form.wireNames().forEach(name -> properties.put(name, property(parameter, dialect)));
                if (form.required() && form.wireNames().size() == 1) {
                    required.add(form.wireName());
                } else if (form.required()) {
                    oneName.add(object(
                            "anyOf",
                            form.wireNames().stream()
                                    .map(name -> object("required", List.of(name)))
                                    .toList()));
                }
            });
        }
        var schema = object("type", "object", "properties", properties);
        if (!required.isEmpty()) {
            schema.put("required", required);
        }
        if (!oneName.isEmpty()) {
            schema.put("allOf", oneName);
        }
        if (dialect.refusesUnknownFields()) {
            schema.put("additionalProperties", false);
        }
        return schema;
    }

    /** The query of GET: the parameters by their names. */
    static List<Map<String, Object>> query(Operation<?> operation, DialectId dialect, Set<String> without) {
        var parameters = new ArrayList<Map<String, Object>>();
        for (var parameter : operation.parametersIn(dialect)) {
            var form = parameter.in(dialect).orElseThrow();
            if (!without.contains(form.wireName()) && !(form.type().shape() instanceof ValueShape.Rows)) {
                var schema = property(parameter, dialect);
                schema.remove("description");
                parameters.add(object(
                        "name", form.wireName(),
                        "in", "query",
                        "required", form.required(),
                        "description", parameter.caption(dialect),
                        "schema", schema));
            }
        }
        return parameters;
    }

    private static Map<String, Object> ov1(Operation<?> operation, String command) {
        var names = new HashSet<String>();
        // parameters that share a name, such as the parts of a choice from a tree, are one field
        var items = operation.parametersIn(DialectId.OV1).stream()
                .filter(parameter ->
                        names.add(parameter.in(DialectId.OV1).orElseThrow().wireName()))
                .map(parameter -> object(
                        "type",
                        "object",
                        "title",
                        parameter.caption(DialectId.OV1),
                        "required",
                        List.of("id"),
                        "properties",
                        object(
                                "id",
                                object(
                                        "type",
                                        "string",
                                        "enum",
                                        parameter
                                                .in(DialectId.OV1)
                                                .orElseThrow()
                                                .wireNames()),
                                "val",
                                property(parameter, DialectId.OV1))))
                .toList();
        var cmdkey = operation.skeleton(DialectId.OV1).isPresent()
                ? object("type", "string", "description", "refresh 返回数据行；没有时只返回列")
                : object("type", "string", "description", "动作");
        if (!command.isEmpty()) {
            cmdkey.put("const", command);
        }
        var required = new ArrayList<String>();
        if (!command.isEmpty()) {
            required.add("cmdkey");
        }
        if (operation.parametersIn(DialectId.OV1).stream()
                .anyMatch(parameter -> parameter.in(DialectId.OV1).orElseThrow().required())) {
            required.add("datas");
        }
        var schema = object(
                "type",
                "object",
                "title",
                operation.caption(),
                "properties",
                object(
                        "session",
                        object("type", "string", "description", "登录后得到的会话；为空时用请求头 ZBAPI-Token 或 Cookie"),
                        "cmdkey",
                        cmdkey,
                        "datas",
                        object("type", "array", "items", item(items))));
        if (!required.isEmpty()) {
            schema.put("required", required);
        }
        return schema;
    }

    private static Map<String, Object> item(List<Map<String, Object>> items) {
        return switch (items.size()) {
            case 0 -> object("type", "object");
            case 1 -> items.getFirst();
            default -> object("oneOf", items);
        };
    }

    private static Map<String, Object> property(Parameter<?> parameter, DialectId dialect) {
        var form = parameter.in(dialect).orElseThrow();
        var schema = value(form.type(), dialect);
        var before = schema.get("description");
        schema.put(
                "description",
                Stream.of(
                                parameter.caption(dialect),
                                before == null ? "" : before.toString(),
                                form.need() == Parameter.Need.FOR_NEW ? "新增时必填" : "",
                                form.wireNames().size() > 1
                                        ? "也可以写作 "
                                                + String.join(
                                                        "、",
                                                        form.wireNames()
                                                                .subList(
                                                                        1,
                                                                        form.wireNames()
                                                                                .size()))
                                        : "")
                        .filter(part -> !part.isEmpty())
                        .reduce((first, second) -> first + "；" + second)
                        .orElse(""));
        return schema;
    }

    private static Map<String, Object> value(InputType<?> type, DialectId dialect) {
        return switch (type.shape()) {
            case ValueShape.Text text -> object("type", "string", "maxLength", text.maxLength());
            case ValueShape.Secret secret ->
                object("type", "string", "format", "password", "maxLength", secret.maxLength());
            case ValueShape.Formatted formatted -> object("type", "string", "description", formatted.allowed());
            case ValueShape.Whole whole -> {
                var schema = object("type", INTEGER_OR_TEXT, "pattern", "^(-?[0-9]+)?$", "minimum", whole.min());
                if (whole.max() != Integer.MAX_VALUE) {
                    schema.put("maximum", whole.max());
                }
                yield schema;
            }
            case ValueShape.Decimal decimal -> {
                var schema = object(
                        "type",
                        List.of("number", "string"),
                        "pattern",
                        "^(-?[0-9,]+([.][0-9]+)?)?$",
                        "description",
                        "小数点前最多 " + decimal.wholeDigits() + " 位，小数点后最多 " + decimal.fractionDigits() + " 位");
                if (!decimal.signed()) {
                    schema.put("minimum", 0);
                }
                yield schema;
            }
            case ValueShape.Ratio ratio ->
                object("type", List.of("number", "string"), "description", type.allowed(), "exclusiveMinimum", 0);
            case ValueShape.Flag flag ->
                object(
                        "type",
                        List.of("integer", "boolean", "string"),
                        "enum",
                        List.of(1, 0, true, false, "1", "0", "true", "false", "是", "否", ""));
            case ValueShape.Choice choice -> choice(choice.options(), choice.byText());
            case ValueShape.Id id -> id();
            case ValueShape.Ids ids ->
                object(
                        "type",
                        List.of("string", "integer", "array"),
                        "items",
                        id(),
                        "maxItems",
                        ids.max(),
                        "description",
                        "编号，多个用逗号隔开，或写成数组");
            case ValueShape.DictionaryEntry entry -> {
                var schema = entry.byId() ? id() : object("type", "string", "maxLength", MAX_ENTRY_LENGTH);
                schema.put("description", "字典“" + entry.caption() + "”的" + (entry.byId() ? "编号" : "值"));
                yield schema;
            }
            case ValueShape.UserId user -> {
                var schema = id();
                schema.put("description", "用户的编号");
                yield schema;
            }
            case ValueShape.UserName user ->
                object("type", "string", "maxLength", MAX_NAME_LENGTH, "description", "用户的姓名，不能有重名");
            case ValueShape.Day day -> time("yyyy-MM-dd");
            case ValueShape.Time time -> time("yyyy-MM-dd 或 yyyy-MM-dd HH:mm:ss");
            case ValueShape.Rows rows ->
                object("type", "array", "maxItems", rows.max(), "items", record(columns(type), dialect, Map.of()));
        };
    }

    private static List<Parameter<?>> columns(InputType<?> type) {
        if (type instanceof ListType<?> list) {
            return list.columns();
        }
        throw new IllegalStateException("a list whose columns are unknown: " + type);
    }

    private static Map<String, Object> choice(List<InputType.Option> options, boolean byText) {
        var values = new ArrayList<Object>();
        options.forEach(option -> values.add(Integer.valueOf(option.id())));
        options.forEach(option -> values.add(option.id()));
        if (byText) {
            options.forEach(option -> values.add(option.text()));
        }
        values.add("");
        return object(
                "type",
                INTEGER_OR_TEXT,
                "enum",
                values.stream().distinct().toList(),
                "description",
                String.join(
                        "、",
                        options.stream()
                                .map(option -> option.id() + "（" + option.text() + "）")
                                .toList()));
    }

    private static Map<String, Object> id() {
        return object("type", INTEGER_OR_TEXT, "minimum", 1, "pattern", "^([1-9][0-9]*)?$");
    }

    private static Map<String, Object> time(String form) {
        return object(
                "type",
                "string",
                "pattern",
                "^([0-9]{4}-[0-9]{1,2}-[0-9]{1,2}( [0-9]{1,2}:[0-9]{1,2}(:[0-9]{1,2})?)?)?$",
                "description",
                form);
    }
}
