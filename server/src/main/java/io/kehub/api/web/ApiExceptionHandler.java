package io.kehub.api.web;

import io.kehub.kernel.FieldError;
import io.kehub.kernel.Problem;
import io.kehub.kernel.ProblemException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.Ordered;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.web.HttpMediaTypeNotSupportedException;
import org.springframework.web.HttpRequestMethodNotSupportedException;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;
import org.springframework.web.multipart.MaxUploadSizeExceededException;
import org.springframework.web.multipart.MultipartException;
import org.springframework.web.multipart.support.MissingServletRequestPartException;
import org.springframework.web.servlet.HandlerExceptionResolver;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.resource.NoResourceFoundException;
import tools.jackson.databind.json.JsonMapper;

/**
 * Exception handler for {@code /api}: maps exceptions to the error envelope and an HTTP status. Not a
 * {@code @ControllerAdvice}: that one handles exceptions of controllers only, and neither a wrong path or method nor a
 * rejected session reaches a controller.
 */
final class ApiExceptionHandler implements HandlerExceptionResolver, Ordered {

    private static final Logger LOG = LoggerFactory.getLogger(ApiExceptionHandler.class);
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Problem NO_SUCH_ADDRESS =
            new Problem.NotFound("no_such_address", "没有这个接口地址，请对照 docs/hub-api.md", List.of());

    /** Clients read the response only after they have sent the whole request; up to this size the rest is read. */
    private static final long MAX_DISCARDED_BYTES = 64L * 1024 * 1024;

    /** First among the resolvers; leaves everything outside of {@code /api} to the others. */
    @Override
    public int getOrder() {
        return Ordered.HIGHEST_PRECEDENCE + 10;
    }

    @Override
    public @Nullable ModelAndView resolveException(
            HttpServletRequest request, HttpServletResponse response, @Nullable Object handler, Exception exception) {
        if (!request.getServletPath().startsWith("/api/")) {
            return null;
        }
        try {
            answer(request, response, exception);
        } catch (IOException clientIsGone) {
            LOG.debug("The client closed the connection", clientIsGone);
        }
        return new ModelAndView();
    }

    /** Writes the error response. An exception that the caller did not cause is logged and answered with status 500. */
    void answer(HttpServletRequest request, HttpServletResponse response, Exception exception) throws IOException {
        var problem = problem(exception);
        if (response.isCommitted()) {
            LOG.debug("The answer to {} {} broke off", request.getMethod(), request.getRequestURI(), exception);
            return;
        }
        response.resetBuffer();
        if (problem == null) {
            LOG.error("{} {} failed", request.getMethod(), request.getRequestURI(), exception);
            write(request, response, 500, new Rejection("internal_error", List.of()), "服务器内部错误，请稍后再试；若反复出现请联系管理员");
            return;
        }
        switch (problem) {
            case Problem.MethodNotAllowed refused ->
                response.setHeader(HttpHeaders.ALLOW, String.join(", ", refused.allowed()));
            case Problem.TooManyRequests refused ->
                setRetryAfter(response, refused.retryAfter().plusSeconds(1));
            case Problem.Unavailable refused -> setRetryAfter(response, refused.retryAfter());
            default -> {}
        }
        var errors = exception instanceof InvalidRequestException ? problem.errors() : WireNames.of(problem.errors());
        write(request, response, problem.httpStatus(), new Rejection(problem.code(), errors), message(problem, errors));
    }

    private record Rejection(String code, List<FieldError> errors) {}

    private static void setRetryAfter(HttpServletResponse response, Duration delay) {
        response.setHeader(HttpHeaders.RETRY_AFTER, String.valueOf(Math.max(1, delay.toSeconds())));
    }

    private static void write(
            HttpServletRequest request, HttpServletResponse response, int status, Rejection rejection, String message)
            throws IOException {
        discardBody(request);
        response.setStatus(status);
        response.setContentType(MediaType.APPLICATION_JSON_VALUE);
        response.setCharacterEncoding(StandardCharsets.UTF_8);
        response.getOutputStream().write(JSON.writeValueAsBytes(new Envelope(false, message, rejection)));
    }

    private static void discardBody(HttpServletRequest request) {
        try {
            var in = request.getInputStream();
            var buffer = new byte[16 * 1024];
            var left = request.getContentLengthLong() > MAX_DISCARDED_BYTES ? 0 : MAX_DISCARDED_BYTES;
            for (var read = 0; left > 0 && read >= 0; left -= read) {
                read = in.read(buffer);
            }
        } catch (IOException | IllegalStateException alreadyRead) {
            LOG.debug("Nothing left to read", alreadyRead);
        }
    }

    /** The message; if it begins with the domain's name of the first field, with the JSON name instead. */
    private static String message(Problem problem, List<FieldError> errors) {
        var message = problem.message();
        if (!errors.isEmpty()) {
            var field = problem.errors().getFirst().field();
            if (message.startsWith(field)) {
                return errors.getFirst().field() + message.substring(field.length());
            }
        }
        return message;
    }

    private static @Nullable Problem problem(Exception exception) {
        return switch (exception) {
            case ProblemException refused -> refused.problem();
            case InvalidRequestException refused -> refused.problem();
            case MethodArgumentTypeMismatchException refused ->
                Problem.Invalid.field(refused.getName(), "地址中的 id 不是有效的编号", RequestJson.ALLOWED_ID);
            case HttpRequestMethodNotSupportedException refused -> methodNotAllowed(refused.getSupportedMethods());
            case NoResourceFoundException refused -> NO_SUCH_ADDRESS;
            case HttpMediaTypeNotSupportedException refused ->
                contentType(MediaType.toString(refused.getSupportedMediaTypes()));
            case MaxUploadSizeExceededException refused -> new Problem.TooLarge("文件超过 50 MB，未导入任何联系人；请拆成多个文件分别导入");
            case MissingServletRequestPartException refused ->
                Problem.Invalid.field("file", "缺少上传的文件", "名为 file 的文件字段");
            case MultipartException refused -> new Problem.Invalid("malformed_multipart", "上传内容不完整或格式有误", List.of());
            default -> null;
        };
    }

    private static Problem contentType(String allowed) {
        return new Problem.Invalid(
                "content_type",
                "请求体的 Content-Type 不受支持，应为 " + allowed,
                List.of(new FieldError("Content-Type", "不受支持", allowed)));
    }

    private static Problem methodNotAllowed(String @Nullable [] supported) {
        var allowed = supported == null ? List.<String>of() : List.of(supported);
        return new Problem.MethodNotAllowed("此地址不支持该请求方法，可用：" + String.join("、", allowed), allowed);
    }
}
