package io.kehub.api.web;

import io.kehub.kernel.FieldError;
import io.kehub.kernel.JsonSyntax;
import io.kehub.kernel.JsonSyntax.Position;
import io.kehub.kernel.Problem;
import io.kehub.kernel.ProblemException;
import io.kehub.kernel.Text;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.validation.ConstraintViolation;
import jakarta.validation.Validator;
import jakarta.validation.constraints.NotNull;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.hibernate.validator.constraints.Range;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.databind.DatabindException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectReader;

/**
 * Reads bodies and queries into records. All errors are reported at once: unknown and repeated fields, wrong types,
 * constraints of Jakarta Validation, and rules of the domain ({@link CheckedBody}). Text is trimmed here, once. A field that
 * is {@code null} counts as not given; a query value that is empty does too.
 */
final class RequestReader {

    private static final int MAX_BODY_BYTES = 1024 * 1024;

    private final Validator validator;

    RequestReader(Validator validator) {
        this.validator = validator;
    }

    /**
     * Reads the JSON body, whatever the content type says: {@code curl -d} sends that of a form, and pages of other sites
     * are rejected by their origin.
     */
    Object body(HttpServletRequest request, Class<?> type) throws IOException {
        var json = decode(bytes(request));
        var errors = new RequestErrors();
        checkSyntax(json, errors);
        return read(type, "没有这个字段，或它不能在此处填写", errors, reader -> reader.readValue(json));
    }

    Object query(HttpServletRequest request, Class<?> type) {
        var names = RequestJson.names(type);
        var errors = new RequestErrors();
        var values = RequestJson.MAPPER.createObjectNode();
        parameters(request).forEach((name, given) -> {
            if (given.length > 1 && names.contains(name)) {
                errors.add(name, "出现了 " + given.length + " 次", "最多一次");
            } else if (!Text.trimmed(given[0]).isEmpty() || !names.contains(name)) {
                values.put(name, given[0]);
            } else {
                Text.firstForbidden(given[0]).ifPresent(index -> values.put(name, given[0]));
            }
        });
        return read(type, "没有这个查询参数", errors, reader -> reader.readValue((JsonNode) values));
    }

    private Object read(
            Class<?> type, String unknownField, RequestErrors errors, Function<ObjectReader, Object> source) {
        var names = RequestJson.names(type);
        var value = bind(source, RequestJson.reader(type, unknownField, errors), errors);
        validator.validate(value).stream()
                .sorted(Comparator.comparingInt(violation -> names.indexOf(field(violation))))
                .forEach(violation -> add(violation, type, errors));
        if (value instanceof CheckedBody checked) {
            checked.errors()
                    .forEach(error -> errors.add(WireNames.of(error.field()), error.message(), error.allowed()));
        }
        errors.throwIfAny();
        if (value instanceof ChangeBody && RequestJson.isEmpty(value)) {
            throw new ProblemException(new Problem.Invalid(
                    "nothing_to_change", "没有要修改的内容，至少填写一个字段：" + String.join("、", names), List.of()));
        }
        return value;
    }

    private static Object bind(Function<ObjectReader, Object> source, ObjectReader reader, RequestErrors errors) {
        try {
            return source.apply(reader);
        } catch (DatabindException unexpected) {
            var field = unexpected.getPath().isEmpty()
                    ? ""
                    : String.valueOf(unexpected.getPath().getFirst().getPropertyName());
            errors.add(field, "类型不对", "");
            throw errors.exception();
        }
    }

    private static void add(ConstraintViolation<?> violation, Class<?> type, RequestErrors errors) {
        switch (violation.getConstraintDescriptor().getAnnotation()) {
            case NotNull required -> errors.add(field(violation), "必填", RequestJson.allowed(type, field(violation)));
            case Range range -> errors.add(field(violation), "超出范围", RequestJson.allowed(range));
            default -> errors.add(field(violation), violation.getMessage(), "");
        }
    }

    private static String field(ConstraintViolation<?> violation) {
        return WireNames.of(violation.getPropertyPath().toString().replace(".<list element>", ""));
    }

    private static Map<String, String[]> parameters(HttpServletRequest request) {
        try {
            return request.getParameterMap();
        } catch (IllegalStateException undecodable) {
            throw new ProblemException(new Problem.Invalid("malformed_query", "查询参数的编码有误，应为 UTF-8 的百分号编码", List.of()));
        }
    }

    private static byte[] bytes(HttpServletRequest request) throws IOException {
        var bytes = request.getInputStream().readNBytes(MAX_BODY_BYTES + 1);
        if (bytes.length > MAX_BODY_BYTES) {
            throw new ProblemException(new Problem.TooLarge("请求体超过 1 MB"));
        }
        return bytes;
    }

    private static String decode(byte[] bytes) {
        var text = CharBuffer.allocate(bytes.length);
        var remaining = ByteBuffer.wrap(bytes);
        var result = StandardCharsets.UTF_8.newDecoder().decode(remaining, text, true);
        text.flip();
        if (result.isError()) {
            var readable = text.toString();
            throw malformed(
                    "malformed_utf8",
                    Position.of(readable, readable.length()) + "（第 " + (remaining.position() + 1) + " 个字节）不是 UTF-8 编码",
                    "UTF-8 编码的文本（GBK 等编码请先转换）");
        }
        return text.toString();
    }

    /** Requires one JSON object and nothing after it; collects its repeated fields, which the binding would not notice. */
    private static void checkSyntax(String json, RequestErrors errors) {
        try (var parser = RequestJson.MAPPER.createParser(json)) {
            checkSyntax(json, parser, errors);
        }
    }

    private static void checkSyntax(String json, JsonParser parser, RequestErrors errors) {
        try {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw malformed(json, 0);
            }
            var objects = new ArrayDeque<Set<String>>(List.of(new HashSet<>()));
            for (var token = parser.nextToken(); token != null; token = parser.nextToken()) {
                if (objects.isEmpty()) {
                    throw malformed(json, parser.currentTokenLocation().getCharOffset());
                }
                switch (token) {
                    case START_OBJECT -> objects.push(new HashSet<>());
                    case END_OBJECT -> objects.pop();
                    case PROPERTY_NAME -> {
                        if (!objects.element().add(parser.currentName())) {
                            var at = Position.of(
                                    json, (int) parser.currentTokenLocation().getCharOffset());
                            errors.addRepeated(RequestErrors.field(parser.streamReadContext()), at);
                        }
                    }
                    case VALUE_STRING, VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> parser.getString(); // to its end
                    default -> {}
                }
            }
        } catch (StreamConstraintsException beyondLimits) {
            var at = parser.currentLocation().getCharOffset();
            throw malformed("malformed_json", place(json, at) + "：" + exceeded(beyondLimits), RequestJson.LIMITS);
        } catch (JacksonException unreadable) {
            throw malformed(json, offset(unreadable));
        }
    }

    private static String exceeded(StreamConstraintsException e) {
        var reason = e.getOriginalMessage();
        if (reason.contains("nesting depth")) {
            return "嵌套超过 " + RequestJson.MAX_DEPTH + " 层";
        }
        return reason.startsWith("Number") ? "数字超过 " + RequestJson.MAX_NUMBER_LENGTH + " 位" : "字段名或文本过长";
    }

    private static Position place(String json, long index) {
        return Position.of(json, Math.clamp(index, 0, json.length()));
    }

    private static long offset(JacksonException e) {
        return e.getLocation() == null ? 0 : e.getLocation().getCharOffset();
    }

    /** @param suspected the index at which the parser gave up, used if the mistake is not found */
    private static ProblemException malformed(String json, long suspected) {
        return JsonSyntax.firstMistake(json, Set.of())
                .map(mistake -> malformed("malformed_json", mistake.told(), mistake.expected()))
                .orElseGet(() -> malformed(
                        "malformed_json", "JSON 格式错误（" + place(json, suspected) + "附近）", "JSON 对象，形如 {\"字段\": 值}"));
    }

    /** No field is to blame: the text around the place need not be one. */
    private static ProblemException malformed(String code, String message, String allowed) {
        return new ProblemException(
                new Problem.Invalid(code, message + "；允许：" + allowed, List.of(new FieldError("", message, allowed))));
    }
}
