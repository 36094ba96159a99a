package io.kehub.wire.http;

import io.kehub.erp.access.Credential;
import io.kehub.erp.access.SessionCookie;
import io.kehub.kernel.FieldError;
import io.kehub.kernel.Problem;
import io.kehub.kernel.ProblemException;
import io.kehub.wire.operation.Dialect;
import io.kehub.wire.operation.ListReader;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;

/** Reads the parts of a servlet request that dialects use, within limits. */
final class RequestReader {

    static final String READER = "X-KeHub-Reader";
    private static final int MAX_READER_LENGTH = 100;
    static final int MAX_BODY_SIZE = 1 << 20;

    private RequestReader() {}

    /** The path as the container has decoded it, without path parameters. */
    static String path(HttpServletRequest request) {
        var rest = request.getPathInfo();
        return rest == null ? request.getServletPath() : request.getServletPath() + rest;
    }

    /**
     * Reads the request. The content type is ignored: older clients send {@code application/zsml}, and {@code curl -d}
     * sends a form type.
     *
     * @throws ProblemException if the body is too large or truncated
     */
    static Dialect.Message read(HttpServletRequest request) {
        return new Dialect.Message(
                query(request.getQueryString()),
                sessionCookie(request.getCookies()),
                request.getHeader(Credential.TOKEN_HEADER),
                new Dialect.Body(body(request)));
    }

    /**
     * Identifies the reader of a list: the name in the header {@value #READER}, and the client's address and program.
     *
     * @throws ProblemException when the name is too long
     */
    static ListReader reader(HttpServletRequest request) {
        var name = Objects.requireNonNullElse(request.getHeader(READER), "").strip();
        if (name.length() > MAX_READER_LENGTH) {
            var allowed = "最多 " + MAX_READER_LENGTH + " 个字符";
            throw new ProblemException(new Problem.Invalid(
                    "invalid_header",
                    "请求头 " + READER + " 过长，" + allowed,
                    List.of(new FieldError(READER, "过长", allowed))));
        }
        return new ListReader(name, request.getRemoteAddr() + " " + request.getHeader(HttpHeaders.USER_AGENT));
    }

    private static byte[] body(HttpServletRequest request) {
        if (request.getContentLengthLong() > MAX_BODY_SIZE) {
            throw tooLarge();
        }
        try {
            var body = request.getInputStream().readNBytes(MAX_BODY_SIZE + 1);
            if (body.length > MAX_BODY_SIZE) {
                throw tooLarge();
            }
            return body;
        } catch (IOException e) {
            throw new ProblemException(new Problem.Invalid("malformed_body", "请求体没有完整送达，请重新发送", List.of()));
        }
    }

    private static ProblemException tooLarge() {
        return new ProblemException(new Problem.TooLarge("请求体过大，最多 " + MAX_BODY_SIZE + " 字节（1 MB）"));
    }

    private static @Nullable String sessionCookie(Cookie @Nullable [] cookies) {
        return cookies == null
                ? null
                : SessionCookie.NAMES.stream()
                        .flatMap(name -> Stream.of(cookies)
                                .filter(cookie -> cookie.getName().equals(name))
                                .map(Cookie::getValue))
                        .findFirst()
                        .orElse(null);
    }

    /** Names in lower case; the first value of a repeated name counts. */
    private static Map<String, String> query(@Nullable String written) {
        var query = new HashMap<String, String>();
        if (written != null) {
            for (var pair : written.split("&", -1)) {
                var middle = pair.indexOf('=');
                var name = decoded(middle < 0 ? pair : pair.substring(0, middle));
                var value = middle < 0 ? "" : decoded(pair.substring(middle + 1));
                var earlier = query.putIfAbsent(name.toLowerCase(Locale.ROOT), value);
                if (earlier != null && !earlier.equals(value)) {
                    throw repeated(name);
                }
            }
        }
        return query;
    }

    private static ProblemException repeated(String name) {
        var errors = List.of(new FieldError(name, "同一个查询参数写了两次，值不同（参数名不区分大小写）", "每个查询参数只写一次"));
        return new ProblemException(new Problem.Invalid("malformed_query", FieldError.summary(errors, 1), errors));
    }

    private static String decoded(String written) {
        try {
            return URLDecoder.decode(written, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw new ProblemException(
                    new Problem.Invalid("malformed_query", "查询字符串的百分号编码有误，应为 % 加两位十六进制数字", List.of()));
        }
    }
}
