package io.kehub.client.wire;

import io.kehub.client.ErpException;
import io.kehub.client.ErpFailure;
import io.kehub.client.ErpFailure.Reason;
import io.kehub.client.WireValues;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/** An answer of an ERP, whatever its dialect: the JSON that it holds, and the failures that HTTP tells. */
public final class HttpAnswer {
    private static final Duration MAX_RETRY_AFTER = Duration.ofDays(1);

    private final HttpResponse<byte[]> response;
    private final Duration retryAfter;
    private final JsonNode json;

    /**
     * Reads an answer.
     *
     * @param response the whole answer
     * @param clock the time from which a date in {@code Retry-After} is counted
     */
    public HttpAnswer(HttpResponse<byte[]> response, Clock clock) {
        this.response = response;
        this.retryAfter = retryAfter(
                response.headers().firstValue("Retry-After").orElse("").strip(), clock);
        this.json = parsed(response.body());
    }

    /**
     * The HTTP status.
     *
     * @return such as 200
     */
    public int status() {
        return response.statusCode();
    }

    /**
     * What the answer holds.
     *
     * @return its JSON; a missing node if it is none
     */
    public JsonNode json() {
        return json;
    }

    /**
     * Whether the server has no such address. An error page of the vendor's server says so in these words.
     *
     * @return true if it says so
     */
    public boolean saysNoSuchAddress() {
        return status() == 404
                && new String(response.body(), StandardCharsets.UTF_8).strip().endsWith("找不到对应处理程序");
    }

    /**
     * How long the ERP asked not to be called.
     *
     * @return at most a day; zero if it did not ask
     */
    public Duration retryAfter() {
        return retryAfter;
    }

    /**
     * The cookies that the answer sets.
     *
     * @return the values of the header {@code Set-Cookie}
     */
    public List<String> setCookies() {
        return response.headers().allValues("Set-Cookie");
    }

    /**
     * Whether an answer with this status can be a rejection. A server error can come after half of the work, so its "no" proves
     * nothing.
     *
     * @return true for 2xx and 4xx
     */
    public boolean canReject() {
        return status() / 100 == 2 || status() / 100 == 4;
    }

    /**
     * The failure of an answer without the dialect's envelope.
     *
     * @param words what the answer says, if it says something; else empty
     * @return a rejection for the statuses 401 and 429, which the server sends before it looks at a request; else unknown
     */
    public ErpException inconclusive(String words) {
        return switch (status()) {
            case 401 -> rejected(Reason.UNAUTHENTICATED, "ERP 不接受当前会话（HTTP 401）");
            case 429 -> rejected(Reason.TOO_MANY_REQUESTS, "请求太频繁，ERP 要求稍后再试（HTTP 429）");
            default -> unknown(words);
        };
    }

    /**
     * The failure of an answer that claims success without holding what it must.
     *
     * @param missing what it does not hold
     * @return the failure
     */
    public static ErpException incomplete(String missing) {
        return new ErpException(new ErpFailure.Unknown("ERP 的答复说成功，却没有" + missing + "，不能证明结果"));
    }

    /**
     * The reason of a rejection by its code, for answers of which the HTTP status says nothing.
     *
     * @param code the ERP's stable code; empty if it gave none
     * @param namesFields whether the rejection names fields
     * @return the reason
     */
    public static Reason reasonOf(String code, boolean namesFields) {
        return switch (code) {
            case "no_session" -> Reason.UNAUTHENTICATED;
            case "forbidden" -> Reason.FORBIDDEN;
            case "not_found" -> Reason.NOT_FOUND;
            case "unknown_address" -> Reason.UNSUPPORTED;
            case "taken" -> Reason.CONFLICT;
            case "sign_in_closed", "sign_in_under_way", "busy" -> Reason.TOO_MANY_REQUESTS;
            default -> namesFields || code.equals("invalid_field") ? Reason.INVALID_FIELD : Reason.OTHER;
        };
    }

    private ErpException rejected(Reason reason, String message) {
        return new ErpException(new ErpFailure.Rejected(reason, "http_" + status(), message, List.of(), retryAfter));
    }

    /* The body may be a stranger's page with anybody's data: it is measured, not quoted. */
    private ErpException unknown(String words) {
        var type = response.headers().firstValue("Content-Type").orElse("未知类型");
        return new ErpException(new ErpFailure.Unknown(
                "ERP 的答复不能证明结果（HTTP " + status() + "，" + type + "，" + response.body().length + " 字节）"
                        + (words.isEmpty() ? "" : "：" + words),
                retryAfter,
                null));
    }

    private static JsonNode parsed(byte[] body) {
        try {
            return Json.parse(body);
        } catch (JacksonException noJson) {
            return Json.missing();
        }
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
