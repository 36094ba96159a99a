package io.kehub.console;

import io.kehub.api.web.InvalidRequestException;
import io.kehub.kernel.FieldError;
import io.kehub.kernel.Problem;
import io.kehub.kernel.ProblemException;
import io.kehub.kernel.Text;
import io.kehub.kernel.WrittenValue;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A JSON body, read strictly. A body that is no JSON object is refused at once; faults of single fields are collected, and
 * {@link #refuseFaults} says all of them at once. A field that is {@code null} counts as not given.
 */
final class JsonBody {

    private static final int MOST_BYTES = 1024 * 1024;
    private static final int DEEPEST = 16;

    private static final JsonMapper JSON = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(DEEPEST)
                            .build())
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .build())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();

    private final JsonNode object;
    private final String place;
    private final List<FieldError> faults;

    private JsonBody(JsonNode object, String place, List<FieldError> faults) {
        this.object = object;
        this.place = place;
        this.faults = faults;
    }

    /**
     * Reads the body whatever its content type says: a plain {@code curl -d} sends that of a form, and a foreign page
     * is kept out by its origin, not by this.
     *
     * @param names the fields that this address knows; any other is refused by name
     */
    static JsonBody read(HttpServletRequest request, String... names) throws IOException {
        var body = new JsonBody(parse(decoded(bytes(request))), "", new ArrayList<>());
        body.refuseOthers(names);
        return body;
    }

    private void refuseOthers(String... names) {
        var known = List.of(names);
        object.propertyNames().stream()
                .filter(name -> !known.contains(name))
                .forEach(name -> fault(
                        name.length() > 64 ? name.substring(0, 64) : name,
                        "没有这个字段，或它不能在此处填写",
                        String.join("、", known)));
    }

    /** The trimmed text; null where it was not given or is no text, which is noted as a fault. */
    @Nullable
    String text(String name) {
        var text = untrimmed(name);
        return text == null ? null : Text.trimmed(text);
    }

    /** The trimmed text; the other where it was not given. */
    String textOr(String name, String otherwise) {
        var text = text(name);
        return text == null ? otherwise : text;
    }

    /** The trimmed text; where it was not given, that is a fault. */
    String requiredText(String name) {
        return required(name, text(name), "", "文本");
    }

    /** A password as it was typed, blanks included; where it was not given, that is a fault. */
    String requiredSecret(String name) {
        return required(name, untrimmed(name), "", "文本");
    }

    @Nullable
    Integer number(String name, int smallest, int largest) {
        var node = given(name);
        if (node == null) {
            return null;
        }
        var number = written(node)
                .filter(WrittenValue::isWhole)
                .filter(whole -> whole.compareTo(BigDecimal.valueOf(smallest)) >= 0)
                .filter(whole -> whole.compareTo(BigDecimal.valueOf(largest)) <= 0);
        if (number.isEmpty()) {
            fault(name, "不是整数或超出范围", smallest + " 到 " + largest + " 的整数");
            return null;
        }
        return number.get().intValueExact();
    }

    @Nullable
    Boolean flag(String name) {
        var node = given(name);
        if (node == null) {
            return null;
        }
        var flag = node.isBoolean()
                ? Optional.of(node.booleanValue())
                : node.isString() || node.isIntegralNumber()
                        ? WrittenValue.flag(node.asString())
                        : Optional.<Boolean>empty();
        if (flag.isEmpty()) {
            fault(name, "不是 true 或 false", "true 或 false");
        }
        return flag.orElse(null);
    }

    boolean requiredFlag(String name) {
        return required(name, flag(name), false, "true 或 false");
    }

    /** One of the values of an enum, by its lower-case name. */
    <E extends Enum<E>> @Nullable E choice(String name, Class<E> type) {
        var text = text(name);
        if (text == null) {
            return null;
        }
        var value = FieldNames.find(type, text);
        if (value.isEmpty()) {
            fault(name, "不是可选的值", FieldNames.all(type));
        }
        return value.orElse(null);
    }

    /** One of the values of an enum; where it was not given, that is a fault. */
    <E extends Enum<E>> E requiredChoice(String name, Class<E> type) {
        return required(name, choice(name, type), type.getEnumConstants()[0], FieldNames.all(type));
    }

    /** Some of the values of an enum, by their lower-case names; null where it was not given. */
    <E extends Enum<E>> @Nullable Set<E> choices(String name, Class<E> type) {
        var texts = texts(name);
        if (texts == null) {
            return null;
        }
        var values = EnumSet.noneOf(type);
        for (var text : texts) {
            var value = FieldNames.find(type, text);
            if (value.isEmpty()) {
                fault(name, "含有不可选的值", "以下各项的列表，可为空：" + FieldNames.all(type));
                return null;
            }
            values.add(value.get());
        }
        return values;
    }

    /** An id, as a number or as the text that answers write; null where it was not given. */
    @Nullable
    Long id(String name) {
        var node = given(name);
        if (node == null) {
            return null;
        }
        var id = node.isString()
                ? WrittenValue.id(node.stringValue())
                : node.isNumber() ? WrittenValue.id(node.decimalValue()) : Optional.<Long>empty();
        if (id.isEmpty()) {
            fault(name, "不是有效的编号", Ids.ALLOWED);
        }
        return id.orElse(null);
    }

    /** An id; where it was not given, that is a fault. */
    long requiredId(String name) {
        return required(name, id(name), 1L, Ids.ALLOWED);
    }

    /** A decimal number, as a number or as a text; null where it was not given. How large it may be is for the domain. */
    @Nullable
    BigDecimal decimal(String name) {
        var node = given(name);
        if (node == null) {
            return null;
        }
        var number = written(node);
        if (number.isEmpty()) {
            fault(name, "不是数字", "十进制数字，整数和小数各最多 " + WrittenValue.MAX_DIGITS + " 位");
        }
        return number.orElse(null);
    }

    private static Optional<BigDecimal> written(JsonNode node) {
        if (node.isNumber()) {
            return WrittenValue.number(node.decimalValue());
        }
        return node.isString() ? WrittenValue.number(node.stringValue()) : Optional.empty();
    }

    /** A decimal number; where it was not given, that is a fault. */
    BigDecimal requiredDecimal(String name) {
        return required(name, decimal(name), BigDecimal.ZERO, "十进制数字");
    }

    /** A day; null where it was not given. */
    @Nullable
    LocalDate day(String name) {
        var text = text(name);
        if (text == null) {
            return null;
        }
        var day = WrittenValue.day(text);
        if (day.isEmpty()) {
            fault(name, "不是有效的日期", WrittenValue.ALLOWED_DAY);
        }
        return day.orElse(null);
    }

    /** A day; where it was not given, that is a fault. */
    LocalDate requiredDay(String name) {
        return required(name, day(name), LocalDate.EPOCH, WrittenValue.ALLOWED_DAY);
    }

    /**
     * A list of objects; empty where it was not given. What is wrong with one is said with its place, such as
     * {@code lines[2].unit}, by {@link #refuseFaults} of this body.
     */
    List<JsonBody> rows(String name, int most, String... names) {
        var node = given(name);
        if (node == null) {
            return List.of();
        }
        if (!node.isArray() || node.size() > most || !node.valueStream().allMatch(JsonNode::isObject)) {
            fault(name, "不是明细的列表，或太长", "JSON 数组，每项是一个对象，最多 " + most + " 项");
            return List.of();
        }
        var rows = new ArrayList<JsonBody>(node.size());
        for (var item : node) {
            var row = new JsonBody(item, "%s%s[%d].".formatted(place, name, rows.size()), faults);
            row.refuseOthers(names);
            rows.add(row);
        }
        return rows;
    }

    /** A list of trimmed texts; null where it was not given. */
    @Nullable
    List<String> texts(String name) {
        var node = given(name);
        if (node == null) {
            return null;
        }
        if (!node.isArray() || !node.valueStream().allMatch(item -> item.isString() && isClean(item.stringValue()))) {
            fault(name, "不是文本的列表", "JSON 数组，每项是文本");
            return null;
        }
        return node.valueStream().map(item -> Text.trimmed(item.stringValue())).toList();
    }

    /** A change must hold something to change. */
    void refuseEmpty(String... names) {
        if (faults.isEmpty() && Arrays.stream(names).allMatch(name -> given(name) == null)) {
            throw new ProblemException(new Problem.Invalid(
                    "nothing_to_change", "没有要修改的内容，至少填写一个字段：" + String.join("、", names), List.of()));
        }
    }

    void refuseFaults() {
        if (!faults.isEmpty()) {
            throw new InvalidRequestException(faults);
        }
    }

    void fault(String name, String message, String allowed) {
        faults.add(new FieldError(place + name, message, allowed));
    }

    /** The value, or where it was not given, a fault; the other stands in for it until {@link #refuseFaults}. */
    private <T> T required(String name, @Nullable T value, T standIn, String allowed) {
        if (value == null && given(name) == null) {
            fault(name, "必填", allowed);
        }
        return value == null ? standIn : value;
    }

    private @Nullable String untrimmed(String name) {
        var node = given(name);
        if (node == null) {
            return null;
        }
        if (!node.isString()) {
            fault(name, "不是文本", "带引号的文本");
            return null;
        }
        if (!isClean(node.stringValue())) {
            fault(name, "含有控制字符或无效字符", "可见文字，可以含换行和制表符");
            return null;
        }
        return node.stringValue();
    }

    private static boolean isClean(String text) {
        return Text.firstForbidden(text).isEmpty();
    }

    private @Nullable JsonNode given(String name) {
        var node = object.get(name);
        return node == null || node.isNull() ? null : node;
    }

    private static byte[] bytes(HttpServletRequest request) throws IOException {
        var bytes = request.getInputStream().readNBytes(MOST_BYTES + 1);
        if (bytes.length > MOST_BYTES) {
            throw new ProblemException(new Problem.TooLarge("请求体超过 1 MB"));
        }
        return bytes;
    }

    private static String decoded(byte[] bytes) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException otherEncoding) {
            throw new ProblemException(new Problem.Invalid("malformed_utf8", "请求体不是合法的 UTF-8 文本", List.of()));
        }
    }

    private static JsonNode parse(String text) {
        try {
            var node = JSON.readTree(text);
            if (!node.isObject()) {
                throw malformed("请求体应为一个 JSON 对象，形如 {\"字段\": 值}");
            }
            return node;
        } catch (JacksonException unreadable) {
            throw malformed("请求体不是合法的 JSON，或有重复的字段，或嵌套超过 " + DEEPEST + " 层" + place(unreadable));
        }
    }

    private static String place(JacksonException unreadable) {
        var location = unreadable.getLocation();
        return location == null ? "" : "（第 " + location.getLineNr() + " 行第 " + location.getColumnNr() + " 列附近）";
    }

    private static ProblemException malformed(String message) {
        return new ProblemException(new Problem.Invalid("malformed_json", message, List.of()));
    }
}
