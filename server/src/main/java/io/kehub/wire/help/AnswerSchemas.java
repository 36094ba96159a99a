package io.kehub.wire.help;

import static io.kehub.wire.help.OpenApiJson.object;
import static io.kehub.wire.help.OpenApiJson.ref;

import io.kehub.wire.operation.Answer;
import io.kehub.wire.operation.AnswerField;
import io.kehub.wire.operation.Operation;
import io.kehub.wire.operation.type.DialectId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** JSON schemas of answers, as each dialect frames them. */
final class AnswerSchemas {

    private static final Map<String, Object> TEXT = object("type", "string");
    private static final Map<String, Object> INTEGER = object("type", "integer");

    /** What ov1 shows as the value of a field. */
    private static final Map<String, Object> VALUE =
            object("type", List.of("string", "integer", "number", "array", "boolean"));

    private AnswerSchemas() {}

    static Map<String, Object> success(Operation<?> operation, DialectId dialect) {
        var answer = operation.answer(dialect).map(Answer::written).orElseThrow();
        return switch (dialect) {
            case QUICK ->
                all(object(
                        "success", object("type", "boolean", "const", true), "message", TEXT, "data", quick(answer)));
            case OV1 -> all(object("header", header(operation), "body", ov1(answer)));
            case V3 -> v3(answer);
            case HELPER ->
                all(object(
                        "flag",
                        object("type", "boolean", "const", true),
                        "code",
                        object("type", "integer", "const", 200),
                        "msg",
                        TEXT,
                        "datas",
                        helper(answer)));
        };
    }

    private static Map<String, Object> quick(Answer<?> answer) {
        return switch (answer) {
            case Answer.Paged<?, ?> paged ->
                all(object(
                        "list", list(record(answer.described(), DialectId.QUICK)),
                        "total", INTEGER,
                        "pageindex", INTEGER,
                        "pagesize", INTEGER));
            case Answer.Single<?> single -> {
                var schema = record(answer.described(), DialectId.QUICK);
                // the custom fields of customers
                schema.put("patternProperties", object("^field[0-9]+$", TEXT));
                yield schema;
            }
            default -> record(answer.described(), DialectId.QUICK);
        };
    }

    private static Map<String, Object> header(Operation<?> operation) {
        var header = object("status", object("type", "integer", "const", 0), "message", TEXT);
        if (!operation.needsSession()) {
            return object(
                    "type",
                    "object",
                    "properties",
                    with(header, "session", object("type", "string", "description", "登录后得到的会话"), "appversion", TEXT),
                    "required",
                    List.of("status", "message"));
        }
        return all(header);
    }

    private static Map<String, Object> ov1(Answer<?> answer) {
        return switch (answer) {
            case Answer.Paged<?, ?> paged ->
                source(
                        "table",
                        all(object(
                                "cols", list(all(object("id", TEXT, "caption", TEXT))),
                                "rows", list(row(answer.described(), DialectId.OV1)),
                                "page",
                                        all(object(
                                                "pagesize", INTEGER,
                                                "pageindex", INTEGER,
                                                "pagecount", INTEGER,
                                                "recordcount", INTEGER)))));
            case Answer.Tree<?> tree -> source("trees", all(object("nodes", list(ref("schemas", "Ov1Node")))));
            case Answer.Options<?> options -> source("options", list(all(object("text", TEXT, "value", TEXT))));
            case Answer.Form<?> form -> bill(answer);
            case Answer.Single<?> single -> bill(answer);
            default -> all(object("message", ref("schemas", "Ov1Message")));
        };
    }

    private static Map<String, Object> source(String type, Map<String, Object> content) {
        return all(object(
                "source",
                all(object(
                        "type_",
                        object("type", "string", "const", type),
                        "uitype",
                        object("type", "string", "const", type),
                        type,
                        content))));
    }

    private static Map<String, Object> bill(Answer<?> answer) {
        var names = answer.described().stream()
                .map(Answer.Described::wireName)
                .distinct()
                .toList();
        var field = object(
                "type", "object",
                "required", List.of("id", "caption", "type", "value", "text"),
                "properties",
                        object(
                                "id", object("type", "string", "description", "字段名：" + String.join("、", names)),
                                "caption", TEXT,
                                "type", TEXT,
                                "value", VALUE,
                                "text", object("type", "string", "description", "值为编号时，它的文字"),
                                "notnull", object("type", "integer", "enum", List.of(0, 1)),
                                "maxl", object("type", "integer", "description", "最多几个字；0 为不限"),
                                "source", object("type", "object", "description", "可选的值，在 options 里")));
        return all(object(
                "bill",
                all(object(
                        "id", TEXT,
                        "caption", TEXT,
                        "uitype", TEXT,
                        "value", INTEGER,
                        "tools", object("type", "array", "items", object()),
                        "groups", list(all(object("id", TEXT, "caption", TEXT, "fields", list(field))))))));
    }

    private static Map<String, Object> v3(Answer<?> answer) {
        var members = object("Code", object("type", "integer", "const", 200), "Msg", TEXT);
        return switch (answer) {
            case Answer.Paged<?, ?> paged ->
                all(with(
                        members,
                        "Cols",
                        list(TEXT),
                        "Rows",
                        list(row(answer.described(), DialectId.V3)),
                        "Page",
                        all(object(
                                "RecordCount", INTEGER,
                                "PageSize", INTEGER,
                                "PageIndex", INTEGER,
                                "PageCount", INTEGER))));
            case Answer.Single<?> single -> all(with(members, "Data", record(answer.described(), DialectId.V3)));
            case Answer.Options<?> options -> all(with(members, "Data", list(all(object("ID", TEXT, "Name", TEXT)))));
            case Answer.Tree<?> tree -> all(with(members, "Data", list(ref("schemas", "V3Node"))));
            default -> all(members);
        };
    }

    private static Map<String, Object> helper(Answer<?> answer) {
        return switch (answer) {
            case Answer.Paged<?, ?> paged -> list(record(answer.described(), DialectId.HELPER));
            case Answer.Options<?> options -> list(all(object("ID", INTEGER, "Name", TEXT)));
            case Answer.Single<?> single -> record(answer.described(), DialectId.HELPER);
            default -> TEXT;
        };
    }

    /** The values of a record by position. */
    private static Map<String, Object> row(List<Answer.Described> fields, DialectId dialect) {
        var values = fields.stream().map(field -> field(field, dialect)).toList();
        return object("type", "array", "prefixItems", values, "minItems", values.size(), "maxItems", values.size());
    }

    private static Map<String, Object> record(List<Answer.Described> fields, DialectId dialect) {
        var properties = new LinkedHashMap<String, Object>();
        fields.forEach(field -> properties.put(field.wireName(), field(field, dialect)));
        return properties.isEmpty() ? object("type", "object") : all(properties);
    }

    private static Map<String, Object> field(Answer.Described field, DialectId dialect) {
        var schema = switch (field.type()) {
            case ID ->
                dialect == DialectId.QUICK
                        ? object("type", "string", "pattern", "^[0-9]*$")
                        : object("type", List.of("integer", "string"));
            case NUMBER -> object("type", "integer");
            case TEXT ->
                dialect == DialectId.QUICK ? object("type", "string") : object("type", List.of("string", "number"));
            case DECIMAL -> object("type", "string", "pattern", "^(-?[0-9]+([.][0-9]+)?)?$");
            case TIME ->
                object("type", "string", "pattern", "^([0-9]{4}-[0-9]{2}-[0-9]{2} [0-9]{2}:[0-9]{2}:[0-9]{2})?$");
            case DAY -> object("type", "string", "pattern", "^([0-9]{4}-[0-9]{2}-[0-9]{2})?$");
            case LIST -> object("type", "array", "items", record(field.parts(), dialect));
        };
        var described =
                field.type() == AnswerField.Type.TIME ? field.caption() + "，yyyy-MM-dd HH:mm:ss" : field.caption();
        schema.put("description", described);
        return schema;
    }

    /** An object that has all these members. */
    private static Map<String, Object> all(Map<String, Object> properties) {
        return object("type", "object", "properties", properties, "required", List.copyOf(properties.keySet()));
    }

    private static Map<String, Object> list(Map<String, Object> item) {
        return object("type", "array", "items", item);
    }

    private static Map<String, Object> with(Map<String, Object> members, Object... more) {
        var all = new LinkedHashMap<>(members);
        all.putAll(object(more));
        return all;
    }

    /** The error of a dialect, and what else its answers refer to. */
    static Map<String, Object> shared(DialectId dialect) {
        return switch (dialect) {
            case QUICK ->
                object(
                        "Error",
                        all(object(
                                "success", object("type", "boolean", "const", false),
                                "message", object("type", "string", "description", "给人看的说明"),
                                "data",
                                        object(
                                                "type", "object",
                                                "required", List.of("code", "errors"),
                                                "properties",
                                                        object(
                                                                "code",
                                                                        object(
                                                                                "type",
                                                                                "string",
                                                                                "description",
                                                                                "给程序看的错误码，不会改变"),
                                                                "error",
                                                                        object(
                                                                                "type",
                                                                                "string",
                                                                                "description",
                                                                                "服务器内部错误的编号"),
                                                                "errors",
                                                                        list(fieldError(
                                                                                "field", "message", "allowed")))))));
            case OV1 ->
                object(
                        "Error",
                                all(object(
                                        "header",
                                                all(object(
                                                        "status",
                                                        object("type", "integer", "enum", List.of(1, 2, 3, 4, 500)),
                                                        "message",
                                                        TEXT)),
                                        "body", all(object("message", ref("schemas", "Ov1Message"))))),
                        "Ov1Message",
                                all(
                                        object(
                                                "title", TEXT,
                                                "text", TEXT,
                                                "url", TEXT,
                                                "wait", INTEGER,
                                                "target", TEXT,
                                                "uitype", TEXT,
                                                "data",
                                                        object(
                                                                "description",
                                                                "成功时是保存的记录的编号，可以为空；出错时是错误码和逐个字段的错误",
                                                                "anyOf",
                                                                List.of(
                                                                        TEXT,
                                                                        object(
                                                                                "type", "object",
                                                                                "required", List.of("code"),
                                                                                "properties",
                                                                                        object(
                                                                                                "code", TEXT,
                                                                                                "error", TEXT,
                                                                                                "errors",
                                                                                                        list(
                                                                                                                fieldError(
                                                                                                                        "field",
                                                                                                                        "message",
                                                                                                                        "allowed")))))))),
                        "Ov1Node", all(object("text", TEXT, "value", TEXT, "nodes", list(ref("schemas", "Ov1Node")))));
            case V3 ->
                object(
                        "Error",
                                object(
                                        "type", "object",
                                        "required", List.of("Code", "Msg", "ErrorCode"),
                                        "properties",
                                                object(
                                                        "Code",
                                                                object(
                                                                        "type",
                                                                        "integer",
                                                                        "enum",
                                                                        List.of(300, 400, 500)),
                                                        "Msg", TEXT,
                                                        "ErrorCode",
                                                                object(
                                                                        "type",
                                                                        "string",
                                                                        "description",
                                                                        "给程序看的错误码，不会改变"),
                                                        "Error", TEXT,
                                                        "Errors", list(fieldError("Field", "Message", "Allowed")))),
                        "V3Node", all(object("ID", TEXT, "Name", TEXT, "Nodes", list(ref("schemas", "V3Node")))));
            case HELPER ->
                object(
                        "Error",
                        all(object(
                                "flag", object("type", "boolean", "const", false),
                                "code", object("type", "integer", "enum", List.of(300, 400, 500)),
                                "msg", TEXT,
                                "datas",
                                        object(
                                                "type", "object",
                                                "required", List.of("code"),
                                                "properties",
                                                        object(
                                                                "code", TEXT,
                                                                "error", TEXT,
                                                                "errors",
                                                                        list(fieldError(
                                                                                "field", "message", "allowed")))))));
        };
    }

    private static Map<String, Object> fieldError(String field, String message, String allowed) {
        return all(object(
                field, object("type", "string", "description", "哪个字段"),
                message, object("type", "string", "description", "错在哪里"),
                allowed, object("type", "string", "description", "允许什么")));
    }
}
