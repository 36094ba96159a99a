package io.kehub.wire.helper;

import io.kehub.kernel.Problem;
import io.kehub.wire.json.ExpiryWords;
import io.kehub.wire.json.JsonText;
import io.kehub.wire.operation.ResponseView;
import io.kehub.wire.operation.type.InputType;
import java.util.function.Consumer;
import tools.jackson.core.JsonGenerator;

/** Writes {@code {"flag", "code", "msg", "datas"}}. */
final class HelperEnvelope {

    private static final int DONE = 200;
    private static final int REFUSED = 300;
    private static final int TOKEN_NOT_VALID = 400;
    private static final int FAILED = 500;

    private HelperEnvelope() {}

    static byte[] done(ResponseView shown) {
        return envelope(true, DONE, shown.message(), json -> {
            switch (shown) {
                case ResponseView.Table listing -> listing(json, listing);
                case ResponseView.Options options -> {
                    json.writeStartArray();
                    options.options().forEach(option -> option(json, option));
                    json.writeEndArray();
                }
                case ResponseView.Document document -> {
                    json.writeStartObject();
                    for (var cell : document.cells()) {
                        json.writeName(cell.wireName());
                        JsonText.write(json, cell.value());
                    }
                    json.writeEndObject();
                }
                default -> json.writeString("");
            }
        });
    }

    static byte[] refused(Problem problem) {
        var code = problem instanceof Problem.Unauthenticated ? TOKEN_NOT_VALID : REFUSED;
        return envelope(false, code, ExpiryWords.refusal(problem), json -> {
            json.writeStartObject();
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
            json.writeEndObject();
        });
    }

    static byte[] failed(String number) {
        return envelope(false, FAILED, "服务器内部错误，请联系管理员并告知错误编号 " + number, json -> {
            json.writeStartObject();
            json.writeStringProperty("code", "internal_error");
            json.writeStringProperty("error", number);
            json.writeEndObject();
        });
    }

    private static byte[] envelope(boolean flag, int code, String message, Consumer<JsonGenerator> datas) {
        return JsonText.object(json -> {
            json.writeBooleanProperty("flag", flag);
            json.writeNumberProperty("code", code);
            json.writeStringProperty("msg", message);
            json.writeName("datas");
            datas.accept(json);
        });
    }

    private static void listing(JsonGenerator json, ResponseView.Table listing) {
        json.writeStartArray();
        for (var row : listing.rows()) {
            json.writeStartObject();
            for (var index = 0; index < row.size(); index++) {
                json.writeName(listing.columns().get(index).wireName());
                JsonText.write(json, row.get(index));
            }
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    /** Ids of this dialect are numbers (catalog: Int32). */
    private static void option(JsonGenerator json, InputType.Option option) {
        json.writeStartObject();
        json.writeNumberProperty("ID", Long.parseLong(option.id()));
        json.writeStringProperty("Name", option.text());
        json.writeEndObject();
    }
}
