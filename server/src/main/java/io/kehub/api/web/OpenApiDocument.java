package io.kehub.api.web;

import io.kehub.erp.access.Credential;
import io.kehub.erp.access.SessionCookie;
import jakarta.validation.constraints.NotNull;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.hibernate.validator.constraints.Range;
import org.springframework.core.io.ClassPathResource;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The REST under {@code /api} as an OpenAPI 3.1 document: addresses, bodies and queries from the controllers, what they do and
 * answer from {@link Documented}, the captions of the fields from {@code openapi/fields.properties}, one for each name.
 */
final class OpenApiDocument {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final String CAPTIONS = "openapi/fields.properties";
    private static final Pattern VARIABLE = Pattern.compile("\\{(\\w+)}");

    private static final Map<String, String> ERRORS = new TreeMap<>(Map.of(
            "400", "请求有误，什么都没有保存；看 errors",
            "401", "没有会话，或会话已结束",
            "403", "没有权限",
            "404", "没有这条记录，或当前用户看不到它",
            "409", "与已有的记录冲突",
            "413", "请求体过大",
            "429", "密码错误次数过多；等响应头 Retry-After 的秒数",
            "500", "服务器内部错误",
            "503", "同一数据正被大量修改，什么都没有保存；等响应头 Retry-After 的秒数后再发"));

    private static final Map<String, String> TAGS = Map.of("hub", "客户中台", "admin", "系统管理", "me", "当前用户");

    private final Map<RequestMappingInfo, HandlerMethod> handlers;
    private final Properties captions = new Properties();

    /** @param handlers all addresses of the program; those without {@link Documented} are left out */
    OpenApiDocument(Map<RequestMappingInfo, HandlerMethod> handlers) {
        this.handlers = handlers;
        try (var text = new ClassPathResource(CAPTIONS).getInputStream()) {
            captions.load(new InputStreamReader(text, StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** @param origin scheme, host and port under which the reader has reached the server */
    byte[] write(String origin) {
        var document = JSON.createObjectNode().put("openapi", "3.1.0");
        document.putObject("info")
                .put("title", "KeHub 客枢：客户中台、系统管理与当前用户")
                .put("version", "0.1.0")
                .put(
                        "description",
                        "供人和页面使用的 REST。先调用 POST %1$s/webapi/v3/ov1/login 登录。ERP 自身的接口见 [quick](%1$s/openapi.json)、[ov1](%1$s/openapi-ov1.json)、[v3](%1$s/openapi-v3.json)、[helper](%1$s/openapi-helper.json)。"
                                .formatted(origin))
                .putObject("license")
                .put("name", "Apache-2.0")
                .put("identifier", "Apache-2.0");
        document.putObject("externalDocs")
                .put("description", "ERP 接口的 OpenAPI 文档")
                .put("url", origin + "/openapi.json");
        document.putArray("servers").addObject().put("url", origin);
        var tags = document.putArray("tags");
        new TreeMap<>(TAGS)
                .forEach((part, name) ->
                        tags.addObject().put("name", name).put("description", "/api/" + part + " 下的接口"));
        addPaths(document.putObject("paths"));
        addComponents(document.putObject("components"));
        return JSON.writeValueAsBytes(document);
    }

    private void addPaths(ObjectNode paths) {
        var sorted = new TreeMap<String, Map<String, HandlerMethod>>();
        handlers.forEach((info, method) -> {
            if (method.hasMethodAnnotation(Documented.class)) {
                info.getPatternValues()
                        .forEach(path -> info.getMethodsCondition()
                                .getMethods()
                                .forEach(verb -> sorted.computeIfAbsent(path, each -> new TreeMap<>())
                                        // the import has an address for each content type; they are described as one
                                        .merge(verb.name().toLowerCase(Locale.ROOT), method, OpenApiDocument::first)));
            }
        });
        sorted.forEach((path, methods) -> {
            var item = paths.putObject(path);
            methods.forEach((verb, method) -> addCall(item.putObject(verb), verb, path, method));
        });
    }

    private static HandlerMethod first(HandlerMethod one, HandlerMethod other) {
        return Comparator.<HandlerMethod, String>comparing(
                                        method -> method.getMethod().getName())
                                .compare(one, other)
                        <= 0
                ? one
                : other;
    }

    private void addCall(ObjectNode call, String verb, String path, HandlerMethod method) {
        var documented = Objects.requireNonNull(method.getMethodAnnotation(Documented.class));
        call.put("operationId", verb + path.replace("{", "").replace("}", "").replace('/', '-'))
                .put("summary", documented.value())
                .putArray("tags")
                .add(TAGS.getOrDefault(path.split("/", -1)[2], ""));
        var security = call.putArray("security");
        security.addObject().putArray("cookie");
        security.addObject().putArray("token");
        addParameters(call, path, method);
        addBody(call, method, documented);
        addResponses(call.putObject("responses"), documented);
    }

    private void addParameters(ObjectNode call, String path, HandlerMethod method) {
        var parameters = JSON.createArrayNode();
        var variables = VARIABLE.matcher(path);
        while (variables.find()) {
            var name = variables.group(1);
            var parameter = parameters
                    .addObject()
                    .put("name", name)
                    .put("in", "path")
                    .put("required", true)
                    .put("description", caption(name));
            var text = Arrays.stream(method.getMethodParameters())
                    .filter(each -> each.hasParameterAnnotation(PathVariable.class))
                    .filter(each -> name.equals(each.getParameter().getName()))
                    .anyMatch(each -> each.getParameterType().equals(String.class));
            parameter.putObject("schema").put("type", "string").put("pattern", text ? "^[a-z0-9_]+$" : "^[0-9]+$");
        }
        for (var each : method.getMethodParameters()) {
            if (each.hasParameterAnnotation(ModelAttribute.class)) {
                for (var component : each.getParameterType().getRecordComponents()) {
                    var name = WireNames.of(component.getName());
                    var parameter = parameters
                            .addObject()
                            .put("name", name)
                            .put("in", "query")
                            .put("required", false)
                            .put("description", caption(name));
                    parameter.set("schema", ranged(schema(component.getGenericType(), true), component));
                }
            }
        }
        if (!parameters.isEmpty()) {
            call.set("parameters", parameters);
        }
    }

    private void addBody(ObjectNode call, HandlerMethod method, Documented documented) {
        var consumes = method.getMethodAnnotation(PostMapping.class);
        if (consumes != null && consumes.consumes().length > 0) {
            var content = call.putObject("requestBody").put("required", true).putObject("content");
            var csv = content.putObject("text/csv");
            csv.putObject("schema").put("type", "string");
            csv.put("example", documented.example());
            var form = content.putObject(MediaType.MULTIPART_FORM_DATA_VALUE)
                    .putObject("schema")
                    .put("type", "object");
            form.putArray("required").add("file");
            var properties = form.putObject("properties");
            properties
                    .putObject("file")
                    .put("type", "string")
                    .put("format", "binary")
                    .put("description", caption("file"));
            properties.putObject("charset").put("type", "string").put("description", caption("charset"));
            return;
        }
        for (var each : method.getMethodParameters()) {
            if (each.hasParameterAnnotation(RequestBody.class)) {
                var json = call.putObject("requestBody")
                        .put("required", true)
                        .putObject("content")
                        .putObject("application/json");
                json.set("schema", record(each.getParameterType(), true));
                json.set("example", JSON.readTree(documented.example()));
            }
        }
    }

    private void addResponses(ObjectNode responses, Documented documented) {
        var success = responses
                .putObject(documented.creates() ? "201" : "200")
                .put("description", documented.creates() ? "添加成功" : "成功")
                .putObject("content")
                .putObject("application/json")
                .putObject("schema")
                .put("type", "object");
        success.putArray("required").add("success").add("message").add("data");
        var properties = success.putObject("properties");
        properties.putObject("success").put("type", "boolean").put("const", true);
        properties.putObject("message").put("type", "string");
        properties.set("data", data(documented));
        ERRORS.keySet().forEach(status -> responses.putObject(status).put("$ref", "#/components/responses/" + status));
    }

    private ObjectNode data(Documented documented) {
        return switch (documented.data()) {
            case NOTHING -> JSON.createObjectNode().put("type", "null");
            case RECORD -> record(documented.answer(), false);
            case ARRAY -> array(record(documented.answer(), false));
            case LISTED -> {
                var listed = JSON.createObjectNode().put("type", "object");
                listed.putArray("required").add("list");
                listed.putObject("properties").set("list", array(record(documented.answer(), false)));
                yield listed;
            }
            case PAGE -> {
                var page = JSON.createObjectNode().put("type", "object");
                page.putArray("required").add("list").add("next");
                var properties = page.putObject("properties");
                properties.set("list", array(record(documented.answer(), false)));
                properties.putObject("next").put("type", "string").put("description", caption("next"));
                yield page;
            }
            case COUNTS -> {
                var counts = JSON.createObjectNode().put("type", "object");
                var properties = counts.putObject("properties");
                for (var constant : documented.answer().getEnumConstants()) {
                    properties.putObject(WireNames.of((Enum<?>) constant)).put("type", "integer");
                }
                yield counts;
            }
        };
    }

    private static ObjectNode array(ObjectNode item) {
        return JSON.createObjectNode().put("type", "array").set("items", item);
    }

    private ObjectNode record(Class<?> type, boolean request) {
        var schema = JSON.createObjectNode().put("type", "object");
        var required = JSON.createArrayNode();
        var properties = schema.putObject("properties");
        for (var component : components(type)) {
            var name = WireNames.of(component.getName());
            if (!request || field(component).isAnnotationPresent(NotNull.class)) {
                required.add(name);
            }
            var property = ranged(schema(component.getGenericType(), request), component);
            if (!request && isNullable(component)) {
                allowNull(property);
            }
            properties.set(name, property.put("description", caption(name)));
        }
        if (!required.isEmpty()) {
            schema.set("required", required);
        }
        if (request) {
            schema.put("additionalProperties", false);
        }
        return schema;
    }

    /** The components of a record as JSON has them: those of an {@link Inline} record in its place. */
    private static List<RecordComponent> components(Class<?> type) {
        return Arrays.stream(type.getRecordComponents())
                .flatMap(component -> field(component).isAnnotationPresent(Inline.class)
                        ? components(component.getType()).stream()
                        : Stream.of(component))
                .toList();
    }

    private static boolean isNullable(RecordComponent component) {
        return Arrays.stream(component.getAnnotatedType().getAnnotations())
                .anyMatch(annotation ->
                        annotation.annotationType().getSimpleName().equals("Nullable"));
    }

    private static AnnotatedElement field(RecordComponent component) {
        try {
            return component.getDeclaringRecord().getDeclaredField(component.getName());
        } catch (NoSuchFieldException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static ObjectNode ranged(ObjectNode schema, RecordComponent component) {
        var range = field(component).getAnnotation(Range.class);
        return range == null ? schema : schema.put("minimum", range.min()).put("maximum", range.max());
    }

    private static void allowNull(ObjectNode schema) {
        var type = schema.get("type");
        if (type != null && type.isString()) {
            var types = JSON.createArrayNode().add(type.stringValue()).add("null");
            schema.set("type", types);
        }
        if (schema.get("enum") instanceof ArrayNode values) {
            values.addNull();
        }
    }

    private ObjectNode schema(Type type, boolean request) {
        if (type instanceof ParameterizedType generic) {
            return generic.getRawType().equals(List.class)
                    ? array(schema(generic.getActualTypeArguments()[0], request))
                    : JSON.createObjectNode()
                            .put("type", "object")
                            .set("additionalProperties", schema(generic.getActualTypeArguments()[1], request));
        }
        var schema = JSON.createObjectNode();
        var plain = (Class<?>) type;
        if (plain.equals(String.class)) {
            return schema.put("type", "string");
        }
        if (plain.equals(boolean.class) || plain.equals(Boolean.class)) {
            return schema.put("type", "boolean");
        }
        if (plain.equals(int.class) || plain.equals(Integer.class) || plain.equals(long.class)) {
            return schema.put("type", "integer");
        }
        if (plain.equals(Long.class)) {
            return request ? id(schema) : schema.put("type", "integer");
        }
        if (plain.equals(BigDecimal.class)) {
            if (!request) {
                return schema.put("type", "string").put("pattern", "^-?[0-9]+([.][0-9]+)?$");
            }
            schema.putArray("type").add("number").add("string");
            return schema;
        }
        if (plain.equals(Instant.class)) {
            return schema.put("type", "string")
                    .put("pattern", "^[0-9]{4}-[0-9]{2}-[0-9]{2} [0-9]{2}:[0-9]{2}:[0-9]{2}$");
        }
        if (plain.equals(Password.class)) {
            return schema.put("type", "string").put("format", "password");
        }
        if (plain.isEnum()) {
            var values = schema.put("type", "string").putArray("enum");
            for (var constant : plain.getEnumConstants()) {
                values.add(WireNames.of((Enum<?>) constant));
            }
            return schema;
        }
        if (plain.isRecord() && plain.getRecordComponents().length > 1) {
            return record(plain, request);
        }
        return request ? id(schema) : schema.put("type", "string").put("pattern", "^[0-9]+$");
    }

    private static ObjectNode id(ObjectNode schema) {
        schema.putArray("type").add("string").add("integer");
        return schema.put("pattern", "^[0-9]+$").put("minimum", 1);
    }

    private String caption(String name) {
        return Objects.requireNonNull(captions.getProperty(name), CAPTIONS + " has no " + name);
    }

    private static void addComponents(ObjectNode components) {
        var schemes = components.putObject("securitySchemes");
        schemes.putObject("cookie")
                .put("type", "apiKey")
                .put("in", "cookie")
                .put("name", SessionCookie.NAME)
                .put("description", "登录时由 Set-Cookie 得到");
        schemes.putObject("token")
                .put("type", "apiKey")
                .put("in", "header")
                .put("name", Credential.TOKEN_HEADER)
                .put("description", "登录得到的会话");
        var error = components.putObject("schemas").putObject("Error").put("type", "object");
        error.putArray("required").add("success").add("message").add("data");
        var properties = error.putObject("properties");
        properties.putObject("success").put("type", "boolean").put("const", false);
        properties.putObject("message").put("type", "string").put("description", "给人看的说明");
        var data = properties.putObject("data").put("type", "object");
        data.putArray("required").add("code").add("errors");
        var members = data.putObject("properties");
        members.putObject("code").put("type", "string").put("description", "给程序看的错误码，不会改变");
        var item = members.putObject("errors")
                .put("type", "array")
                .putObject("items")
                .put("type", "object");
        item.putArray("required").add("field").add("message").add("allowed");
        var parts = item.putObject("properties");
        parts.putObject("field").put("type", "string").put("description", "哪个字段");
        parts.putObject("message").put("type", "string").put("description", "错在哪里");
        parts.putObject("allowed").put("type", "string").put("description", "允许什么");
        var responses = components.putObject("responses");
        ERRORS.forEach((status, description) -> {
            var response = responses.putObject(status).put("description", description);
            var json = response.putObject("content").putObject("application/json");
            json.putObject("schema").put("$ref", "#/components/schemas/Error");
            var example = json.putObject("example").put("success", false).put("message", description);
            example.putObject("data").put("code", code(status)).putArray("errors");
        });
    }

    private static String code(String status) {
        return switch (status) {
            case "400" -> "invalid_field";
            case "401" -> "no_session";
            case "403" -> "forbidden";
            case "404" -> "contact_not_found";
            case "409" -> "taken";
            case "413" -> "too_large";
            case "429" -> "sign_in_closed";
            case "503" -> "concurrent_change";
            default -> "internal_error";
        };
    }
}
