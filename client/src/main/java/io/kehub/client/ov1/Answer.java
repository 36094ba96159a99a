package io.kehub.client.ov1;

import io.kehub.client.ErpException;
import io.kehub.client.ErpFailure;
import io.kehub.client.ErpFailure.Reason;
import io.kehub.client.wire.CaptchaDemand;
import io.kehub.client.wire.Expiry;
import io.kehub.client.wire.HttpAnswer;
import io.kehub.client.wire.Json;
import io.kehub.client.wire.Rejections;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** An answer of ov1: {@code {"header": {"status", "message", …}, "body": {…}}}. */
final class Answer {
    private static final String DONE = "0";
    private static final String SESSION_OVER = "2";

    private final HttpAnswer http;
    private final JsonNode header;
    private final JsonNode body;

    Answer(HttpResponse<byte[]> response, Clock clock) {
        this.http = new HttpAnswer(response, clock);
        this.header = http.json().path("header");
        this.body = http.json().path("body");
    }

    /** Whether the ERP did nothing because it knows no such session. */
    boolean saysSessionIsOver() {
        return http.status() == 401
                || (isEnvelope()
                        && http.canReject()
                        && (status().equals(SESSION_OVER)
                                || (!holdsData() && (Expiry.isIn(headerMessage()) || Expiry.isIn(bodyText())))));
    }

    /**
     * The body of a successful answer.
     *
     * @throws ErpException with Rejected if the ERP said no, with Unknown if the answer proves nothing
     */
    JsonNode body() {
        if (isEnvelope() && status().equals(DONE) && http.status() / 100 == 2) {
            return body;
        }
        if (isEnvelope() && !status().equals(DONE) && http.canReject()) {
            throw rejected(reason());
        }
        if (http.saysNoSuchAddress()) {
            throw new ErpException(new ErpFailure.Rejected(
                    Reason.UNSUPPORTED, "unknown_address", "ERP 没有这个 V1 接口地址（HTTP 404）", List.of()));
        }
        throw http.inconclusive(isEnvelope() ? words() : "");
    }

    /**
     * The session of a successful sign-in.
     *
     * @throws ErpException with Rejected if the ERP said no or speaks another dialect, with Unknown if it proves nothing
     */
    String session() {
        if (!isEnvelope() && http.json().has("success")) {
            throw new ErpException(new ErpFailure.Rejected(
                    Reason.UNSUPPORTED, "other_dialect", "这个 ERP 的登录接口不是 V1.0 写法，请选择常用接口（quick）", List.of()));
        }
        if (isEnvelope() && !status().equals(DONE) && http.canReject()) {
            CaptchaDemand.check(code(), words().equals(headerMessage()) ? words() : headerMessage() + " " + words());
        }
        body();
        var session = Json.word(header.path("session"));
        if (session.isBlank()) {
            throw HttpAnswer.incomplete("会话（header.session）");
        }
        return session;
    }

    /** What the answer says to a person, of the body's message or else of the header. */
    String words() {
        return bodyText().isBlank() ? headerMessage() : bodyText();
    }

    private boolean isEnvelope() {
        return header.isObject() && header.has("status");
    }

    private String status() {
        return Json.word(header.path("status"));
    }

    private String headerMessage() {
        return Json.scalar(header.path("message"));
    }

    private String bodyText() {
        return Json.scalar(body.path("message").path("text"));
    }

    private boolean holdsData() {
        return body.has("bill") || body.has("source");
    }

    private String code() {
        return Json.word(body.path("message").path("data").path("code"));
    }

    private Reason reason() {
        return switch (http.status()) {
            case 403 -> Reason.FORBIDDEN;
            case 408, 429 -> Reason.TOO_MANY_REQUESTS;
            default ->
                status().equals(SESSION_OVER)
                        ? Reason.UNAUTHENTICATED
                        : HttpAnswer.reasonOf(code(), !errors().isEmpty());
        };
    }

    private List<ErpFailure.FieldError> errors() {
        return Rejections.named(
                body.path("message").path("data").path("errors"), "field", "message", "allowed", Fields::field);
    }

    private ErpException rejected(Reason reason) {
        return new ErpException(new ErpFailure.Rejected(reason, code(), words(), errors(), http.retryAfter()));
    }
}
