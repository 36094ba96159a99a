package io.kehub.wire.json;

import io.kehub.kernel.FieldError;
import io.kehub.kernel.JsonSyntax;
import io.kehub.kernel.JsonSyntax.Extension;
import io.kehub.kernel.JsonSyntax.Position;
import io.kehub.kernel.Problem;
import io.kehub.kernel.ProblemException;
import io.kehub.wire.operation.type.WireValue;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.TokenStreamFactory;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.json.JsonFactoryBuilder;
import tools.jackson.core.json.JsonReadFeature;

/**
 * Reads the body of a request: one JSON object in strict UTF-8, a byte order mark at most before it and nothing after
 * it. Broken syntax is reported at its line and column, without a field; a value beyond the limits with the name of its
 * field.
 */
public final class JsonBody {

    private static final int DEEPEST = 32;
    private static final int MAX_NUMBER_LENGTH = 100;
    private static final int MAX_NAME_LENGTH = 200;
    private static final int MAX_TEXT_LENGTH = 1 << 20;

    /** JSON as the quick reference prints it. */
    private static final Notation PRINTED = new Notation(
            factory()
                    .enable(JsonReadFeature.ALLOW_JAVA_COMMENTS)
                    .enable(JsonReadFeature.ALLOW_TRAILING_COMMA)
                    .build(),
            Extension.COMMENTS,
            Extension.TRAILING_COMMA);

    /** Deviations from JSON that clients of the native dialects send. */
    private static final Notation LENIENT = new Notation(
            lenientJson().build(),
            Extension.TRAILING_COMMA,
            Extension.UNQUOTED_NAMES,
            Extension.SINGLE_QUOTES,
            Extension.CONTROL_CHARACTERS,
            Extension.LEADING_ZEROS);

    /** A parser, and what it accepts beyond JSON. */
    private record Notation(JsonFactory json, Set<Extension> extensions) {
        Notation(JsonFactory json, Extension... extensions) {
            this(json, Set.of(extensions));
        }
    }

    /** Builds the parser of the native dialects. */
    static JsonFactoryBuilder lenientJson() {
        return factory()
                .enable(JsonReadFeature.ALLOW_UNQUOTED_PROPERTY_NAMES)
                .enable(JsonReadFeature.ALLOW_SINGLE_QUOTES)
                .enable(JsonReadFeature.ALLOW_TRAILING_COMMA)
                .enable(JsonReadFeature.ALLOW_UNESCAPED_CONTROL_CHARS)
                .enable(JsonReadFeature.ALLOW_LEADING_ZEROS_FOR_NUMBERS);
    }

    private static JsonFactoryBuilder factory() {
        return JsonFactory.builder()
                .streamReadConstraints(StreamReadConstraints.builder()
                        .maxNestingDepth(DEEPEST)
                        .maxNumberLength(MAX_NUMBER_LENGTH)
                        .maxNameLength(MAX_NAME_LENGTH)
                        .maxStringLength(MAX_TEXT_LENGTH)
                        .build())
                // names come from callers: a shared symbol table would fill up, and attackers could make it throw
                .disable(TokenStreamFactory.Feature.CANONICALIZE_PROPERTY_NAMES);
    }

    private static final String OBJECT = "UTF-8 编码的 JSON 对象，例如 {\"pageindex\": 1}";
    private static final String LIMITS =
            "嵌套最多 " + DEEPEST + " 层，数字最多 " + MAX_NUMBER_LENGTH + " 位，字段名最多 " + MAX_NAME_LENGTH + " 个字";

    private JsonBody() {}

    /**
     * Reads JSON as the quick reference prints it: with comments, a comma after the last field, and {@code ...} in the place
     * of further fields.
     *
     * @param mayBeEmpty if true, an empty body is treated as an empty object
     * @throws ProblemException with {@code Problem.Invalid}
     */
    public static WireValue.Object printed(byte[] body, boolean mayBeEmpty) {
        return read(PRINTED, mayBeEmpty, JsonSyntax.withoutEllipsis(text(PRINTED, body)));
    }

    /**
     * Reads lenient JSON, as existing clients write it: unquoted names, single quotes, trailing commas, line breaks in
     * strings.
     *
     * @param mayBeEmpty if true, an empty body is treated as an empty object
     * @throws ProblemException with {@code Problem.Invalid}
     */
    public static WireValue.Object lenient(byte[] body, boolean mayBeEmpty) {
        return read(LENIENT, mayBeEmpty, text(LENIENT, body));
    }

    private static WireValue.Object read(Notation notation, boolean mayBeEmpty, String text) {
        if (text.isBlank()) {
            if (mayBeEmpty) {
                return new WireValue.Object(new LinkedHashMap<>());
            }
            throw refused("missing_body", "", "请求体为空", OBJECT);
        }
        try (var parse = new Parse(notation, text)) {
            return parse.body();
        }
    }

    private static String text(Notation notation, byte[] body) {
        var marked = body.length >= 3 && body[0] == (byte) 0xEF && body[1] == (byte) 0xBB && body[2] == (byte) 0xBF;
        var bytes = ByteBuffer.wrap(body);
        bytes.position(marked ? 3 : 0);
        var text = CharBuffer.allocate(bytes.remaining());
        var result = StandardCharsets.UTF_8
                .newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .decode(bytes, text, true);
        text.flip();
        if (result.isError()) {
            var readable = text.toString();
            throw refused(
                    "malformed_body",
                    fieldAtTheEndOf(notation, readable),
                    Position.of(readable, readable.length()) + "（第 " + (bytes.position() + 1) + " 个字节）不是 UTF-8 编码",
                    "UTF-8 编码的文本（GBK 等编码请先转换）");
        }
        return text.toString();
    }

    private static ProblemException refused(String code, String field, String message, String allowed) {
        var errors = List.of(new FieldError(field, message, allowed));
        var told = field.isEmpty() ? message + "；允许：" + allowed : FieldError.summary(errors, 1);
        return new ProblemException(new Problem.Invalid(code, told, errors));
    }

    /** The field in whose text value a body breaks off; empty if it breaks off anywhere else. */
    private static String fieldAtTheEndOf(Notation notation, String brokenOff) {
        try (var parse = new Parse(notation, brokenOff + '"')) {
            return parse.fieldOfTextAtTheEnd();
        }
    }

    /** Parsing of one body. */
    private static final class Parse implements AutoCloseable {

        private final Notation notation;
        private final String text;
        private final JsonParser json;

        Parse(Notation notation, String text) {
            this.notation = notation;
            this.text = text;
            this.json = notation.json().createParser(ObjectReadContext.empty(), text);
        }

        @Override
        public void close() {
            json.close();
        }

        WireValue.Object body() {
            try {
                if (json.nextToken() != JsonToken.START_OBJECT) {
                    throw malformed(0);
                }
                var members = members();
                if (json.nextToken() != null) {
                    throw malformed(json.currentTokenLocation().getCharOffset());
                }
                return members;
            } catch (StreamConstraintsException e) {
                throw refused(
                        "malformed_body",
                        fieldOf(e),
                        place(e.getLocation() == null ? json.currentLocation() : e.getLocation()) + exceeded(e),
                        LIMITS);
            } catch (JacksonException e) {
                throw malformed(e.getLocation() == null ? 0 : e.getLocation().getCharOffset());
            }
        }

        /** Breaks the syntax of JSON. No field is to blame: the text around the place need not be one. */
        private ProblemException malformed(long suspected) {
            return JsonSyntax.firstMistake(text, notation.extensions())
                    .map(mistake -> refused("malformed_body", "", mistake.told(), mistake.expected()))
                    .orElseGet(() -> refused(
                            "malformed_body",
                            "",
                            "JSON 格式错误（" + Position.of(text, Math.clamp(suspected, 0, text.length())) + "附近）",
                            OBJECT));
        }

        String fieldOfTextAtTheEnd() {
            var field = "";
            try {
                for (var token = json.nextToken(); token != null; token = json.nextToken()) {
                    if (token == JsonToken.VALUE_STRING) {
                        json.getString(); // reads the text to its end
                    }
                    var ended = json.currentLocation().getCharOffset() >= text.length();
                    field = token == JsonToken.VALUE_STRING && ended ? field() : "";
                }
            } catch (JacksonException breaksOff) {
                return field;
            }
            return field;
        }

        private WireValue.Object members() {
            var members = new LinkedHashMap<String, WireValue>();
            while (json.nextToken() == JsonToken.PROPERTY_NAME) {
                var name = json.currentName();
                if (members.containsKey(name)) {
                    throw refused(
                            "malformed_body", field(), place(json.currentTokenLocation()) + "同一个字段写了两次", "每个字段只写一次");
                }
                members.put(name, value(json.nextToken()));
            }
            return new WireValue.Object(members);
        }

        private WireValue value(@Nullable JsonToken token) {
            if (token == null) {
                return new WireValue.Null();
            }
            return switch (token) {
                case VALUE_STRING -> new WireValue.Text(json.getString());
                case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> number(json.getString());
                case VALUE_TRUE -> new WireValue.Flag(true);
                case VALUE_FALSE -> new WireValue.Flag(false);
                case START_OBJECT -> members();
                case START_ARRAY -> items();
                default -> new WireValue.Null();
            };
        }

        private WireValue items() {
            var items = new ArrayList<WireValue>();
            for (var token = json.nextToken(); token != JsonToken.END_ARRAY; token = json.nextToken()) {
                items.add(value(token));
            }
            return new WireValue.Array(items);
        }

        private WireValue number(String digits) {
            try {
                return new WireValue.Number(new BigDecimal(digits));
            } catch (NumberFormatException e) {
                throw refused("invalid_field", field(), "数字超出范围", "普通大小的数字，如 1200 或 0.05");
            }
        }

        private String place(@Nullable TokenStreamLocation at) {
            return at == null || at.getCharOffset() < 0
                    ? ""
                    : Position.of(text, (int) Math.min(at.getCharOffset(), text.length())) + "：";
        }

        /** A name that is too long is no field yet. */
        private String fieldOf(StreamConstraintsException e) {
            return e.getOriginalMessage().startsWith("Name") ? "" : field();
        }

        private static String exceeded(StreamConstraintsException e) {
            var reason = e.getOriginalMessage();
            if (reason.contains("nesting depth")) {
                return "嵌套超过 " + DEEPEST + " 层";
            }
            return reason.startsWith("Number") ? "数字超过 " + MAX_NUMBER_LENGTH + " 位" : "字段名或文本过长";
        }

        /** The current field of the outermost object; empty outside of all fields. */
        private String field() {
            var name = "";
            for (var at = json.streamReadContext(); at != null && !at.inRoot(); at = at.getParent()) {
                name = at.inObject() && at.currentName() != null ? at.currentName() : name;
            }
            return name;
        }
    }
}
