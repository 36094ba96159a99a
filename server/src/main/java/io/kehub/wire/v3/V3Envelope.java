package io.kehub.wire.v3;

import io.kehub.kernel.Problem;
import io.kehub.wire.json.ExpiryWords;
import io.kehub.wire.json.JsonText;
import io.kehub.wire.operation.ResponseView;
import java.util.List;
import java.util.function.Consumer;
import tools.jackson.core.JsonGenerator;

/** Writes {@code {"Code", "Msg", …}}. */
final class V3Envelope {

    private static final int DONE = 200;
    private static final int REFUSED = 300;
    private static final int TOKEN_NOT_VALID = 400;
    private static final int FAILED = 500;

    private V3Envelope() {}

    static byte[] done(ResponseView shown) {
        return envelope(DONE, shown.message(), json -> {
            switch (shown) {
                case ResponseView.Done done -> {}
                case ResponseView.Document document -> document(json, document);
                case ResponseView.Table listing -> listing(json, listing);
                case ResponseView.Options options -> options(json, options);
                case ResponseView.Tree tree -> {
                    json.writeName("Data");
                    nodes(json, tree.nodes());
                }
                case ResponseView.Form bill -> throw new IllegalStateException("v3 has no frame for a form");
                case ResponseView.Picture picture -> throw new IllegalStateException("a picture is sent as it is");
            }
        });
    }

    static byte[] refused(Problem problem) {
        var code = problem instanceof Problem.Unauthenticated ? TOKEN_NOT_VALID : REFUSED;
        return envelope(code, ExpiryWords.refusal(problem), json -> {
            json.writeStringProperty("ErrorCode", problem.code());
            json.writeArrayPropertyStart("Errors");
            for (var error : problem.errors()) {
                json.writeStartObject();
                json.writeStringProperty("Field", error.field());
                json.writeStringProperty("Message", error.message());
                json.writeStringProperty("Allowed", error.allowed());
                json.writeEndObject();
            }
            json.writeEndArray();
        });
    }

    static byte[] failed(String number) {
        return envelope(FAILED, "服务器内部错误，请联系管理员并告知错误编号 " + number, json -> {
            json.writeStringProperty("ErrorCode", "internal_error");
            json.writeStringProperty("Error", number);
        });
    }

    private static byte[] envelope(int code, String message, Consumer<JsonGenerator> more) {
        return JsonText.object(json -> {
            json.writeNumberProperty("Code", code);
            json.writeStringProperty("Msg", message);
            more.accept(json);
        });
    }

    private static void document(JsonGenerator json, ResponseView.Document document) {
        json.writeObjectPropertyStart("Data");
        for (var cell : document.cells()) {
            json.writeName(cell.wireName());
            JsonText.write(json, cell.value());
        }
        json.writeEndObject();
    }

    private static void listing(JsonGenerator json, ResponseView.Table listing) {
        json.writeArrayPropertyStart("Cols");
        listing.columns().forEach(column -> json.writeString(column.caption()));
        json.writeEndArray();
        json.writeArrayPropertyStart("Rows");
        for (var row : listing.rows()) {
            json.writeStartArray();
            row.forEach(value -> JsonText.write(json, value));
            json.writeEndArray();
        }
        json.writeEndArray();
        json.writeObjectPropertyStart("Page");
        json.writeNumberProperty("RecordCount", listing.total());
        json.writeNumberProperty("PageSize", listing.page().size());
        json.writeNumberProperty("PageIndex", listing.page().index());
        json.writeNumberProperty("PageCount", listing.pageCount());
        json.writeEndObject();
    }

    private static void options(JsonGenerator json, ResponseView.Options options) {
        json.writeArrayPropertyStart("Data");
        for (var option : options.options()) {
            json.writeStartObject();
            json.writeStringProperty("ID", option.id());
            json.writeStringProperty("Name", option.text());
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private static void nodes(JsonGenerator json, List<ResponseView.Node> nodes) {
        json.writeStartArray();
        for (var node : nodes) {
            json.writeStartObject();
            json.writeStringProperty("ID", node.id());
            json.writeStringProperty("Name", node.text());
            json.writeName("Nodes");
            nodes(json, node.nodes());
            json.writeEndObject();
        }
        json.writeEndArray();
    }
}
