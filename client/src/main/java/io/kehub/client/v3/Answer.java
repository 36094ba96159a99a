package io.kehub.client.v3;

import io.kehub.client.ErpException;
import io.kehub.client.ErpFailure;
import io.kehub.client.ErpFailure.Reason;
import io.kehub.client.wire.Expiry;
import io.kehub.client.wire.HttpAnswer;
import io.kehub.client.wire.Json;
import io.kehub.client.wire.Rejections;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** An answer of v3: {@code {"Code", "Msg", …}}. */
final class Answer {
    private static final String DONE = "200";
    private static final String REFUSED = "300";
    private static final String TOKEN_NOT_VALID = "400";
    private static final String FAILED = "500";

    private final HttpAnswer http;
    private final JsonNode json;

    Answer(HttpResponse<byte[]> response, Clock clock) {
        this.http = new HttpAnswer(response, clock);
        this.json = http.json();
    }

    /** Whether the ERP did nothing because the token is not valid. */
    boolean saysTokenIsOver() {
        return http.status() == 401
                || (http.canReject()
                        && (code().equals(TOKEN_NOT_VALID) || (code().equals(REFUSED) && Expiry.isIn(message()))));
    }

    /** @throws ErpException with Rejected if the ERP said no, with Unknown if the answer proves nothing */
    void check() {
        if (code().equals(DONE) && http.status() / 100 == 2) {
            return;
        }
        if (!code().isEmpty() && !code().equals(DONE) && !code().equals(FAILED) && http.canReject()) {
            throw rejected();
        }
        if (http.saysNoSuchAddress()) {
            throw new ErpException(new ErpFailure.Rejected(
                    Reason.UNSUPPORTED, "unknown_address", "ERP 没有这个 V3 接口地址（HTTP 404）", List.of()));
        }
        throw http.inconclusive(message());
    }

    private ErpException rejected() {
        var fields = Rejections.named(json.path("Errors"), "Field", "Message", "Allowed", Fields::field);
        var errorCode = Json.word(json.path("ErrorCode"));
        return new ErpException(new ErpFailure.Rejected(
                reason(errorCode, !fields.isEmpty()), errorCode, message(), fields, http.retryAfter()));
    }

    private Reason reason(String errorCode, boolean namesFields) {
        if (http.status() == 408 || http.status() == 429) {
            return Reason.TOO_MANY_REQUESTS;
        }
        return code().equals(TOKEN_NOT_VALID) ? Reason.UNAUTHENTICATED : HttpAnswer.reasonOf(errorCode, namesFields);
    }

    private String code() {
        return Json.word(json.path("Code"));
    }

    private String message() {
        return Json.scalar(json.path("Msg"));
    }
}
