package io.kehub.wire.quick;

import io.kehub.kernel.Problem;
import io.kehub.wire.operation.Answer;
import io.kehub.wire.operation.AnswerField;
import io.kehub.wire.operation.WireValue;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Consumer;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/**
 * Writes {@code {"success", "message", "data"}}. Ids leave as text, numbers as numbers, everything else as text, and what
 * is empty as {@code ""}.
 */
final class QuickEnvelope {

    private static final JsonFactory JSON = new JsonFactory();
    private static final int USUAL_LENGTH = 1 << 12;

    private QuickEnvelope() {}

    static byte[] done(String message, Answer.Shown shown) {
        return envelope(true, message, json -> {
            switch (shown) {
                case Answer.Shown.Done done -> {}
                case Answer.Shown.Document document -> cells(json, document.cells());
                case Answer.Shown.Listing listing -> listing(json, listing);
            }
        });
    }

    static byte[] refused(Problem problem) {
        return envelope(false, problem.message(), json -> {
            json.writeStringProperty("code", problem.code());
            json.writeArrayPropertyStart("errors");
            for (var error : problem.errors()) {
                json.writeStartObject();
                json.writeStringProperty("field", error.field());
                json.writeStringProperty("message", error.message());
                json.writeStringProperty("allowed", error.allowed());
                json.writeEndObject();
            }
            json.writeEndArray();
        });
    }

    static byte[] failed(String number) {
        return envelope(false, "服务器内部错误，请联系管理员并告知错误编号 " + number, json -> {
            json.writeStringProperty("code", "internal_error");
            json.writeStringProperty("error", number);
            json.writeArrayPropertyStart("errors");
            json.writeEndArray();
        });
    }

    // through a writer, because a text that no UTF-8 can carry then becomes a question mark and not an exception
    private static byte[] envelope(boolean success, String message, Consumer<JsonGenerator> data) {
        var text = new StringWriter(USUAL_LENGTH);
        try (var json = JSON.createGenerator(ObjectWriteContext.empty(), text)) {
            json.writeStartObject();
            json.writeBooleanProperty("success", success);
            json.writeStringProperty("message", message);
            json.writeObjectPropertyStart("data");
            data.accept(json);
            json.writeEndObject();
            json.writeEndObject();
        }
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }

    private static void listing(JsonGenerator json, Answer.Shown.Listing listing) {
        json.writeArrayPropertyStart("list");
        for (var row : listing.rows()) {
            json.writeStartObject();
            cells(json, row);
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeNumberProperty("total", listing.total());
        json.writeNumberProperty("pageindex", listing.page().index());
        json.writeNumberProperty("pagesize", listing.page().size());
    }

    private static void cells(JsonGenerator json, List<Answer.Cell> cells) {
        for (var cell : cells) {
            json.writeName(cell.wireName());
            switch (cell.value()) {
                case WireValue.Numeral numeral -> {
                    if (cell.type() == AnswerField.Type.NUMBER) {
                        json.writeNumber(numeral.number());
                    } else {
                        json.writeString(numeral.number().toPlainString());
                    }
                }
                case WireValue.Text text -> json.writeString(text.text());
                default ->
                    throw new IllegalStateException(cell.wireName() + " can't be written as "
                            + cell.value().kind());
            }
        }
    }
}
