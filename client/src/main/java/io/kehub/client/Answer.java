package io.kehub.client;

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

/** An answer of the quick dialect: what it holds, what it refuses, or that it is no answer of the API at all. */
final class Answer {
    private static final Duration LONGEST_RETRY_AFTER = Duration.ofDays(1);

    private final HttpResponse<byte[]> response;
    private final int status;
    private final @Nullable Envelope envelope;
    private final @Nullable Duration retryAfter;

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
                || (envelope != null && isRefusal(envelope) && envelope.code().equals("no_session"));
    }

    List<String> setCookies() {
        return response.headers().allValues("Set-Cookie");
    }

    /**
     * What a successful answer holds.
     *
     * @throws ErpException.Refused where the ERP said no
     * @throws ErpException.Unknown where the answer proves nothing
     */
    JsonNode data() {
        if (envelope != null && isRefusal(envelope)) {
            throw refused(envelope);
        }
        if (envelope != null && envelope.success() && status / 100 == 2) {
            return envelope.data();
        }
        switch (status) {
            case 401 -> throw refused("ERP 不接受当前会话（HTTP 401）");
            case 429 -> throw refused("请求太频繁，ERP 要求稍后再试（HTTP 429）");
            default -> throw unknown(envelope == null ? "" : envelope.message());
        }
    }

    /** The failure of an answer that claims success without holding what it must. */
    static ErpException.Unknown incomplete(String missing) {
        return new ErpException.Unknown("ERP 的答复说成功，却没有" + missing + "，不能证明结果");
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
    private boolean isRefusal(Envelope envelope) {
        return !envelope.success() && (status / 100 == 2 || status / 100 == 4);
    }

    private ErpException.Refused refused(Envelope envelope) {
        var fields = new ArrayList<ErpException.Refused.FieldRefusal>();
        for (var error : envelope.data().path("errors")) {
            fields.add(new ErpException.Refused.FieldRefusal(
                    Json.scalar(error.path("field")),
                    Json.scalar(error.path("message")),
                    Json.scalar(error.path("allowed"))));
        }
        return new ErpException.Refused(
                status, envelope.code(), envelope.message(), fields, retryAfter, saysSessionIsOver(), null);
    }

    private ErpException.Refused refused(String message) {
        return new ErpException.Refused(
                status, "http_" + status, message, List.of(), retryAfter, saysSessionIsOver(), null);
    }

    /* The body may be a stranger's page with anybody's data: it is measured, not quoted. */
    private ErpException.Unknown unknown(String message) {
        var type = response.headers().firstValue("Content-Type").orElse("未知类型");
        return new ErpException.Unknown(
                "ERP 的答复不能证明结果（HTTP " + status + "，" + type + "，" + response.body().length + " 字节）"
                        + (message.isEmpty() ? "" : "：" + message),
                null,
                retryAfter);
    }

    private static @Nullable Duration retryAfter(String header, Clock clock) {
        var seconds = WireValues.wholeNumber(header);
        if (seconds.isPresent()) {
            return bounded(Duration.ofSeconds(seconds.getAsLong()));
        }
        try {
            var until = ZonedDateTime.parse(header, DateTimeFormatter.RFC_1123_DATE_TIME);
            return bounded(Duration.between(clock.instant(), until.toInstant()));
        } catch (DateTimeException noDate) {
            return null;
        }
    }

    private static Duration bounded(Duration asked) {
        return asked.isNegative()
                ? Duration.ZERO
                : asked.compareTo(LONGEST_RETRY_AFTER) > 0 ? LONGEST_RETRY_AFTER : asked;
    }
}
