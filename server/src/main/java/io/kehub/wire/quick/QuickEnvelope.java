package io.kehub.wire.quick;

import io.kehub.kernel.Problem;
import io.kehub.wire.json.JsonText;
import io.kehub.wire.operation.ResponseView;
import java.util.function.Consumer;
import tools.jackson.core.JsonGenerator;

/**
 * Writes {@code {"success", "message", "data"}}. Ids are written as text, numbers as numbers, everything else as text,
 * and empty values as {@code ""}.
 */
final class QuickEnvelope {

    private QuickEnvelope() {}

    static byte[] done(ResponseView shown) {
        return envelope(true, shown.message(), json -> {
            switch (shown) {
                case ResponseView.Done done -> {}
                case ResponseView.Document document -> document(json, document);
                case ResponseView.Table listing -> listing(json, listing);
                default -> throw new IllegalStateException("the quick dialect has no frame for " + shown);
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

    private static byte[] envelope(boolean success, String message, Consumer<JsonGenerator> data) {
        return JsonText.object(json -> {
            json.writeBooleanProperty("success", success);
            json.writeStringProperty("message", message);
            json.writeObjectPropertyStart("data");
            data.accept(json);
            json.writeEndObject();
        });
    }

    private static void listing(JsonGenerator json, ResponseView.Table listing) {
        json.writeArrayPropertyStart("list");
        for (var row : listing.rows()) {
            json.writeStartObject();
            for (var index = 0; index < row.size(); index++) {
                var column = listing.columns().get(index);
                json.writeName(column.wireName());
                JsonText.writeWithTextIds(json, column.type(), row.get(index));
            }
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeNumberProperty("total", listing.total());
        json.writeNumberProperty("pageindex", listing.page().index());
        json.writeNumberProperty("pagesize", listing.page().size());
    }

    private static void document(JsonGenerator json, ResponseView.Document document) {
        for (var cell : document.cells()) {
            json.writeName(cell.wireName());
            JsonText.writeWithTextIds(json, cell.type(), cell.value());
        }
    }
}
