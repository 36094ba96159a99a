package io.kehub.client.quick;

import io.kehub.client.ErpException;
import io.kehub.client.ErpFailure;
import io.kehub.client.ErpFailure.Reason;
import io.kehub.client.wire.CaptchaDemand;
import io.kehub.client.wire.HttpAnswer;
import io.kehub.client.wire.Json;
import io.kehub.client.wire.Rejections;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** An answer of the quick dialect: what it holds, why the ERP rejects, or that it is no answer of the API at all. */
final class Answer {
    private final HttpAnswer http;
    private final @Nullable Envelope envelope;

    /** {@code {"success": …, "message": …, "data": …}}. */
    private record Envelope(boolean success, String message, JsonNode data) {
        String code() {
            return Json.word(data.path("code"));
        }
    }

    Answer(HttpResponse<byte[]> response, Clock clock) {
        this.http = new HttpAnswer(response, clock);
        this.envelope = envelope(http.json());
    }

    /** Whether the ERP did nothing because it knows no such session. */
    boolean saysSessionIsOver() {
        return http.status() == 401
                || (envelope != null && isRejection(envelope) && envelope.code().equals("no_session"));
    }

    /** @throws ErpException with Rejected if this answer to a sign-in asks for a captcha */
    void checkCaptcha() {
        if (envelope != null && isRejection(envelope)) {
            CaptchaDemand.check(envelope.code(), envelope.message());
        }
    }

    List<String> setCookies() {
        return http.setCookies();
    }

    /**
     * What a successful answer holds.
     *
     * @throws ErpException with Rejected if the ERP said no, with Unknown if the answer proves nothing
     */
    JsonNode data() {
        if (envelope != null && isRejection(envelope)) {
            throw rejected(envelope);
        }
        if (envelope != null && envelope.success() && http.status() / 100 == 2) {
            return envelope.data();
        }
        throw http.inconclusive(envelope == null ? "" : envelope.message());
    }

    private static @Nullable Envelope envelope(JsonNode json) {
        var success = Json.word(json.path("success"));
        return success.equals("true") || success.equals("false")
                ? new Envelope(success.equals("true"), Json.scalar(json.path("message")), json.path("data"))
                : null;
    }

    private boolean isRejection(Envelope envelope) {
        return !envelope.success() && http.canReject();
    }

    private ErpException rejected(Envelope envelope) {
        var fields =
                Rejections.named(envelope.data().path("errors"), "field", "message", "allowed", QuickFields::field);
        var reason = reason(envelope.code(), !fields.isEmpty());
        return new ErpException(
                new ErpFailure.Rejected(reason, envelope.code(), envelope.message(), fields, http.retryAfter()));
    }

    /* KeHub says it by the status; a live ERP may reject everything at HTTP 200, where only the code can tell. */
    private Reason reason(String code, boolean namesFields) {
        return switch (http.status()) {
            case 401, 407 -> Reason.UNAUTHENTICATED;
            case 403 -> Reason.FORBIDDEN;
            case 404 -> code.equals("unknown_address") ? Reason.UNSUPPORTED : Reason.NOT_FOUND;
            case 405 -> Reason.UNSUPPORTED;
            case 408, 429 -> Reason.TOO_MANY_REQUESTS;
            case 409 -> Reason.CONFLICT;
            default -> HttpAnswer.reasonOf(code, namesFields);
        };
    }
}
