package io.kehub.api.web;

import io.kehub.kernel.ContactId;
import io.kehub.kernel.DepartmentId;
import io.kehub.kernel.UserId;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.function.Function;
import org.springframework.boot.jackson.autoconfigure.JsonMapperBuilderCustomizer;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.EnumNamingStrategies;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.ValueSerializer;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.module.SimpleModule;

/**
 * How answers are written: names in snake case, enum constants in lower case, ids and decimal numbers as strings, times as
 * {@code yyyy-MM-dd HH:mm:ss} in the ERP's zone, fractions of a second cut off.
 */
final class ResponseJson implements JsonMapperBuilderCustomizer {

    private final DateTimeFormatter time;

    ResponseJson(ZoneId zone) {
        time = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss").withZone(zone);
    }

    @Override
    public void customize(JsonMapper.Builder builder) {
        builder.propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
                .enumNamingStrategy(EnumNamingStrategies.SNAKE_CASE)
                .addModule(new SimpleModule()
                        .addSerializer(Instant.class, text(time::format))
                        .addSerializer(BigDecimal.class, text(ResponseJson::plain))
                        .addSerializer(ContactId.class, text(id -> String.valueOf(id.value())))
                        .addSerializer(DepartmentId.class, text(id -> String.valueOf(id.value())))
                        .addSerializer(UserId.class, text(id -> String.valueOf(id.value()))));
    }

    /** Without an exponent and trailing zeros. */
    private static String plain(BigDecimal number) {
        return number.signum() == 0 ? "0" : number.stripTrailingZeros().toPlainString();
    }

    private static <T> ValueSerializer<T> text(Function<T, String> written) {
        return new ValueSerializer<>() {
            @Override
            public void serialize(T value, JsonGenerator json, SerializationContext context) {
                json.writeString(written.apply(value));
            }
        };
    }
}
