package io.kehub.wire.ov1;

import io.kehub.kernel.Problem;
import io.kehub.wire.json.ExpiryWords;
import io.kehub.wire.json.JsonText;
import io.kehub.wire.operation.Operation;
import io.kehub.wire.operation.ResponseView;
import io.kehub.wire.operation.SessionEffect;
import io.kehub.wire.operation.type.InputType;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;

/** Writes {@code {"header": {"status", "message"}, "body": {…}}}. */
final class Ov1Envelope {

    /** The version in {@code appversion}, on which some clients depend. */
    private static final String VERSION = "32.17";

    private static final int DONE = 0;
    private static final int REFUSED = 1;
    private static final int NOT_SIGNED_IN = 2;
    private static final int FORBIDDEN = 3;
    private static final int NOT_FOUND = 4;
    private static final int FAILED = 500;

    private Ov1Envelope() {}

    static byte[] done(Operation.Result result) {
        return result.effect() instanceof SessionEffect.Opened opened
                ? envelope(DONE, result.shown().message(), opened.secret(), VERSION, json -> body(json, result.shown()))
                : envelope(DONE, result.shown().message(), null, null, json -> body(json, result.shown()));
    }

    /** @param operation the requested operation; null if unknown */
    static byte[] refused(Problem problem, @Nullable Operation<?> operation) {
        var text = ownSentence(problem).orElseGet(() -> ExpiryWords.refusal(problem));
        // a client that has failed to sign in reads the session all the same
        var session = operation == null || !operation.needsSession() ? "" : null;
        return envelope(status(problem), text, session, null, json -> {
            message(json, "提示", text, data -> {
                data.writeStartObject();
                data.writeStringProperty("code", problem.code());
                data.writeArrayPropertyStart("errors");
                for (var error : problem.errors()) {
                    data.writeStartObject();
                    data.writeStringProperty("field", error.field());
                    data.writeStringProperty("message", error.message());
                    data.writeStringProperty("allowed", error.allowed());
                    data.writeEndObject();
                }
                data.writeEndArray();
                data.writeEndObject();
            });
        });
    }

    static byte[] failed(String number) {
        var message = "服务器内部错误，请联系管理员并告知错误编号 " + number;
        return envelope(
                FAILED,
                message,
                null,
                null,
                json -> message(json, "错误", message, data -> {
                    data.writeStartObject();
                    data.writeStringProperty("code", "internal_error");
                    data.writeStringProperty("error", number);
                    data.writeEndObject();
                }));
    }

    /** Where the sentence of the real ERP is known, clients compare it literally; the details are in the data. */
    private static Optional<String> ownSentence(Problem problem) {
        return problem instanceof Problem.Conflict && problem.errors().size() == 1
                ? Optional.of(problem.errors().getFirst().message()).filter(message -> message.endsWith("！"))
                : Optional.empty();
    }

    private static int status(Problem problem) {
        return switch (problem) {
            case Problem.Unauthenticated absent -> NOT_SIGNED_IN;
            case Problem.Forbidden forbidden -> FORBIDDEN;
            case Problem.NotFound absent -> NOT_FOUND;
            default -> REFUSED;
        };
    }

    /**
     * @param session null leaves it out
     * @param version null leaves it out
     */
    private static byte[] envelope(
            int status,
            String message,
            @Nullable String session,
            @Nullable String version,
            Consumer<JsonGenerator> body) {
        return JsonText.object(json -> {
            json.writeObjectPropertyStart("header");
            json.writeNumberProperty("status", status);
            json.writeStringProperty("message", message);
            if (session != null) {
                json.writeStringProperty("session", session);
            }
            if (version != null) {
                json.writeStringProperty("appversion", version);
            }
            json.writeEndObject();
            json.writeObjectPropertyStart("body");
            body.accept(json);
            json.writeEndObject();
        });
    }

    private static void body(JsonGenerator json, ResponseView shown) {
        switch (shown) {
            case ResponseView.Done done ->
                message(
                        json,
                        "提示",
                        done.message(),
                        data -> data.writeString(
                                done.record() == null ? "" : done.record().toString()));
            case ResponseView.Form bill -> bill(json, bill);
            case ResponseView.Document document -> document(json, document);
            case ResponseView.Table listing -> source(json, "table", () -> table(json, listing));
            case ResponseView.Tree tree -> source(json, "trees", () -> trees(json, tree.nodes()));
            case ResponseView.Options options -> source(json, "options", () -> options(json, options.options()));
            case ResponseView.Picture picture -> throw new IllegalStateException("a picture is sent as it is");
        }
    }

    private static void message(JsonGenerator json, String title, String text, Consumer<JsonGenerator> data) {
        json.writeObjectPropertyStart("message");
        json.writeStringProperty("title", title);
        json.writeStringProperty("text", text);
        json.writeStringProperty("url", "");
        json.writeNumberProperty("wait", 0);
        json.writeStringProperty("target", "");
        json.writeStringProperty("uitype", "message");
        json.writeName("data");
        data.accept(json);
        json.writeEndObject();
    }

    private static void bill(JsonGenerator json, ResponseView.Form bill) {
        billStart(json, bill.id(), bill.caption(), bill.record());
        for (var group : bill.groups()) {
            json.writeStartObject();
            json.writeStringProperty("id", group.id());
            json.writeStringProperty("caption", group.caption());
            json.writeArrayPropertyStart("fields");
            group.fields().forEach(field -> field(json, field));
            json.writeEndArray();
            json.writeEndObject();
        }
        billEnd(json);
    }

    /** A record is shown as a read-only form. */
    private static void document(JsonGenerator json, ResponseView.Document document) {
        billStart(json, "document", document.message(), 0);
        json.writeStartObject();
        json.writeStringProperty("id", "base");
        json.writeStringProperty("caption", "基本信息");
        json.writeArrayPropertyStart("fields");
        for (var cell : document.cells()) {
            json.writeStartObject();
            json.writeStringProperty("id", cell.wireName());
            json.writeStringProperty("caption", cell.caption());
            json.writeStringProperty("type", "string");
            json.writeName("value");
            JsonText.write(json, cell.value());
            json.writeStringProperty("text", "");
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeEndObject();
        billEnd(json);
    }

    private static void billStart(JsonGenerator json, String id, String caption, long record) {
        json.writeObjectPropertyStart("bill");
        json.writeStringProperty("id", id);
        json.writeStringProperty("caption", caption);
        json.writeStringProperty("uitype", "bill");
        json.writeNumberProperty("value", record);
        json.writeArrayPropertyStart("tools");
        json.writeEndArray();
        json.writeArrayPropertyStart("groups");
    }

    private static void billEnd(JsonGenerator json) {
        json.writeEndArray();
        json.writeEndObject();
    }

    private static void field(JsonGenerator json, ResponseView.FormField field) {
        json.writeStartObject();
        json.writeStringProperty("id", field.id());
        json.writeStringProperty("caption", field.caption());
        json.writeStringProperty("type", field.kind());
        json.writeName("value");
        JsonText.write(json, field.value());
        json.writeStringProperty("text", field.text());
        json.writeNumberProperty("notnull", field.required() ? 1 : 0);
        json.writeNumberProperty("maxl", field.maxLength());
        if (!field.options().isEmpty()) {
            source(json, "options", () -> options(json, field.options()));
        }
        json.writeEndObject();
    }

    private static void source(JsonGenerator json, String type, Runnable content) {
        json.writeObjectPropertyStart("source");
        json.writeStringProperty("type_", type);
        json.writeStringProperty("uitype", type);
        content.run();
        json.writeEndObject();
    }

    private static void table(JsonGenerator json, ResponseView.Table listing) {
        json.writeObjectPropertyStart("table");
        json.writeArrayPropertyStart("cols");
        for (var column : listing.columns()) {
            json.writeStartObject();
            json.writeStringProperty("id", column.wireName());
            json.writeStringProperty("caption", column.caption());
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeArrayPropertyStart("rows");
        for (var row : listing.rows()) {
            json.writeStartArray();
            for (var index = 0; index < row.size(); index++) {
                JsonText.writeWithTextIds(json, listing.columns().get(index).type(), row.get(index));
            }
            json.writeEndArray();
        }
        json.writeEndArray();
        json.writeObjectPropertyStart("page");
        json.writeNumberProperty("pagesize", listing.page().size());
        json.writeNumberProperty("pageindex", listing.page().index());
        json.writeNumberProperty("pagecount", listing.pageCount());
        json.writeNumberProperty("recordcount", listing.total());
        json.writeEndObject();
        json.writeEndObject();
    }

    private static void trees(JsonGenerator json, List<ResponseView.Node> nodes) {
        json.writeObjectPropertyStart("trees");
        nodes(json, nodes);
        json.writeEndObject();
    }

    private static void nodes(JsonGenerator json, List<ResponseView.Node> nodes) {
        json.writeArrayPropertyStart("nodes");
        for (var node : nodes) {
            json.writeStartObject();
            json.writeStringProperty("text", node.text());
            json.writeStringProperty("value", node.id());
            nodes(json, node.nodes());
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private static void options(JsonGenerator json, List<InputType.Option> options) {
        json.writeArrayPropertyStart("options");
        for (var option : options) {
            json.writeStartObject();
            json.writeStringProperty("text", option.text());
            json.writeStringProperty("value", option.id());
            json.writeEndObject();
        }
        json.writeEndArray();
    }
}
