package io.kehub.wire.http;

import io.kehub.kernel.Problem;
import io.kehub.wire.operation.Dialect;
import io.kehub.wire.operation.Operation;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;

/** Writes a dialect's response with the headers that all responses have. */
final class ResponseWriter {

    private ResponseWriter() {}

    static void refuse(Dialect dialect, Problem problem, @Nullable Operation<?> operation, HttpServletResponse response)
            throws IOException {
        switch (problem) {
            case Problem.MethodNotAllowed method ->
                response.setHeader(HttpHeaders.ALLOW, String.join(", ", method.allowed()));
            case Problem.TooManyRequests tries -> retryAfter(response, tries.retryAfter());
            case Problem.Unavailable unavailable -> retryAfter(response, unavailable.retryAfter());
            default -> {}
        }
        send(dialect.refusal(problem, operation), response);
    }

    private static void retryAfter(HttpServletResponse response, Duration wait) {
        response.setHeader(HttpHeaders.RETRY_AFTER, Long.toString(Math.max(1, wait.toSeconds())));
    }

    static void send(Dialect.Reply reply, HttpServletResponse response) throws IOException {
        var body = reply.body().bytes();
        response.setStatus(reply.status());
        response.setContentType(reply.contentType());
        response.setContentLength(body.length);
        response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
        response.setHeader("X-Content-Type-Options", "nosniff");
        response.getOutputStream().write(body);
    }
}
