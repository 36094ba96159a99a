package io.kehub.wire.json;

import io.kehub.wire.operation.AnswerField;
import io.kehub.wire.operation.type.WireValue;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/** Writes JSON. */
public final class JsonText {

    /** The content type of all answers in JSON. */
    public static final String CONTENT_TYPE = "application/json;charset=UTF-8";

    private static final JsonFactory JSON = new JsonFactory();
    private static final int USUAL_LENGTH = 1 << 12;

    private JsonText() {}

    /** One object as bytes. */
    public static byte[] object(Consumer<JsonGenerator> members) {
        return text(json -> {
                    json.writeStartObject();
                    members.accept(json);
                    json.writeEndObject();
                })
                .getBytes(StandardCharsets.UTF_8);
    }

    /** A neutral value as JSON in a text, for fields that hold JSON within JSON. */
    public static String of(WireValue value) {
        return text(json -> write(json, value));
    }

    // through a writer, which replaces unpaired surrogates by question marks instead of throwing
    private static String text(Consumer<JsonGenerator> written) {
        var text = new StringWriter(USUAL_LENGTH);
        try (var json = JSON.createGenerator(ObjectWriteContext.empty(), text)) {
            written.accept(json);
        }
        return text.toString();
    }

    /** Writes a neutral value; null becomes an empty text, because existing clients do not expect null. */
    public static void write(JsonGenerator json, WireValue value) {
        switch (value) {
            case WireValue.Text text -> json.writeString(text.text());
            case WireValue.Number numeral -> json.writeNumber(numeral.number());
            case WireValue.Flag flag -> json.writeBoolean(flag.value());
            case WireValue.Null nothing -> json.writeString("");
            case WireValue.Array items -> {
                json.writeStartArray();
                items.items().forEach(item -> write(json, item));
                json.writeEndArray();
            }
            case WireValue.Object members -> {
                json.writeStartObject();
                members.members().forEach((name, member) -> {
                    json.writeName(name);
                    write(json, member);
                });
                json.writeEndObject();
            }
        }
    }

    /** Writes ids as texts and numbers as numbers, as the quick dialect does. */
    public static void writeWithTextIds(JsonGenerator json, AnswerField.Type type, WireValue value) {
        if (value instanceof WireValue.Number numeral && type != AnswerField.Type.NUMBER) {
            json.writeString(numeral.number().toPlainString());
        } else {
            write(json, value);
        }
    }
}
