package io.kehub.client.quick;

import io.kehub.client.ErpException;
import io.kehub.client.ErpFailure;
import io.kehub.client.ErpFailure.Reason;
import io.kehub.client.WireValues;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/** An answer of the quick dialect: what it holds, why the ERP rejects, or that it is no answer of the API at all. */
final class Answer {
    private static final Duration MAX_RETRY_AFTER = Duration.ofDays(1);

    private final HttpResponse<byte[]> response;
    private final int status;
    private final @Nullable Envelope envelope;
    private final Duration retryAfter;

    /** {@code {"success": …, "message": …, "data": …}}. */
    private record Envelope(boolean success, String message, JsonNode data) {
        String code() {
            return Json.scalar(data.path("code"));
        }
    }

    Answer(HttpResponse<byte[]> response, Clock clock) {
        this.response = response;
        this.status = response.statusCode();
        this.envelope = envelope(response.body());
        this.retryAfter = retryAfter(
                response.headers().firstValue("Retry-After").orElse("").strip(), clock);
    }

    /** Whether the ERP did nothing because it knows no such session. */
    boolean saysSessionIsOver() {
        return status == 401
                || (envelope != null && isRejection(envelope) && envelope.code().equals("no_session"));
    }

    List<String> setCookies() {
        return response.headers().allValues("Set-Cookie");
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
        if (envelope != null && envelope.success() && status / 100 == 2) {
            return envelope.data();
        }
        switch (status) {
            case 401 -> throw rejected("ERP 不接受当前会话（HTTP 401）");
            case 429 -> throw rejected("请求太频繁，ERP 要求稍后再试（HTTP 429）");
            default -> throw unknown(envelope == null ? "" : envelope.message());
        }
    }

    /** The failure of an answer that claims success without holding what it must. */
    static ErpException incomplete(String missing) {
        return new ErpException(new ErpFailure.Unknown("ERP 的答复说成功，却没有" + missing + "，不能证明结果"));
    }

    private static @Nullable Envelope envelope(byte[] body) {
        try {
            var json = Json.parse(body);
            var success = Json.scalar(json.path("success"));
            return success.equals("true") || success.equals("false")
                    ? new Envelope(success.equals("true"), Json.scalar(json.path("message")), json.path("data"))
                    : null;
        } catch (JacksonException noJson) {
            return null;
        }
    }

    /* A server error can come after half of the work, so its "no" proves nothing. */
    private boolean isRejection(Envelope envelope) {
        return !envelope.success() && (status / 100 == 2 || status / 100 == 4);
    }

    private ErpException rejected(Envelope envelope) {
        var fields = new ArrayList<ErpFailure.FieldError>();
        for (var error : envelope.data().path("errors")) {
            var name = Json.scalar(error.path("field"));
            fields.add(new ErpFailure.FieldError(
                    QuickFields.field(name).orElse(null),
                    name,
                    Json.scalar(error.path("message")),
                    Json.scalar(error.path("allowed"))));
        }
        var reason = reason(envelope.code(), !fields.isEmpty());
        return new ErpException(
                new ErpFailure.Rejected(reason, envelope.code(), envelope.message(), fields, retryAfter));
    }

    private ErpException rejected(String message) {
        return new ErpException(
                new ErpFailure.Rejected(reason("", false), "http_" + status, message, List.of(), retryAfter));
    }

    /* KeHub says it by the status; a live ERP may reject everything at HTTP 200, where only the code can tell. */
    private Reason reason(String code, boolean namesFields) {
        return switch (status) {
            case 401, 407 -> Reason.UNAUTHENTICATED;
            case 403 -> Reason.FORBIDDEN;
            case 404 -> code.equals("unknown_address") ? Reason.UNSUPPORTED : Reason.NOT_FOUND;
            case 405 -> Reason.UNSUPPORTED;
            case 408, 429 -> Reason.TOO_MANY_REQUESTS;
            case 409 -> Reason.CONFLICT;
            default -> reasonOf(code, namesFields);
        };
    }

    private static Reason reasonOf(String code, boolean namesFields) {
        return switch (code) {
            case "no_session" -> Reason.UNAUTHENTICATED;
            case "forbidden" -> Reason.FORBIDDEN;
            case "not_found" -> Reason.NOT_FOUND;
            case "unknown_address" -> Reason.UNSUPPORTED;
            case "taken" -> Reason.CONFLICT;
            default -> namesFields || code.equals("invalid_field") ? Reason.INVALID_FIELD : Reason.OTHER;
        };
    }

    /* The body may be a stranger's page with anybody's data: it is measured, not quoted. */
    private ErpException unknown(String message) {
        var type = response.headers().firstValue("Content-Type").orElse("未知类型");
        return new ErpException(new ErpFailure.Unknown(
                "ERP 的答复不能证明结果（HTTP " + status + "，" + type + "，" + response.body().length + " 字节）"
                        + (message.isEmpty() ? "" : "：" + message),
                retryAfter,
                null));
    }

    private static Duration retryAfter(String header, Clock clock) {
        var seconds = WireValues.wholeNumber(header);
        if (seconds.isPresent()) {
            return bounded(Duration.ofSeconds(seconds.getAsLong()));
        }
        try {
            var until = ZonedDateTime.parse(header, DateTimeFormatter.RFC_1123_DATE_TIME);
            return bounded(Duration.between(clock.instant(), until.toInstant()));
        } catch (DateTimeException noDate) {
            return Duration.ZERO;
        }
    }

    private static Duration bounded(Duration asked) {
        return asked.isNegative() ? Duration.ZERO : asked.compareTo(MAX_RETRY_AFTER) > 0 ? MAX_RETRY_AFTER : asked;
    }
}
