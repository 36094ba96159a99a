package io.kehub.wire.help;

import static io.kehub.wire.help.OpenApiJson.object;
import static io.kehub.wire.help.OpenApiJson.ref;

import io.kehub.erp.access.Credential;
import io.kehub.erp.access.SessionCookie;
import io.kehub.wire.json.JsonBody;
import io.kehub.wire.operation.Answer;
import io.kehub.wire.operation.Catalog;
import io.kehub.wire.operation.Operation;
import io.kehub.wire.operation.Route;
import io.kehub.wire.operation.type.DialectId;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Writes what a dialect serves as an OpenAPI 3.1 document. OpenAPI knows one operation per path and method, so operations that
 * only a query parameter or {@code cmdkey} tells apart are one operation of the document: its description lists them, the
 * parameter selects one, and each has its schema and example.
 */
final class OpenApi {

    private static final String COMMAND = "cmdkey";
    private static final String ANY = "*";
    private static final int NAMED_ANSWERS = 4;

    private final Catalog catalog;
    private final Examples examples;

    OpenApi(Catalog catalog, Examples examples) {
        this.catalog = catalog;
        this.examples = examples;
    }

    /** An operation at an address. */
    private record Place(Operation<?> operation, Route route) {

        String command() {
            return route.query().getOrDefault(COMMAND, "");
        }

        /** The query parameters that select it, without {@code cmdkey}, which stands in the body. */
        Map<String, String> query() {
            var query = new TreeMap<>(route.query());
            query.remove(COMMAND);
            return query;
        }
    }

    /** @param origin scheme, host and port under which the reader has reached the server */
    String document(DialectId dialect, String origin) {
        var byPath = new LinkedHashMap<String, List<Place>>();
        var tags = new LinkedHashSet<String>();
        for (var operation : catalog.operations()) {
            for (var route : operation.routes(dialect)) {
                byPath.computeIfAbsent(route.paths().getFirst(), path -> new ArrayList<>())
                        .add(new Place(operation, route));
                tags.add(operation.group());
            }
        }
        var ids = new HashMap<String, Integer>();
        var paths = new LinkedHashMap<String, Object>();
        byPath.forEach((path, places) -> paths.put(path, methods(places, dialect, ids)));
        var schemas = AnswerSchemas.shared(dialect);
        var document = object(
                "openapi", "3.1.0",
                "info",
                        object(
                                "title",
                                "KeHub 客枢：" + dialect.id(),
                                "version",
                                "32.17",
                                "description",
                                description(dialect, origin),
                                "license",
                                object("name", "Apache-2.0", "identifier", "Apache-2.0")),
                "externalDocs", object("description", "接口文档，登录后可以直接发送请求", "url", origin + HelpHandler.HELP),
                "servers", List.of(object("url", origin)),
                "tags",
                        tags.stream()
                                .map(tag -> object("name", tag, "description", tag + "的接口"))
                                .toList(),
                "paths", paths,
                "components",
                        object(
                                "securitySchemes",
                                schemes(dialect),
                                "responses",
                                dialect == DialectId.QUICK ? object() : foreignOrigin(),
                                "schemas",
                                schemas));
        return OpenApiJson.text(document);
    }

    private static Map<String, Object> schemes(DialectId dialect) {
        var schemes = new LinkedHashMap<String, Object>();
        if (dialect == DialectId.QUICK) {
            schemes.put(
                    "cookie",
                    object(
                            "type",
                            "apiKey",
                            "in",
                            "cookie",
                            "name",
                            SessionCookie.NAME,
                            "description",
                            "登录时由 Set-Cookie 得到"));
        }
        schemes.put(
                "token",
                object("type", "apiKey", "in", "header", "name", Credential.TOKEN_HEADER, "description", "登录得到的会话"));
        return schemes;
    }

    private static String description(DialectId dialect, String origin) {
        return """
                由接口目录生成，与服务器的行为一致。路径和字段名不区分大小写；数字也可以写成文字；空文字等于没有写这个字段。

                OpenAPI 的每个路径和方法只能有一个操作。靠查询参数或 cmdkey 区分的操作在这里合成一个，说明里逐个列出，用那个参数选择，每个操作有自己的结构和示例。

                %s

                其他文档：[quick](%2$s/openapi.json)、[ov1](%2$s/openapi-ov1.json)、[v3](%2$s/openapi-v3.json)、[helper](%2$s/openapi-helper.json)、[客户中台、系统管理、当前用户的 REST](%2$s/openapi-rest.json)。""".formatted(
                switch (dialect) {
                    case QUICK -> "快速参考写法：请求是平铺的 JSON 对象，返回 success、message、data。会话在 Cookie 或请求头 ZBAPI-Token 里。";
                    case OV1 ->
                        "ov1：会话写在请求体的 session 里，参数写在 datas 里。HTTP 状态码总是 200，header.status 为 0 才是成功。每个路径也可以写成 /webapi/v3/ov1/…，不带 .asp。";
                    case V3 -> "v3：会话在请求头 ZBAPI-Token 里。HTTP 状态码总是 200，Code 为 200 才是成功。";
                    case HELPER -> "helper：会话写在请求体或查询串的 Token 里，或写在请求头 ZBAPI-Token 里。HTTP 状态码总是 200，flag 为 true 才是成功。";
                },
                origin);
    }

    private Map<String, Object> methods(List<Place> places, DialectId dialect, Map<String, Integer> ids) {
        var methods = new LinkedHashMap<String, Object>();
        var readable = places.stream()
                .filter(place -> place.operation().readByGet(dialect))
                .toList();
        // ov1 takes the session from the body only, so that a GET would have to carry it in the address
        if (dialect != DialectId.OV1 && readable.size() == places.size() && places.size() == 1) {
            methods.put("get", get(places.getFirst(), dialect, ids));
        }
        methods.put("post", post(places, dialect, ids));
        return methods;
    }

    private static String id(String name, Map<String, Integer> ids) {
        var number = ids.merge(name, 1, Integer::sum);
        return number == 1 ? name : name + "-" + number;
    }

    private Map<String, Object> get(Place place, DialectId dialect, Map<String, Integer> ids) {
        var parameters = new ArrayList<Object>(selectors(List.of(place)));
        parameters.addAll(
                RequestSchemas.query(place.operation(), dialect, place.query().keySet()));
        var call = head(List.of(place), dialect, id(place.operation().id() + "-get", ids));
        call.put("parameters", parameters);
        call.put("responses", responses(List.of(place), dialect));
        return call;
    }

    private Map<String, Object> post(List<Place> places, DialectId dialect, Map<String, Integer> ids) {
        var name =
                places.stream().map(place -> place.operation().id()).distinct().collect(Collectors.joining("--"));
        var call = head(places, dialect, id(name, ids));
        var selectors = selectors(places);
        if (!selectors.isEmpty()) {
            call.put("parameters", selectors);
        }
        call.put("requestBody", body(places, dialect));
        call.put("responses", responses(places, dialect));
        return call;
    }

    private static Map<String, Object> head(List<Place> places, DialectId dialect, String id) {
        var operations = places.stream().map(Place::operation).distinct().toList();
        var call = object(
                "operationId", id,
                "summary", operations.stream().map(Operation::caption).collect(Collectors.joining("、")),
                "tags", operations.stream().map(Operation::group).distinct().toList());
        if (places.size() > 1 || !places.getFirst().route().query().isEmpty()) {
            call.put(
                    "description",
                    places.stream()
                            .map(place -> "- %s：%s"
                                    .formatted(
                                            place.route().query().isEmpty()
                                                    ? "没有下列参数"
                                                    : "`" + place.route().queryText() + "`",
                                            place.operation().caption()))
                            .collect(Collectors.joining("\n")));
        }
        call.put("security", security(operations, dialect));
        return call;
    }

    private static List<Map<String, Object>> security(List<Operation<?>> operations, DialectId dialect) {
        if (operations.stream().noneMatch(Operation::needsSession)) {
            return List.of();
        }
        var token = object("token", List.of());
        return switch (dialect) {
            case QUICK -> List.of(object("cookie", List.of()), token);
            case V3 -> List.of(token);
            // the session may stand in the body instead, which OpenAPI cannot say
            case OV1, HELPER -> List.of(token, object());
        };
    }

    /** The query parameters that tell the operations of a path apart. */
    private static List<Map<String, Object>> selectors(List<Place> places) {
        var values = new TreeMap<String, List<String>>();
        places.forEach(place -> place.query()
                .forEach((name, value) ->
                        values.computeIfAbsent(name, each -> new ArrayList<>()).add(value)));
        var selectors = new ArrayList<Map<String, Object>>();
        values.forEach((name, possible) -> {
            var needed = places.stream().allMatch(place -> place.query().containsKey(name));
            var schema = object("type", "string");
            if (!possible.contains(ANY)) {
                schema.put("enum", possible.stream().distinct().toList());
            }
            selectors.add(object(
                    "name", name, "in", "query", "required", needed, "description", "选择操作，见说明", "schema", schema));
        });
        return selectors;
    }

    private Map<String, Object> body(List<Place> places, DialectId dialect) {
        var schemas = places.stream()
                .map(place -> RequestSchemas.of(place.operation(), dialect, place.command()))
                .distinct()
                .toList();
        var samples = new LinkedHashMap<String, Object>();
        for (var place : places) {
            examples.request(place.operation(), dialect)
                    // with no session in the body, that of the header or the cookie counts
                    .map(text -> text.replace(Examples.SESSION, ""))
                    .ifPresent(text -> samples.put(
                            place.operation().id(),
                            object("summary", place.operation().caption(), "value", parsed(text))));
        }
        var content = object("schema", one(schemas));
        if (!samples.isEmpty()) {
            content.put("examples", samples);
        }
        var optional = places.stream().anyMatch(place -> place.operation().takesNothing(dialect));
        return object("required", !optional, "content", object("application/json", content));
    }

    private Map<String, Object> responses(List<Place> places, DialectId dialect) {
        var responses = new LinkedHashMap<String, Object>();
        var picture = places.stream()
                .flatMap(place -> place.operation().answer(dialect).map(Answer::written).stream())
                .anyMatch(Answer.Picture.class::isInstance);
        var content = new LinkedHashMap<String, Object>();
        if (picture) {
            content.put("image/png", object("schema", object("type", "string", "format", "binary")));
        }
        var schemas = new ArrayList<Map<String, Object>>();
        var samples = new LinkedHashMap<String, Object>();
        for (var place : places) {
            if (!picture) {
                schemas.add(AnswerSchemas.success(place.operation(), dialect));
            }
            examples.answer(place.operation(), dialect)
                    .filter(text -> !text.contains(".answer.json#/"))
                    .ifPresent(text -> samples.put(
                            place.operation().id(),
                            object("summary", place.operation().caption(), "value", parsed(text))));
        }
        if (dialect != DialectId.QUICK) {
            schemas.add(ref("schemas", "Error"));
            samples.put("error", object("summary", "没有会话", "value", noSession(dialect)));
        }
        if (!schemas.isEmpty()) {
            var json = object("schema", one(schemas.stream().distinct().toList()));
            if (!samples.isEmpty()) {
                json.put("examples", samples);
            }
            content.put("application/json", json);
        }
        responses.put(
                "200",
                object(
                        "description",
                        dialect == DialectId.QUICK ? "成功" : "成功，或错误：看 " + AnswerCodes.place(dialect),
                        "content",
                        content));
        if (dialect == DialectId.QUICK) {
            AnswerCodes.of(dialect).stream().skip(1).forEach(code -> responses.put(code.code(), error(code)));
        } else {
            responses.put("403", ref("responses", "ForeignOrigin"));
        }
        return responses;
    }

    private static Map<String, Object> error(AnswerCodes.Code code) {
        var stable = code.stable().split("[、 ]", NAMED_ANSWERS)[0];
        var response = object(
                "description",
                code.meaning() + "。" + code.advice() + "。",
                "content",
                object(
                        "application/json",
                        object(
                                "schema", ref("schemas", "Error"),
                                "example",
                                        object(
                                                "success", false,
                                                "message", code.meaning(),
                                                "data", object("code", stable, "errors", List.of())))));
        if (code.advice().contains("Retry-After")) {
            response.put(
                    "headers",
                    object("Retry-After", object("description", "几秒后再发", "schema", object("type", "integer"))));
        }
        return response;
    }

    /** Written before the dialect is known. */
    private static Map<String, Object> foreignOrigin() {
        var text = object("type", "string");
        return object(
                "ForeignOrigin",
                object(
                        "description",
                        "浏览器里其他网站的页面不能调用接口",
                        "content",
                        object(
                                "application/json",
                                object(
                                        "schema",
                                                object(
                                                        "type",
                                                        "object",
                                                        "properties",
                                                        object(
                                                                "success", object("type", "boolean", "const", false),
                                                                "message", text,
                                                                "data",
                                                                        object(
                                                                                "type",
                                                                                "object",
                                                                                "properties",
                                                                                object(
                                                                                        "code",
                                                                                        text,
                                                                                        "errors",
                                                                                        object(
                                                                                                "type", "array",
                                                                                                "items", object()))))),
                                        "example",
                                                object(
                                                        "success",
                                                        false,
                                                        "message",
                                                        "拒绝来自其他网站页面的请求",
                                                        "data",
                                                        object("code", "foreign_origin", "errors", List.of()))))));
    }

    private static Map<String, Object> noSession(DialectId dialect) {
        var message = "未登录或会话已过期，请先调用登录接口";
        var code = object("code", "no_session", "errors", List.of());
        return switch (dialect) {
            case QUICK -> object("success", false, "message", message, "data", code);
            case OV1 ->
                object(
                        "header", object("status", 2, "message", message),
                        "body",
                                object(
                                        "message",
                                        object(
                                                "title", "提示", "text", message, "url", "", "wait", 0, "target", "",
                                                "uitype", "message", "data", code)));
            case V3 -> object("Code", 400, "Msg", message, "ErrorCode", "no_session", "Errors", List.of());
            case HELPER -> object("flag", false, "code", 400, "msg", message, "datas", code);
        };
    }

    private static Map<String, Object> one(List<Map<String, Object>> schemas) {
        return schemas.size() == 1 ? schemas.getFirst() : object("anyOf", schemas);
    }

    private static Object parsed(String json) {
        return JsonBody.lenient(json.getBytes(StandardCharsets.UTF_8), true);
    }
}
