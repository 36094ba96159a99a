package io.kehub.api.web;

import io.kehub.kernel.DepartmentId;
import io.kehub.kernel.Text;
import io.kehub.kernel.WrittenValue;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import org.hibernate.validator.constraints.Range;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.BeanDescription;
import tools.jackson.databind.BeanProperty;
import tools.jackson.databind.DeserializationConfig;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JavaType;
import tools.jackson.databind.ObjectReader;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.ValueDeserializer;
import tools.jackson.databind.deser.DeserializationProblemHandler;
import tools.jackson.databind.deser.ValueDeserializerModifier;
import tools.jackson.databind.deser.std.DelegatingDeserializer;
import tools.jackson.databind.deser.std.StdDeserializer;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.module.SimpleModule;
import tools.jackson.databind.type.CollectionType;

/**
 * Binds JSON to flat records. A value of a wrong type becomes null, its error is collected, and binding goes on. Jackson's
 * {@code CollectingProblemHandler} would stop at the first list or object in the place of a text.
 */
final class RequestJson {

    static final int MAX_DEPTH = 16;
    static final int MAX_NUMBER_LENGTH = 100;
    static final String LIMITS = "嵌套最多 " + MAX_DEPTH + " 层，数字最多 " + MAX_NUMBER_LENGTH + " 位";

    private static final String ALLOWED_TEXT = "带引号的文本";
    private static final String ALLOWED_FLAG = "true 或 false";
    static final String ALLOWED_ID = "正整数";
    private static final String ALLOWED_NUMBER = "十进制数字，整数和小数各最多 " + WrittenValue.MAX_DIGITS + " 位";

    static final JsonMapper MAPPER = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(MAX_DEPTH)
                            .maxNumberLength(MAX_NUMBER_LENGTH)
                            .build())
                    .build())
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
            .addModule(types())
            .build();

    private RequestJson() {}

    private static SimpleModule types() {
        return new SimpleModule()
                .addDeserializer(String.class, new TextReader<>(String.class, Text::trimmed))
                .addDeserializer(Password.class, new TextReader<>(Password.class, Password::new))
                .addDeserializer(Integer.class, new IntegerReader("整数"))
                .addDeserializer(
                        BigDecimal.class, new Scalar<>(BigDecimal.class, RequestJson::number, "不是数字", ALLOWED_NUMBER))
                .addDeserializer(
                        Boolean.class, new Scalar<>(Boolean.class, RequestJson::flag, "不是 true 或 false", ALLOWED_FLAG))
                .addDeserializer(Long.class, new Scalar<>(Long.class, RequestJson::id, "不是有效的编号", ALLOWED_ID))
                .addDeserializer(
                        DepartmentId.class,
                        new Scalar<>(
                                DepartmentId.class, json -> id(json).map(DepartmentId::new), "不是有效的编号", ALLOWED_ID))
                .setDeserializerModifier(new ValueDeserializerModifier() {
                    @Override
                    public ValueDeserializer<?> modifyEnumDeserializer(
                            DeserializationConfig config,
                            JavaType type,
                            BeanDescription.Supplier description,
                            ValueDeserializer<?> standard) {
                        return choice(type.getRawClass());
                    }

                    @Override
                    public ValueDeserializer<?> modifyCollectionDeserializer(
                            DeserializationConfig config,
                            CollectionType type,
                            BeanDescription.Supplier description,
                            ValueDeserializer<?> standard) {
                        return new ListReader(standard);
                    }
                });
    }

    /** A reader that collects what is wrong; the JSON must be well-formed. */
    static ObjectReader reader(Class<?> type, String unknownField, RequestErrors errors) {
        return MAPPER.readerFor(type)
                .withAttribute(RequestErrors.class, errors)
                .withHandler(new ProblemCollector(unknownField, String.join("、", names(type))));
    }

    /** The JSON names of the record's components. */
    static List<String> names(Class<?> type) {
        return Arrays.stream(type.getRecordComponents())
                .map(component -> WireNames.of(component.getName()))
                .toList();
    }

    /** Whether all components of the record are null. */
    static boolean isEmpty(Object value) {
        return MAPPER.valueToTree(value).valueStream().allMatch(each -> each.isNull());
    }

    /** What the field of the record takes, in Chinese. */
    static String allowed(Class<?> type, String field) {
        return Arrays.stream(type.getRecordComponents())
                .filter(component -> WireNames.of(component.getName()).equals(field))
                .findFirst()
                .map(component -> allowed(component.getType()))
                .orElse(ALLOWED_TEXT);
    }

    private static String allowed(Class<?> type) {
        if (type.isEnum()) {
            return choice(type).allowed;
        }
        return type == Boolean.class ? ALLOWED_FLAG : type == Long.class ? ALLOWED_ID : "文本";
    }

    static String allowed(Range range) {
        return range.min() + " 到 " + range.max() + " 的整数";
    }

    @SuppressWarnings({"unchecked", "rawtypes"})
    private static Scalar<?> choice(Class<?> type) {
        return choiceOf((Class<? extends Enum>) type);
    }

    private static <E extends Enum<E>> Scalar<E> choiceOf(Class<E> type) {
        return new Scalar<>(
                type, json -> text(json).flatMap(text -> WireNames.find(type, text)), "不是可选的值", WireNames.all(type));
    }

    private static Optional<String> text(JsonParser json) {
        return json.hasToken(JsonToken.VALUE_STRING) ? Optional.of(json.getString()) : Optional.empty();
    }

    private static Optional<BigDecimal> number(JsonParser json) {
        return json.currentToken().isNumeric()
                ? WrittenValue.number(json.getDecimalValue())
                : text(json).flatMap(WrittenValue::number);
    }

    private static Optional<Long> id(JsonParser json) {
        return json.currentToken().isNumeric()
                ? WrittenValue.id(json.getDecimalValue())
                : text(json).flatMap(WrittenValue::id);
    }

    private static Optional<Boolean> flag(JsonParser json) {
        return switch (json.currentToken()) {
            case VALUE_TRUE -> Optional.of(true);
            case VALUE_FALSE -> Optional.of(false);
            case VALUE_STRING, VALUE_NUMBER_INT -> WrittenValue.flag(json.getString());
            default -> Optional.empty();
        };
    }

    private static <T> @Nullable T refuse(
            JsonParser json, DeserializationContext context, String message, String allowed) {
        var errors = (RequestErrors) Objects.requireNonNull(context.getAttribute(RequestErrors.class));
        var at = json.streamReadContext();
        errors.add(RequestErrors.field(json.currentToken().isStructStart() ? at.getParent() : at), message, allowed);
        json.skipChildren();
        return null;
    }

    /** Reads a value of one token. */
    private static class Scalar<T> extends StdDeserializer<T> {
        private final transient Function<JsonParser, Optional<T>> reading;
        private final String message;
        private final String allowed;

        Scalar(Class<T> type, Function<JsonParser, Optional<T>> reading, String message, String allowed) {
            super(type);
            this.reading = reading;
            this.message = message;
            this.allowed = allowed;
        }

        @Override
        public @Nullable T deserialize(JsonParser json, DeserializationContext context) {
            Optional<T> value;
            try {
                value = reading.apply(json);
            } catch (JacksonException | NumberFormatException tooLarge) {
                value = Optional.empty();
            }
            return value.isPresent() ? value.get() : refuse(json, context, message, allowed);
        }
    }

    /** Names the range of the field also if the value is no number. */
    private static final class IntegerReader extends Scalar<Integer> {

        IntegerReader(String allowed) {
            super(Integer.class, IntegerReader::integer, "不是整数或超出范围", allowed);
        }

        private static Optional<Integer> integer(JsonParser json) {
            return number(json)
                    .filter(WrittenValue::isWhole)
                    .filter(number -> number.abs().compareTo(BigDecimal.valueOf(Integer.MAX_VALUE)) <= 0)
                    .map(BigDecimal::intValueExact);
        }

        @Override
        public ValueDeserializer<?> createContextual(DeserializationContext context, @Nullable BeanProperty property) {
            var range = property == null ? null : property.getAnnotation(Range.class);
            return range == null ? this : new IntegerReader(allowed(range));
        }
    }

    private static final class TextReader<T> extends StdDeserializer<T> {
        private final transient Function<String, T> made;

        TextReader(Class<T> type, Function<String, T> made) {
            super(type);
            this.made = made;
        }

        @Override
        public @Nullable T deserialize(JsonParser json, DeserializationContext context) {
            var text = text(json);
            if (text.isEmpty()) {
                return refuse(json, context, "不是文本", ALLOWED_TEXT);
            }
            return Text.firstForbidden(text.get()).isPresent()
                    ? refuse(json, context, "含有控制字符或无效字符", "可见文字，可以含换行和制表符")
                    : made.apply(text.get());
        }
    }

    private static final class ProblemCollector extends DeserializationProblemHandler {
        private final String unknownField;
        private final String knownFields;

        ProblemCollector(String unknownField, String knownFields) {
            this.unknownField = unknownField;
            this.knownFields = knownFields;
        }

        @Override
        public boolean handleUnknownProperty(
                DeserializationContext context,
                JsonParser json,
                ValueDeserializer<?> deserializer,
                Object target,
                String name) {
            var errors = (RequestErrors) Objects.requireNonNull(context.getAttribute(RequestErrors.class));
            errors.add(name, unknownField, knownFields);
            json.skipChildren();
            return true;
        }
    }

    /** Reads a list; anything else is an error of its field, the empty text that Jackson would take included. */
    private static final class ListReader extends DelegatingDeserializer {

        ListReader(ValueDeserializer<?> standard) {
            super(standard);
        }

        @Override
        protected ValueDeserializer<?> newDelegatingInstance(ValueDeserializer<?> standard) {
            return new ListReader(standard);
        }

        @Override
        public @Nullable Object deserialize(JsonParser json, DeserializationContext context) {
            return json.isExpectedStartArrayToken()
                    ? super.deserialize(json, context)
                    : refuse(json, context, "不是列表", "JSON 数组");
        }
    }
}
